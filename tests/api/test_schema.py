"""The OpenAPI document: complete, named throughout, the same from every run, as it is committed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings
from drf_spectacular.validation import validate_schema
from inflection import underscore

from api.schema.components import type_name
from api.schema.views import VERSIONS, document
from archive.vocabularies import VOCABULARIES
from tests.api.contract import Contract, read_document

ROOT = Path(__file__).parents[2]
COMMITTED = {"3.1": ROOT / "docs" / "openapi.yaml", "3.0": ROOT / "docs" / "openapi-3.0.yaml"}
RESOURCES = (
    "actors",
    "articles",
    "incidents",
    "places",
    "sources",
    "statements",
    "vocabularies",
)
BOTH = pytest.mark.parametrize("version", VERSIONS)


@pytest.fixture(scope="module", params=VERSIONS)
def schema(request) -> dict[str, Any]:
    return read_document(COMMITTED[request.param])


def operations(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in schema["paths"].values():
        yield from methods.values()


def parameters(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for operation in operations(schema):
        yield from operation.get("parameters", [])


def schemas(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping of the document, examples left out."""
    if isinstance(node, dict):
        yield node
        for key, child in node.items():
            if key not in {"example", "examples"}:
                yield from schemas(child)
    elif isinstance(node, list):
        for child in node:
            yield from schemas(child)


@BOTH
def test_document_is_as_committed_and_made_without_a_warning(version):
    with patched_settings(VERSIONS[version]):
        made = SchemaGenerator().get_schema(request=None, public=True)

    assert not GENERATOR_STATS
    validate_schema(made)
    document.cache_clear()
    assert document(version, "yaml")[0].decode() == COMMITTED[version].read_text("utf-8"), (
        "run `make schema` and commit docs/"
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2", "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
        {"PYTHONHASHSEED": "3", "SECRET_KEY": "k" * 60, "ARCHIVE_SITE_URL": "https://else.example"},
    ],
)
def test_document_is_the_same_wherever_it_is_made(environment, tmp_path):
    # No database is asked: that of the PostgreSQL run does not exist.
    made = tmp_path / "openapi.yaml"

    subprocess.run(
        [sys.executable, "manage.py", "spectacular", "--skip-checks", "--file", str(made)],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | environment,
        check=True,
    )

    assert made.read_bytes() == COMMITTED["3.1"].read_bytes()


def test_operations_are_named_resource_first(schema):
    named = [(each["operationId"], each["tags"]) for each in operations(schema)]

    assert len(dict(named)) == len(named)
    for name, tags in named:
        assert re.fullmatch(rf"{tags[0]}_[a-z]+", name)


def test_every_resource_can_be_listed_and_retrieved(schema):
    named = {each["operationId"] for each in operations(schema)}

    assert {f"{name}_{action}" for name in RESOURCES for action in ("list", "retrieve")} <= named


def test_every_operation_says_what_it_is(schema):
    tags = {tag["name"] for tag in schema["tags"] if tag["description"]}
    for operation in operations(schema):
        assert operation["summary"]
        assert len(operation["description"]) > len(operation["summary"])
        assert [tag in tags for tag in operation["tags"]] == [True]


def test_whoever_reads_may_send_a_token_and_whoever_writes_must(schema):
    # Said of the whole: openapi-python-client demands a token wherever an operation says it itself.
    assert schema["security"] == [{}, {"token": []}]
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            said = None if method == "get" else [{"token": []}]
            assert operation.get("security") == said, operation["operationId"]


def test_every_answer_declares_the_headers_of_rate_limits(schema):
    components = schema["components"]
    answers = [*components["responses"].values()]
    for operation in operations(schema):
        answers += [each for each in operation["responses"].values() if "$ref" not in each]
    for answer in answers:
        assert {"RateLimit", "RateLimit-Policy"} <= answer["headers"].keys()
    assert "Retry-After" in components["responses"]["TooManyRequests"]["headers"]


def is_file(response: dict[str, Any]) -> bool:
    """Whether an answer is a file in one of several formats."""
    return "application/json" not in response["content"]


def test_every_answer_is_a_named_component(schema):
    for operation in operations(schema):
        for status, response in operation["responses"].items():
            if status == "200" and is_file(response):
                assert all(media["schema"]["description"] for media in response["content"].values())
            elif status in {"200", "201"}:
                media = response["content"]["application/json"]
                assert media["schema"].keys() == {"$ref"}
                assert response["description"]
            else:
                assert response.keys() == {"$ref"}


def test_every_operation_shows_a_recorded_answer():
    for operation in operations(read_document(COMMITTED["3.1"])):
        response = operation["responses"].get("200") or operation["responses"].get("201")
        if response is None or is_file(response):
            continue
        media = response["content"]["application/json"]
        assert [*media["examples"]] == ["recorded"]
        assert media["examples"]["recorded"]["summary"]


EVERYWHERE = {"200", "400", "401", "406", "414", "429", "500", "503"}


def test_lists_and_records_name_their_errors(schema):
    answers = {
        operation["operationId"]: set(operation["responses"]) for operation in operations(schema)
    }

    for name in RESOURCES[:-1]:
        assert answers[f"{name}_list"] == {"403", "422", *EVERYWHERE}
        assert answers[f"{name}_retrieve"] == answers[f"{name}_list"] - {"403"} | {
            "301",
            "304",
            "404",
            "410",
        }
    assert answers["search_list"] == {"422", *EVERYWHERE}
    assert answers["vocabularies_list"] == EVERYWHERE
    assert answers["vocabularies_retrieve"] == {"404", *EVERYWHERE}


def test_every_parameter_has_a_meaning_and_an_example_that_fits():
    schema = read_document(COMMITTED["3.1"])
    contract = Contract(schema)
    for parameter in parameters(schema):
        assert parameter["description"], parameter["name"]
        validator = contract.validator(parameter["schema"])
        assert validator.is_valid(parameter["example"]), parameter


def test_no_two_parameters_of_an_operation_share_a_name(schema):
    # Several generators make one argument of a part of the path and a filter of the same name.
    for operation in operations(schema):
        names = [each["name"] for each in operation.get("parameters", [])]
        assert len(names) == len(set(names)), operation["operationId"]


def test_only_what_any_request_may_say_has_a_default(schema):
    # Some generators send the defaults of parameters along with every request.
    with_default = {each["name"] for each in parameters(schema) if "default" in each["schema"]}

    assert with_default == {"limit"}


def test_lists_in_the_url_are_sent_right_by_every_generator(schema):
    # Some send the items of any array as repeated keys: only what may be repeated is an array.
    for parameter in parameters(schema):
        if parameter["schema"].get("type") == "array":
            assert (parameter["style"], parameter["explode"]) == ("form", True)
        else:
            assert "explode" not in parameter


def test_only_named_types_are_enums(schema):
    named = [id(each) for each in schema["components"]["schemas"].values()]

    inline = [each for each in schemas(schema) if "enum" in each and id(each) not in named]

    assert inline == []


def test_no_type_is_called_like_a_property_of_its_own(schema):
    # openapi-python-client gives both the same variable: a client that does not pass mypy.
    confused = [
        name
        for name, component in schema["components"]["schemas"].items()
        if _is_list_or_record(schema, component.get("properties", {}).get(underscore(name), {}))
    ]

    assert confused == [], "give these serializers another name"


def _is_list_or_record(document: dict[str, Any], property_: dict[str, Any]) -> bool:
    target = property_.get("allOf", [property_])[0].get("$ref", "").rpartition("/")[2]
    named = document["components"]["schemas"].get(target, {})
    return "items" in property_ or "properties" in named


def test_every_vocabulary_of_the_answers_is_a_type_of_its_own(schema):
    named = schema["components"]["schemas"]
    types = {type_name(each): each for each in VOCABULARIES.values() if type_name(each) in named}

    for name, vocabulary in types.items():
        known = named[name].get("x-known-values" if vocabulary.open else "enum")
        assert known == list(vocabulary.codes)
        assert ("enum" in named[name]) == (not vocabulary.open)
    assert {name for name, each in VOCABULARIES.items() if type_name(each) not in types} == set()


def test_answers_lack_only_what_is_shown_on_request(schema):
    optional = {
        name: sorted(component["properties"].keys() - set(component.get("required", ())))
        for name, component in schema["components"]["schemas"].items()
        if "properties" in component
    }

    assert {name for name, lacking in optional.items() if lacking} <= {
        *(f"{record}Brief" for record in ("Actor", "Place", "Source")),
        *("Actor", "Article", "Incident", "Place", "Source", "Statement"),
        *("ActorDetail", "ArticleDetail", "IncidentDetail", "StatementDetail"),
        *("Fault", *(name for name in optional if name.endswith(("Write", "Patch")))),
    }
    assert optional["Fault"] == [
        "allowed",
        "candidates",
        "did_you_mean",
        "line",
        "parameter",
        "pointer",
        "position",
    ]


def test_pages_share_one_shape(schema):
    pages = {
        name: component["properties"]
        for name, component in schema["components"]["schemas"].items()
        if name.startswith("Paginated")
    }

    shapes = [
        {key: value for key, value in page.items() if key != "results"} for page in pages.values()
    ]
    assert len(pages) == len([*RESOURCES, "search", "changes", "versions"])
    assert shapes == [shapes[0]] * len(shapes)
    assert [*shapes[0]] == ["next", "previous", "next_cursor", "count", "count_relation"]


def test_every_integer_says_how_long_it_is(schema):
    for each in schemas(schema):
        if each.get("type") in ("integer", ["integer", "null"]):
            assert each["format"] in ("int32", "int64")


def test_every_property_is_described(schema):
    silent = [
        f"{name}.{key}"
        for name, component in schema["components"]["schemas"].items()
        for key, value in component.get("properties", {}).items()
        if "description" not in value and "$ref" not in str(value)
    ]

    assert silent == []


def test_both_versions_say_the_same():
    new, old = (read_document(path) for path in COMMITTED.values())

    assert [*new["paths"]] == [*old["paths"]]
    for operation, older in zip(operations(new), operations(old), strict=True):
        varying = dict.fromkeys(("responses", "parameters", "requestBody"), 0)
        assert {**operation, **varying} == {**older, **varying}
        assert body_schema(operation) == body_schema(older)
        assert [each["name"] for each in operation.get("parameters", [])] == [
            each["name"] for each in older.get("parameters", [])
        ]
        assert operation["responses"].keys() == older["responses"].keys()
    assert new["components"].keys() == old["components"].keys()
    for name, component in new["components"]["schemas"].items():
        older = old["components"]["schemas"][name]
        assert [*component.get("properties", {})] == [*older.get("properties", {})]
        assert component.get("required") == older.get("required")
        assert component.get("enum") == older.get("enum")
        for key, value in component.get("properties", {}).items():
            assert nullable(value) == nullable(older["properties"][key]), f"{name}.{key}"


def body_schema(operation: dict[str, Any]) -> Any:
    content = operation.get("requestBody", {"content": {}})["content"]
    return {media_type: media["schema"] for media_type, media in content.items()}


def nullable(schema: dict[str, Any]) -> bool:
    return (
        schema.get("nullable", False)
        or "null" in schema.get("type", ())
        or {"type": "null"} in schema.get("oneOf", ())
    )


@pytest.mark.parametrize(
    ("query", "accept", "version", "suffix"),
    [
        ("", "*/*", "3.1", "yaml"),
        ("?version=3.1", "application/yaml", "3.1", "yaml"),
        ("?version=3.0", "application/vnd.oai.openapi", "3.0", "yaml"),
        ("", "application/json,*/*", "3.1", "json"),
        ("?version=3.0", "application/vnd.oai.openapi+json", "3.0", "json"),
    ],
)
def test_document_is_served_as_asked(client, query, accept, version, suffix):
    answer = client.get(f"/api/v1/schema/{query}", headers={"accept": accept})

    assert answer.status_code == 200
    assert answer.content == document(version, suffix)[0]
    assert answer["Content-Type"] == accept.partition(",")[0].replace("*/*", "application/yaml")


def test_document_is_not_sent_to_those_who_have_it(client):
    first = client.get("/api/v1/schema/")

    again = client.get("/api/v1/schema/", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "public, max-age=300"


def test_unknown_version_is_refused(client):
    answer = client.get("/api/v1/schema/?version=2.0")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["allowed"] == ["3.1", "3.0"]


def test_document_names_the_version_of_openapi(schema):
    assert schema["openapi"] in (settings.SPECTACULAR_SETTINGS["OAS_VERSION"], "3.0.3")
    assert schema["info"]["license"] == {"name": "MIT", "url": "https://opensource.org/license/mit"}
    assert schema["servers"][0]["url"] == "/"
