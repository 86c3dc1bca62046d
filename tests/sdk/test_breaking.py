"""What breaks the clients made from an older OpenAPI document is found, and nothing else is."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import yaml

from tests.sdk.breaking import DOCUMENT, breaking, is_announced

OLD: dict[str, Any] = yaml.safe_load("""
paths:
  /incidents/:
    get:
      operationId: incidents_list
      parameters:
      - {name: limit, in: query, schema: {type: integer, format: int32, minimum: 1, maximum: 500}}
      - {name: modality, in: query, schema: {$ref: '#/components/schemas/ModalityList'}}
      - {name: q, in: query, schema: {type: string, maxLength: 4000}}
      responses:
        '200':
          headers: {ETag: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Incident'}}}
        '404': {description: None such.}
    post:
      operationId: incidents_create
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/IncidentRequest'}}}
      responses:
        '201':
          content: {application/json: {schema: {$ref: '#/components/schemas/Incident'}}}
components:
  schemas:
    Incident:
      type: object
      required: [title, kind, summary, parts]
      properties:
        title: {type: string, maxLength: 500}
        kind: {$ref: '#/components/schemas/Kind'}
        summary: {type: [string, 'null']}
        modality: {oneOf: [{$ref: '#/components/schemas/Modality'}, {type: 'null'}]}
        parts: {type: array, items: {$ref: '#/components/schemas/Incident'}}
    IncidentRequest:
      type: object
      required: [title]
      properties:
        title: {type: string, maxLength: 500}
        summary: {type: [string, 'null']}
    Kind: {type: string, x-known-values: [single, ongoing]}
    Modality: {type: string, enum: [actual, planned]}
    ModalityList: {type: string, pattern: '^(?:actual|planned)(?:,(?:actual|planned)){0,9}$'}
""")
SCHEMAS = ("components", "schemas")
INCIDENT = (*SCHEMAS, "Incident")
LIST = ("paths", "/incidents/", "get")
CREATE = ("paths", "/incidents/", "post")

# Where, what is put there (None: taken away), and what is said of it.
BREAKING: list[tuple[tuple[Any, ...], Any, str]] = [
    (LIST, None, "GET /incidents/: the operation is gone"),
    ((*LIST, "operationId"), "list", "GET /incidents/: its name was incidents_list and is list"),
    ((*LIST, "parameters", 2), None, "GET /incidents/: parameter q is gone"),
    ((*LIST, "parameters", 2, "required"), True, "GET /incidents/: parameter q is required now"),
    (
        (*LIST, "parameters", 0, "schema", "maximum"),
        100,
        "GET /incidents/: parameter limit: its maximum is 100 now",
    ),
    (
        (*LIST, "parameters", 2, "schema", "maxLength"),
        40,
        "GET /incidents/: parameter q: its maxLength is 40 now",
    ),
    (
        (*LIST, "parameters", 0, "schema", "format"),
        "int64",
        "GET /incidents/: parameter limit: its format was int32 and is int64",
    ),
    (
        (*LIST, "parameters", 0, "schema", "type"),
        "string",
        "GET /incidents/: parameter limit: its type was integer and is string",
    ),
    (
        (*LIST, "parameters", 2, "schema", "pattern"),
        "^[a-z]+$",
        "GET /incidents/: parameter q: its form is another",
    ),
    (
        (*SCHEMAS, "ModalityList", "pattern"),
        "^(?:actual)(?:,(?:actual)){0,9}$",
        "GET /incidents/: ModalityList: “planned” is gone",
    ),
    ((*LIST, "responses", "200"), None, "GET /incidents/: answer 200 is gone"),
    (
        (*LIST, "responses", "200", "content", "application/json"),
        None,
        "GET /incidents/: answer 200 as application/json is gone",
    ),
    (
        (*LIST, "responses", "200", "headers", "ETag"),
        None,
        "GET /incidents/: answer 200: the header ETag is gone",
    ),
    ((*INCIDENT, "properties", "summary"), None, "GET /incidents/: Incident.summary is gone"),
    (
        (*INCIDENT, "properties", "title", "type"),
        ["string", "null"],
        "GET /incidents/: Incident.title may be null now",
    ),
    (
        (*INCIDENT, "required"),
        ["title", "kind", "parts"],
        "GET /incidents/: Incident.summary may be absent now",
    ),
    (
        (*SCHEMAS, "Kind", "x-known-values"),
        ["single"],
        "GET /incidents/: Kind: “ongoing” is gone",
    ),
    (
        (*SCHEMAS, "Modality", "enum"),
        ["actual", "planned", "negated"],
        "GET /incidents/: Modality: “negated” is new, which clients do not know",
    ),
    (
        (*SCHEMAS, "Kind", "enum"),
        ["single", "ongoing"],
        "GET /incidents/: Kind: it is one of a closed list of terms",
    ),
    (
        (*SCHEMAS, "IncidentRequest", "required"),
        ["title", "summary"],
        "POST /incidents/: IncidentRequest.summary is required now",
    ),
    (
        (*SCHEMAS, "IncidentRequest", "properties", "summary", "type"),
        "string",
        "POST /incidents/: IncidentRequest.summary may be null no more",
    ),
]

HARMLESS: list[tuple[tuple[Any, ...], Any]] = [
    (("paths", "/new/"), {"get": {"operationId": "new", "responses": {}}}),
    ((*LIST, "parameters", 2, "description"), "The words."),
    ((*LIST, "parameters", 0, "schema", "maximum"), 1000),
    ((*LIST, "responses", "404"), None),
    ((*LIST, "responses", "429"), {"description": "Too many."}),
    ((*CREATE, "requestBody", "required"), False),
    ((*INCIDENT, "properties", "etag"), {"type": "string"}),
    ((*INCIDENT, "properties", "summary", "type"), "string"),
    ((*SCHEMAS, "Kind", "x-known-values"), ["single", "ongoing", "aggregate"]),
    (
        (*SCHEMAS, "ModalityList", "pattern"),
        "^(?:actual|planned|new)(?:,(?:actual|planned|new)){0,9}$",
    ),
    ((*SCHEMAS, "IncidentRequest", "properties", "kind"), {"type": "string"}),
    ((*SCHEMAS, "IncidentRequest", "required"), []),
]


def changed(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return the old document with one thing changed."""
    document = deepcopy(OLD)
    node: Any = document
    for step in path[:-1]:
        node = node[step]
    if value is None:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return document


@pytest.mark.parametrize(("path", "value", "said"), BREAKING)
def test_what_breaks_clients_is_said(path: tuple[Any, ...], value: Any, said: str) -> None:
    found = breaking(OLD, changed(path, value))

    assert found[:1] == [said]
    assert all(said.partition(": ")[2] in each for each in found)  # of other operations, too


@pytest.mark.parametrize(("path", "value"), HARMLESS)
def test_what_breaks_no_client_is_not_said(path: tuple[Any, ...], value: Any) -> None:
    assert breaking(OLD, changed(path, value)) == []


def test_a_new_required_parameter_breaks() -> None:
    new = deepcopy(OLD)
    new["paths"]["/incidents/"]["get"]["parameters"].append(
        {"name": "day", "in": "query", "required": True, "schema": {"type": "string"}}
    )

    assert breaking(OLD, new) == ["GET /incidents/: parameter day is new and required"]


def test_a_type_that_is_renamed_breaks() -> None:
    new = deepcopy(OLD)
    new["components"]["schemas"]["Sort"] = new["components"]["schemas"].pop("Kind")
    new["components"]["schemas"]["Incident"]["properties"]["kind"]["$ref"] = (
        "#/components/schemas/Sort"
    )

    assert breaking(OLD, new)[0] == "GET /incidents/: Incident.kind: its type Kind is called Sort"


def test_a_document_does_not_break_itself() -> None:
    document = yaml.safe_load(DOCUMENT.read_bytes())

    assert breaking(document, deepcopy(document)) == []


@pytest.mark.parametrize(
    ("changelog", "announced"),
    [
        ("## [Unreleased]\n\n### Changed\n\n- **Breaking**: no `q`.\n\n## [1.0.0]\n", True),
        ("## [Unreleased]\n\n- Nothing.\n\n## [1.0.0]\n\n- Breaking: no `q`.\n", False),
        ("## [1.0.0]\n\n- Breaking: no `q`.\n", False),
        ("## [Unreleased]\n\n- Groundbreaking news.\n", False),
    ],
)
def test_only_what_is_not_released_announces(changelog: str, announced: bool) -> None:
    assert is_announced(changelog) is announced
