"""GET /api/v1/sources/."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from tests.api.answers import listed
from tests.factories import ExternalIdFactory, SourceFactory


def test_sources_are_listed_by_name(api: APIClient) -> None:
    last, first = SourceFactory(name="Zeit"), SourceFactory(name="Aftenposten")

    assert listed(api, "sources") == [first.uid, last.uid]
    assert listed(api, "sources", ordering="-name") == [last.uid, first.uid]


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("uid", None),
        ("name", "COURIER"),
        ("domain", "Courier.example"),
        ("kind", "agency,newspaper"),
        ("country", "NO"),
        ("scale", "national"),
        ("reliability", "B"),
        ("origin", "machine"),
        ("external_id", "wikidata:Q1"),
    ],
)
def test_sources_are_found_by_each_parameter(api: APIClient, query: str, value: str | None) -> None:
    found = SourceFactory(
        name="The Daily Courier",
        domain="courier.example",
        kind="newspaper",
        country="NO",
        scale="national",
        reliability="B",
        origin="machine",
    )
    ExternalIdFactory(source=found, scheme="wikidata", value="Q1", actor=None)
    SourceFactory(
        name="Radio Vell",
        domain="radio.example",
        kind="broadcaster",
        country="ES",
        scale="subnational",
        reliability="A",
    )

    assert listed(api, "sources", **{query: value or found.uid}) == [found.uid]
