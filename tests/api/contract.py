"""The committed OpenAPI document as a judge: does a request fit it, does an answer?

Stricter than the document itself: an answer may hold nothing that is not declared, although clients
must expect that later versions add to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import jsonschema_rs
import yaml

from archive.search import KINDS, QueryError, parse

DOCUMENT = Path(__file__).parents[2] / "docs" / "openapi.yaml"
ANY_MEDIA_TYPE = "*/*"

# They leave required properties out of the answer; the document says so of them.
NARROWING = "x-narrows-response"


def _is_query(kinds: str | tuple[str, ...]) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        try:
            parse(text, kinds)
        except QueryError:
            return False
        return True

    return check


# The language of `q` is named in the document and described in docs/search.md.
QUERIES = {f"{kind}-query": _is_query(kind) for kind in KINDS} | {"search-query": _is_query(KINDS)}


class Contract:
    """What the document demands of requests and answers; every schema is compiled once."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.components = _closed(document["components"])
        # Addresses without variables first: `incidents/facets/` is no record's.
        self.operations = [
            Operation(self, method.upper(), template, operation)
            for template, operations in sorted(
                document["paths"].items(), key=lambda item: item[0].count("{")
            )
            for method, operation in operations.items()
        ]

    def operation(self, method: str, path: str) -> Operation | None:
        """Return the operation that a request goes to, or None where the document has none."""
        found = (each for each in self.operations if each.method == method)
        fitting = [each for each in found if each.path.fullmatch(path)]
        # A path that is concrete goes before one with parameters (OpenAPI, Paths Object).
        return min(fitting, key=lambda each: each.template.count("{"), default=None)

    def validator(self, schema: dict[str, Any], *, narrowed: bool = False) -> Any:
        """Compile a schema of the document, `narrowed` so that a record may lack properties."""
        components = self.components
        if narrowed and schema.get("type") != "string":  # a file has no properties to leave out
            components = deepcopy(components)
            _record_of(schema, components["schemas"]).pop("required", None)
        return jsonschema_rs.Draft202012Validator(
            {**schema, "components": components}, validate_formats=True, formats=QUERIES
        )

    def resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        """Return the component that a reference means, or the node itself."""
        reference = node.get("$ref")
        if reference is None:
            return node
        _, _, kind, name = reference.split("/")
        found: dict[str, Any] = self.components[kind][name]
        return found


@dataclass
class Operation:
    """One operation of the document, its schemas compiled when they are first needed."""

    contract: Contract
    method: str
    template: str
    declared: dict[str, Any]
    _bodies: dict[tuple[int, str, bool], Any] = field(default_factory=dict)

    @cached_property
    def path(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.template))

    @cached_property
    def parameters(self) -> dict[tuple[str, str], Argument]:
        declared = map(self.contract.resolve, self.declared.get("parameters", []))
        return {(each["in"], each["name"]): Argument(self.contract, each) for each in declared}

    def request_faults(
        self, path: str, query: str, headers: Mapping[str, str] | None = None
    ) -> list[str]:
        """Return what of a request the document does not allow, but for its body."""
        found = self.path.fullmatch(path)
        given = {
            ("path", name): [text] for name, text in (found.groupdict() if found else {}).items()
        }
        for name, text in parse_qsl(query, keep_blank_values=True):
            given.setdefault(("query", name), []).append(text)
        faults = [
            f"{name} is not a {place} parameter" for place, name in given.keys() - self.parameters
        ]
        for place, name in self.parameters:
            if place == "header" and name.lower() in (headers or {}):
                given["header", name] = [(headers or {})[name.lower()]]
        for key in given.keys() & self.parameters.keys():
            faults += self.parameters[key].faults(given[key])
        faults += [
            f"{name} is missing"
            for (place, name), parameter in self.parameters.items()
            if parameter.declared.get("required") and (place, name) not in given
        ]
        return sorted(faults)

    def body_faults(self, media_type: str, body: bytes) -> list[str]:
        """Return what of the body of a request the document does not allow."""
        declared = self.declared.get("requestBody")
        if declared is None:
            return []
        if media_type not in declared["content"]:
            return [f"media type {media_type!r}"]
        if declared["content"][media_type]["schema"].get("format") == "binary":
            return [] if body or not declared.get("required") else ["the body is missing"]
        try:
            # The very numbers that were sent; what is no JSON has none.
            value = json.loads(body, parse_constant=_refuse)
            json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair is no text
        except (ValueError, RecursionError):
            return ["the body is not JSON"]
        key = (0, media_type, False)
        if key not in self._bodies:
            schema = declared["content"][media_type]["schema"]
            self._bodies[key] = self.contract.validator(schema)
        return [
            f"/{'/'.join(map(str, error.instance_path))}: {error.message[:300]}"
            for error in self._bodies[key].iter_errors(value)
        ]

    def narrows(self, query: str) -> bool:
        """Whether a query leaves properties out of the answer."""
        return any(
            self.parameters[key].declared.get(NARROWING, False)
            for key in (("query", name) for name, _ in parse_qsl(query))
            if key in self.parameters
        )

    def answer_faults(
        self, status: int, media_type: str, body: Any, *, narrowed: bool
    ) -> list[str]:
        """Return what of an answer the document does not declare; `body` is JSON, text or None."""
        response = self.declared["responses"].get(str(status))
        if response is None:
            return [f"status {status} is not documented"]
        content = self.contract.resolve(response).get("content")
        if content is None:
            return [f"a body was sent: {media_type}"] if body is not None else []
        if media_type not in content:
            return [f"content type {media_type!r} instead of {', '.join(content)}"]
        key = (status, media_type, narrowed)
        if key not in self._bodies:
            schema = content[media_type]["schema"]
            self._bodies[key] = self.contract.validator(schema, narrowed=narrowed)
        return [
            f"{'.'.join(map(str, error.instance_path)) or 'the body'}: {error.message[:300]}"
            for error in self._bodies[key].iter_errors(body)
        ]


class Argument:
    """One declared parameter: reads the texts that were given as the document says."""

    def __init__(self, contract: Contract, declared: dict[str, Any]) -> None:
        self.name = declared["name"]
        self.declared = declared
        schema = contract.resolve(declared["schema"])
        self.is_list = schema.get("type") == "array"
        self.type = schema.get("type")
        self.is_instant = schema.get("format") == "date-time"
        self.schema = contract.validator(declared["schema"])

    def faults(self, texts: list[str]) -> list[str]:
        """Return why the document does not allow these texts for the parameter."""
        if len(texts) > 1 and not self.is_list:
            return [f"{self.name} is given {len(texts)} times"]
        if self.is_instant:
            # A “+” that was not percent-encoded arrives as a blank.
            texts = [text.replace(" ", "+") for text in texts]
        value = texts if self.is_list else _typed(texts[0], self.type)
        return [f"{self.name}: {error.message}" for error in self.schema.iter_errors(value)]


@cache
def contract() -> Contract:
    """Return the contract of the committed document, read once in a test run."""
    return Contract(read_document(DOCUMENT))


def read_document(path: Path) -> dict[str, Any]:
    """Return a document; the loader in C reads it ten times faster than the one in Python."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 -- either is a safe loader
    return found


def _refuse(text: str) -> None:
    raise ValueError(text)


def _typed(text: str, kind: str | None) -> Any:
    if kind == "integer" and re.fullmatch(r"-?[0-9]+", text):
        return int(text)
    if kind == "boolean" and text in {"true", "false"}:
        return text == "true"
    return text


def _closed(node: Any) -> Any:
    """Return a copy in which every object with declared properties has no others."""
    if isinstance(node, list):
        return [_closed(child) for child in node]
    if not isinstance(node, dict):
        return node
    copy = {key: _closed(child) for key, child in node.items()}
    is_object = isinstance(copy.get("properties"), dict) and copy.get("type") == "object"
    if is_object and not copy.get("x-open-ended"):
        copy.setdefault("additionalProperties", False)
    return copy


def _record_of(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the component of the records that an answer holds: one, or those of a page."""
    component = schemas[schema["$ref"].rpartition("/")[2]]
    results = component["properties"].get("results")
    return component if results is None else _record_of(results["items"], schemas)
