"""Texts with gold: what is quoted and by whom, and where known records are named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from archive.drafting.mentions import Named
from archive.folding import fold
from archive.vocabularies import COUNTRY

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT.parent / "shared" / "samples"
WIKINEWS = SAMPLES / "gum_wikinews" / "gum_wikinews_train.jsonl"
PLOVER = SAMPLES / "plover" / "PLOVER_GSR_CAMEO.txt"
FIXTURE = ROOT / "seeds" / "first_story.json"
GOLD = Path(__file__).parent / "gold.json"
PRESENT = WIKINEWS.exists() and PLOVER.exists()

UNNAMED = "unnamed"
Speaker = list[str] | str | None  # the right names; UNNAMED; nobody is told

_PARAGRAPHS = "\n\n"
_KINDS = {"person", "organization", "place"}
_NO_NAMES = frozenset(
    "the a an he she it his her their its they who this that these those our we i my some both "
    "one here you your".split()
)
# The alpha-3 codes that mark an actor as a country.
_STATES = frozenset(term.mappings.get("iso3166_alpha3", "") for term in COUNTRY.terms) - {""}
_LONGEST = 5  # words of a printed name that a later text may know


@dataclass(frozen=True, slots=True)
class Sample:
    """A text and what is right about it; spans are code points, half-open.

    `quotes` is None where the gold tells nothing of quotations. `mentions` are spans with the
    record that is named; `names` is what an archive knows before it reads this text. `every` tells
    whether the gold holds every mention, so that another one found is wrong.
    """

    body: str
    quotes: dict[tuple[int, int], Speaker] | None = None
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)


def wikinews() -> list[Sample]:
    """Return the English Wikinews texts: 19 stories, and 4 interviews without gold quotations.

    An archive knows each linked person, organisation and place by the title of its Wikipedia page,
    and by the names that the other texts print for it. Named mentions are those with a capital
    beyond a small word: “the US”, not “the country”.
    """
    with WIKINEWS.open(encoding="utf-8") as file:
        documents = [json.loads(line) for line in file]
    gold = _gold()
    printed = _printed(documents)
    samples = []
    for document in documents:
        texts = [paragraph["text"] for paragraph in document["paragraphs"]]
        starts = [sum(len(t) + len(_PARAGRAPHS) for t in texts[:n]) for n in range(len(texts))]
        news = document["genre"] == "news"
        quotes = {
            (starts[q["paragraph"]] + q["start"], starts[q["paragraph"]] + q["end"]): q["speaker"]
            for q in gold.get(document["id"], ())
        }
        mentions = [
            (starts[m["par"]] + m["start"], starts[m["par"]] + m["end"], entity["wikipedia"])
            for entity, m in _mentions(document)
        ]
        names = list(_known(printed, document["id"]))
        samples.append(Sample(_PARAGRAPHS.join(texts), quotes if news else None, mentions, names))
    return samples


def plover() -> list[Sample]:
    """Return the PLOVER sentences: the actors of their event by name, and the few quotations.

    An archive knows the actors of all other records by their printed text: “US” and “U.S.” are one.
    """
    with PLOVER.open(encoding="utf-8") as file:
        records = [each for each in json.load(file) if "text" in each]
    gold = _gold()
    actors = [dict(_actors(record)) for record in records]
    samples = []
    for number, record in enumerate(records):
        known = {
            text: code
            for n, texts in enumerate(actors)
            if n != number
            for text, code in texts.items()
        }
        body = record["text"]
        mentions = [
            (match.start(), match.end(), fold(text))
            for text in actors[number]
            if (match := re.search(rf"(?<!\w){re.escape(text)}(?!\w)", body)) is not None
        ]
        quotes = {(q["start"], q["end"]): q["speaker"] for q in gold.get(record["id"], ())}
        names = [
            Named(text, "actor", fold(text), text, state=code in _STATES)
            for text, code in sorted(known.items())
        ]
        samples.append(Sample(body, quotes, mentions, names))
    return samples


def first_story() -> list[Sample]:
    """Return the first story with its coding by hand.

    The archive knows its actors and places by their names alone, not by the designations that
    were coded from this very text. The coding shows the first place of each designation.
    """
    with FIXTURE.open(encoding="utf-8") as file:
        rows = json.load(file)
    by_model: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_model.setdefault(row["model"].removeprefix("archive."), []).append(row["fields"])
    (revision,) = by_model["revision"]
    actors = {actor["uid"]: actor for actor in by_model["actor"]}
    speakers: dict[str, list[str]] = {}
    for part in by_model["statementparticipant"]:
        if part["role"] == "speaker":
            speakers.setdefault(part["statement"][0], []).append(part["actor"][0])
    quotes: dict[tuple[int, int], Speaker] = {}
    mentions = []
    aliases = {}
    positions: dict[str, int] = {}
    for alias in by_model["alias"]:
        (actor,) = alias["actor"]
        positions[actor] = positions.get(actor, 0) + 1
        aliases[actor, alias.get("position") or positions[actor]] = alias
    for passage in by_model["passage"]:
        span = passage["start"], passage["end"]
        if passage["statement"] and passage["quoted"]:
            named = [actors[uid] for uid in speakers[passage["statement"][0]]]
            quotes[span] = (
                UNNAMED
                if all(actor["identity"] == "unnamed" for actor in named)
                else [actor["name"] for actor in named]
            )
        if passage["alias"] and aliases[tuple(passage["alias"])]["kind"] != "description":
            mentions.append((*span, passage["alias"][0]))
        if passage["place"]:
            mentions.append((*span, passage["place"][0]))
    names = [
        Named(a["name"], "actor", uid, a["name"], person=a["kind"] == "person")
        for uid, a in actors.items()
        if a["identity"] == "named"
    ] + [Named(p["name"], "place", p["uid"], p["name"]) for p in by_model["place"]]
    return [Sample(revision["body"], quotes, mentions, names)]


def _gold() -> dict[str, list[dict[str, Any]]]:
    documents: dict[str, list[dict[str, Any]]]
    documents = json.loads(GOLD.read_text(encoding="utf-8"))["documents"]
    return documents


def _mentions(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for entity in document["entities"]:
        if entity.get("wikipedia") and entity["type"] in _KINDS:
            yield from ((entity, m) for m in entity["mentions"] if _names_it(m["text"]))


def _names_it(text: str) -> bool:
    words = re.findall(r"[^\W_]+", text)
    return any(word[0].isupper() and word.lower() not in _NO_NAMES for word in words)


def _printed(documents: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, set[str]]]:
    """Return the names printed for each record: {(page, type): {document: names}}."""
    printed: dict[tuple[str, str], dict[str, set[str]]] = {}
    for document in documents:
        for entity, mention in _mentions(document):
            name = re.sub(r"[’']s$", "", re.sub(r"^[Tt]he ", "", mention["text"]))
            if len(name.split()) <= _LONGEST and name[:1].isupper():
                key = entity["wikipedia"], entity["type"]
                printed.setdefault(key, {}).setdefault(document["id"], set()).add(name)
            else:
                printed.setdefault((entity["wikipedia"], entity["type"]), {})
    return printed


def _known(printed: dict[tuple[str, str], dict[str, set[str]]], document: str) -> Iterator[Named]:
    for (page, kind), by_document in printed.items():
        title = re.sub(r"\s*\(.*?\)$", "", unquote(page).replace("_", " "))
        texts = {title, title.split(",")[0]}
        for other, names in by_document.items():
            texts |= names if other != document else set()
        person = kind == "person"
        for text in sorted(texts):
            yield Named(
                text,
                "place" if kind == "place" else "actor",
                page,
                title,
                full=not person or " " in text,
                person=person,
            )


def _actors(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the names of a record's actors with their code."""
    for side in ("source", "target"):
        for actor in record.get(side) or ():
            if isinstance(actor, dict) and actor.get("actorText", "")[:1].isupper():
                yield actor["actorText"], actor.get("code", "")
