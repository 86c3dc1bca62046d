"""Whether everybody may read a part: the database derives it from its record and what it names."""

from __future__ import annotations

import pytest

from archive.models import IncidentParticipant, IncidentPlace
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PlaceFactory,
    StatementParticipantFactory,
)

pytestmark = pytest.mark.django_db


def is_public(part):
    part.refresh_from_db()
    shown = type(part).objects.visible_to(None).filter(pk=part.pk).exists()
    assert shown is bool(part.is_public)
    return part.is_public


def hide(record):
    """Take a record back from everybody, as an editor does."""
    type(record).objects.filter(pk=record.pk).update(review_status="draft")


def show(record):
    type(record).objects.filter(pk=record.pk).update(review_status="published")


@pytest.mark.parametrize(
    ("factory", "names"),
    [
        (IncidentParticipantFactory, ["incident", "actor"]),
        (IncidentPlaceFactory, ["incident", "place"]),
        (MeasureFactory, ["incident"]),
        (StatementParticipantFactory, ["statement", "actor"]),
    ],
)
def test_part_is_hidden_while_any_record_that_it_needs_is(factory, names):
    part = factory(**({"text": None} if "place" in names else {}))
    assert is_public(part) is True
    for name in names:
        hide(getattr(part, name))
        assert is_public(part) is False
        show(getattr(part, name))
        assert is_public(part) is True


def test_place_with_words_of_its_own_is_shown_without_the_place():
    part = IncidentPlaceFactory(text="a small outpost")
    hide(part.place)
    assert is_public(part) is True
    IncidentPlace.objects.filter(pk=part.pk).update(text=None)
    assert is_public(part) is False
    IncidentPlace.objects.filter(pk=part.pk).update(place=PlaceFactory())
    assert is_public(part) is True


def test_part_follows_when_it_is_given_to_another_record():
    part = IncidentParticipantFactory()
    hidden = ActorFactory(review_status="draft")
    IncidentParticipant.objects.filter(pk=part.pk).update(actor=hidden)
    assert is_public(part) is False
    IncidentParticipant.objects.filter(pk=part.pk).update(actor=ActorFactory())
    assert is_public(part) is True
    IncidentParticipant.objects.filter(pk=part.pk).update(
        incident=IncidentFactory(review_status="draft")
    )
    assert is_public(part) is False


def test_part_is_derived_when_what_it_names_is_written_after_it():
    """As in a fixture: foreign keys are held only at the end of the transaction."""
    (part,) = IncidentParticipant.objects.bulk_create(
        [IncidentParticipant(incident_id=998, actor_id=999, position=1, role="target")]
    )
    assert is_public(part) is None
    IncidentFactory(id=998)
    assert is_public(part) is False
    ActorFactory(id=999)
    assert is_public(part) is True
