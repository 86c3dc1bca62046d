"""Records coded in PLOVER, as the gold standard of 2016 has them: a sentence and its coding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.loaders.base import Head, Options, RowError
from archive.loaders.crosswalks import cameo_countries, plover_2016_terms
from archive.loaders.dataset import Dataset
from archive.loaders.drafts import Key, Main, Mapped, Shared, Text, Values
from archive.loaders.files import TextFile
from archive.loaders.json_rows import JsonReader
from archive.loaders.mapping import Memory, day_in, exact_day, key_of, number_in, shorten
from archive.loaders.plover_marks import Span, spans_in
from archive.loaders.reading import Reader
from archive.models import (
    Actor,
    Article,
    Incident,
    IncidentParticipant,
    IncidentPlace,
    Measure,
    Passage,
    Place,
)
from archive.vocabularies import CONTEXT, EVENT_MODE, EVENT_TYPE, SECTOR

_DOCUMENTATION = "DOCUMENT"
# The day that the makers wrote where they had none.
_PLACEHOLDER = "2000-01-01"
_SECTOR_LETTERS = 3
_KINDS = {"MIL": "military", "GOV": "government_body", "PTY": "party"}
_INTERNATIONAL = {"IGO": "igo", "NGO": "ngo"}
# What two do together has no target.
_MUTUAL = {"CONSULT", "COOPERATE"}


class Plover(Dataset):
    """Records: incidents that rest on the sentence that they were coded from."""

    name = "plover"
    summary = "gold records of PLOVER, JSON"
    dataset = "PLOVER"
    origin = "external"

    def sniff(self, head: Head) -> bool:
        start = head.start.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
        return start.startswith(("[", "{")) and all(
            f'"{key}"' in start for key in ("event", "eventText")
        )

    def read(self, file: TextFile) -> Reader:
        return JsonReader(file)

    def native_id(self, values: Mapping[str, Any]) -> str:
        number = values.get("id")
        if not isinstance(number, str) or not number:
            raise RowError("the record has no id", column="id")
        return number[:300]

    def mapper(self, options: Options) -> _Mapper:
        return _Mapper(options)

    def version(self, name: str) -> str:
        """Return “GSR” for the gold standard records, which carry no version as a whole."""
        return "GSR" if "gsr" in name.lower() else super().version(name)


class _Mapper:
    """Maps the records of one file."""

    def __init__(self, options: Options) -> None:
        self._default = options.source
        self._actors: Memory[tuple[str, str, str], Shared] = Memory()
        self._places: Memory[str, Shared] = Memory()

    def __call__(self, values: Mapping[str, Any]) -> Mapped:
        if values.get("event") == _DOCUMENTATION:
            return Mapped(kept="documentation, not an event")
        mapped = Mapped()
        type_, mode = _type_and_mode(values, mapped.notices)
        text = self._text(values)
        main = Main(
            Incident,
            Key("plover", str(values["id"])[:300]),
            {
                "title": _title(values, type_, mode),
                "event_type": type_,
                "event_mode": mode,
                "contexts": _contexts(values, mapped.notices),
                **_dates(values),
            },
        )
        spans, rebuilt = spans_in(_markup(values))
        if rebuilt != text.body:
            mapped.notices.append("the marked-up text is not the text: no passages of its parts")
            spans = []
        _add_passage(main, text, 0, len(text.body), incident=main)
        hosted = values.get("mode") == "host"
        roles = ("participant",) * 2 if type_ in _MUTUAL else ("initiator", "target")
        if hosted:
            roles = ("host", "participant")
        for column, role, letters in (("source", roles[0], "SRC"), ("target", roles[1], "TAR")):
            if isinstance(values.get(column), str) and values[column]:
                mapped.notices.append(f"{column} is a text (“{values[column]}”), no list of actors")
            for given in _actors(values, column):
                actor = self._actor(given)
                part = main.add(IncidentParticipant, actor=actor, role=role)
                _add_mention(main, text, spans, letters, given["actorText"], participant=part)
        self._add_place(main, values, text, spans)
        _add_measures(main, values)
        mapped.mains.append(main)
        return mapped

    def _text(self, values: Mapping[str, Any]) -> Text:
        """Return the sentence as the text of an article of which nothing else is known."""
        sentence = values.get("text")
        if not isinstance(sentence, str) or not sentence:
            raise RowError("the record has no text", column="text")
        article = Shared(
            Article,
            {
                "title": shorten(str(values["id"]), 1000),
                "source": self._default,
                "language": values.get("language") or None,
            },
        )
        return Text(article, sentence)

    def _actor(self, given: Mapping[str, str]) -> Shared:
        name, code, sector = given["actorText"], given["code"], given.get("sector") or ""
        identity = (code, sector, name)
        actor = self._actors.get(identity)
        if actor is None:
            known = sector[:_SECTOR_LETTERS]
            ours = known if known in SECTOR else {"CIV": "CVL"}.get(known)
            country = cameo_countries().get(code)
            kind = _INTERNATIONAL.get(code) or _KINDS.get(ours or "", "unknown")
            if country is not None and not sector:
                kind = "state"
            actor = self._actors[identity] = Shared(
                Actor,
                {
                    "name": shorten(name, 300),
                    "kind": kind,
                    "sector": ours or (code if code in SECTOR else None),
                    "country": country,
                    # A sentence is all that is known; whether its words are a name is not.
                    "identity": "named" if kind in {"state", "igo", "ngo"} else "generic",
                },
                key=key_of("plover", "actor", *identity),
            )
        return actor

    def _add_place(
        self, main: Main, values: Mapping[str, Any], text: Text, spans: list[Span]
    ) -> None:
        given = values.get("eventLoc")
        if given is None:
            return
        name = given.get("name") if isinstance(given, dict) else given
        if not isinstance(name, str) or not name:
            raise RowError("not a place with a name", column="eventLoc")
        place = self._places.get(name)
        if place is None:
            key = key_of("plover", "place", name)
            place = self._places[name] = Shared(Place, {"name": shorten(name, 300)}, key=key)
        part = main.add(IncidentPlace, place=place, text=shorten(name, 300))
        _add_mention(main, text, spans, "LOC", name, incident_place=part)


def _add_passage(main: Main, text: Text, start: int, end: int, **supports: Any) -> None:
    exact = text.body[start:end]
    main.add(Passage, revision=text, start=start, end=end, exact=exact, **supports)


def _add_mention(
    main: Main, text: Text, spans: list[Span], role: str, words: str, **supports: Any
) -> None:
    """Add the marked words of a part, where they are marked as the part names them."""
    for span in spans:
        marked = text.body[span.start : span.end]
        if role in span.role.split("/") and words in marked and span.start < span.end:
            _add_passage(main, text, span.start, span.end, role="mention", **supports)
            return


def _markup(values: Mapping[str, Any]) -> str:
    info = values.get("textInfo")
    markup = info.get("markup") if isinstance(info, dict) else info
    return markup if isinstance(markup, str) else ""


def _actors(values: Mapping[str, Any], column: str) -> list[Mapping[str, str]]:
    """Return the actors in a column: a list, or nothing, which is also written as a text."""
    given = values.get(column)
    if given is None or isinstance(given, str):
        return []
    sound = isinstance(given, list) and all(
        isinstance(each, dict)
        and all(isinstance(value, str) for value in each.values())
        and each.get("actorText")
        and "code" in each
        for each in given
    )
    if not sound:
        raise RowError("not a list of actors with actorText and code", column=column)
    return given  # type: ignore[no-any-return]  # -- `sound` is what it proves


def _type_and_mode(values: Mapping[str, Any], notices: list[str]) -> tuple[str, str | None]:
    """Return our event type and mode; a mode that does not belong to the type is left out."""
    event, mode = values.get("event"), values.get("mode") or None
    renamed = plover_2016_terms()
    type_, _, implied = renamed.get(("event", str(event)), str(event)).partition(" ")
    if type_ not in EVENT_TYPE:
        raise RowError(f"“{event}” is no event type of PLOVER", column="event")
    ours = renamed.get(("mode", str(mode)), mode) if mode else implied
    if not ours:
        return type_, implied or None
    if ours not in EVENT_MODE:
        raise RowError(f"“{mode}” is no mode of PLOVER", column="mode")
    if type_ not in EVENT_MODE[ours].parents:
        notices.append(f"mode “{mode}” is none of {type_}: left out")
        return type_, None
    return type_, ours


def _contexts(values: Mapping[str, Any], notices: list[str]) -> list[str]:
    """Return our contexts: several are written with commas between."""
    given = [each.strip() for each in str(values.get("context") or "").split(",")]
    contexts = []
    for term in filter(None, given):
        ours = plover_2016_terms().get(("context", term), term)
        if ours in CONTEXT:
            contexts.append(ours)
        elif ours:
            notices.append(f"context “{term}” is none of ours: left out")
    return list(dict.fromkeys(contexts))


def _dates(values: Mapping[str, Any]) -> Values:
    """Return the columns of a date; the placeholder is none."""
    day = values.get("date")
    if day in (None, "", _PLACEHOLDER):
        note = f"The record says {_PLACEHOLDER}, a placeholder." if day == _PLACEHOLDER else None
        return {"date_semantics": "unknown", "date_note": note}
    return exact_day(day_in({"date": str(day)}, "date", "%Y-%m-%d"))


def _title(values: Mapping[str, Any], type_: str, mode: str | None) -> str:
    sides = (
        ", ".join(each["actorText"] for each in _actors(values, column)) or "(not named)"
        for column in ("source", "target")
    )
    what = EVENT_TYPE.label_of(type_) + (f", {EVENT_MODE.label_of(mode).lower()}" if mode else "")
    return shorten(f"{' → '.join(sides)}: {what}", 500)


def _add_measures(main: Main, values: Mapping[str, Any]) -> None:
    """Add the dead and the injured, which are numbers as text."""
    for column, measure in (("dead", "killed"), ("injured", "injured")):
        given = values.get(column)
        if given not in (None, ""):
            number = number_in({column: str(given)}, column)
            main.add(Measure, measure=measure, best=number, qualifier=str(given))
