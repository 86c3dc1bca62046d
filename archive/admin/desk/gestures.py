"""What a gesture at the desk makes: a record or a part from the selected words, as one act.

Each takes the user, the selection and the bound form, and returns the record that is in hand then
and a sentence that says what was done. Called within `recording`; rights are asked for here.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from archive.admin.desk.forms import (
    OTHER_ROLES,
    ActorForm,
    EvidenceForm,
    IncidentForm,
    MeasureForm,
    ParticipantForm,
    PlaceForm,
    StatementForm,
)
from archive.admin.desk.gesture import Done, Gesture, may_add
from archive.admin.desk.span import Selection
from archive.admin.desk.ties import TIES
from archive.models import (
    Actor,
    Alias,
    Incident,
    IncidentParticipant,
    IncidentPlace,
    Measure,
    Passage,
    Statement,
    StatementParticipant,
)
from archive.models.passage import SUPPORTABLE
from archive.rights import record_of, require


def _statement(user: Any, selection: Selection, form: Any) -> Done:
    may_add(user, Statement)
    form.instance.verbatim = form.cleaned_data["form"] == "direct"
    statement = form.save()
    for role, field in {"speaker": "actors", **{role: role for role in OTHER_ROLES}}.items():
        for actor in form.cleaned_data[field]:
            StatementParticipant(statement=statement, actor=actor, role=role).save()
    selection.passage(role="content", statement=statement)
    return statement, "Statement added."


def _incident(user: Any, selection: Selection, form: Any) -> Done:
    may_add(user, Incident)
    incident = form.save()
    selection.passage(role="evidence", incident=incident)
    return incident, "Incident added."


def _actor(user: Any, selection: Selection, form: Any) -> Done:
    actor, sent = form.cleaned_data["actor"], form.cleaned_data
    said = "Name added to a known actor."
    if actor is None:
        may_add(user, Actor)
        article = selection.revision.article if sent["identity"] == "unnamed" else None
        actor = Actor(
            name=sent["name"],
            kind=sent["kind"],
            identity=sent["identity"],
            country=sent["country"] or None,
            sector=sent["sector"] or None,
            scope="article" if article else "global",
            article=article,
        )
        actor.save()
        said = "Actor added."
    else:
        require(user, "change", actor)
    text = " ".join(selection.exact.split())
    alias = actor.aliases.filter(text=text).first()
    if alias is None:
        alias = Alias(
            actor=actor,
            text=text,
            kind=sent["alias_kind"],
            voice=sent["voice"] or "narrator",
            used_by=sent["used_by"],
        )
        alias.save()
    selection.passage(role="mention", alias=alias)
    return actor, said


def _measure(user: Any, selection: Selection, form: Any) -> Done:
    require(user, "change", form.instance.incident)
    measure = form.save()
    selection.passage(role="evidence", measure=measure)
    return measure.incident, "Measure added."


def _participant(user: Any, selection: Selection, form: Any) -> Done:
    require(user, "change", form.instance.incident)
    participant = form.save()
    selection.passage(role="evidence", participant=participant)
    return participant.incident, "Participant added."


def _place(user: Any, selection: Selection, form: Any) -> Done:
    require(user, "change", form.instance.incident)
    place = form.save()
    selection.passage(role="evidence", incident_place=place)
    return place.incident, "Place of the incident added."


def _evidence(user: Any, selection: Selection, form: Any) -> Done:
    key, fact = fact_of(form.cleaned_data["fact"])
    owner = record_of(fact)
    require(user, "change", owner)
    selection.passage(role=form.cleaned_data["role"], **{key: fact})
    return owner, "Passage added."  # type: ignore[return-value]  # -- the owner is a record


def fact_of(address: str) -> tuple[str, Any]:
    """Return what “measure:12” means: the foreign key of a passage, and the row."""
    key, _, number = address.partition(":")
    if key not in SUPPORTABLE or not number.isdecimal():
        raise ValidationError({"fact": "Choose what these words support."})
    column: Any = _passage_column(key)
    fact = column.remote_field.model._default_manager.filter(pk=number).first()
    if fact is None:
        raise ValidationError({"fact": "It is gone: load the page again."})
    return key, fact


def _passage_column(key: str) -> Any:
    return Passage._meta.get_field(key)


def _new_statement(selection: Selection) -> Statement:
    return Statement(revision=selection.revision, text=selection.exact)


GESTURES = {
    gesture.name: gesture
    for gesture in (
        Gesture(
            "statement",
            "s",
            "Statement",
            "What somebody says",
            StatementForm,
            _statement,
            _new_statement,
        ),
        Gesture(
            "incident",
            "i",
            "Incident",
            "Something that happened",
            IncidentForm,
            _incident,
            lambda _: Incident(),
        ),
        Gesture("actor", "a", "Actor", "Who is named here", ActorForm, _actor),
        Gesture(
            "participant",
            "p",
            "Part",
            "Who took part in the incident",
            ParticipantForm,
            _participant,
            lambda _: IncidentParticipant(),
        ),
        Gesture(
            "where",
            "w",
            "Where",
            "Where the incident was",
            PlaceForm,
            _place,
            lambda _: IncidentPlace(),
        ),
        Gesture(
            "measure",
            "m",
            "Measure",
            "A count of the incident",
            MeasureForm,
            _measure,
            lambda _: Measure(),
        ),
        *TIES,
        Gesture(
            "evidence", "e", "Evidence", "Words for the record in hand", EvidenceForm, _evidence
        ),
    )
}
