"""Loading a data set: once, all or nothing, what is bad reported, what is newer followed."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection

from archive.errors import LoadError
from archive.integrity import rule_faults
from archive.loaders import dataset
from archive.loaders.mapping import Memory
from archive.models import (
    Actor,
    Article,
    ExternalId,
    ImportedFile,
    ImportedLine,
    ImportedRow,
    Incident,
    Place,
    Source,
)
from tests.archive.loaders.conftest import load_one
from tests.archive.loaders.test_acled import EVENT, table
from tests.factories import ActorFactory, ExternalIdFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db

MODELS = (Actor, Article, ExternalId, ImportedRow, Incident, Place, Source)


def contents():
    """Everything that a load could change, by table."""
    return {model: list(model.objects.order_by("id").values()) for model in MODELS}


@pytest.fixture
def save(write):
    def save(*rows, name="acled.csv"):
        return write(name, table(*rows))

    return save


def second(**columns):
    return {"event_id_cnty": "ZZZ2", **columns}


def test_loading_a_file_again_changes_nothing_and_says_so(save):
    path = save({}, second())
    load_one(path)
    before = contents()
    again = load_one(path)
    assert (again.rows, again.unchanged, again.changed, again.created) == (2, 2, 0, Counter())
    assert contents() == before
    assert ImportedFile.objects.count() == 1
    assert ImportedLine.objects.count() == 2


def test_same_rows_in_another_file_are_not_taken_twice(save):
    load_one(save({}, second(), name="a.csv"))
    before = contents()
    again = load_one(save(second(), {}, name="b.csv"))
    assert (again.unchanged, again.created) == (2, Counter())
    assert contents() == before
    assert list(ImportedFile.objects.values_list("name", flat=True).order_by("id")) == [
        "a.csv",
        "b.csv",
    ]


def test_same_row_twice_in_a_file_is_one_row_on_two_lines(save):
    report = load_one(save({}, {}))
    assert (report.rows, report.unchanged) == (2, 1)
    assert (ImportedRow.objects.count(), ImportedLine.objects.count()) == (1, 2)


def test_chunks_do_not_show(save, monkeypatch):
    monkeypatch.setattr(dataset, "_AT_ONCE", 1)
    report = load_one(save({}, second(), {}))
    assert (report.unchanged, report.created["incidents"]) == (1, 2)
    assert report.created["actors"] == 4


def test_forgetting_does_not_show(save, monkeypatch):
    monkeypatch.setattr(Memory, "LIMIT", 1)
    report = load_one(save({}, second(), second(event_id_cnty="ZZZ3")))
    assert report.created["actors"] == Actor.objects.count() == 4
    assert report.created["places"] == Place.objects.count() == 1


def test_stop_takes_in_nothing_and_names_row_and_column(save):
    path = save({}, second(fatalities="ten"), second(event_id_cnty="ZZZ3"))
    with pytest.raises(LoadError) as refused:
        load_one(path)
    assert str(refused.value) == f"{path}:3: row 2 (fatalities): “ten” is no whole number"
    assert not any(model.objects.exists() for model in MODELS)


def test_skip_takes_in_the_rest_and_reports_each(save):
    path = save(
        {},
        second(fatalities="ten"),
        second(event_id_cnty="ZZZ3", notes="two\nlines"),
        second(event_id_cnty="ZZZ4", actor1="x" * 301, geo_precision="9"),
    )
    report = load_one(path, on_error="skip")
    assert [str(refusal) for refusal in report.refused] == [
        "line 3 (row 2, fatalities): “ten” is no whole number",
        "line 6 (row 4, geo_precision): “9” is no precision",
    ]
    assert report.created["incidents"] == ImportedRow.objects.count() == 2
    assert report.as_json()["refused"][0] == {
        "row": 2,
        "line": 3,
        "column": "fatalities",
        "reason": "“ten” is no whole number",
    }


def test_row_mended_since_is_taken_in_the_next_time(save, write):
    path = save({}, second(fatalities="ten"))
    load_one(path, on_error="skip")
    path.write_text(table({}, second(fatalities="10")), encoding="utf-8")
    report = load_one(path)
    assert (report.unchanged, report.created["incidents"]) == (1, 1)


def test_file_of_another_kind_is_refused_however_many_rows_it_has(write):
    lines = "\n".join(f"{number}\t2024\t" + "\t".join("x" * 59) for number in range(1200))
    with pytest.raises(LoadError, match=r"none of 1200 rows is one of GDELT 2\.0 events"):
        load_one(write("x.CSV", lines), "gdelt2", on_error="skip")


def test_file_of_bad_rows_only_is_refused(save):
    with pytest.raises(LoadError, match="none of 2 rows is one of ACLED: line 2"):
        load_one(save({"fatalities": "x"}, {"fatalities": "y"}), on_error="skip")
    assert not ImportedFile.objects.exists()


def test_header_alone_is_no_data(save):
    with pytest.raises(LoadError, match="the file holds no rows"):
        load_one(save())


def test_dry_run_reports_and_takes_in_nothing(save):
    report = load_one(save({}), dry_run=True)
    assert report.created["incidents"] == 1
    assert not any(model.objects.exists() for model in MODELS)


def test_nothing_is_published_unless_asked(save):
    load_one(save({}))
    assert set(Incident.objects.values_list("review_status", flat=True)) == {"draft"}
    load_one(save(second(actor1="Somebody else"), name="b.csv"), review_status="published")
    published = Incident.objects.published()
    assert published.count() == 1
    part = published.get().participants.get(side="a", position=1)
    assert (part.is_public, part.sort_date) == (True, published.get().sort_date)
    assert part.actor.is_public


def test_changed_row_rewrites_its_record_while_nobody_has_touched_it(save):
    load_one(save({}, second(), name="a.csv"))
    record = Incident.objects.get(external_ids__value="ZZZ1")
    changed = {"fatalities": "3", "actor2": "", "inter2": "", "event_date": "2024-03-06"}
    report = load_one(save(changed, second(), name="b.csv"))
    assert (report.unchanged, report.changed, report.notices) == (1, 1, Counter())
    newer = Incident.objects.get(external_ids__value="ZZZ1")
    assert (newer.pk, newer.uid, newer.edtf) == (record.pk, record.uid, "2024-03-06")
    assert newer.measures.get().best == 3
    assert [part.position for part in newer.participants.all()] == [1, 2, 3]
    assert newer.external_ids.count() == 1
    rows = ImportedRow.objects.filter(native_id="ZZZ1").order_by("id")
    assert [row.raw["fatalities"] for row in rows] == ["0", "3"]
    assert newer.imported_row == rows[1]
    assert Incident.objects.count() == 2
    third = load_one(save(changed | {"fatalities": "4"}, name="c.csv"))
    assert third.changed == 1
    assert Incident.objects.get(pk=record.pk).measures.get().best == 4


def test_older_file_loaded_again_takes_nothing_back(save):
    old = save({}, name="a.csv")
    load_one(old)
    load_one(save({"fatalities": "3"}, name="b.csv"))
    assert load_one(old).unchanged == 1
    assert Incident.objects.get().measures.get().best == 3


@pytest.mark.parametrize("touch", ["edited", "published", "merged"])
def test_changed_row_leaves_a_record_that_somebody_has_worked_on(save, touch):
    load_one(save({}, second(), name="a.csv"))
    record = Incident.objects.get(external_ids__value="ZZZ1")
    if touch == "edited":
        record.title = "A clash at Newtown"
    elif touch == "published":
        record.review_status = "published"
    else:
        record.merged_into = Incident.objects.get(external_ids__value="ZZZ2")
    record.save()
    report = load_one(save({"fatalities": "3"}, name="b.csv"))
    assert report.notices == {
        f"changed in the data set, but somebody has worked on {record.uid}: not followed": 1
    }
    assert (report.changed, report.created) == (0, Counter())
    kept = Incident.objects.get(pk=record.pk)
    assert (kept.title, kept.measures.get().best) == (record.title, 0)
    assert ImportedRow.objects.filter(native_id="ZZZ1").count() == 2


def test_new_version_of_the_data_set_keeps_its_rows_and_makes_no_second_record(save):
    path = save({}, second())
    load_one(path, version="1")
    newer = save({}, second(fatalities="9"), name="b.csv")
    report = load_one(newer, version="2")
    assert (report.unchanged, report.changed) == (1, 1)
    assert Incident.objects.count() == 2
    assert Counter(ImportedRow.objects.values_list("version", flat=True)) == {"1": 2, "2": 2}
    assert load_one(newer, version="2").unchanged == 2


def test_number_given_twice_in_one_file_is_two_records(save):
    report = load_one(save({}, {"notes": "Another clash."}))
    assert (report.changed, report.created["incidents"]) == (0, 2)


def test_actor_of_the_archive_is_met_by_its_identifier_and_never_by_its_name(save):
    same_name = ActorFactory(name="Riverland Liberation Front")
    known = ActorFactory(name="Military Forces")
    ExternalIdFactory(
        scheme="acled", value="actor/Military Forces of Riverland", actor=known, source=None
    )
    load_one(save({}))
    record = Incident.objects.get()
    assert record.participants.get(side="b").actor == known
    assert record.participants.get(side="a", position=1).actor != same_name
    assert Actor.objects.filter(name="Riverland Liberation Front").count() == 2


def test_merged_actor_is_met_as_its_survivor(save):
    load_one(save({}, name="a.csv"))
    imported = Actor.objects.get(name="Riverland Liberation Front")
    survivor = ActorFactory()
    imported.merged_into = survivor
    imported.save()
    load_one(save(second(), name="b.csv"))
    part = Incident.objects.get(external_ids__value="ZZZ2").participants.get(side="a", position=1)
    assert part.actor == survivor


def test_renamed_actor_is_met_again(save):
    load_one(save({}, name="a.csv"))
    Actor.objects.filter(name="Riverland Liberation Front").update(name="RLF")
    report = load_one(save(second(), name="b.csv"))
    assert "actors" not in report.created


def test_outlet_is_named_for_what_names_none(write):
    source = SourceFactory()
    path = write(
        "gsr.json",
        '[{"id": "X-1", "event": "AID", "eventText": "gave", "text": "A gave B food."}]',
    )
    load_one(path, "plover", source=source)
    assert Article.objects.get().source == source


def test_what_was_written_in_bulk_holds_to_the_rules_of_the_models(save):
    load_one(save({}, second(time_precision="2", iso="0")))
    for model in MODELS:
        assert list(rule_faults(model.objects.all())) == []


def test_ids_go_on_where_they_were(save):
    """Ids are given out beforehand: neither those before nor those after may collide."""
    UserFactory()
    before = ActorFactory()
    load_one(save({}))
    after = ActorFactory()
    assert before.pk < Actor.objects.get(name="River Youth").pk < after.pk


def test_number_of_queries_does_not_grow_with_the_rows(save, django_assert_max_num_queries):
    few = save({}, name="a.csv")
    many = save(*(second(event_id_cnty=f"YYY{number}") for number in range(300)), name="b.csv")
    load_one(few)
    with django_assert_max_num_queries(50):
        load_one(many)


def test_references_hold_in_the_database(save):
    load_one(save({}, second()))
    connection.check_constraints()


def test_row_of_the_test_is_what_acled_exports():
    assert len(EVENT) == 31
