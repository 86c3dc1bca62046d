"""Full text search: one query language, one index for each kind of record, on both engines.

`parse` makes a tree of what somebody typed; `Matching` filters any queryset by it, `ranked` pages
through it by relevance, `snippets` shows why it matched. docs/search.md tells it to users.
"""

from __future__ import annotations

from archive.search.documents import DOCUMENTS, Documents
from archive.search.filtering import Condition, ConditionSql, Matching, condition, matching
from archive.search.query import Node, QueryError, show
from archive.search.ranking import RANKED, Bounds, Place, RankedRow, Walk, ranked
from archive.search.reading import FIELDS, KINDS, parse
from archive.search.snippets import Part, Snippet, snippets

__all__ = [
    "DOCUMENTS",
    "FIELDS",
    "KINDS",
    "RANKED",
    "Bounds",
    "Condition",
    "ConditionSql",
    "Documents",
    "Matching",
    "Node",
    "Part",
    "Place",
    "QueryError",
    "RankedRow",
    "Snippet",
    "Walk",
    "condition",
    "matching",
    "parse",
    "ranked",
    "show",
    "snippets",
]
