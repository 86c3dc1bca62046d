"""The first story as its tests read it: loaded once, then looked at without the database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from archive.models import Actor, Article, Incident, Place, Revision, Source, Statement

SEEDS = Path(__file__).parents[2] / "seeds"
FIXTURE = SEEDS / "first_story.json"
DOCUMENT = SEEDS / "000_be485c9e3f6cb292.txt"

# Readable handles of the statements: the first words of their text.
OFFICIAL_RETOLD = "Several US personnel"
OFFICIAL_QUOTED = "We can confirm"
DEPARTMENT = "blamed Iran-aligned"
READOUT_BOTH = "agreed that today’s"
READOUT_AUSTIN = "unwavering U.S."
ISRAEL_SILENT = "Israel has not commented"
HEZBOLLAH_VOW = "vowed retaliation"
OFFICIALS_LONG = "have long blamed"
SINGH_RETOLD = "that it was “most likely”"
SINGH_QUOTED = "We know that"
BIDEN = "The United States does not"

ATTACK = "Suspected rocket attack on Al-Asad Airbase"
CALL = "Austin-Gallant call"
HANIYEH_KILLED = "Killing of Ismail Haniyeh in Tehran"
COMMANDER_KILLED = "Killing of a Hezbollah top commander in Beirut"
DEPLOYMENT = "Austin orders additional military assets to the Middle East"
JULY_ATTACK = "Drone attack on Al-Asad (July 2024)"
ATTACKS = "More than 150 attacks on US personnel in Iraq and Syria"
JORDAN_ATTACK = "Drone attack on a US outpost in Jordan"
RESPONSE = "US response hitting 85 targets"
RETALIATION = "Anticipated Iranian retaliation against Israel"

MILITIAS = "Iran-aligned militia groups (unspecified)"


@dataclass(frozen=True, slots=True)
class Story:
    """Every record of an archive that holds nothing but the first story, in order of coding."""

    article: Article
    revision: Revision
    incidents: dict[str, Incident]
    statements: list[Statement]
    actors: dict[str, Actor]
    places: dict[str, Place]
    sources: list[Source]

    def statement(self, beginning: str) -> Statement:
        """The statement whose text begins so."""
        (found,) = (one for one in self.statements if one.text.startswith(beginning))
        return found

    @property
    def claims(self) -> Iterator:
        for incident in self.incidents.values():
            yield from incident.participants.all()
            yield from incident.measures.all()
            yield from incident.links.all()
        for actor in self.actors.values():
            yield from actor.affiliations.all()


@contextmanager
def loaded_story() -> Iterator[Story]:
    """The story read back from the database, which forgets it."""
    with transaction.atomic():
        call_command("loaddata", FIXTURE, verbosity=0)
        yield _read()
        transaction.set_rollback(True)


def _read() -> Story:
    incidents = Incident.objects.order_by("id").prefetch_related(
        "passages",
        "places__place",
        "places__passages",
        *(
            f"{claims}__{related}"
            for claims in ("participants", "measures", "links")
            for related in ("asserted_by", "passages")
        ),
        "participants__actor",
        "measures__group_actor",
        "links__to_incident",
    )
    statements = Statement.objects.order_by("id").prefetch_related(
        "passages",
        "participants__actor",
        "about",
        "links__to_statement",
        "relayed_by",
        "occasion",
    )
    actors = Actor.objects.order_by("id").prefetch_related(
        "aliases__used_by",
        "aliases__passages",
        "affiliations__organisation",
        "affiliations__asserted_by",
        "affiliations__passages",
        "article",
        "participations__incident",
        "statement_participations__statement",
    )
    places = Place.objects.order_by("id").prefetch_related("passages", "parent")
    return Story(
        article=Article.objects.get(),
        revision=Revision.objects.get(),
        incidents={incident.title: incident for incident in incidents},
        statements=list(statements),
        actors={actor.name: actor for actor in actors},
        places={place.name: place for place in places},
        sources=list(Source.objects.all()),
    )


def rows_of(fixture: str) -> list[str]:
    """The rows of a fixture in an order of their own.

    Which kind of row dumpdata writes first depends on the models that there are.
    """
    return sorted(json.dumps(row) for row in json.loads(fixture))
