"""What the workloads ask for, found in the data: head, middle and tail are what they say."""

from __future__ import annotations

import random
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

_SAMPLE = 3000  # articles that words are taken from
_SHARES = {"10": 0.1, "1": 0.01, "001": 0.0001}
_WORD = re.compile(r"[a-z]{4,}")
VARIANTS = 6  # of each question: no server answers from the memory of the one before


@dataclass(frozen=True)
class Picks:
    """Arguments of requests."""

    incidents: int
    uids: list[str]
    actors: dict[str, list[str]]  # head, middle, tail → uids
    filters: list[dict[str, str]]  # country, event_type, date_after, date_before
    boxes: list[str]
    words: dict[str, list[str]]  # 10, 1, 001 (percent of the articles) → words
    tenth: str  # an event type with about a tenth of the incidents

    @classmethod
    def of(cls, connection: sqlite3.Connection, seed: int = 1) -> Picks:
        """Read them from an archive; the same archive and seed give the same."""
        dice = random.Random(seed)
        incidents = connection.execute("SELECT max(id) FROM archive_incident").fetchone()[0]
        return cls(
            incidents,
            _uids(connection, dice, incidents),
            _actors(connection, dice),
            _filters(connection, dice),
            _boxes(connection, dice),
            _words(connection, dice),
            _tenth(connection, incidents),
        )


def _uids(connection: sqlite3.Connection, dice: random.Random, highest: int) -> list[str]:
    found: list[str] = []
    while len(found) < 10 * VARIANTS:
        row = connection.execute(
            "SELECT uid FROM archive_incident WHERE id >= ? AND is_public = 1 LIMIT 1",
            [dice.randint(1, highest)],
        ).fetchone()
        if row:
            found.append(row[0])
    return found


def _actors(connection: sqlite3.Connection, dice: random.Random) -> dict[str, list[str]]:
    """Return the most frequent actor, some with about a thousandth of the incidents, some rare."""
    counted = connection.execute(
        "SELECT a.uid, count(*) FROM archive_incidentparticipant p "
        "JOIN archive_actor a ON a.id = p.actor_id WHERE p.is_public = 1 AND a.is_public = 1 "
        "GROUP BY p.actor_id ORDER BY 2 DESC, 1"
    ).fetchall()
    total = sum(number for _, number in counted)
    middle = [uid for uid, number in counted if 0.0002 < number / total < 0.0008]
    tail = [uid for uid, number in counted if 1 <= number <= 10]
    return {
        "head": [counted[0][0]],
        "middle": dice.sample(middle, min(VARIANTS, len(middle))),
        "tail": dice.sample(tail, min(VARIANTS, len(tail))),
    }


def _filters(connection: sqlite3.Connection, dice: random.Random) -> list[dict[str, str]]:
    """Return a country, a type and a few years of each: from the most frequent country on."""
    countries = _frequent(connection, "archive_incidentplace", "country")
    types = _frequent(connection, "archive_incident", "event_type")
    filters = []
    for number in range(VARIANTS):
        first = date(2008, 1, 1) + timedelta(dice.randint(0, 4500))
        filters.append(
            {
                "country": countries[number % len(countries)],
                "event_type": types[number * 2 % len(types)],
                "date_after": first.isoformat(),
                "date_before": (first + timedelta(dice.randint(300, 1200))).isoformat(),
            }
        )
    return filters


def _frequent(connection: sqlite3.Connection, table: str, column: str) -> list[str]:
    rows = connection.execute(
        f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL AND is_public = 1 "
        f"GROUP BY {column} ORDER BY count(*) DESC, 1"
    )
    return [value for (value,) in rows]


def _boxes(connection: sqlite3.Connection, dice: random.Random) -> list[str]:
    """Return boxes around places, from a town's surroundings to half a continent."""
    spots = connection.execute(
        "SELECT lat, lon FROM archive_place WHERE lat IS NOT NULL AND is_public = 1 ORDER BY id"
    ).fetchall()
    boxes = []
    for half in (0.25, 0.5, 1, 2, 6, 15):
        lat, lon = dice.choice(spots)
        west, east = max(-180, lon - half), min(180, lon + half)
        south, north = max(-90, lat - half), min(90, lat + half)
        boxes.append(f"{west:.4f},{south:.4f},{east:.4f},{north:.4f}")
    return boxes


def _words(connection: sqlite3.Connection, dice: random.Random) -> dict[str, list[str]]:
    """Return words that a tenth, a hundredth, a ten-thousandth of the articles have."""
    highest = connection.execute("SELECT max(id) FROM archive_article").fetchone()[0]
    sample = [dice.randint(1, highest) for _ in range(_SAMPLE)]
    seen: Counter[str] = Counter()
    for row in connection.execute(
        "SELECT body FROM archive_revision WHERE article_id IN (SELECT value FROM json_each(?)) "
        "AND number = 1",
        [str(sample)],
    ):
        seen.update(set(_WORD.findall(row[0].lower())))
    chosen = {}
    for name, share in _SHARES.items():
        wanted = share * highest
        near = [word for word, count in seen.items() if abs(count / _SAMPLE - share) < share / 2]
        if share * _SAMPLE < 1:
            near = [word for word, count in seen.items() if count == 1]
        near = dice.sample(sorted(near), min(300, len(near)))
        held = {word: _holding(connection, word) for word in near}
        nearest = sorted(near, key=lambda word: (abs(held[word] - wanted), word))
        chosen[name] = nearest[:VARIANTS]
    return chosen


def _holding(connection: sqlite3.Connection, word: str) -> int:
    sql = "SELECT count(*) FROM archive_search_article WHERE archive_search_article MATCH ?"
    return int(connection.execute(sql, [f'"{word}"']).fetchone()[0])


def _tenth(connection: sqlite3.Connection, incidents: int) -> str:
    counted = connection.execute(
        "SELECT event_type, count(*) FROM archive_incident WHERE is_public = 1 AND modality NOT IN "
        "('planned', 'anticipated', 'hypothetical', 'negated') GROUP BY event_type"
    )
    return str(min(counted, key=lambda row: (abs(row[1] - incidents / 10), row[0]))[0])
