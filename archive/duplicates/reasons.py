"""The reasons for which two records may be one, and the kinds of records that are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.duplicates import rules
from archive.models import Actor, Incident, Place
from archive.models.base import Record


@dataclass(frozen=True)
class Reason:
    """One reason: `label` before what was found, as “same identifier: wikidata:Q796”.

    `rule` gives the SQL of its pairs: the keys of both, and what they have in common.
    """

    code: str
    label: str
    advice: str
    rule: Callable[[rules.Scope], str]


_SAME_ID = "The same external identifier"
_ADVICE_ON_ID = "Two records have the same identifier in the same scheme."

KINDS: dict[str, type[Record]] = {"actor": Actor, "place": Place, "incident": Incident}

_REASONS: dict[str, tuple[Reason, ...]] = {
    "actor": (
        Reason(
            "same_name",
            "The same name",
            "A name or alias of each is the same, case, accents and punctuation aside. Who is not "
            "named is never compared; what several may be called, such as a family name alone, "
            "tells nothing.",
            rules.actors_of_one_name,
        ),
        Reason("same_id", _SAME_ID, _ADVICE_ON_ID, rules.of_one_identifier("actor")),
    ),
    "place": (
        Reason(
            "same_name",
            "The same name",
            "Places of one kind have the same name, case and accents aside, in one country and "
            f"not more than {rules.NEAR_KM} km apart, as far as that is known.",
            rules.places_of_one_name,
        ),
        Reason("same_id", _SAME_ID, _ADVICE_ON_ID, rules.of_one_identifier("place")),
    ),
    "incident": (
        Reason(
            "same_event",
            "The same day, place and type",
            f"Their days overlap, and are known to within {rules.DAYS} days; one place of both, no "
            "larger than a district, is the same; and so is the type.",
            rules.incidents_of_one_day,
        ),
        Reason("same_id", _SAME_ID, _ADVICE_ON_ID, rules.of_one_identifier("incident")),
        Reason(
            "linked",
            "Linked as possibly the same",
            "Somebody has linked the two as possibly the same, and nobody has decided.",
            rules.linked_incidents,
        ),
    ),
}


def reasons_of(kind: str) -> tuple[Reason, ...]:
    """Return the reasons of a kind; KeyError for a kind that is not compared."""
    return _REASONS[kind]
