"""An archive full of secrets: public records, tied in every way to records that are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archive.models.base import Record
from archive.typeids import new_uid
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    CitationFactory,
    ExternalIdFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    SourceFactory,
    StatementFactory,
    StatementLinkFactory,
    StatementParticipantFactory,
)
from tests.factories.article import STORY

# Only hidden records hold this word, and only they have this country and this language.
SECRET = "quixotica"
COUNTRY, LANGUAGE = "FJ", "sw"
STATES: dict[str, dict[str, Any]] = {
    "draft": {"review_status": "draft"},
    "in_review": {"review_status": "in_review"},
    "retracted": {"review_status": "retracted", "retraction_reason": "It was a hoax."},
    "merged": {"review_status": "draft"},
}


@dataclass
class Archive:
    """Records by the plural of their kind; of the hidden ones, by their state as well."""

    public: dict[str, Record]
    hidden: dict[str, dict[str, Record]]

    def secrets(self) -> set[str]:
        """Return what no answer to everybody may hold."""
        uids = {record.uid for kinds in self.hidden.values() for record in kinds.values()}
        return {SECRET, *uids}

    def uids(self, prefix: str) -> list[str]:
        """Return the uids of all hidden records of a kind."""
        every = [record for kinds in self.hidden.values() for record in kinds.values()]
        return [record.uid for record in every if record.uid_prefix == prefix]

    def missing(self, uid: str) -> str:
        """Return a uid that no record has, always the same for the same."""
        return self._missing.setdefault(uid, new_uid(uid.partition("_")[0]))

    def __post_init__(self) -> None:
        self._missing: dict[str, str] = {}


def fill() -> Archive:
    """Make the archive."""
    public = _public()
    hidden = {}
    for state, fields in STATES.items():
        made = _hidden(state, fields)
        _tie(public, made)
        if state == "merged":
            # Into what is hidden itself: their addresses lead nowhere.
            for name, record in made.items():
                record.merged_into = hidden["draft"][name]
                record.save()
        hidden[state] = made
    return Archive(public, hidden)


def _public() -> dict[str, Record]:
    source, place = SourceFactory(), PlaceFactory()
    article = ArticleFactory(source=source)
    revision = RevisionFactory(article=article)
    actor = ActorFactory()
    incident = IncidentFactory()
    statement = StatementFactory(revision=revision, about=[incident])
    StatementParticipantFactory(statement=statement, actor=actor)
    part = IncidentParticipantFactory(incident=incident, actor=actor)
    IncidentPlaceFactory(incident=incident, place=place)
    MeasureFactory(incident=incident)
    PassageFactory(incident=incident, revision=revision)
    PassageFactory(participant=part, revision=revision)
    return {
        "sources": source,
        "articles": article,
        "incidents": incident,
        "statements": statement,
        "actors": actor,
        "places": place,
    }


def _hidden(state: str, fields: dict[str, Any]) -> dict[str, Record]:
    words = f"{SECRET} {state}"
    source = SourceFactory(name=words, domain=f"{SECRET}-{state}.example", **fields)
    article = ArticleFactory(
        source=source, title=words, byline=words, url=f"https://{SECRET}.example/{state}", **fields
    )
    article.language = LANGUAGE
    article.save()
    revision = RevisionFactory(article=article, body=f"{STORY}{words}\n")
    place = PlaceFactory(name=words, country=COUNTRY, **fields)
    actor = ActorFactory(name=words, country=COUNTRY, **fields)
    incident = IncidentFactory(title=words, summary=words, **fields)
    statement = StatementFactory(revision=revision, about=[incident], date_note=words, **fields)
    made: dict[str, Record] = {
        "sources": source,
        "articles": article,
        "incidents": incident,
        "statements": statement,
        "actors": actor,
        "places": place,
    }
    for name, record in made.items():
        ExternalIdFactory(scheme="wikidata", value=f"{SECRET}-{state}-{name}", **_own(name, record))
    return made


def _own(name: str, record: Record) -> dict[str, Record]:
    return {name.removesuffix("s"): record}


def _tie(public: dict[str, Any], hidden: dict[str, Any]) -> None:
    """Let each hidden record meet the public ones wherever records can meet."""
    incident, statement, actor = public["incidents"], public["statements"], public["actors"]
    secret, said, who = hidden["incidents"], hidden["statements"], hidden["actors"]
    part = IncidentParticipantFactory(incident=incident, actor=who, alleged=True)
    part.asserted_by.add(said)
    IncidentParticipantFactory(incident=secret, actor=actor)
    IncidentParticipantFactory(incident=secret, actor=who)
    IncidentPlaceFactory(incident=incident, place=hidden["places"])
    IncidentPlaceFactory(incident=secret, place=public["places"])
    MeasureFactory(incident=secret, minimum=987_654, best=None, maximum=None)
    IncidentLinkFactory(from_incident=incident, to_incident=secret)
    IncidentLinkFactory(from_incident=secret, to_incident=incident)
    CitationFactory(incident=incident, source=None, text=None, article=hidden["articles"])
    PassageFactory(incident=incident, revision=said.revision)
    said.about.add(incident)
    statement.about.add(secret)
    StatementParticipantFactory(statement=statement, actor=who)
    StatementParticipantFactory(statement=said, actor=actor)
    StatementLinkFactory(from_statement=statement, to_statement=said)
    StatementLinkFactory(from_statement=said, to_statement=statement)
    AffiliationFactory(actor=actor, organisation=who)
    AffiliationFactory(actor=who, organisation=actor)
    AliasFactory(actor=who, text=f"{SECRET} alias")
    AliasFactory(actor=actor, text="known abroad", used_by=who, voice="quoted")
