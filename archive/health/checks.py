"""The checks, in the order of the page: evidence, identity, dates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db.models import Model

from archive.duplicates import KINDS, reasons_of
from archive.health import conditions
from archive.health.check import Check
from archive.models import (
    Actor,
    Affiliation,
    Article,
    Incident,
    IncidentLink,
    IncidentParticipant,
    Measure,
    Passage,
    Source,
    Statement,
)

EVIDENCE, IDENTITY, DATES = "Evidence", "Identity", "Dates"


def _unasserted() -> Iterator[Check]:
    for model in (IncidentParticipant, Measure, IncidentLink, Affiliation):
        yield Check(
            f"unasserted_{model._meta.model_name}",
            EVIDENCE,
            "Claims without an asserting statement",
            "Claimed, alleged or denied, and neither a statement nor a row of another data set "
            "says so. Name the statement, or change the standing.",
            model,
            conditions.unasserted,
        )


def _same_identifier() -> Iterator[Check]:
    for kind in KINDS:
        yield _likely(kind, "same_id", _SAME_ID, _SAME_ID_ADVICE)
    for model in (Article, Source):
        name = str(model._meta.model_name)
        yield Check(
            f"same_id_{name}",
            IDENTITY,
            _SAME_ID,
            _SAME_ID_ADVICE,
            model,
            partial(conditions.same_identifier, name),
        )


_SAME_ID = "The same external identifier twice"
_SAME_ID_ADVICE = (
    "Two records have the same identifier in the same scheme. Merge them, or correct one."
)


def _likely(kind: str, reason: str, title: str, advice: str | None = None) -> Check:
    """Return the check for a reason of the merge desk, which asks the same."""
    (rule,) = [each for each in reasons_of(kind) if each.code == reason]
    code = f"{reason}_{kind}"
    return Check(
        code,
        IDENTITY,
        title,
        advice or rule.advice,
        KINDS[kind],
        partial(conditions.likely_duplicate, kind, reason),
        still=partial(conditions.still_likely_duplicate, kind, reason, code),
    )


def _in_the_future() -> Iterator[Check]:
    for model, condition, advice in (
        (
            Incident,
            conditions.incident_to_come,
            "It is said to have happened on a day still to come. Correct the date, or say that it "
            "is only planned or anticipated.",
        ),
        (
            Statement,
            conditions.dated_to_come,
            "Nobody has said it yet: all of its possible days are still to come.",
        ),
        (
            Article,
            conditions.article_to_come,
            "It is not published yet by its date line. Look at the time zone.",
        ),
    ):
        yield Check(
            f"future_{model._meta.model_name}",
            DATES,
            "Dates in the future",
            advice,
            model,
            condition,
        )


CHECKS: tuple[Check, ...] = (
    Check(
        "bare_incident",
        EVIDENCE,
        "Published without a passage",
        "No words of a text support the incident or any of its parts. Mark them in the article. "
        "What came from another data set rests on its row and is not counted here.",
        Incident,
        conditions.bare_incident,
    ),
    Check(
        "bare_statement",
        EVIDENCE,
        "Published without a passage",
        "The words of the statement are marked in no text.",
        Statement,
        conditions.bare_statement,
    ),
    Check(
        "drifted_passage",
        EVIDENCE,
        "Passages that are no longer the words of their text",
        "The text does not read so between these characters. Mark the words anew.",
        Passage,
        conditions.drifted,
    ),
    Check(
        "machine_incident",
        EVIDENCE,
        "Published on a machine’s word alone",
        "A machine coded it, and no passage, statement or cited article tells of it.",
        Incident,
        conditions.machine_alone,
    ),
    *_unasserted(),
    Check(
        "unlinked_actor",
        IDENTITY,
        "Actors that nothing refers to",
        "No incident, statement, count, name or affiliation has it. Link it, or delete it.",
        Actor,
        conditions.unlinked_actor,
    ),
    *_same_identifier(),
    _likely("actor", "same_name", "Likely duplicates by name"),
    _likely("place", "same_name", "Likely duplicates by name"),
    _likely("incident", "same_event", "Likely duplicates by day, place and type"),
    _likely("incident", "linked", "Linked as possibly the same"),
    *_in_the_future(),
)


def checks_of(model: type[Model]) -> list[Check]:
    """Return the checks of a kind of rows."""
    return [check for check in CHECKS if check.model is model]
