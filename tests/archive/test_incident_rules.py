"""Rules of incidents: a mode belongs to its type, parts of a whole form no circle."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from archive.models import IncidentLink
from archive.vocabularies import ACLED_EVENT_TYPE, ACLED_SUB_EVENT_TYPE, EVENT_MODE, EVENT_TYPE
from tests.archive.refusals import refusal
from tests.factories import (
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
)

pytestmark = pytest.mark.django_db


# Types and modes


@pytest.mark.parametrize("event_type", EVENT_TYPE.codes)
def test_modes_of_a_type_are_the_only_ones(event_type):
    own = {term.code for term in EVENT_MODE.children_of(event_type)}
    incident = IncidentFactory(event_type=event_type, event_mode=None)
    for mode in EVENT_MODE.codes:
        incident.event_mode = mode
        if mode in own:
            incident.full_clean()
        else:
            allowed = ", ".join(one for one in EVENT_MODE.codes if one in own) or "none"
            assert refusal(incident.full_clean) == {
                "event_mode": [
                    f"“{mode}” does not belong to event_type “{event_type}”; allowed: {allowed}."
                ]
            }


def test_mode_is_refused_when_its_type_changes():
    incident = IncidentFactory(event_type="ASSAULT", event_mode="drone")
    incident.event_type = "CONSULT"
    assert list(refusal(incident.save)) == ["event_mode"]


def test_mode_of_two_types_belongs_to_both():
    for event_type in ("RETREAT", "SANCTION"):
        IncidentFactory(event_type=event_type, event_mode="withdraw")


@pytest.mark.parametrize("event_type", ACLED_EVENT_TYPE.codes)
def test_acled_sub_event_types_of_a_type_are_the_only_ones(event_type):
    own = {term.code for term in ACLED_SUB_EVENT_TYPE.children_of(event_type)}
    incident = IncidentFactory(acled_event_type=event_type)
    for code in ACLED_SUB_EVENT_TYPE.codes:
        incident.acled_sub_event_type = code
        if code in own:
            incident.full_clean()
        else:
            with pytest.raises(ValidationError, match="does not belong to acled_event_type"):
                incident.full_clean()


def test_acled_sub_event_type_without_its_type_is_refused():
    assert refusal(IncidentFactory, acled_sub_event_type="Armed clash") == {
        "acled_sub_event_type": [
            "“Armed clash” does not belong to acled_event_type “None”; allowed: none."
        ]
    }


def test_title_is_needed():
    assert refusal(IncidentFactory, title="") == {"title": ["This field cannot be blank."]}


# Wholes and parts

CYCLE = {"to_incident": ["This would make the incident a part of itself (part_of cycle)."]}


def part_of(part, whole):
    return IncidentLinkFactory(from_incident=part, to_incident=whole, kind="part_of")


@pytest.mark.parametrize("length", [2, 3, 7])
def test_circle_of_parts_is_refused(length):
    chain = IncidentFactory.create_batch(length)
    for part, whole in pairwise(chain):
        part_of(part, whole)
    assert refusal(part_of, part=chain[-1], whole=chain[0]) == CYCLE
    assert IncidentLink.objects.count() == length - 1


def test_circle_through_another_branch_is_refused():
    top, left, right, bottom = IncidentFactory.create_batch(4)
    for part, whole in ((left, top), (right, top), (bottom, left), (bottom, right)):
        part_of(part, whole)
    assert refusal(part_of, part=top, whole=bottom) == CYCLE


def test_circle_is_refused_when_a_link_is_changed():
    part, whole = IncidentFactory.create_batch(2)
    part_of(part, whole)
    link = IncidentLinkFactory(from_incident=whole, to_incident=part, kind="response_to")
    link.kind = "part_of"
    assert refusal(link.save) == CYCLE


def test_link_is_no_circle_with_itself_as_it_was():
    part, whole = IncidentFactory.create_batch(2)
    link = part_of(part, whole)
    link.from_incident, link.to_incident = whole, part
    link.position = None
    link.save()
    assert (link.from_incident, link.to_incident) == (whole, part)


def test_circle_of_another_kind_is_fine():
    first, second = IncidentFactory.create_batch(2)
    for one, other in ((first, second), (second, first)):
        IncidentLinkFactory(from_incident=one, to_incident=other, kind="possible_same_as")
    assert IncidentLink.objects.count() == 2


def test_part_of_two_wholes_is_fine():
    part, one, other = IncidentFactory.create_batch(3)
    part_of(part, one)
    part_of(part, other)
    assert [link.to_incident for link in part.links.all()] == [one, other]


# Counts


@pytest.mark.parametrize(
    ("minimum", "best", "maximum", "words"),
    [
        (None, None, None, "not counted"),
        (0, 0, 0, "0"),
        (3, None, None, "at least 3"),
        (None, None, 9, "at most 9"),
        (3, None, 9, "3 to 9"),
        (3, 5, 9, "5"),
        (5, 5, 5, "5"),
        (None, 5, None, "5"),
    ],
)
def test_count_in_order_is_saved_and_put_in_words(minimum, best, maximum, words):
    measure = MeasureFactory(minimum=minimum, best=best, maximum=maximum)
    measure.refresh_from_db()
    assert (measure.minimum, measure.best, measure.maximum) == (minimum, best, maximum)
    assert measure.in_words() == words


@pytest.mark.parametrize(
    ("counts", "refused"),
    [
        ((6, 5, 9), {"best": ["The best lies below the minimum."]}),
        ((3, 5, 4), {"maximum": ["The maximum lies below the best."]}),
        ((3, None, 2), {"maximum": ["The maximum lies below the minimum."]}),
        ((-1, None, None), {"minimum": ["Ensure this value is greater than or equal to 0."]}),
        (("many", None, None), {"minimum": ["“many” value must be an integer."]}),
    ],
)
def test_count_out_of_order_is_refused(counts, refused):
    assert refusal(
        MeasureFactory, **dict(zip(("minimum", "best", "maximum"), counts, strict=True))
    ) == (refused)


def test_conflicting_counts_are_kept_side_by_side():
    incident = IncidentFactory()
    for best in (3, 12):
        MeasureFactory(incident=incident, minimum=None, best=best, maximum=None)
    assert [measure.best for measure in incident.measures.all()] == [3, 12]


def test_words_of_a_count_stand_for_it():
    measure = MeasureFactory(minimum=None, best=None, maximum=None, qualifier="several")
    assert measure.in_words() == "several"


# Parts in their order


@pytest.mark.parametrize(
    "make",
    [IncidentParticipantFactory, IncidentPlaceFactory, MeasureFactory],
)
def test_parts_take_the_next_position(make):
    incident, other = IncidentFactory.create_batch(2)
    parts = make.create_batch(3, incident=incident)
    make(incident=other)
    assert [part.position for part in parts] == [1, 2, 3]
    parts[1].delete()
    assert make(incident=incident).position == 4
    assert parts[2].natural_key() == (incident.uid, 3)


def test_place_in_the_words_of_the_text_needs_no_record():
    place = IncidentPlaceFactory(place=None, text="a small outpost")
    assert str(place) == f"a small outpost: {place.get_role_display()}"
