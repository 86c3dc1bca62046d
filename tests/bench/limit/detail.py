"""One incident with everything that belongs to it."""

from __future__ import annotations

from typing import Any

from tests.bench.limit import shapes
from tests.bench.limit.shapes import IDS, INCIDENT, Object, asserted_sql
from tests.bench.limit.store import Row, Store

_INCIDENT = f"SELECT {INCIDENT} FROM archive_incident i WHERE i.uid = ? AND i.is_public = 1"
_LINKS = """
SELECT l.from_incident_id, l.id, l.position, i.uid, i.title, i.kind, l.kind, l.status, l.note
FROM archive_incidentlink l JOIN archive_incident i ON i.id = l.to_incident_id
WHERE l.from_incident_id = ? AND i.is_public = 1 ORDER BY l.position, l.id"""
_LINKED_FROM = """
SELECT l.to_incident_id, l.id, l.position, i.uid, i.title, i.kind, l.kind, l.status, l.note
FROM archive_incidentlink l JOIN archive_incident i ON i.id = l.from_incident_id
WHERE l.to_incident_id = ? AND i.is_public = 1 ORDER BY l.position, l.id"""
_SAID = "s.uid, s.text, s.form"
_ASSERTED = {
    kind: asserted_sql(kind, _SAID) for kind in ("incidentparticipant", "measure", "incidentlink")
}
_ABOUT = f"""
SELECT t.incident_id, s.id, {_SAID} FROM archive_statement_about t
JOIN archive_statement s ON s.id = t.statement_id
WHERE t.incident_id = ? AND s.is_public = 1 ORDER BY s.sort_date, s.id"""
_SPEAKERS = f"""
SELECT p.statement_id, p.position, a.uid, a.name, a.kind, p.role
FROM archive_statementparticipant p JOIN archive_actor a ON a.id = p.actor_id
WHERE p.statement_id {IDS} AND a.is_public = 1 ORDER BY p.statement_id, p.position"""
# What a passage can support here: the column of the passage.
_SUPPORTED = ("incident", "participant", "incident_place", "measure", "incident_link")
_PASSAGES = {
    column: f"""
SELECT p.{column}_id, p.uid, a.uid, a.title, r.number, p.start, p."end", p.exact, p.role, p.quoted
FROM archive_passage p JOIN archive_revision r ON r.id = p.revision_id
JOIN archive_article a ON a.id = r.article_id
WHERE p.{column}_id {IDS} AND a.is_public = 1
ORDER BY p.{column}_id, p.revision_id, p.start, p.id"""
    for column in _SUPPORTED
}
_ARTICLES = f"""
SELECT a.uid, a.title FROM archive_article a WHERE a.id IN (
    SELECT r.article_id FROM archive_revision r WHERE r.id IN (
        SELECT p.revision_id FROM archive_passage p WHERE p.uid {IDS}
        UNION ALL SELECT s.revision_id FROM archive_statement s WHERE s.id {IDS}
    ) UNION ALL SELECT value FROM json_each(?)
) AND a.is_public = 1 ORDER BY a.sort_at, a.id"""
_CITATIONS = """
SELECT c.position, CASE WHEN a.is_public = 1 THEN a.uid END, a.title,
CASE WHEN s.is_public = 1 THEN s.uid END, s.name, s.kind, c.text, c.article_id
FROM archive_citation c LEFT JOIN archive_article a ON a.id = c.article_id
LEFT JOIN archive_source s ON s.id = c.source_id
WHERE c.incident_id = ? AND (c.text IS NOT NULL OR a.is_public = 1 OR s.is_public = 1)
ORDER BY c.position"""
_EXTERNAL = """
SELECT scheme, value FROM archive_externalid WHERE incident_id = ? ORDER BY id"""


def incident(store: Store, base: str, query: dict[str, str]) -> Any:
    """Answer one incident."""
    row = store.rows(_INCIDENT, query["uid"])[0]
    key = row[0]
    participants = shapes.participants_of(store, [key]).get(key, [])
    places = shapes.places_of(store, [key]).get(key, [])
    measures = shapes.measures_of(store, [key]).get(key, [])
    links = store.rows(_LINKS, key)
    backlinks = store.rows(_LINKED_FROM, key)
    about = store.rows(_ABOUT, key)
    asserted = {
        "incidentparticipant": _of(store, _ASSERTED["incidentparticipant"], participants),
        "measure": _of(store, _ASSERTED["measure"], measures),
        "incidentlink": _of(store, _ASSERTED["incidentlink"], [*links, *backlinks]),
    }
    passages = {
        "incident": store.by_owner(_PASSAGES["incident"], [key]),
        "participant": _of(store, _PASSAGES["participant"], participants),
        "incident_place": _of(store, _PASSAGES["incident_place"], places),
        "measure": _of(store, _PASSAGES["measure"], measures),
        "incident_link": _of(store, _PASSAGES["incident_link"], links),
    }
    said = [each for found in asserted.values() for rows in found.values() for each in rows]
    speakers = store.by_owner(_SPEAKERS, {each[1] for each in [*said, *about]})

    def statement(each: Row) -> Object:
        return {
            "uid": each[2],
            "url": f"{base}statements/{each[2]}/",
            "text": each[3],
            "form": each[4],
            "participants": [
                {
                    "position": part[1],
                    "actor": shapes.named(base, "actors", part[2], part[3], part[4]),
                    "role": part[5],
                }
                for part in speakers.get(each[1], ())
            ],
        }

    def claim(kind: str, number: int) -> list[Object]:
        return [statement(each) for each in asserted[kind].get(number, ())]

    def words(kind: str, number: int) -> list[Object]:
        return [_passage(base, each) for each in passages[kind].get(number, ())]

    uids = [each[1] for found in passages.values() for rows in found.values() for each in rows]
    citations = store.rows(_CITATIONS, key)
    cited = _json([each[7] for each in citations if each[7] is not None])
    told = store.rows(_ARTICLES, _json(uids), _json([each[1] for each in about]), cited)
    return {
        **shapes.incident(base, row),
        "participants": [
            shapes.participant(base, each, claim("incidentparticipant", each[1]))
            | {"passages": words("participant", each[1])}
            for each in participants
        ],
        "places": [
            shapes.incident_place(base, each) | {"passages": words("incident_place", each[1])}
            for each in places
        ],
        "measures": [
            shapes.measure(base, each, claim("measure", each[1]))
            | {"passages": words("measure", each[1])}
            for each in measures
        ],
        "links": [
            {"position": each[2]}
            | _link(base, each, claim("incidentlink", each[1]))
            | {"passages": words("incident_link", each[1])}
            for each in links
        ],
        "linked_from": [
            _link(
                base,
                each,
                [
                    {"uid": said[2], "url": f"{base}statements/{said[2]}/"}
                    for said in asserted["incidentlink"].get(each[1], ())
                ],
            )
            for each in backlinks
        ],
        "passages": words("incident", key),
        "citations": [
            {
                "position": each[0],
                "article": each[1] and _article(base, each[1], each[2]),
                "source": shapes.named(base, "sources", each[3], each[4], each[5]),
                "text": each[6],
            }
            for each in citations
        ],
        "statements": [statement(each) for each in about],
        "articles": [_article(base, uid, title) for uid, title in told],
        "external_ids": [
            {"scheme": scheme, "value": value} for scheme, value in store.rows(_EXTERNAL, key)
        ],
    }


def _of(store: Store, sql: str, rows: list[Row]) -> dict[int, list[Row]]:
    return store.by_owner(sql, [row[1] for row in rows]) if rows else {}


def _json(values: list[Any]) -> str:
    return f"[{','.join(map(repr, values))}]".replace("'", '"')


def _article(base: str, uid: str, title: str) -> Object:
    return {"uid": uid, "url": f"{base}articles/{uid}/", "title": title}


def _passage(base: str, row: Row) -> Object:
    return {
        "uid": row[1],
        "article": _article(base, row[2], row[3]),
        "revision": row[4],
        "start": row[5],
        "end": row[6],
        "exact": row[7],
        "role": row[8],
        "quoted": row[9] == 1,
    }


def _link(base: str, row: Row, asserted_by: list[Object]) -> Object:
    return {
        "incident": {
            "uid": row[3],
            "url": f"{base}incidents/{row[3]}/",
            "title": row[4],
            "kind": row[5],
        },
        "kind": row[6],
        "status": row[7],
        "asserted_by": asserted_by,
        "note": row[8],
    }
