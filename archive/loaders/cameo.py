"""What the data sets that are coded in CAMEO share: event codes, actors of a code, titles."""

from __future__ import annotations

from typing import Any

from archive.loaders.base import RowError
from archive.loaders.crosswalks import EventCode, cameo_events
from archive.loaders.drafts import Key, Main, Shared, Text, Values
from archive.loaders.mapping import shorten
from archive.models import Incident, IncidentParticipant, Statement, StatementParticipant
from archive.vocabularies import EVENT_MODE, EVENT_TYPE

_NOBODY = "(not named)"
# What the code of the first actor's kind tells of who speaks; else it is not known.
_INSTITUTIONS = {"state", "government_body", "igo", "ngo", "military", "company", "media"}


def event_code(code: str, column: str) -> EventCode:
    """Return what an event code becomes. Raises RowError where CAMEO has no such code."""
    event = cameo_events().get(code)
    if event is None:
        lost = cameo_events().get(f"0{code}")
        hint = f"; was a zero lost in front of it (0{code})?" if lost else ""
        raise RowError(f"“{code}” is no event code of CAMEO{hint}", column=column)
    return event


def title_of(first: str | None, second: str | None, event: EventCode, code: str) -> str:
    """Return a title that says no more than the codes do: “A → B: Coerce, arrest (CAMEO 173)”."""
    what = EVENT_TYPE.label_of(event.event_type or "")
    if event.event_mode is not None:
        what = f"{what}, {EVENT_MODE.label_of(event.event_mode).lower()}"
    tail = f": {what} (CAMEO {code})"
    who = f"{first or _NOBODY} → {second or _NOBODY}"
    return shorten(who, 500 - len(tail)) + tail


def incident(
    key: Key,
    code: str,
    event: EventCode,
    first: Shared | None,
    second: Shared | None,
    dates: Values,
) -> Main:
    """Return the incident of an event, with the two actors in the roles of its code."""
    main = Main(
        Incident,
        key,
        {
            "title": title_of(
                first.values["name"] if first else None,
                second.values["name"] if second else None,
                event,
                code,
            ),
            "event_type": event.event_type,
            "event_mode": event.event_mode,
            "contexts": list(event.contexts),
            "cameo_code": code,
            **dates,
        },
    )
    for actor, role in ((first, event.first), (second, event.second)):
        if actor is not None:
            main.add(IncidentParticipant, actor=actor, role=role)
    return main


def statement(
    key: Key,
    event: EventCode,
    text: Text,
    first: Shared | None,
    second: Shared | None,
    dates: Values,
    **values: Any,
) -> Main:
    """Return the statement that a code of CAMEO 01 or 02 stands for; its words are not known."""
    kind = first.values.get("kind") if first else None
    main = Main(
        Statement,
        key,
        {
            "revision": text,
            "text": "",
            "form": "indirect",
            "speech_acts": list(event.speech_acts),
            "anonymity": "institution" if kind in _INSTITUTIONS else "unknown",
            **dates,
            **values,
        },
    )
    if first is not None:
        main.add(StatementParticipant, actor=first, role=event.first)
    if second is not None:
        main.add(StatementParticipant, actor=second, role=event.second)
    return main
