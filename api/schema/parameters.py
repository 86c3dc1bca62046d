"""Query parameters in the document: what `api.strict` takes, said so that every generator sends it.

A list is declared as one string with commas in it, not as an array: several generators send the
items of any array as repeated keys, which the archive refuses, or reads as AND. What may be
repeated is declared as an array of such strings (docs/decisions/lists-in-urls.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from drf_spectacular.plumbing import ComponentRegistry
from inflection import camelize

from api.cursors import CursorKind
from api.filters.base import StrictFilterSet
from api.kinds import Kind, Term, Uid
from api.schema.components import (
    Schema,
    comma_list,
    enum_member_names,
    uid_schema,
    vocabulary_list_ref,
    vocabulary_ref,
)
from api.schema.examples import CURSOR, UIDS, VOCABULARY
from api.schema.naming import NAMES
from api.strict import MAX_LENGTH, MAX_REPETITIONS, MAX_VALUES, Parameter

MAX_NAME = 60

# `scheme:value`, several of them separated by commas, which values may hold as well.
_LIST_OF_KEYS = f"^[^,:]+:[^,]+(?:,[^,]*){{0,{MAX_VALUES - 1}}}$"

# They leave properties out of the answer that are otherwise always there.
NARROWING = ("fields", "omit")

# What these take depends on what is shown: their types are named after it.
_BY_WHAT_IS_SHOWN = {"fields": "Fields", "omit": "Fields", "expand": "Expansions"}


class Owner(NamedTuple):
    """The operation that a parameter belongs to: the name of one thing, the action, the answer."""

    resource: str
    action: str
    shown: str


def query_parameter(
    registry: ComponentRegistry, owner: Owner, name: str, parameter: Parameter
) -> Schema:
    """Return the OpenAPI parameter object of a query parameter."""
    schema = _value_schema(registry, _names(owner, name), parameter)
    example: Any = _example(parameter)
    declared: Schema = {"name": name, "in": "query", "description": parameter.help_text}
    if parameter.repeatable:
        schema = {"type": "array", "items": schema, "minItems": 1, "maxItems": MAX_REPETITIONS}
        example = [example]
        declared |= {"style": "form", "explode": True}
    elif parameter.default is not None and not schema.keys() & {"$ref", NAMES}:
        schema = schema | {"default": parameter.default}
    if parameter.required:
        declared["required"] = True
    if name in NARROWING:
        declared["x-narrows-response"] = True
    declared["schema"] = schema
    declared["example"] = _typed(example, schema)
    return declared


def _names(owner: Owner, name: str) -> list[str]:
    """Return the names that the type of a parameter may have, from short to long."""
    if name in _BY_WHAT_IS_SHOWN:
        short = _BY_WHAT_IS_SHOWN[name]
        return [short, owner.shown + short]
    short = str(camelize(name))
    resource, action = str(camelize(owner.resource)), str(camelize(owner.action))
    return [short, resource + short, resource + action + short]


def groups_in_words(filterset: type[StrictFilterSet], declared: Mapping[str, Parameter]) -> str:
    """Return which of the declared parameters belong together, and how; empty where none do."""
    lines = []
    for name, group in filterset.groups.items():
        filters = filterset.parameters().items()
        members = [key for key, each in filters if each.group == name and key in declared]
        if members:
            listed = ", ".join(f"`{member}`" for member in members)
            lines.append(f"* {listed}: {group.help_text}")
    return "\n".join(["Parameters that belong together:", "", *lines]) if lines else ""


def _value_schema(registry: ComponentRegistry, names: list[str], parameter: Parameter) -> Schema:
    """Return the schema of one giving of a parameter."""
    kind = parameter.kind
    if isinstance(kind, Term):
        refer = vocabulary_list_ref if parameter.many else vocabulary_ref
        return refer(registry, kind.vocabulary)
    if parameter.many and type(kind).split is not Kind.split:
        return {"type": "string", "pattern": _LIST_OF_KEYS, "maxLength": MAX_LENGTH}
    if parameter.many:
        return _list_schema(names, kind)
    if "enum" in kind.schema:
        return _enum_schema(kind, parameter.help_text) | {NAMES: names}
    return dict(kind.schema)


def _list_schema(names: list[str], kind: Kind) -> Schema:
    codes = kind.schema.get("enum")
    one = "|".join(codes) if codes else kind.schema.get("pattern", "[^,]+").strip("^$")
    schema = {"type": "string", "pattern": comma_list(one), "maxLength": MAX_LENGTH}
    if not codes:
        return schema
    schema["description"] = "One or several of these, separated by commas: " + ", ".join(
        f"`{code}`" for code in codes
    )
    return schema | {NAMES: names}


def _enum_schema(kind: Kind, description: str) -> Schema:
    codes = list(kind.schema["enum"])
    labels = [f"{code[1:]} descending" if code.startswith("-") else code for code in codes]
    return {
        "type": "string",
        "enum": codes,
        "description": description,
        **enum_member_names(codes, labels),
    }


def _example(parameter: Parameter) -> str:
    """Return the example of a parameter; uids are those of records that can be found."""
    if isinstance(parameter.kind, Uid):
        return UIDS[parameter.kind.prefixes[0]]
    return CURSOR if isinstance(parameter.kind, CursorKind) else parameter.example


def _typed(example: Any, schema: Schema) -> Any:
    """Return an example in the type of its schema; parameters have theirs as text."""
    if schema.get("type") == "integer":
        return int(example)
    if schema.get("type") == "boolean":
        return example == "true"
    return example


def path_parameter(view: Any, name: str) -> Schema:
    """Return the OpenAPI parameter object of a part of the path: the uid of the view's records."""
    model = getattr(view, "model", None)
    declared: Schema = {"name": name, "in": "path", "required": True}
    if model is None:
        return declared | {
            "description": f"Its {name}, as the list has it.",
            "schema": {"type": "string", "pattern": "^[a-z0-9_-]+$", "maxLength": MAX_NAME},
            "example": VOCABULARY,
        }
    return declared | {
        "description": "The permanent identifier of the record.",
        "schema": uid_schema(model.uid_prefix),
        "example": UIDS[model.uid_prefix],
    }
