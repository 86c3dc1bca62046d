"""How the lists and the choices are searched: by words, or by the public identifier."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Q

from archive.folding import fold
from archive.search import Matching, parse
from archive.search.folding import words as words_of
from archive.search.query import And, Node, Not, Or, QueryError, Term
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


def full_text(kind: str, term: str) -> Q:
    """Return the condition that a record's words match, as the API's `q` reads them.

    Unlike there, a single word also matches what begins with it, since people type and look. Raises
    QueryError with what is wrong.
    """
    return Q(Matching(kind, _begun(parse(term, kind))))


def plain_words(kind: str, term: str) -> Q:
    """Return the condition that every word of `term` begins a word of the record."""
    words = tuple(Term((word,), prefix=True) for word in words_of(term))
    if not words:
        return Q(pk__in=[])
    return Q(Matching(kind, And(words) if len(words) > 1 else words[0]))


# The records whose parts a search looks at, the newest first.
MOST_OWNERS = 1_000


def owners(kind: str, matches: Q) -> tuple[list[int], bool]:
    """Return the keys of the newest records of a kind that match, and whether there are more."""
    rows = apps.get_model("archive", kind)._default_manager.filter(matches).order_by("-pk")
    keys = list(rows.values_list("pk", flat=True)[: MOST_OWNERS + 1])
    return keys[:MOST_OWNERS], len(keys) > MOST_OWNERS


def _begun(node: Node) -> Node:
    """Return the query with its single words as beginnings; phrases and what is left out stay."""
    match node:
        case Term(words=(word,), field=field, position=position):
            return Term((word,), prefix=True, field=field, position=position)
        case And(nodes=nodes):
            return And(tuple(_begun(child) for child in nodes))
        case Or(nodes=nodes):
            return Or(tuple(_begun(child) for child in nodes))
        case Term() | Not():
            return node


__all__ = [
    "QueryError",
    "all_words",
    "full_text",
    "looks_like_uid",
    "owners",
    "plain_words",
    "word_starts",
]
