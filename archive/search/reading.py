"""Queries by the kind of record that they ask for: each kind has fields of its own."""

from __future__ import annotations

from collections.abc import Iterable

from archive.search import parser
from archive.search.documents import DOCUMENTS
from archive.search.query import Node

KINDS: tuple[str, ...] = tuple(DOCUMENTS)
FIELDS: dict[str, tuple[str, ...]] = {kind: d.fields for kind, d in DOCUMENTS.items()}


def parse(text: str, kinds: str | Iterable[str] = KINDS) -> Node:
    """Return the tree of a query over one kind of record or several.

    A field that only some of the kinds have finds nothing in the others. Raises QueryError.
    """
    chosen = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    fields = dict.fromkeys(name for kind in chosen for name in FIELDS[kind])
    return parser.parse(text, tuple(fields))
