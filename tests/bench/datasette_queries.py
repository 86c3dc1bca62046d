"""The same questions as canned queries of Datasette: one statement each, parts as JSON arrays.

Its best case: the statements are written by hand for the indexes that are there.
"""

from __future__ import annotations

_ACTOR = "json_object('uid', a.uid, 'name', a.name, 'kind', a.kind)"
_LISTED = f"""
i.uid, i.title, i.summary, i.kind, i.event_type, i.event_mode, i.contexts, i.modality,
i.date_text, i.date_earliest, i.date_latest, i.date_semantics, i.date_basis, i.date_note,
i.cameo_code, i.acled_event_type, i.acled_sub_event_type, i.ucdp_violence_type, i.review_status,
i.origin, i.created_at, i.updated_at,
(SELECT json_group_array(json_object('position', p.position, 'actor', {_ACTOR}, 'role', p.role,
    'side', p.side, 'status', p.status, 'note', p.note, 'asserted_by',
    json((SELECT json_group_array(s.uid) FROM archive_incidentparticipant_asserted_by t
        JOIN archive_statement s ON s.id = t.statement_id
        WHERE t.incidentparticipant_id = p.id AND s.is_public = 1))))
    FROM archive_incidentparticipant p JOIN archive_actor a ON a.id = p.actor_id
    WHERE p.incident_id = i.id AND a.is_public = 1) AS participants,
(SELECT json_group_array(json_object('position', p.position, 'place',
    json_object('uid', l.uid, 'name', l.name, 'kind', l.kind), 'text', p.text, 'role', p.role,
    'geo_precision', p.geo_precision))
    FROM archive_incidentplace p LEFT JOIN archive_place l ON l.id = p.place_id
    WHERE p.incident_id = i.id) AS places,
(SELECT json_group_array(json_object('position', m.position, 'measure', m.measure, 'item', m.item,
    'group_actor', CASE WHEN a.id IS NOT NULL THEN {_ACTOR} END, 'group_text', m.group_text,
    'minimum', m.minimum, 'best', m.best, 'maximum', m.maximum, 'qualifier', m.qualifier,
    'preliminary', m.preliminary, 'status', m.status, 'note', m.note, 'asserted_by',
    json((SELECT json_group_array(s.uid) FROM archive_measure_asserted_by t
        JOIN archive_statement s ON s.id = t.statement_id
        WHERE t.measure_id = m.id AND s.is_public = 1))))
    FROM archive_measure m LEFT JOIN archive_actor a ON a.id = m.group_actor_id
    WHERE m.incident_id = i.id) AS measures"""
_HAPPENED = "i.modality NOT IN ('planned', 'anticipated', 'hypothetical', 'negated')"
_PASSAGE = """json_object('uid', q.uid, 'article',
    (SELECT json_object('uid', a.uid, 'title', a.title) FROM archive_revision r
    JOIN archive_article a ON a.id = r.article_id WHERE r.id = q.revision_id),
    'start', q.start, 'end', q."end", 'exact', q.exact, 'role', q.role, 'quoted', q.quoted)"""
_STATEMENT = f"""json_object('uid', s.uid, 'text', s.text, 'form', s.form, 'participants',
    json((SELECT json_group_array(json_object('role', sp.role, 'actor', {_ACTOR}))
    FROM archive_statementparticipant sp JOIN archive_actor a ON a.id = sp.actor_id
    WHERE sp.statement_id = s.id AND a.is_public = 1)))"""


def _passages(column: str, owner: str) -> str:
    return (
        f"(SELECT json_group_array({_PASSAGE}) FROM archive_passage q "
        f"WHERE q.{column}_id = {owner})"
    )


def _assertions(claim: str, owner: str) -> str:
    return (
        f"(SELECT json_group_array({_STATEMENT}) FROM archive_{claim}_asserted_by t "
        f"JOIN archive_statement s ON s.id = t.statement_id "
        f"WHERE t.{claim}_id = {owner} AND s.is_public = 1)"
    )


_DETAIL = f"""
SELECT {_LISTED.split("(SELECT", 1)[0]}
(SELECT json_group_array(json_object('position', p.position, 'actor', {_ACTOR}, 'role', p.role,
    'side', p.side, 'status', p.status, 'note', p.note,
    'asserted_by', json({_assertions("incidentparticipant", "p.id")}),
    'passages', json({_passages("participant", "p.id")})))
    FROM archive_incidentparticipant p JOIN archive_actor a ON a.id = p.actor_id
    WHERE p.incident_id = i.id AND a.is_public = 1) AS participants,
(SELECT json_group_array(json_object('position', p.position, 'place',
    json_object('uid', l.uid, 'name', l.name, 'kind', l.kind), 'text', p.text, 'role', p.role,
    'geo_precision', p.geo_precision, 'passages', json({_passages("incident_place", "p.id")})))
    FROM archive_incidentplace p LEFT JOIN archive_place l ON l.id = p.place_id
    WHERE p.incident_id = i.id) AS places,
(SELECT json_group_array(json_object('position', m.position, 'measure', m.measure, 'item', m.item,
    'group_text', m.group_text, 'minimum', m.minimum, 'best', m.best, 'maximum', m.maximum,
    'qualifier', m.qualifier, 'preliminary', m.preliminary, 'status', m.status, 'note', m.note,
    'asserted_by', json({_assertions("measure", "m.id")}),
    'passages', json({_passages("measure", "m.id")})))
    FROM archive_measure m WHERE m.incident_id = i.id) AS measures,
(SELECT json_group_array(json_object('kind', k.kind, 'status', k.status, 'note', k.note,
    'incident', json_object('uid', o.uid, 'title', o.title, 'kind', o.kind),
    'asserted_by', json({_assertions("incidentlink", "k.id")}),
    'passages', json({_passages("incident_link", "k.id")})))
    FROM archive_incidentlink k JOIN archive_incident o ON o.id = k.to_incident_id
    WHERE k.from_incident_id = i.id AND o.is_public = 1) AS links,
(SELECT json_group_array(json_object('kind', k.kind, 'status', k.status, 'note', k.note,
    'incident', json_object('uid', o.uid, 'title', o.title, 'kind', o.kind)))
    FROM archive_incidentlink k JOIN archive_incident o ON o.id = k.from_incident_id
    WHERE k.to_incident_id = i.id AND o.is_public = 1) AS linked_from,
{_passages("incident", "i.id")} AS passages,
(SELECT json_group_array(json_object('position', c.position, 'text', c.text, 'article',
    (SELECT json_object('uid', a.uid, 'title', a.title) FROM archive_article a
    WHERE a.id = c.article_id))) FROM archive_citation c WHERE c.incident_id = i.id) AS citations,
(SELECT json_group_array({_STATEMENT}) FROM archive_statement_about t
    JOIN archive_statement s ON s.id = t.statement_id
    WHERE t.incident_id = i.id AND s.is_public = 1) AS statements,
(SELECT json_group_array(json_object('uid', a.uid, 'title', a.title)) FROM archive_article a
    WHERE a.id IN (SELECT r.article_id FROM archive_revision r WHERE r.id IN (
        SELECT q.revision_id FROM archive_passage q WHERE q.incident_id = i.id UNION
        SELECT s.revision_id FROM archive_statement_about t JOIN archive_statement s
        ON s.id = t.statement_id WHERE t.incident_id = i.id)) AND a.is_public = 1) AS articles,
(SELECT json_group_array(json_object('scheme', e.scheme, 'value', e.value))
    FROM archive_externalid e WHERE e.incident_id = i.id) AS external_ids
FROM archive_incident i WHERE i.uid = :uid AND i.is_public = 1"""

_NEWEST = "ORDER BY i.sort_date DESC, i.id DESC LIMIT 50"
_SCORED = """SELECT f.rowid AS id, -bm25(archive_search_article, 5.0, 1.0, 1.0) AS score
    FROM archive_search_article f WHERE f.archive_search_article MATCH :q"""
_SHOWN = """
SELECT a.uid, a.title, json_object('uid', s.uid, 'name', s.name, 'kind', s.kind) AS source, a.url,
a.byline, a.language, a.published_raw, a.published_at, a.published_tz_known, a.review_status,
a.origin, a.created_at, a.updated_at
FROM m CROSS JOIN archive_article a ON a.id = m.id LEFT JOIN archive_source s ON s.id = a.source_id
WHERE a.is_public = 1 ORDER BY m.score DESC, m.id DESC LIMIT 50"""

QUERIES = {
    "detail": _DETAIL,
    "first": f"""
SELECT {_LISTED} FROM archive_incident i WHERE i.is_public = 1 AND {_HAPPENED} {_NEWEST}""",
    "filtered": f"""
SELECT {_LISTED} FROM archive_incident i WHERE i.event_type = :event_type AND i.is_public = 1
AND {_HAPPENED} AND i.date_semantics <> 'unknown'
AND (i.date_latest >= :date_after OR i.date_latest IS NULL)
AND (i.date_earliest <= :date_before OR i.date_earliest IS NULL)
AND (i.is_wide OR i.sort_date BETWEEN date(:date_after, '-31 days') AND :date_before)
AND EXISTS (SELECT 1 FROM archive_incidentplace p WHERE p.incident_id = i.id
    AND p.country = :country) {_NEWEST}""",
    "actor": f"""
SELECT {_LISTED} FROM archive_incident i WHERE i.id IN (
    SELECT p.incident_id FROM archive_incidentparticipant p JOIN archive_incident i
    ON i.id = p.incident_id WHERE p.is_public = 1 AND {_HAPPENED}
    AND p.actor_id = (SELECT id FROM archive_actor WHERE uid = :actor)
    ORDER BY p.sort_date DESC, p.incident_id DESC LIMIT 100) {_NEWEST}""",
    "box": f"""
SELECT {_LISTED} FROM archive_incident i WHERE i.is_public = 1 AND {_HAPPENED} AND i.id IN (
    SELECT p.incident_id FROM archive_place l JOIN archive_incidentplace p ON p.place_id = l.id
    WHERE l.lat BETWEEN :south AND :north AND l.lon BETWEEN :west AND :east) {_NEWEST}""",
    "search": f"""
WITH m AS MATERIALIZED ({_SCORED} AND f.rowid >= ifnull((SELECT n.rowid FROM archive_search_article
n WHERE n.archive_search_article MATCH :q ORDER BY n.rowid DESC LIMIT 1 OFFSET 9999), 0)
ORDER BY score DESC, id DESC LIMIT 100) {_SHOWN}""",
    "search_filtered": f"""
WITH scored AS MATERIALIZED ({_SCORED} AND +f.rowid IN (
    SELECT a.id FROM archive_article a WHERE a.language = :language AND a.is_public = 1
    AND a.sort_at >= :published_after AND a.sort_at < date(:published_before, '+1 day')
    AND a.published_at IS NOT NULL)
ORDER BY f.rowid DESC LIMIT 10000),
m AS MATERIALIZED (SELECT id, score FROM scored ORDER BY score DESC, id DESC LIMIT 50) {_SHOWN}""",
    "facets": f"""
SELECT i.event_type AS code, count(*) AS count FROM archive_incident i WHERE i.id IN (
    SELECT p.incident_id FROM archive_incidentplace p
    WHERE p.country = :country AND p.is_public = 1 AND p.sort_date <= :date_before)
AND {_HAPPENED} AND i.date_semantics <> 'unknown'
AND (i.date_latest >= :date_after OR i.date_latest IS NULL)
AND (i.date_earliest <= :date_before OR i.date_earliest IS NULL)
GROUP BY 1 ORDER BY 2 DESC, 1""",
    # Only what is certain: a range that may lie in several months needs more than one statement.
    "timeline": f"""
SELECT substr(i.date_earliest, 1, 7) AS code, count(*) AS count FROM archive_incident i
WHERE i.id IN (SELECT p.incident_id FROM archive_incidentplace p
    WHERE p.country = :country AND p.is_public = 1)
AND {_HAPPENED} AND i.kind <> 'aggregate' AND i.date_semantics <> 'unknown'
AND substr(i.date_earliest, 1, 7) = substr(i.date_latest, 1, 7) GROUP BY 1 ORDER BY 1""",
}
