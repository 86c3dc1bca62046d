"""The log of changes: every path is told, once per record and act, with what was there before."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction

from archive.models import Alias, Change, Incident, Passage, Statement
from archive.models.base import Record
from archive.recording import log_unlogged, recording
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    MeasureFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    StatementFactory,
    StatementParticipantFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """What the log says from here on: (op, uid, fields) of each entry."""
    start = Change.objects.order_by("seq").last()
    after = start.seq if start else 0

    def entries(*names):
        rows = Change.objects.filter(seq__gt=after).order_by("seq")
        return [tuple(row) for row in rows.values_list(*(names or ("op", "uid", "fields")))]

    return entries


def test_a_new_record_is_told_once(told):
    with recording("coder", "read again"):
        actor = ActorFactory()
        Alias(actor=actor, text="A name", kind="spelling").save()
    assert told("op", "uid", "fields", "by", "reason", "version", "was_public", "is_public") == [
        ("create", actor.uid, ["aliases"], "coder", "read again", 1, False, True)
    ]


def test_a_changed_column_is_told_with_what_it_was(told):
    incident = IncidentFactory(title="Fire in Basra", review_status="draft")
    incident.title = "Fire at Basra"
    incident.save()
    assert told()[-1] == ("update", incident.uid, ["title"])
    change = Change.objects.last()
    row = change.rows.get()
    assert (row.model, row.row, row.before["title"]) == ("incident", incident.pk, "Fire in Basra")
    incident.refresh_from_db()
    assert (incident.version, change.version) == (2, 2)


def test_saving_what_is_there_tells_nothing(told):
    incident = IncidentFactory()
    before = told()
    incident.save()
    assert told() == before
    incident.refresh_from_db()
    assert incident.version == 1


def test_saving_an_old_copy_does_not_set_the_version_back():
    incident = IncidentFactory(review_status="draft")
    old = Incident.objects.get(pk=incident.pk)
    for title in ("One", "Two"):
        incident.title = title
        incident.save()
    old.title = "Three"
    old.save()
    assert Incident.objects.get(pk=incident.pk).version == 4


@pytest.mark.parametrize("factory", [IncidentParticipantFactory, MeasureFactory])
def test_a_part_is_told_under_its_record(factory, told):
    part = factory()
    name = type(part)._meta.get_field("incident").remote_field.get_accessor_name()
    part.note = "Said twice."
    part.save()
    assert told()[-1] == ("update", part.incident.uid, [name])
    stamp = Incident.objects.get(pk=part.incident_id).updated_at
    part.delete()
    assert told()[-1] == ("update", part.incident.uid, [name])
    assert Change.objects.last().rows.get().before["note"] == "Said twice."
    assert Incident.objects.get(pk=part.incident_id).updated_at > stamp


def test_a_passage_is_told_under_the_record_that_it_supports_through_a_part(told):
    measure = MeasureFactory()
    revision = RevisionFactory()
    PassageFactory(revision=revision, measure=measure)
    assert told()[-1] == ("update", measure.incident.uid, ["measures"])
    PassageFactory(revision=revision, incident=measure.incident)
    assert told()[-1] == ("update", measure.incident.uid, ["passages"])


def test_a_new_text_is_told_under_its_article(told):
    revision = RevisionFactory()
    assert told()[-1] == ("update", revision.article.uid, ["revisions"])


def test_lists_of_references_are_told_from_both_ends(told):
    statement, incident = StatementFactory(), IncidentFactory()
    shown = ("update", incident.uid, ["statements"])
    statement.about.add(incident)
    assert told()[-2:] == [("update", statement.uid, ["about"]), shown]
    getattr(incident, Statement.about.rel.get_accessor_name()).remove(statement)
    assert told()[-2:] == [("update", statement.uid, ["about"]), shown]
    change = Change.objects.filter(uid=statement.uid).last()
    assert change.rows.get().before["about"] == [incident.pk]


def test_who_asserts_a_claim_is_told(told):
    participant = IncidentParticipantFactory()
    statement = StatementFactory()
    participant.set_assertions([statement])
    participant.save()
    assert told("uid", "fields", "because_of")[-2:] == [
        (participant.incident.uid, ["participants"], None),
        (statement.uid, ["asserts_incidentparticipants"], participant.incident.uid),
    ]
    statement.delete()
    assert ("update", participant.incident.uid, ["participants"]) in told()


def test_the_other_end_of_a_link_is_told_too(told):
    link = IncidentLinkFactory()
    assert told("uid", "fields", "because_of")[-2:] == [
        (link.from_incident.uid, ["links"], None),
        (link.to_incident.uid, ["linked_from"], link.from_incident.uid),
    ]


def test_who_speaks_is_told_where_the_statement_is_shown(told):
    incident, claim = IncidentFactory(), IncidentParticipantFactory()
    statement = StatementFactory()
    statement.about.add(incident)
    claim.asserted_by.add(statement)
    StatementParticipantFactory(statement=statement)
    assert {uid for uid, _ in told("uid", "because_of")[-3:]} == {
        statement.uid,
        incident.uid,
        claim.incident.uid,
    }


def test_what_is_hidden_tells_nothing_elsewhere(told):
    actor = ActorFactory(review_status="draft", name="Hidden")
    IncidentParticipantFactory(actor=actor)
    before = len(told())
    actor.name = "Hidden still"
    actor.save()
    assert [entry[1] for entry in told()[before:]] == [actor.uid]


def test_the_deletion_of_a_record_is_told_once_with_all_its_rows(told):
    participant = IncidentParticipantFactory()
    PassageFactory(participant=participant)
    incident = participant.incident
    incident.delete()
    assert [entry for entry in told() if entry[0] == "delete"] == [
        ("delete", incident.uid, ["participants"])
    ]
    change = Change.objects.filter(op="delete").get()
    assert sorted(change.rows.values_list("model", flat=True)) == [
        "incident",
        "incidentparticipant",
        "passage",
    ]
    assert (change.was_public, change.is_public) == (True, False)


def test_a_queryset_is_told_row_by_row(told):
    first, second = IncidentFactory(review_status="draft"), IncidentFactory(review_status="draft")
    Incident.objects.filter(pk__in=[first.pk, second.pk]).update(review_status="published")
    assert told()[-2:] == [
        ("publish", first.uid, ["review_status"]),
        ("publish", second.uid, ["review_status"]),
    ]
    Incident.objects.filter(pk__in=[first.pk, second.pk]).delete()
    assert [op for op, _, _ in told()[-2:]] == ["delete", "delete"]


def test_retracting_and_merging_have_names_of_their_own(told):
    loser, survivor = ActorFactory(), ActorFactory()
    loser.merged_into = survivor
    loser.save()
    assert told("op", "uid", "is_public")[-1] == ("merge", loser.uid, False)
    survivor.review_status, survivor.retraction_reason = "retracted", "Invented."
    survivor.save()
    assert told("op", "uid", "was_public", "is_public")[-1] == (
        "retract",
        survivor.uid,
        True,
        False,
    )


def test_a_new_name_changes_every_record_that_shows_it(told):
    actor = ActorFactory(name="Hezbollah")
    incident = IncidentParticipantFactory(actor=actor).incident
    statement = StatementParticipantFactory(actor=actor).statement
    other = IncidentFactory()
    actor.name = "Hizballah"
    actor.save()
    assert sorted(told("uid", "fields", "because_of")[-3:]) == sorted(
        [
            (actor.uid, ["name"], None),
            (incident.uid, ["participants"], actor.uid),
            (statement.uid, ["participants"], actor.uid),
        ]
    )
    assert Incident.objects.get(pk=incident.pk).version > 1
    assert Incident.objects.get(pk=other.pk).version == 1


def test_a_new_title_of_an_article_changes_what_quotes_it(told):
    revision = RevisionFactory()
    statement = StatementFactory(revision=revision)
    measure = MeasureFactory()
    PassageFactory(revision=revision, measure=measure)
    article = revision.article
    article.title = "Another title"
    article.save()
    assert {(uid, why) for uid, why in told("uid", "because_of")[-3:]} == {
        (article.uid, None),
        (statement.uid, article.uid),
        (measure.incident.uid, article.uid),
    }


def test_what_nobody_sees_elsewhere_changes_nothing_else(told):
    actor = ActorFactory(review_status="draft")
    IncidentParticipantFactory(actor=actor)
    before = len(told())
    Alias(actor=actor, text="The Party", kind="name").save()
    assert len(told()) == before + 1


def test_an_act_that_fails_tells_nothing(told):
    incident = IncidentFactory(review_status="draft")
    before = told()

    def fail():
        with recording("coder"):
            incident.title = "Told"
            incident.save()
            incident.event_type = "NONSENSE"
            incident.save()

    with pytest.raises(ValidationError), transaction.atomic():
        fail()
    assert told() == before


def test_an_act_within_another_belongs_to_it(told):
    with recording("coder"):
        incident = IncidentFactory(review_status="draft")
        with recording("somebody", "because"):
            incident.title = "Another"
            incident.save()
    assert told("op", "by", "reason") == [("create", "coder", "because")]


def test_a_fixture_is_one_act(told):
    call_command("loaddata", "seeds/first_story.json", verbosity=0)
    ops = told("op", "version")
    assert {op for op, _ in ops} == {"create"}
    assert {version for _, version in ops} == {1}
    before = len(ops)
    call_command("loaddata", "seeds/first_story.json", verbosity=0)
    assert len(told()) == before


def test_versions_count_the_entries_of_each_record():
    call_command("loaddata", "seeds/first_story.json", verbosity=0)
    statement = Statement.objects.first()
    statement.text = statement.text + " Indeed."
    statement.verbatim = False
    statement.save()
    Passage.objects.filter(statement=statement).first().delete()
    for model in Record.__subclasses__():
        for record in model.objects.all():
            entries = Change.objects.filter(uid=record.uid).order_by("seq")
            assert [entry.version for entry in entries] == list(range(1, record.version + 1))


def test_records_written_past_the_log_are_told_afterwards():
    place = PlaceFactory()
    assert log_unlogged() == 0
    type(place)._base_manager.bulk_create([PlaceFactory.build()])
    assert log_unlogged("loader", "by hand") == 1
    assert Change.objects.last().op == "create"
    assert log_unlogged() == 0
