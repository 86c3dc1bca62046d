"""What the tests ask of the index itself, on either engine."""

from __future__ import annotations

from django.db import connection

from archive import models, search

MODELS = {
    "article": models.Article,
    "incident": models.Incident,
    "statement": models.Statement,
    "actor": models.Actor,
}


def found(query, kind):
    """Return the records of a kind that a query finds."""
    node = search.parse(query, kind)
    return set(MODELS[kind].objects.filter(search.Matching(kind, node)))


def in_order(query, kind, queryset=None, limit=50):
    """Return the records that a query finds, by relevance, walked page by page."""
    model = MODELS[kind]
    node = search.parse(query, kind)
    ids, place = [], None
    while True:
        rows, place = search.ranked(
            model.objects.all() if queryset is None else queryset,
            kind,
            node,
            limit=limit,
            after=place,
        )
        ids += [row.id for row in rows]
        if place is None:
            break
    records = model.objects.in_bulk(ids)
    return [records[row_id] for row_id in ids]


def folded(texts):
    """Return the words of each text as the engine folds them, a space between them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT archive_search_fold(t) FROM unnest(%s::text[]) WITH ORDINALITY u(t, n) "
                "ORDER BY n",
                [texts],
            )
            return [row[0] for row in cursor.fetchall()]
        from archive.search.sqlite.folding import TOKENIZER, prepared  # noqa: PLC0415 -- SQLite's only

        cursor.execute(f'CREATE VIRTUAL TABLE temp.t USING fts5(a, tokenize="{TOKENIZER}")')
        cursor.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab('temp', 't', 'instance')")
        cursor.executemany(
            f"INSERT INTO temp.t (rowid, a) SELECT n, {prepared('a')} FROM "  # noqa: S608 -- an expression of ours
            "(SELECT %s AS n, %s AS a)",
            list(enumerate(texts)),
        )
        words = [[] for _ in texts]
        cursor.execute("SELECT doc, term FROM temp.v ORDER BY doc, offset")
        for number, word in cursor.fetchall():
            words[number].append(word)
        cursor.execute("DROP TABLE temp.v")
        cursor.execute("DROP TABLE temp.t")
        return [" ".join(each) for each in words]
