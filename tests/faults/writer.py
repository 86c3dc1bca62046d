"""A writer that does all that writers do, at random but repeatably: `python -m … SEED COUNT`.

It prints a line for each act that was committed: the name of the act, the uid, the version.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, OperationalError
from django.db.models import ProtectedError

from archive.errors import ArchiveError
from archive.models import (
    Actor,
    Alias,
    Article,
    Incident,
    IncidentParticipant,
    Measure,
    Place,
    Source,
    Statement,
)
from archive.recording import recording
from archive.services.merging import merge, unmerge
from archive.services.publishing import publish, retract, submit
from tests import factories

# What two writers at once may meet as well: a row or a place in a list that the other took.
REFUSALS = (ArchiveError, IntegrityError, ObjectDoesNotExist, ProtectedError, ValidationError)


class Writer:
    """Draws acts; `by` is the name that the log has them under."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.by = f"writer {seed}"
        self.acts: list[Callable[[], Any]] = [
            *[self.create] * 4,
            *[self.rename] * 4,
            *[self.change_parts] * 5,
            *[self.speak] * 3,
            *[self.move] * 4,
            self.merge,
            self.unmerge,
            self.delete,
        ]

    def any(self, *models: Any) -> Any:
        """Return any record of these kinds; raises ObjectDoesNotExist where there is none."""
        model = self.chance.choice(models)
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        if not keys:
            raise model.DoesNotExist
        return model.objects.get(pk=self.chance.choice(keys))

    def status(self) -> str:
        """Return a state of review."""
        return self.chance.choice(["draft", "published", "published", "published"])

    def create(self) -> Any:
        """Make a record of any kind."""
        kind = self.chance.choice(["Source", "Article", "Incident", "Actor", "Place", "Statement"])
        made = getattr(factories, f"{kind}Factory")(review_status=self.status())
        if kind == "Incident" and self.chance.random() < 0.7:
            factories.IncidentParticipantFactory(incident=made, actor=self.any(Actor))
        return made

    def rename(self) -> Any:
        """Give a record another name or title."""
        record = self.any(Actor, Article, Incident, Place, Source)
        name = "name" if hasattr(record, "name") else "title"
        setattr(record, name, f"{name} {self.chance.randrange(10**6)}")
        record.save()
        return record

    def change_parts(self) -> Any:
        """Add, change or take away a part."""
        incident = self.any(Incident)
        drawn = self.chance.random()
        if drawn < 0.3:
            factories.IncidentParticipantFactory(incident=incident, actor=self.any(Actor))
        elif drawn < 0.5:
            factories.MeasureFactory(incident=incident)
        elif drawn < 0.6:
            factories.IncidentLinkFactory(from_incident=incident, to_incident=self.any(Incident))
        elif drawn < 0.7:
            Alias(actor=self.any(Actor), text=f"name {drawn}", kind="name").save()
        elif drawn < 0.8:
            part = self.any(IncidentParticipant, Measure)
            part.note = f"note {drawn}"
            part.save()
            incident = part.incident
        elif drawn < 0.9:
            factories.AffiliationFactory(actor=self.any(Actor), organisation=self.any(Actor))
        else:
            part = self.any(IncidentParticipant, Measure)
            incident = part.incident
            part.delete()
        return incident

    def speak(self) -> Any:
        """Have a statement speak of an incident, or assert a claim, or no more."""
        statement = self.any(Statement)
        drawn = self.chance.random()
        if drawn < 0.4:
            statement.about.add(self.any(Incident))
        elif drawn < 0.6:
            self.any(IncidentParticipant, Measure).asserted_by.add(statement)
        elif drawn < 0.8:
            factories.StatementParticipantFactory(statement=statement, actor=self.any(Actor))
        else:
            statement.about.clear()
        return statement

    def move(self) -> Any:
        """Take a record a step on its way."""
        record = self.any(Actor, Article, Incident, Place, Source, Statement)
        step: Any = self.chance.choice([submit, publish, publish, retract])
        return step(record, by=self.by, reason="As drawn.")

    def merge(self) -> Any:
        """Merge two records."""
        model = self.chance.choice([Actor, Incident, Place])
        one = self.any(model)
        merge(one, self.any(model), by=self.by)
        return one

    def unmerge(self) -> Any:
        """Take a merge back."""
        one = Actor.objects.filter(merged_into__isnull=False).order_by("pk").first()
        if one is None:
            raise Actor.DoesNotExist
        unmerge(one, by=self.by)
        return one

    def delete(self) -> Any:
        """Delete a record that nothing refers to."""
        record = self.any(Actor, Incident, Place, Statement)
        record.delete()
        return record


def main(seed: int, count: int) -> None:
    """Do `count` acts."""
    writer = Writer(seed)
    for _ in range(count):
        act = writer.chance.choice(writer.acts)
        try:
            with recording(writer.by):
                record = act()
        except REFUSALS:
            continue
        except OperationalError as error:
            # One of two that wait for each other gives way; a writer may also wait too long, or be
            # overtaken by a merge.
            if not any(word in str(error) for word in ("deadlock", "locked", "meanwhile")):
                raise
            continue
        version = type(record).objects.filter(uid=record.uid).values_list("version", flat=True)
        print(act.__name__, record.uid, version.first() or 0, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
