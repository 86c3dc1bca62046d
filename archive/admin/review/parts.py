"""The parts of a record in words: each with its standing, who asserts it, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from archive.admin.labels import prefetch_speakers, quoted_text, speakers_of
from archive.models import Actor, Article, Incident, Passage, Place, Source, Statement
from archive.models.base import Record
from archive.models.claim import Claim

MOST = 50

# Of each kind the lists that are shown: title, related name, the foreign key by which passages
# support a row, and what naming a row takes.
_LISTS: dict[type[Record], tuple[tuple[str, str, str | None, tuple[str, ...]], ...]] = {
    Article: (("Known elsewhere as", "external_ids", None, ()),),
    Incident: (
        ("Who took part", "participants", "participant", ("actor",)),
        ("Where", "places", "incident_place", ("place",)),
        ("What was counted", "measures", "measure", ("group_actor",)),
        ("Links to other incidents", "links", "incident_link", ("from_incident", "to_incident")),
        ("Cited by data sets", "citations", None, ("article", "source")),
        ("Known elsewhere as", "external_ids", None, ()),
    ),
    Statement: (
        ("Who speaks, and to whom", "participants", None, ("actor",)),
        ("Links to other statements", "links", None, ("from_statement", "to_statement")),
        ("Known elsewhere as", "external_ids", None, ()),
    ),
    Actor: (
        ("Names", "aliases", "alias", ("used_by",)),
        ("Affiliations", "affiliations", "affiliation", ("actor", "organisation")),
        ("Known elsewhere as", "external_ids", None, ()),
    ),
    Place: (("Known elsewhere as", "external_ids", None, ()),),
    Source: (("Known elsewhere as", "external_ids", None, ()),),
}
# What a part names that a reader has to be able to read, for the part to be shown.
_NAMED = ("actor", "place", "to_incident", "to_statement", "organisation")


@dataclass
class Row:
    """A part in words; `passages` are the words that it rests on, `hidden` names what hides it."""

    words: str
    status: str | None = None
    status_label: str = ""
    facts: list[str] = field(default_factory=list)
    asserted_by: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    hidden: Record | None = None


@dataclass
class Parts:
    """A list of parts."""

    title: str
    key: str | None
    parts: list[Any]
    is_cut: bool
    rows: list[Row] = field(default_factory=list)


def parts_of(record: Record) -> list[Parts]:
    """Return the lists of a record that hold something, in a fixed number of queries."""
    found = []
    for title, related, key, paths in _LISTS[type(record)]:
        rows = getattr(record, related).select_related(*paths)
        if issubclass(rows.model, Claim):
            asserting = Statement.objects.prefetch_related(prefetch_speakers()).order_by("pk")
            rows = rows.prefetch_related(Prefetch("asserted_by", asserting))
        listed = list(rows.in_order()[: MOST + 1])
        if listed:
            found.append(Parts(title, key, listed[:MOST], len(listed) > MOST))
    return found


def supportable(lists: Iterable[Parts]) -> dict[str, list[Any]]:
    """Return the parts that passages can support, by the foreign key of passages."""
    return {each.key: each.parts for each in lists if each.key}


def describe(owner: Record, lists: list[Parts], passages: Iterable[Passage]) -> None:
    """Put each part into words, with those of these passages that support it."""
    rest: dict[tuple[str, int], list[Passage]] = {}
    for passage in passages:
        for each in lists:
            pk = getattr(passage, f"{each.key}_id") if each.key else None
            if pk is not None:
                rest.setdefault((each.key or "", pk), []).append(passage)
    for each in lists:
        each.rows = [
            _row(part, rest.get((each.key or "", part.pk), []), owner) for part in each.parts
        ]


def _row(part: Any, passages: list[Passage], owner: Record) -> Row:
    row = Row(_words(part), passages=passages, facts=_facts(part))
    if isinstance(part, Claim):
        claim: Any = part
        row.status, row.status_label = claim.status, claim.get_status_display()
        row.asserted_by = [
            f"{speakers_of(statement)}: {quoted_text(statement, 140)}"
            for statement in claim.asserted_by.all()
        ]
        if claim.note:
            row.facts.append(claim.note)
    for name in _NAMED:
        named = getattr(part, name, None)
        if isinstance(named, Record) and not named.is_public and named.uid != owner.uid:
            row.hidden = named
    return row


def _words(part: Any) -> str:
    """Return a part in words, without its standing, which has a place of its own."""
    name = part._meta.model_name
    if name == "incidentparticipant":
        return f"{part.actor}: {part.get_role_display().lower()}"
    if name == "incidentplace":
        return f"{part.place or part.text}: {part.get_role_display().lower()}"
    if name == "incidentlink":
        return f"{part.get_kind_display()} “{part.to_incident}”"
    if name == "statementlink":
        return f"{part.get_kind_display()} {quoted_text(part.to_statement)}"
    if name == "alias":
        return f"“{part.text}” ({part.get_kind_display().lower()})"
    return str(part)


def _facts(part: Any) -> list[str]:
    name, facts = part._meta.model_name, []
    if name == "incidentparticipant" and part.side != "none":
        facts.append(f"side: {part.get_side_display().lower()}")
    elif name == "incidentplace":
        facts.append(part.get_geo_precision_display().lower())
        if part.place and part.text:
            facts.append(f"in the words “{part.text}”")
    elif name == "measure":
        facts += [f"in the words “{part.qualifier}”"] if part.qualifier else []
        facts += ["preliminary"] if part.preliminary else []
    elif name == "alias" and part.used_by is not None:
        facts.append(f"word of {part.used_by}")
    return facts
