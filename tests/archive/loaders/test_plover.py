"""PLOVER's gold records of 2016: real ones, with every oddity that was found in them."""

from __future__ import annotations

from collections import Counter

import pytest

from archive.loaders.plover_marks import Span, spans_in
from archive.models import (
    Actor,
    Article,
    ExternalId,
    ImportedRow,
    Incident,
    IncidentParticipant,
    Measure,
    Passage,
    Revision,
)

SAMPLE = "plover/PLOVER_GSR_CAMEO.txt"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def incident(number):
    return ExternalId.objects.get(scheme="plover", value=f"PLOVER-GSR01-{number}").incident


def test_file_is_recognised_and_becomes_records(loaded):
    assert (loaded.format, loaded.rows, loaded.refused) == ("plover", 323, [])
    assert loaded.kept == 1
    assert loaded.created == {
        "incidents": 322,
        "articles": 322,
        "revisions": 322,
        "actors": 488,
        "incident participants": 650,
        "incident places": 48,
        "places": 36,
        "measures": 18,
        "passages": 940,
    }
    assert set(Incident.objects.values_list("origin", "review_status")) == {("external", "draft")}


def test_documentation_is_kept_and_is_no_event(loaded):
    row = ImportedRow.objects.get(native_id="PLOVER-GSR01-DOCUMENT-0001")
    assert row.raw["event"] == "DOCUMENT"
    assert loaded.notices["documentation, not an event"] == 1


def test_number_given_twice_is_two_records():
    twice = ImportedRow.objects.filter(native_id="PLOVER-GSR01-COERCE-0004")
    assert twice.count() == 2
    titles = set(Incident.objects.filter(imported_row__in=twice).values_list("title", flat=True))
    assert len(titles) == 2


def test_placeholder_is_no_day():
    assert set(Incident.objects.values_list("date_semantics", "date_earliest", "date_latest")) == {
        ("unknown", None, None)
    }
    assert incident("AGREE-0002").date_note == "The record says 2000-01-01, a placeholder."


def test_incident_rests_on_its_sentence_and_its_parts_on_its_words():
    record = incident("AGREE-0005")
    sentence = record.passages.get()
    assert sentence.revision.body == sentence.exact
    assert sentence.exact.startswith("Libya has offered to hand over to Great Britain")
    article = sentence.revision.article
    assert (article.title, article.url, article.language) == ("PLOVER-GSR01-AGREE-0005", None, "en")
    assert [
        (part.actor.name, part.role, [passage.exact for passage in part.passages.all()])
        for part in record.participants.all()
    ] == [("Libya", "initiator", ["Libya"]), ("Great Britain", "target", ["Great Britain"])]


def test_every_passage_is_the_words_at_its_place():
    for passage in Passage.objects.select_related("revision"):
        assert passage.revision.body[passage.start : passage.end] == passage.exact
    assert Revision.objects.count() == Article.objects.count() == 322


@pytest.mark.parametrize(
    ("number", "type_", "mode"),
    [
        ("DEMAND-0013", "REQUEST", None),
        ("DISAPPROVE-0005", "ACCUSE", "disapprove"),
        ("INVESTIGATE-0001", "ACCUSE", "investigate"),
        ("FIGHT-0003", "ASSAULT", "heavy-weapons"),
        ("ASSAULT-0008", "ASSAULT", "suicide-attack"),
        ("PROTEST-0026", "PROTEST", "riot"),
    ],
)
def test_types_and_modes_of_2016_are_those_of_today(number, type_, mode):
    record = incident(number)
    assert (record.event_type, record.event_mode) == (type_, mode)


def test_mode_of_another_type_is_left_out_and_noticed(loaded):
    left_out = {notice: n for notice, n in loaded.notices.items() if notice.startswith("mode")}
    assert left_out == {
        "mode “destroy” is none of COERCE: left out": 3,
        "mode “curfew” is none of THREATEN: left out": 2,
        "mode “martial-law” is none of THREATEN: left out": 1,
        "mode “deport” is none of ASSAULT: left out": 1,
        "mode “firearms” is none of COERCE: left out": 1,
    }


def test_target_is_a_list_or_null_or_a_text(loaded):
    kinds = Counter(
        type(raw.get("target")).__name__
        for raw in ImportedRow.objects.values_list("raw", flat=True)
    )
    assert kinds == {"list": 288, "NoneType": 26, "str": 9}
    assert loaded.notices["target is a text (“diplomatic”), no list of actors"] == 1
    assert incident("AGREE-0003").participants.count() == 2


def test_counts_are_numbers_though_they_are_written_as_text():
    measure = incident("ASSAULT-0008").measures.get()
    assert (measure.measure, measure.best, measure.qualifier) == ("killed", 23, "23")
    assert Counter(Measure.objects.values_list("measure", flat=True)) == {
        "killed": 15,
        "injured": 3,
    }


@pytest.mark.parametrize(
    ("name", "code", "kind", "sector", "country"),
    [
        ("Libya", "LBY", "state", None, "LY"),
        ("Tokyo", "JAP", "state", None, "JP"),
        ("Ivory Coast rebels", "CIV", "unknown", "REB", "CI"),
        ("Swiss doctors", "CHE", "unknown", "MED", "CH"),
        ("La Prensa", "NIC", "unknown", "JRN", "NI"),
        ("Amnesty International", "IGO", "igo", "IGO", None),
        ("Libyans", "LBY", "unknown", "CVL", "LY"),
        ("Moslem fundamentalist", "EGY", "unknown", None, "EG"),
    ],
)
def test_actor_is_what_its_code_and_sector_tell(name, code, kind, sector, country):
    actor = Actor.objects.get(name=name, external_ids__value__startswith=f"actor/{code}/")
    assert (actor.kind, actor.sector, actor.country) == (kind, sector, country)


def test_roles_follow_the_type():
    roles = Counter(IncidentParticipant.objects.values_list("incident__event_type", "role"))
    assert roles["CONSULT", "target"] == 0
    assert roles["ASSAULT", "initiator"] > 0
    assert roles["ASSAULT", "target"] > 0


@pytest.mark.parametrize(
    ("markup", "spans", "text"),
    [
        ("(SRC: A) hit (TAR: B)", [Span("SRC", 0, 1), Span("TAR", 6, 7)], "A hit B"),
        ("(LOC: in (TAR: B))", [Span("TAR", 3, 4), Span("LOC", 0, 4)], "in B"),
        ("(SRC: A (x)) y", [Span("SRC", 0, 5)], "A (x) y"),
        ("a (b) c)", [], "a (b) c)"),
        ("(SRC/TAR:A)", [Span("SRC/TAR", 0, 1)], "A"),
        ("", [], ""),
    ],
)
def test_marks_are_taken_out_of_the_sentence(markup, spans, text):
    assert spans_in(markup) == (spans, text)


def test_sentence_that_its_marks_do_not_give_keeps_only_itself(loaded):
    assert loaded.notices["the marked-up text is not the text: no passages of its parts"] == 24
    record = incident("AGREE-0007")
    assert record.passages.count() == 1
    assert not Passage.objects.filter(participant__incident=record).exists()
