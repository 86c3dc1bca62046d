"""How the lists and the autocompletes are searched: by words, or by the public identifier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from archive.folding import fold
from archive.models import Actor, Alias, StatementParticipant
from archive.typeids import UID_LENGTH


def looks_like_uid(term: str) -> bool:
    """Whether somebody pasted a public identifier."""
    return len(term) == UID_LENGTH and term[3:4] == "_"


def all_words(path: str, words: Iterable[str], *, lookup: str = "icontains") -> Q:
    """Return the condition that every one of the words occurs in the column."""
    condition = Q()
    for word in words:
        condition &= Q(**{f"{path}__{lookup}": word})
    return condition


def word_starts(path: str, term: str) -> Q:
    """Return the condition that every word of `term` begins a word of a folded column.

    Nothing matches a term without letters or digits.
    """
    words = [f" {word}" for word in fold(term).split()]
    return all_words(path, words, lookup="contains") if words else Q(pk__in=[])


def actors_called(term: str) -> QuerySet[Any]:
    """Return the keys of the actors with such a name or alias."""
    aliases = Alias.objects.filter(word_starts("text_folded", term)).order_by()
    called = word_starts("name_folded", term) | Q(pk__in=aliases.values("actor_id"))
    actors: QuerySet[Any] = Actor.objects.filter(called)
    return actors.order_by().values("pk")


def said_by(term: str) -> QuerySet[Any]:
    """Return the keys of the statements with such a speaker."""
    parts: QuerySet[Any] = StatementParticipant.objects.filter(role="speaker")
    return parts.filter(actor__in=actors_called(term)).order_by().values("statement_id")
