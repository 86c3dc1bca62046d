"""The scenario holds what it says: a record of nulls, and terms that older clients do not know."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.sdk.archive import Served
from tests.sdk.clients import SCHEMA
from tests.sdk.fill import RECORDS
from tests.sdk.older import ADDED, older
from tests.sdk.schemas import Side, may_be_null
from tests.sdk.test_clients import EXPECTED

DOCUMENT: dict[str, Any] = yaml.load(SCHEMA.read_bytes(), yaml.CSafeLoader)
TYPES = DOCUMENT["components"]["schemas"]


def get(archive: Served, path: str) -> Any:
    with urllib.request.urlopen(f"{archive.address}/api/v1/{path}") as answer:
        return json.load(answer)


def nullable(schema: dict[str, Any], where: str = "") -> Iterator[str]:
    """Yield the properties that may be null, those of the objects that are always there as well."""
    for name, each in schema["properties"].items():
        target = Side(DOCUMENT).resolve(each.get("allOf", [each])[0])
        if may_be_null(each):
            yield where + name
        elif "properties" in target:
            yield from nullable(target, f"{where}{name}.")


def null(record: dict[str, Any], where: str = "") -> Iterator[str]:
    for name, value in record.items():
        if value is None:
            yield where + name
        elif isinstance(value, dict):
            yield from null(value, f"{where}{name}.")


@pytest.mark.parametrize(
    ("kind", "path", "type_name"),
    [
        ("incident", f"incidents/{RECORDS['EMPTY_INCIDENT']}/", "IncidentDetail"),
        ("article", f"articles/{RECORDS['EMPTY_ARTICLE']}/", "ArticleDetail"),
        ("place", f"places/{RECORDS['EMPTY_PLACE']}/", "Place"),
    ],
)
def test_of_the_empty_records_all_is_null_that_may_be_and_every_client_reads_it(
    kind: str, path: str, type_name: str, archive: Served
) -> None:
    found = list(null(get(archive, path)))

    assert sorted(found) == sorted(nullable(TYPES[type_name]))
    assert EXPECTED["nulls"][kind] == [None] * len(found)


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from texts(child)


def test_what_clients_read_holds_terms_and_properties_that_older_ones_do_not_know(
    archive: Served,
) -> None:
    before = yaml.load(older(SCHEMA.read_bytes()), yaml.CSafeLoader)["components"]["schemas"]
    unknown = {
        name: set(schema["x-known-values"]) - set(before[name]["x-known-values"])
        for name, schema in TYPES.items()
        if "x-known-values" in schema
    }
    listed = get(archive, "incidents/")
    record = get(archive, f"incidents/{RECORDS['INCIDENT']}/?expand=actors,places")
    read = set(texts([listed, record]))

    met = {name for name, terms in unknown.items() if terms & read}
    assert {"Context", "PlaceKind"} <= met
    assert set(ADDED) & before["Incident"]["properties"].keys() == set()
    assert {"origin", "created_at"} <= listed["results"][0].keys()
