"""Articles by words, ranked by the rule of the archive's own search.

Of the 10,000 matches that were added last, the best by bm25; those before them come after.
"""

from __future__ import annotations

from typing import Any

from tests.bench.limit.shapes import Object, instant
from tests.bench.limit.store import Row, Store

_RANKED = 10_000
_COLUMNS = (
    "a.uid, a.title, CASE WHEN s.is_public = 1 THEN s.uid END, s.name, s.kind, a.url, a.byline, "
    "a.language, a.published_raw, a.published_at, a.published_tz_known, a.review_status, "
    "a.origin, a.created_at, a.updated_at, m.id, m.score, a.version"
)
_SCORED = (
    "SELECT f.rowid AS id, -bm25(archive_search_article, 5.0, 1.0, 1.0) AS score "
    "FROM archive_search_article f WHERE f.archive_search_article MATCH ?1"
)
_SHOWN = f"""
SELECT {_COLUMNS} FROM m CROSS JOIN archive_article a ON a.id = m.id
LEFT JOIN archive_source s ON s.id = a.source_id"""
_ORDER = "ORDER BY m.score DESC, m.id DESC LIMIT ?2"
# Nearly all articles are public: only the best matches are asked.
_FEW_HIDDEN = f"""
WITH m AS MATERIALIZED ({_SCORED} AND f.rowid >= ifnull((SELECT n.rowid FROM archive_search_article
n WHERE n.archive_search_article MATCH ?1 ORDER BY n.rowid DESC LIMIT 1 OFFSET {_RANKED - 1}), 0)
ORDER BY score DESC, id DESC LIMIT 2 * ?2)
{_SHOWN} WHERE a.is_public = 1 {_ORDER}"""
_EACH = f"""
WITH scored AS MATERIALIZED ({_SCORED} AND {{kept}} ORDER BY f.rowid DESC LIMIT {_RANKED}),
m AS MATERIALIZED (SELECT id, score FROM scored ORDER BY score DESC, id DESC LIMIT ?2)
{_SHOWN} {_ORDER}"""
_ALL = _EACH.format(
    kept="EXISTS (SELECT 1 FROM archive_article a WHERE a.id = f.rowid AND a.is_public = 1)"
)
# The plus keeps FTS5 from starting anew for each of these.
_FILTERED = _EACH.format(
    kept="+f.rowid IN (SELECT a.id FROM archive_article a WHERE a.language = ?3 "
    "AND a.is_public = 1 AND a.sort_at >= ?4 AND a.sort_at < date(?5, '+1 day') "
    "AND a.published_at IS NOT NULL)"
)


def articles(store: Store, base: str, query: dict[str, str]) -> dict[str, Any]:
    """Answer a search in articles, with or without filters."""
    size = int(query.get("limit", "50"))
    words = f'"{query["q"]}"'
    if "language" in query:
        filters = (query["language"], query["published_after"], query["published_before"])
        rows = store.rows(_FILTERED, words, size + 1, *filters)
    else:
        rows = store.rows(_FEW_HIDDEN, words, size + 1)
        if len(rows) <= size:
            rows = store.rows(_ALL, words, size + 1)
    more = len(rows) > size
    rows = rows[:size]
    cursor = f"{rows[-1][16]}_{rows[-1][15]}" if more else None
    return {
        "next": f"{base}articles/?cursor={cursor}" if cursor else None,
        "previous": None,
        "next_cursor": cursor,
        "count": None,
        "count_relation": None,
        "results": [_article(base, row) for row in rows],
    }


def _article(base: str, row: Row) -> Object:
    uid, source, at = row[0], row[2], row[9]
    return {
        "uid": uid,
        "url": f"{base}articles/{uid}/",
        "title": row[1],
        "source": source
        and {
            "uid": source,
            "url": f"{base}sources/{source}/",
            "name": row[3],
            "kind": row[4],
        },
        "original_url": row[5],
        "byline": row[6],
        "language": row[7],
        "published": {
            "raw": row[8],
            "day": at and at[:10],
            "at": instant(at) if at and row[10] else None,
            "timezone_known": row[10] == 1,
        },
        "review_status": row[11],
        "origin": row[12],
        "created_at": instant(row[13]),
        "updated_at": instant(row[14]),
        "etag": f'"{row[17]}"',
    }
