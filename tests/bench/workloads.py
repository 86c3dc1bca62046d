"""What is measured: the same questions, in the words of each server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

import orjson

from tests.bench.client import Answer
from tests.bench.picks import Picks

API = "/api/v1"


@dataclass(frozen=True)
class Workload:
    """One row of the table: the requests of each server, in turn, and what ours may cost.

    `goal` is the most that ours may take, as a multiple of the limit; `beats` how many times as
    fast as Datasette it must be. `ids` reads from an answer what must agree.
    """

    name: str
    title: str
    ours: list[str]
    limit: list[str]
    datasette: list[str] = field(default_factory=list)
    goal: float | None = None
    beats: float | None = None
    ids: Callable[[Answer], list[str]] | None = None

    def paths(self, server: str) -> list[str]:
        paths: list[str] = getattr(self, server)
        return paths


def uids(answer: Answer) -> list[str]:
    """Return the uids of an answer: of its results, of its rows, or its own."""
    body = orjson.loads(answer.body)
    rows = body.get("results", [body]) if isinstance(body, dict) else body
    return [row["uid"] for row in rows]


def counts(answer: Answer) -> list[str]:
    """Return the counts of facets or of a timeline."""
    body = orjson.loads(answer.body)
    if isinstance(body, list):
        return [f"{row['code']} {row['count']}" for row in body]
    if "facets" in body:
        return [f"{term['code']} {term['count']}" for term in body["facets"][0]["terms"]]
    return [f"{each['start']} {each['certain']} {each['possible']}" for each in body["buckets"]]


def workloads(picks: Picks, database: str) -> Iterator[Workload]:
    """Yield every workload over one resource, in the order of the table."""

    def canned(name: str, **arguments: str) -> str:
        return f"/{database}/{name}.json?{urlencode({**arguments, '_shape': 'array'})}"

    yield Workload(
        "detail",
        "one incident with all its relations",
        [f"{API}/incidents/{uid}/" for uid in picks.uids],
        [f"/incident?uid={uid}" for uid in picks.uids],
        [canned("detail", uid=uid) for uid in picks.uids],
        goal=3.5,
        beats=1.5,
        ids=uids,
    )
    yield Workload(
        "first",
        "first page of 50 with participants, places, measures",
        [f"{API}/incidents/"],
        ["/incidents"],
        [canned("first")],
        goal=2.2,
        beats=1.0,
        ids=uids,
    )
    yield Workload(
        "filtered",
        "country + event type + date range, by date",
        [f"{API}/incidents/?{urlencode(each)}" for each in picks.filters],
        [f"/incidents?{urlencode(each)}" for each in picks.filters],
        [canned("filtered", **each) for each in picks.filters],
        goal=2.0,
        beats=1.0,
        ids=uids,
    )
    for kind, words, goal in (
        ("head", "the most frequent", 2.0),
        ("middle", "a middling", 2.0),
        ("tail", "a rare", 3.0),
    ):
        actors = picks.actors[kind]
        yield Workload(
            f"actor-{kind}",
            f"by {words} actor",
            [f"{API}/incidents/?participant={uid}" for uid in actors],
            [f"/incidents?actor={uid}" for uid in actors],
            [canned("actor", actor=uid) for uid in actors],
            goal=goal,
            ids=uids,
        )
    sides = ("west", "south", "east", "north")
    yield Workload(
        "bbox",
        "bbox, by date",
        [f"{API}/incidents/?bbox={box}" for box in picks.boxes],
        [f"/incidents?bbox={box}" for box in picks.boxes],
        [canned("box", **dict(zip(sides, box.split(","), strict=True))) for box in picks.boxes],
        goal=2.0,
        ids=uids,
    )
    for share, goal, words in (("10", 1.3, "10 %"), ("1", 1.5, "1 %"), ("001", 3.0, "0.01 %")):
        asked = [urlencode({"q": word}) for word in picks.words[share]]
        yield Workload(
            f"search-{share}",
            f"full text, ranked: a word in {words} of the articles",
            [f"{API}/articles/?{each}" for each in asked],
            [f"/articles?{each}" for each in asked],
            [canned("search", q=f'"{word}"') for word in picks.words[share]],
            goal=goal,
            ids=uids,
        )
    narrowed = [
        {
            "q": word,
            "language": "en-GB",
            "published_after": each["date_after"],
            "published_before": each["date_before"],
        }
        for word, each in zip(picks.words["10"], picks.filters, strict=False)
    ]
    yield Workload(
        "search-filtered",
        "full text, ranked: a word in 10 %, with language and dates",
        [f"{API}/articles/?{urlencode(each)}" for each in narrowed],
        [f"/articles?{urlencode(each)}" for each in narrowed],
        [canned("search_filtered", **{**each, "q": f'"{each["q"]}"'}) for each in narrowed],
        goal=1.5,
        ids=uids,
    )
    years = [
        {"country": each["country"], "date_after": "2010-01-01", "date_before": "2018-12-31"}
        for each in picks.filters
    ]
    yield Workload(
        "facets",
        "facets over a filtered set: types of a country's incidents in nine years",
        [f"{API}/incidents/facets/?{urlencode({**each, 'by': 'event_type'})}" for each in years],
        [f"/facets?{urlencode(each)}" for each in years],
        [canned("facets", **each) for each in years],
        goal=1.5,
        ids=counts,
    )
    countries = [{"country": each["country"]} for each in picks.filters]
    yield Workload(
        "timeline",
        "monthly timeline of a country",
        [f"{API}/incidents/timeline/?{urlencode(each)}" for each in countries],
        [f"/timeline?{urlencode(each)}" for each in countries],
        [canned("timeline", **each) for each in countries],
        goal=1.5,
        ids=counts,
    )
