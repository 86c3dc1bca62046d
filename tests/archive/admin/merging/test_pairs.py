"""What the desk suggests, and what it says of a pair."""

from __future__ import annotations

import pytest

from archive.duplicates import pairs
from archive.services.merging import merge
from tests.archive.admin.merging.pages import DESK, FACTORIES, KINDS, address, filled, two
from tests.archive.test_duplicates import on_a_day
from tests.factories import ActorFactory, ExternalIdFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def test_desk_lists_pairs_with_the_reason_and_the_way_to_compare_them(reviewer):
    older, newer = two()

    response = reviewer.get(DESK, {"kind": "actor"})

    (row,) = response.context["pairs"]
    assert row["clues"] == ["The same name: Hezbollah"]
    assert [each["record"] for each in row["records"]] == [newer, older]
    assert row["url"] == address(newer, older)
    assert f'href="{row["url"]}"' in response.content.decode()


def test_desk_is_asked_for_a_kind_and_a_reason(reviewer):
    two()
    places = PlaceFactory.create_batch(2, name="Basra", kind="city", country="IQ")
    for place in places:
        ExternalIdFactory(place=place, scheme="geonames", value="99532")

    def found(**asked):
        return [row["clues"] for row in reviewer.get(DESK, asked).context["pairs"]]

    assert found(kind="place") == [
        ["The same name: Basra", "The same external identifier: geonames:99532"]
    ]
    assert found(kind="place", reason="same_id") == [
        ["The same external identifier: geonames:99532"]
    ]
    assert found(kind="incident") == []
    assert reviewer.get(DESK, {"kind": "source"}).status_code == 404


def test_what_everybody_reads_stays_to_begin_with_and_else_the_older(reviewer):
    draft, published = two()
    draft.review_status = "draft"
    draft.save()

    (row,) = reviewer.get(DESK).context["pairs"]

    assert row["url"] == address(draft, published)


def test_desk_goes_on_where_a_stretch_ended(reviewer, monkeypatch):
    monkeypatch.setattr(pairs, "STRETCH", 2)
    older, newer = two()
    ActorFactory.create_batch(4)

    seen, url = [], DESK
    for _ in range(9):
        response = reviewer.get(url)
        seen += [row["url"] for row in response.context["pairs"]]
        url = response.context["then_url"]
        if url is None:
            break

    assert url is None
    (pair,) = seen
    assert pair.startswith(address(newer, older))


def test_pairs_that_are_too_many_for_a_page_are_on_the_next(reviewer):
    actors = ActorFactory.create_batch(8, name="Hezbollah", kind="party")

    first = reviewer.get(DESK).context
    then = reviewer.get(first["then_url"]).context

    assert (len(first["pairs"]), len(then["pairs"])) == (25, len(actors) * 7 // 2 - 25)
    assert then["then_url"] is None


@pytest.mark.parametrize("start", ["x", "1", "1-", "-1", "9" * 40 + "-1", "1-2-3"])
def test_a_place_in_the_list_that_is_none_is_its_beginning(reviewer, start):
    two()

    assert len(reviewer.get(DESK, {"from": start}).context["pairs"]) == 1


def test_pair_says_field_by_field_what_differs_in_words(reviewer):
    older, newer = two(country=None)
    newer.country, newer.sector, older.sector = "LB", "MIL", "GOV"
    newer.save()
    older.save()

    response = reviewer.get(address(newer, older))

    lines = {line.label: line for line in response.context["lines"]}
    assert {name: (line.words, line.choice) for name, line in lines.items()} == {
        "Name": ("The same", None),
        "Kind": ("The same", None),
        "Sector": ("They differ", "keep"),
        "Country": ("Only one says it", "take"),
    }
    assert (lines["Country"].goes, lines["Country"].stays) == ("Lebanon", "not known")
    assert response.context["clues"] == ["The same name: Hezbollah"]


def test_fields_that_belong_together_are_chosen_together(reviewer):
    basra = PlaceFactory(name="Basra", kind="city", country="IQ")
    older, newer = on_a_day(basra), on_a_day(basra, event_mode=None)

    response = reviewer.get(address(newer, older))

    lines = {line.label: line.fields for line in response.context["lines"]}
    assert lines["Type and mode"] == ("event_type", "event_mode")
    assert "date_earliest" in lines["When"]


@KINDS
def test_pair_shows_all_that_hangs_on_both(reviewer, kind):
    goes, stays = FACTORIES[kind](), FACTORIES[kind]()
    filled(goes)

    response = reviewer.get(address(goes, stays))

    shown = response.context["hanging"]
    report = merge(goes, stays, by=None, dry_run=True)
    moved = sum(report.moved.values()) - report.moved["names"]
    assert sum(int(mine.number) for _title, mine, _theirs in shown) == moved
    assert {theirs.number for _title, _mine, theirs in shown} == {"0"}
