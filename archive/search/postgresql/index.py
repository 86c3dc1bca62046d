"""The tables of tsvectors, the views of what they should hold, the triggers that keep them so."""

from __future__ import annotations

from archive.search.documents import Documents, Feed, trigger_name
from archive.search.postgresql.functions import DOCUMENT, fold


def prelude() -> list[str]:
    """Return the statements that everything else needs."""
    return [fold(), DOCUMENT]


def create(documents: Documents) -> list[str]:
    """Return the statements that make the index of one kind, empty, and the view of its content."""
    columns = ", ".join(f"d.{name}" for name in documents.fields)
    return [
        f"CREATE TABLE IF NOT EXISTS {documents.index} (id bigint PRIMARY KEY, "
        "words tsvector NOT NULL, folded text[])",
        f"CREATE INDEX IF NOT EXISTS {documents.index}_words "
        f"ON {documents.index} USING gin (words)",
        f"CREATE OR REPLACE VIEW {documents.view} AS SELECT d.id AS id, f.words, f.folded "
        f"FROM ({documents.source('postgresql')}) d "
        f"CROSS JOIN LATERAL archive_search_document(ARRAY[{columns}]::text[]) f",
        # The rows are locked first and read after: what another transaction wrote meanwhile of the
        # same documents is then seen.
        f"""
CREATE OR REPLACE FUNCTION {_renewer(documents)}(ids bigint[]) RETURNS void
LANGUAGE plpgsql AS $renew$
BEGIN
  PERFORM 1 FROM {documents.index} s WHERE s.id = ANY(ids) ORDER BY s.id FOR UPDATE;
  DELETE FROM {documents.index} s WHERE s.id = ANY(ids)
    AND NOT EXISTS (SELECT 1 FROM {documents.table} r WHERE r.id = s.id);
  INSERT INTO {documents.index} AS s (id, words, folded)
    SELECT v.id, v.words, v.folded FROM {documents.view} v WHERE v.id = ANY(ids)
    ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words, folded = EXCLUDED.folded
    WHERE (s.words, s.folded) IS DISTINCT FROM (EXCLUDED.words, EXCLUDED.folded);
END $renew$""",
    ]


def drop(documents: Documents) -> list[str]:
    """Return the statements that take the index of one kind away."""
    return [f"DROP TABLE IF EXISTS {documents.index}"]


def _renewer(documents: Documents) -> str:
    return f"archive_search_renew_{documents.kind}"


def triggers(documents: Documents) -> dict[str, tuple[str, list[str]]]:
    """Return the triggers that keep one index: by name, their table and their statements."""
    made: dict[str, tuple[str, list[str]]] = {}
    for feed in documents.feeds:
        for event in (*feed.events, "TRUNCATE"):
            name = trigger_name(documents, feed, event)
            tables = {
                "INSERT": "REFERENCING NEW TABLE AS new_rows ",
                "DELETE": "REFERENCING OLD TABLE AS old_rows ",
                "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows ",
                "TRUNCATE": "",
            }[event]
            made[name] = (
                feed.table,
                [
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$trigger$ {_body(documents, feed, event)} $trigger$",
                    f"CREATE TRIGGER {name} AFTER {event} ON {feed.table} {tables}"
                    f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
                ],
            )
    return made


def _body(documents: Documents, feed: Feed, event: str) -> str:
    renew = _renewer(documents)
    if event == "TRUNCATE":
        return (
            f"BEGIN PERFORM {renew}(ARRAY(SELECT s.id FROM {documents.index} s)); RETURN NULL; END"
        )
    columns = ", ".join(dict.fromkeys(("id", feed.key, *feed.columns)))
    when = f" WHERE {feed.when.format(row='r')}" if feed.when else ""
    new = f"SELECT {columns} FROM new_rows r{when}"
    old = f"SELECT {columns} FROM old_rows r{when}"
    rows = {
        "INSERT": new,
        "DELETE": old,
        "UPDATE": f"({new} EXCEPT {old}) UNION ALL ({old} EXCEPT {new})",
    }[event]
    touched = f"SELECT c.{feed.key} FROM ({rows}) c"
    if feed.through is not None:
        table, document, key = feed.through
        touched = f"SELECT t.{document} FROM {table} t WHERE t.{key} IN ({touched})"
    locks = [(table, column, "SHARE") for table, column in feed.shares]
    if feed.keeps is not None:
        locks.append((*feed.keeps, "NO KEY UPDATE"))
    lock = " ".join(
        f"PERFORM 1 FROM {table} l WHERE l.id IN (SELECT c.{column} FROM ({rows}) c) "
        f"ORDER BY l.id FOR {strength};"
        for table, column, strength in locks
    )
    return (
        f"DECLARE ids bigint[]; BEGIN {lock} ids := ARRAY(SELECT DISTINCT * FROM ({touched}) x); "
        f"IF cardinality(ids) > 0 THEN PERFORM {renew}(ids); END IF; RETURN NULL; END"
    )


def renew_range(documents: Documents) -> list[str]:
    """Return the statements that write the documents anew from id `first` to `last`, in that order.

    Each takes those two parameters.
    """
    return [
        f"SELECT {_renewer(documents)}(ARRAY(SELECT r.id FROM {documents.table} r "
        "WHERE r.id BETWEEN %s AND %s))"
    ]


def faulty(documents: Documents) -> str:
    """Return the SQL of the ids, within two parameters, whose document is not what it should be."""
    return (
        f"SELECT d.id FROM {documents.view} d LEFT JOIN {documents.index} h ON h.id = d.id "
        "WHERE d.id BETWEEN %s AND %s AND (h.id IS NULL "
        "OR (h.words, h.folded) IS DISTINCT FROM (d.words, d.folded))"
    )


def left_over(documents: Documents) -> str:
    """Return the SQL of the ids in the index that no record has."""
    return (
        f"SELECT h.id FROM {documents.index} h "
        f"WHERE NOT EXISTS (SELECT 1 FROM {documents.table} r WHERE r.id = h.id)"
    )


def forget(documents: Documents) -> str:
    """Return the statement that takes one document out of the index."""
    return f"DELETE FROM {documents.index} WHERE id = %s"


def check(_documents: Documents) -> str | None:
    """Return the statement that fails where the index does not hold the words of its documents.

    None: PostgreSQL keeps a GIN index itself, within the transaction of the row.
    """
    return None
