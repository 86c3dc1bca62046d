"""Checks of the data: what each finds, what it leaves alone, and what leaves a list once mended."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command

from archive.health import CHECKS, look, standing
from archive.models import Actor, Checkup, Finding, Incident, Passage
from tests.archive.test_verify_passages import unguarded
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    CitationFactory,
    ExternalIdFactory,
    ImportedRowFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PassageFactory,
    PlaceFactory,
    SourceFactory,
    StatementFactory,
    StatementParticipantFactory,
)

pytestmark = pytest.mark.django_db

BY_CODE = {check.code: check for check in CHECKS}


def found(code: str) -> set[int]:
    """Return the keys of the rows that a check finds, as its list shows them after a look."""
    check = BY_CODE[code]
    checkup = look(check)
    rows = set(checkup.findings.values_list("row", flat=True))
    assert (
        set(check.model._default_manager.filter(standing(check)).values_list("pk", flat=True))
        == rows
    )
    return rows


def test_codes_are_unique_and_groups_stand_together():
    groups = [check.group for check in CHECKS]
    assert len(BY_CODE) == len(CHECKS)
    assert [name for at, name in enumerate(groups) if name not in groups[:at]] == [
        name for at, name in enumerate(groups) if at == 0 or groups[at - 1] != name
    ]


def test_incident_is_bare_until_a_passage_supports_it_or_a_part():
    bare = IncidentFactory()
    IncidentFactory(review_status="draft")
    IncidentFactory(imported_row=ImportedRowFactory())
    for supported in (
        {"incident": IncidentFactory()},
        {"participant": IncidentParticipantFactory()},
        {"incident_place": IncidentPlaceFactory()},
        {"measure": MeasureFactory()},
    ):
        PassageFactory(**supported)
    link = IncidentLinkFactory()
    PassageFactory(incident_link=link)

    assert found("bare_incident") == {bare.pk, link.to_incident.pk}


def test_statement_is_bare_until_its_words_are_marked():
    bare = StatementFactory()
    StatementFactory(review_status="draft")
    marked = StatementFactory()
    PassageFactory(revision=marked.revision, statement=marked)

    assert found("bare_statement") == {bare.pk}


def test_passage_drifts_when_its_words_are_others():
    PassageFactory(revision__body="A 🚀 hit “Market Street” at dawn.", exact="Market Street")
    drifted = PassageFactory()
    with unguarded():
        Passage.objects.filter(pk=drifted.pk).update(exact="other words")

    assert found("drifted_passage") == {drifted.pk}


def test_machine_alone_is_published_and_told_of_by_no_text():
    alone = IncidentFactory(origin="machine")
    IncidentFactory(origin="machine", review_status="draft")
    IncidentFactory(origin="human")
    PassageFactory(incident=IncidentFactory(origin="machine"))
    StatementFactory(about=[IncidentFactory(origin="machine")])
    CitationFactory(incident=IncidentFactory(origin="machine"), article=ArticleFactory())

    assert found("machine_incident") == {alone.pk}


@pytest.mark.parametrize(
    ("code", "factory"),
    [
        ("unasserted_incidentparticipant", IncidentParticipantFactory),
        ("unasserted_measure", MeasureFactory),
        ("unasserted_incidentlink", IncidentLinkFactory),
        ("unasserted_affiliation", AffiliationFactory),
    ],
)
def test_claim_is_unasserted_when_nobody_says_it(code, factory):
    factory()
    factory(status="alleged", asserted_by=[StatementFactory()])
    factory(status="alleged", imported_row=ImportedRowFactory())
    nobodys = factory()
    type(nobodys).objects.filter(pk=nobodys.pk).update(status="alleged")

    assert found(code) == {nobodys.pk}


def test_actor_is_unlinked_until_something_refers_to_it():
    alone = ActorFactory()
    linked = {
        IncidentParticipantFactory().actor,
        StatementParticipantFactory().actor,
        MeasureFactory(group_actor=ActorFactory()).group_actor,
        AliasFactory(quoted=True).used_by,
        StatementFactory(relayed_by=ActorFactory()).relayed_by,
    }
    affiliation = AffiliationFactory()
    linked |= {affiliation.actor, affiliation.organisation}

    rows = found("unlinked_actor")
    assert alone.pk in rows
    assert rows & {actor.pk for actor in linked} == set()


@pytest.mark.parametrize(
    ("kind", "factory"),
    [
        ("actor", ActorFactory),
        ("place", PlaceFactory),
        ("incident", IncidentFactory),
        ("article", ArticleFactory),
        ("source", SourceFactory),
    ],
)
def test_same_identifier_is_that_of_two_records_of_a_kind(kind, factory):
    one, two, other, merged = factory.create_batch(4)
    for record in (one, two):
        ExternalIdFactory(scheme="wikidata", value="Q796", **{kind: record})
    ExternalIdFactory(scheme="geonames", value="Q796", **{kind: other})
    ExternalIdFactory(scheme="wikidata", value="Q1", **{kind: other})
    ExternalIdFactory(scheme="wikidata", value="Q1", **{kind: merged})
    merged.merged_into = other
    merged.save()

    assert found(f"same_id_{kind}") == {one.pk, two.pk}


def test_same_name_is_that_of_two_named_actors_of_a_kind():
    one = ActorFactory(name="Hezbollah", kind="armed_group")
    two = ActorFactory(name="Party of God", kind="armed_group")
    AliasFactory(actor=two, text="ḤEZBOLLAH", kind="spelling")
    AliasFactory(actor=two, text="Party of God")
    ActorFactory(name="Hezbollah", kind="party")
    third = ActorFactory(name="Lebanese group", kind="armed_group")
    AliasFactory(actor=third, text="Hezbollah", kind="short_name")
    ActorFactory(unnamed=True, name="Official")
    ActorFactory(unnamed=True, name="Official")

    assert found("same_name_actor") == {one.pk, two.pk}


def test_same_name_is_that_of_two_places_of_a_kind_in_a_country():
    one = PlaceFactory(name="Basra", kind="city", country="IQ")
    two = PlaceFactory(name="Baṣra", kind="city", country="IQ")
    PlaceFactory(name="Basra", kind="admin1", country="IQ")
    PlaceFactory(name="Basra", kind="city", country="IR")

    assert found("same_name_place") == {one.pk, two.pk}


@time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False)
def test_future_is_what_cannot_have_happened_yet():
    tomorrow = date(2026, 3, 2)
    late = IncidentFactory(date_earliest=tomorrow)
    IncidentFactory(date_earliest=tomorrow, modality="planned")
    IncidentFactory(date_earliest=date(2026, 3, 1))
    said = StatementFactory(
        date_semantics="exact_day", date_earliest=tomorrow, date_latest=tomorrow
    )
    printed = ArticleFactory(published_at=datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(hours=1))
    ArticleFactory(published_at=None)

    assert found("future_incident") == {late.pk}
    assert found("future_statement") == {said.pk}
    assert found("future_article") == {printed.pk}


def test_what_is_mended_leaves_the_list_and_the_number_stays_that_of_the_look():
    incident, other = IncidentFactory.create_batch(2)
    check = BY_CODE["bare_incident"]
    checkup = look(check)
    PassageFactory(incident=incident)

    assert set(Incident.objects.filter(standing(check))) == {other}
    assert checkup.found == 2


def test_look_keeps_no_more_than_anybody_mends(monkeypatch):
    monkeypatch.setattr("archive.health.looking.KEPT", 2)
    ActorFactory.create_batch(3)

    checkup = look(BY_CODE["unlinked_actor"])

    assert (checkup.found, checkup.is_cut, Finding.objects.count()) == (2, True, 2)
    Actor.objects.all().delete()
    again = look(BY_CODE["unlinked_actor"])
    assert (again.found, again.is_cut, Checkup.objects.count()) == (0, False, 1)


def test_command_looks_with_every_check_or_those_named(capsys):
    IncidentFactory()
    call_command("check_health", "bare_incident")
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split(" (")[0] == "       1  Published without a passage: incidents"

    call_command("check_health")
    assert Checkup.objects.count() == len(CHECKS)


def test_command_names_a_check_that_there_is_not():
    with pytest.raises(CommandError, match=r"There is no check typo\. There are: bare_incident, "):
        call_command("check_health", "typo")
