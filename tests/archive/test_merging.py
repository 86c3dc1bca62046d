"""Two records that are one: what moves, what stays, and that all of it can be taken back."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from archive.errors import ArchiveError
from archive.models import Alias, Change, ExternalId, Incident
from archive.models.base import Record
from archive.recording.images import images_of
from archive.services.merging import merge, unmerge
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    MeasureFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    StatementFactory,
    StatementParticipantFactory,
)

pytestmark = pytest.mark.django_db

COUNTED = {"version", "updated_at"}


def state():
    """Every row that the log tells of, but for what counts changes."""
    models = [*Record.__subclasses__(), Alias, ExternalId]
    models += [type(row) for row in (IncidentParticipantFactory.build(), MeasureFactory.build())]
    return {
        (model.__name__, pk): {name: value for name, value in image.items() if name not in COUNTED}
        for model in models
        for pk, image in images_of(model, model._base_manager.values_list("pk", flat=True)).items()
    }


def test_what_an_actor_had_goes_to_the_survivor():
    one, other = ActorFactory(name="Hezbollah"), ActorFactory(name="Hizballah")
    AliasFactory(actor=one, text="Party of God")
    AliasFactory(actor=other, text="The Party")
    participant = IncidentParticipantFactory(actor=one)
    speaker = StatementParticipantFactory(actor=one)
    ExternalId(actor=one, scheme="wikidata", value="Q41053").save()
    report = merge(one, other, by="reviewer", reason="The same.")
    one.refresh_from_db()
    assert one.merged_into == other
    for row in (participant, speaker):
        row.refresh_from_db()
        assert row.actor == other
    assert list(other.aliases.values_list("text", "position")) == [
        ("The Party", 1),
        ("Party of God", 2),
        ("Hezbollah", 3),
    ]
    assert other.external_ids.get().value == "Q41053"
    assert dict(report.moved) == {
        "aliases": 1,
        "external ids": 1,
        "incident participants": 1,
        "statement participants": 1,
        "names": 1,
    }
    assert dict(report.stays) == {}


def test_a_merge_is_one_act_in_the_log():
    one, other = ActorFactory(), ActorFactory()
    incident = IncidentParticipantFactory(actor=one).incident
    merge(one, other, by="reviewer", reason="The same.")
    entries = Change.objects.filter(act=Change.objects.last().act)
    assert {(e.uid, e.op, e.by, e.reason) for e in entries} == {
        (one.uid, "merge", "reviewer", "The same."),
        (other.uid, "update", "reviewer", "The same."),
        (incident.uid, "update", "reviewer", "The same."),
    }


def test_a_dry_run_changes_nothing_and_says_the_same():
    one, other = ActorFactory(name="One"), ActorFactory(name="Other")
    IncidentParticipantFactory(actor=one)
    before, last = state(), Change.objects.last().seq
    tried = merge(one, other, by="reviewer", dry_run=True)
    assert (state(), Change.objects.last().seq) == (before, last)
    assert merge(one, other, by="reviewer") == tried


def test_what_the_survivor_has_stays_with_the_merged_record():
    one, other = ActorFactory(name="One"), ActorFactory(name="One")
    for actor in (one, other):
        AliasFactory(actor=actor, text="The Party")
        ExternalId(actor=actor, scheme="wikidata", value="Q1").save()
    report = merge(one, other, by="reviewer")
    assert dict(report.stays) == {"aliases": 1, "external ids": 1}
    assert other.aliases.count() == other.external_ids.count() == 1


def test_nobody_becomes_a_member_of_themselves():
    one, other = ActorFactory(), ActorFactory()
    joined = AffiliationFactory(actor=one, organisation=other)
    report = merge(one, other, by="reviewer")
    joined.refresh_from_db()
    assert (joined.actor, joined.organisation) == (one, other)
    assert report.stays["affiliations"] == 1


def test_an_incident_takes_parts_words_and_statements_with_it():
    one, other = IncidentFactory(), IncidentFactory()
    measure = MeasureFactory(incident=one, measure="injured")
    MeasureFactory(incident=other, measure="killed")
    passage = PassageFactory(revision=RevisionFactory(), incident=one)
    statement = StatementFactory()
    statement.about.add(one)
    merge(one, other, by="reviewer")
    measure.refresh_from_db()
    passage.refresh_from_db()
    assert (measure.incident, measure.position, passage.incident) == (other, 2, other)
    assert list(statement.about.all()) == [other]


def test_what_was_merged_before_follows_the_survivor():
    first, second, third = ActorFactory(), ActorFactory(), ActorFactory()
    merge(first, second, by="reviewer")
    second.refresh_from_db()
    merge(second, third, by="reviewer")
    first.refresh_from_db()
    assert first.merged_into == third


def test_a_merge_can_be_taken_back():
    one, other = ActorFactory(name="One"), ActorFactory(name="Other")
    AliasFactory(actor=one)
    AliasFactory(actor=other)
    participant = IncidentParticipantFactory(actor=one)
    ExternalId(actor=one, scheme="wikidata", value="Q1").save()
    statement = StatementFactory(relayed_by=one, form="relayed")
    allegation = IncidentParticipantFactory(alleged=True, asserted_by=[statement])
    before = state()
    merge(one, other, by="reviewer")
    assert state() != before
    one.refresh_from_db()
    unmerge(one, by="reviewer", reason="They are two.")
    assert state() == before
    participant.refresh_from_db()
    assert participant.actor == one
    assert list(allegation.asserted_by.all()) == [statement]


def test_a_merge_of_incidents_can_be_taken_back():
    one, other = IncidentFactory(), IncidentFactory()
    for incident, kind in ((one, "killed"), (one, "injured"), (other, "missing")):
        MeasureFactory(incident=incident, measure=kind)
    statement = StatementFactory()
    statement.about.add(one)
    before = state()
    merge(one, other, by="reviewer")
    one = Incident.objects.get(pk=one.pk)
    unmerge(one, by="reviewer")
    assert state() == before


def test_a_merge_is_not_taken_back_over_a_later_change():
    one, other, third = ActorFactory(), ActorFactory(), ActorFactory()
    participant = IncidentParticipantFactory(actor=one)
    merge(one, other, by="reviewer")
    participant.refresh_from_db()
    participant.actor = third
    participant.save()
    one.refresh_from_db()
    before = state()
    with pytest.raises(ArchiveError) as refusal:
        unmerge(one, by="reviewer")
    assert refusal.value.code == "changed-since"
    assert state() == before


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        (ActorFactory, IncidentFactory, "other-kind"),
        (ActorFactory, lambda: ActorFactory(review_status="draft"), "survivor-hidden"),
        (ActorFactory, lambda: ActorFactory(merged_into=ActorFactory()), "merged"),
        (
            lambda: ActorFactory(unnamed=True, article=ArticleFactory()),
            lambda: ActorFactory(unnamed=True, article=ArticleFactory()),
            "scope",
        ),
        (lambda: RevisionFactory().article, PlaceFactory, "other-kind"),
    ],
)
def test_what_cannot_be_one_is_refused(one, other, code):
    with pytest.raises(ArchiveError) as refusal:
        merge(one(), other(), by="reviewer")
    assert refusal.value.code == code


def test_an_article_on_whose_words_records_rest_is_not_merged_away():
    revision = RevisionFactory()
    PassageFactory(revision=revision, incident=IncidentFactory())
    with pytest.raises(ArchiveError) as refusal:
        merge(revision.article, ArticleFactory(), by="reviewer")
    assert refusal.value.code == "has-passages"


def test_a_record_that_is_not_merged_is_not_taken_apart():
    with pytest.raises(ArchiveError) as refusal:
        unmerge(ActorFactory(), by="reviewer")
    assert refusal.value.code == "not-merged"


def test_the_survivor_takes_the_fields_that_are_named_and_keeps_both_names():
    one = ActorFactory(name="Hizballah", kind="party", country="LB")
    other = ActorFactory(name="Hezbollah", kind="armed_group", country=None, sector="MIL")
    before = state()
    report = merge(one, other, by="reviewer", take=["name", "country", "sector"])
    other.refresh_from_db()
    assert (other.name, other.kind, other.country, other.sector) == (
        "Hizballah",
        "armed_group",
        "LB",
        None,
    )
    assert report.taken == ["name", "country", "sector"]
    assert list(other.aliases.values_list("text", flat=True)) == ["Hezbollah"]
    (entry,) = Change.objects.filter(uid=other.uid, op="update")
    assert set(entry.fields) == {"name", "country", "sector", "aliases"}
    one.refresh_from_db()
    unmerge(one, by="reviewer")
    assert state() == before


def test_what_the_survivor_may_not_say_is_refused_and_nothing_is_merged():
    one = IncidentFactory(event_type="PROTEST", event_mode=None)
    other = IncidentFactory(event_type="ASSAULT")
    before = state()
    with pytest.raises(ValidationError) as refusal:
        merge(one, other, by="reviewer", take=["event_type"])
    assert set(refusal.value.message_dict) == {"event_mode"}
    assert state() == before


@pytest.mark.parametrize("name", ["uid", "review_status", "scope", "merged_into", "typo"])
def test_what_a_record_is_cannot_be_taken(name):
    with pytest.raises(ArchiveError) as refusal:
        merge(ActorFactory(), ActorFactory(), by="reviewer", take=[name])
    assert refusal.value.code == "not-takeable"


def test_what_was_changed_elsewhere_since_stays_when_a_merge_is_taken_back():
    one, other = ActorFactory(country="LB"), ActorFactory(country=None)
    participant = IncidentParticipantFactory(actor=one, role="victim")
    merge(one, other, by="reviewer", take=["country"])
    other.refresh_from_db()
    other.sector = "MIL"
    other.save()
    participant.refresh_from_db()
    participant.role = "target"
    participant.save()
    one.refresh_from_db()
    unmerge(one, by="reviewer")
    other.refresh_from_db()
    participant.refresh_from_db()
    assert other.country is None
    assert other.sector == "MIL"
    assert (participant.actor, participant.role) == (one, "target")
