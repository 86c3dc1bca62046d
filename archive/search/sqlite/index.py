"""The FTS5 tables, the views of what they should hold, the triggers that keep them so."""

from __future__ import annotations

from archive.search.documents import Documents, Feed, trigger_name
from archive.search.sqlite.folding import TOKENIZER, prepared


def prelude() -> list[str]:
    """Return the statements that everything else needs."""
    return []


def create(documents: Documents) -> list[str]:
    """Return the statements that make the index of one kind, empty, and the view of its content."""
    tokenizer = TOKENIZER.replace('"', '""')
    columns = ", ".join(documents.fields)
    content = ", ".join(f"{prepared(f'd.{name}')} AS {name}" for name in documents.fields)
    return [
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {documents.index} USING fts5({columns}, "
        f'tokenize="{tokenizer}")',
        f"CREATE VIEW {documents.view} AS "
        f"SELECT d.id AS id, {content} FROM ({documents.source('sqlite')}) d",
    ]


def drop(documents: Documents) -> list[str]:
    """Return the statements that take the index of one kind away."""
    return [f"DROP TABLE IF EXISTS {documents.index}"]


def triggers(documents: Documents) -> dict[str, tuple[str, list[str]]]:
    """Return the triggers that keep one index: by name, their table and their statements."""
    made: dict[str, tuple[str, list[str]]] = {}
    for feed in documents.feeds:
        for event in feed.events:
            name = trigger_name(documents, feed, event)
            made[name] = (
                feed.table,
                [
                    f"CREATE TRIGGER {name} AFTER {event} ON {feed.table} FOR EACH ROW "
                    f"{_when(feed, event)} BEGIN {_renew(documents, _touched(feed, event))} END"
                ],
            )
    return made


def _rows(event: str) -> list[str]:
    return {"INSERT": ["NEW"], "DELETE": ["OLD"], "UPDATE": ["OLD", "NEW"]}[event]


def _when(feed: Feed, event: str) -> str:
    conditions = []
    if event == "UPDATE":
        columns = dict.fromkeys(("id", *feed.columns))
        conditions.append(" OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns))
    if feed.when:
        conditions.append(" OR ".join(feed.when.format(row=row) for row in _rows(event)))
    return "WHEN " + " AND ".join(f"({c})" for c in conditions) if conditions else ""


def _touched(feed: Feed, event: str) -> str:
    """Return the SQL of the ids of the documents that an event touches."""
    keys = ", ".join(f"{row}.{feed.key}" for row in _rows(event))
    if feed.through is None:
        return keys
    table, document, key = feed.through
    return f"SELECT t.{document} FROM {table} t WHERE t.{key} IN ({keys})"


def _renew(documents: Documents, ids: str) -> str:
    columns = ", ".join(documents.fields)
    return (
        f"DELETE FROM {documents.index} WHERE rowid IN ({ids}); "
        f"INSERT INTO {documents.index} (rowid, {columns}) "
        f"SELECT id, {columns} FROM {documents.view} WHERE id IN ({ids});"
    )


def renew_range(documents: Documents) -> list[str]:
    """Return the statements that write the documents anew from id `first` to `last`, in that order.

    Each takes those two parameters.
    """
    columns = ", ".join(documents.fields)
    between = "BETWEEN %s AND %s"
    return [
        f"DELETE FROM {documents.index} WHERE rowid {between}",
        f"INSERT INTO {documents.index} (rowid, {columns}) "
        f"SELECT id, {columns} FROM {documents.view} WHERE id {between}",
    ]


def faulty(documents: Documents) -> str:
    """Return the SQL of the ids, within two parameters, whose document is not what it should be."""
    held = f"{documents.index}_content"
    differs = " OR ".join(
        f"h.c{index} IS NOT d.{name}" for index, name in enumerate(documents.fields)
    )
    return (
        f"SELECT d.id FROM {documents.view} d LEFT JOIN {held} h ON h.id = d.id "
        f"WHERE d.id BETWEEN %s AND %s AND (h.id IS NULL OR {differs})"
    )


def left_over(documents: Documents) -> str:
    """Return the SQL of the ids in the index that no record has."""
    return (
        f"SELECT h.id FROM {documents.index}_content h "
        f"WHERE NOT EXISTS (SELECT 1 FROM {documents.table} r WHERE r.id = h.id)"
    )


def forget(documents: Documents) -> str:
    """Return the statement that takes one document out of the index."""
    return f"DELETE FROM {documents.index} WHERE rowid = %s"


def check(documents: Documents) -> str | None:
    """Return the statement that fails where the index does not hold the words of its documents."""
    return f"INSERT INTO {documents.index} ({documents.index}) VALUES ('integrity-check')"
