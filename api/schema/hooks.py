"""The last pass over the document: what drf-spectacular leaves unsaid, or says as SDKs misread."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from drf_spectacular.drainage import warn
from drf_spectacular.plumbing import is_jsonschema_compliant

from api.schema.components import OPTIONAL, WRITTEN, Schema
from api.schema.naming import name_types
from api.schema.rate_limits import add_rate_limits
from api.schema.security import READING

INT32_MAX = 2_147_483_647

_ROOT_ORDER = ("openapi", "info", "servers", "security", "tags", "paths", "components")
_OPERATION_ORDER = ("operationId", "summary", "description", "tags", "security", "parameters")
_NOT_SCHEMAS = ("example", "examples", "default", "enum", "x-known-values")


def tidy(result: Schema, **_context: Any) -> Schema:
    """Complete the document for either version of OpenAPI; warns where it cannot."""
    name_types(result)
    add_rate_limits(result)
    schemas = result["components"]["schemas"]
    for schema in schemas.values():
        if "properties" in schema:
            _tidy_object(schema)
    for schema in _schemas(result):
        _tidy_integer(schema)
        for keyword in ("readOnly", "writeOnly"):
            # Requests and answers have components of their own: this would split them again.
            schema.pop(keyword, None)
        if schema.keys() == {"allOf"} and len(schema["allOf"]) == 1:
            schema.update(schema.pop("allOf")[0])
    if not is_jsonschema_compliant():
        for schema in _schemas(result):
            _as_3_0(schema, schemas)
        _drop_recorded_answers(result)
    _prune(result)
    _warn_of_nameless_enums(result)
    _tidy_operations(result)
    result["security"] = list(READING)
    return _in_order(result, _ROOT_ORDER)


def _tidy_operations(result: Schema) -> None:
    for operations in result["paths"].values():
        for method, operation in operations.items():
            if operation.get("security") == READING:
                del operation["security"]
            operations[method] = _in_order(operation, _OPERATION_ORDER)


def _in_order(mapping: Schema, order: tuple[str, ...]) -> Schema:
    """Return the mapping with these keys first, for those who read the document as text."""
    first = {key: mapping[key] for key in order if key in mapping}
    return first | mapping


def _tidy_object(schema: Schema) -> None:
    optional = schema.pop(OPTIONAL, [])
    if not schema.pop(WRITTEN, False):
        schema["required"] = [key for key in schema["properties"] if key not in optional]


def _tidy_integer(schema: Schema) -> None:
    kinds = schema.get("type")
    if kinds == "integer" or (isinstance(kinds, list) and "integer" in kinds):
        small = schema.get("maximum", INT32_MAX + 1) <= INT32_MAX
        schema.setdefault("format", "int32" if small else "int64")


def _as_3_0(schema: Schema, schemas: Schema) -> None:
    """Say in the words of OpenAPI 3.0 what was said in those of JSON Schema 2020-12."""
    if isinstance(schema.get("examples"), list):
        schema["example"] = schema.pop("examples")[0]
    if schema.get("nullable") and "type" not in schema:
        # “nullable” means nothing without a type beside it.
        target = schema.get("allOf", [schema])[0].get("$ref", "").rpartition("/")[2]
        schema["type"] = schemas.get(target, {}).get("type", "object")


def _drop_recorded_answers(result: Schema) -> None:
    """Take the recorded answers of operations out of the document for OpenAPI 3.0.

    They hold nulls where a named type can be null. OpenAPI 3.0 has no way to say that which both
    its validators and its generators understand; we say it as the generators do.
    """
    for operations in result["paths"].values():
        for operation in operations.values():
            bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
            for content in chain.from_iterable(each.get("content", {}).values() for each in bodies):
                content.pop("examples", None)


def _schemas(node: Any) -> Iterator[Schema]:
    """Yield every mapping in the document that can be a schema, examples left out."""
    if isinstance(node, dict):
        yield node
        for key, child in list(node.items()):
            if key not in _NOT_SCHEMAS:
                yield from _schemas(child)
    elif isinstance(node, list):
        for child in node:
            yield from _schemas(child)


def _prune(result: Schema) -> None:
    """Drop the components that nothing refers to, until all that is left is referred to."""
    components = result["components"]
    while True:
        used = {node["$ref"] for node in _schemas(result) if isinstance(node.get("$ref"), str)}
        unused = [
            (kind, name)
            for kind, members in components.items()
            if kind != "securitySchemes"
            for name in members
            if f"#/components/{kind}/{name}" not in used
        ]
        if not unused:
            return
        for kind, name in unused:
            del components[kind][name]


def _warn_of_nameless_enums(result: Schema) -> None:
    named = {id(schema) for schema in result["components"]["schemas"].values()}
    for schema in _schemas(result):
        if "enum" in schema and id(schema) not in named:
            warn(f"An enum without a name: {', '.join(map(str, schema['enum'][:5]))} …")
