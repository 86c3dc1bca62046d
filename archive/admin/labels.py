"""How a record is named where it is chosen or pointed at: enough words to know which one it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from archive.date_words import NOT_KNOWN, date_words, moment_words
from archive.models import (
    Actor,
    Affiliation,
    Alias,
    Article,
    Incident,
    IncidentLink,
    IncidentParticipant,
    IncidentPlace,
    Measure,
    Place,
    Revision,
    Source,
    Statement,
    StatementParticipant,
)

MOST_NAMES = 3


def shorten(text: str, length: int = 80) -> str:
    """Return at most `length` code points of a text, with … where some were cut off."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def some_of(names: Iterable[str]) -> str:
    """Return the first three names, and … where there are more."""
    listed = list(names)
    return "; ".join(listed[:MOST_NAMES]) + ("; …" if len(listed) > MOST_NAMES else "")


def label_of(record: Model) -> str:
    """Return the name of a record with what tells it from others of the same name."""
    name = _NAMES.get(type(record))
    return str(record) if name is None else name(record)


def with_labels(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """Return the queryset with all that `label_of` needs, in a fixed number of queries."""
    prepare = _PREPARATIONS.get(queryset.model)
    return queryset if prepare is None else prepare(queryset)


def speakers_of(statement: Statement) -> str:
    """Return the names of those who speak, as “Lloyd Austin, Yoav Gallant”."""
    speakers = getattr(statement, "speakers", None)
    if speakers is None:
        speakers = _speakers().filter(statement=statement)
    return ", ".join(part.actor.name for part in speakers) or "speaker not known"


def _speakers() -> QuerySet[StatementParticipant]:
    speaking: QuerySet[StatementParticipant] = StatementParticipant.objects.filter(role="speaker")
    return speaking.select_related("actor").order_by("statement_id", "position")


def prefetch_speakers(path: str = "") -> Prefetch[Any]:
    """Return the prefetch that fills `statement.speakers`; `path` leads to the statements."""
    return Prefetch(f"{path}participants", queryset=_speakers(), to_attr="speakers")


def _described(name: str, *facts: str | None) -> str:
    known = ", ".join(fact for fact in facts if fact)
    return f"{name} · {known}" if known else name


def _actor(actor: Any) -> str:
    article = f"in “{shorten(actor.article.title, 40)}”" if actor.article_id else None
    country = actor.get_country_display() if actor.country else None
    return _described(actor.name, actor.get_kind_display(), country, article)


def _place(place: Any) -> str:
    country = place.get_country_display() if place.country else None
    return _described(place.name, place.get_kind_display(), country)


def _source(source: Any) -> str:
    return _described(source.name, source.domain, source.get_kind_display())


def _article(article: Any) -> str:
    published = moment_words(article.published_at, zone_known=True).partition(",")[0]
    return _described(article.title, None if published == NOT_KNOWN else published)


def _incident(incident: Any) -> str:
    return _described(incident.title, when_of(incident))


def _statement(statement: Any) -> str:
    return _described(quoted_text(statement), speakers_of(statement))


def quoted_text(statement: Statement, length: int = 80) -> str:
    """Return how a statement begins, in quotation marks; what has no words says so."""
    return f"“{shorten(statement.text, length)}”" if statement.text else "words not given"


def _part_of_incident(part: Any) -> str:
    return _described(str(part), f"in “{part.incident}”")


def _part_of_statement(part: Any) -> str:
    return _described(str(part), f"in {quoted_text(part.statement)}")


def _alias(alias: Any) -> str:
    return _described(f"“{alias.text}”", f"for {alias.actor}")


def when_of(dated: Any) -> str:
    """Return the date of an incident, a statement or an affiliation in words."""
    return date_words(dated.date_semantics, dated.date_earliest, dated.date_latest)


_NAMES: dict[type[Model], Callable[[Any], str]] = {
    Actor: _actor,
    Alias: _alias,
    Article: _article,
    Incident: _incident,
    IncidentParticipant: _part_of_incident,
    IncidentPlace: _part_of_incident,
    Measure: _part_of_incident,
    Place: _place,
    Source: _source,
    Statement: _statement,
    StatementParticipant: _part_of_statement,
}

_PREPARATIONS: dict[type[Model], Callable[[QuerySet[Any]], QuerySet[Any]]] = {
    Actor: lambda rows: rows.select_related("article"),
    Affiliation: lambda rows: rows.select_related("actor", "organisation"),
    Alias: lambda rows: rows.select_related("actor"),
    IncidentLink: lambda rows: rows.select_related("from_incident", "to_incident"),
    IncidentParticipant: lambda rows: rows.select_related("actor", "incident"),
    IncidentPlace: lambda rows: rows.select_related("place", "incident"),
    Measure: lambda rows: rows.select_related("group_actor", "incident"),
    Revision: lambda rows: rows.select_related("article").defer("body"),
    Statement: lambda rows: rows.prefetch_related(prefetch_speakers()),
    StatementParticipant: lambda rows: rows.select_related("actor", "statement"),
}
