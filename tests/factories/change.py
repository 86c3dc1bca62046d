"""Entries of the log of changes."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from archive.models import Change, ChangedRow
from archive.typeids import new_uid


class ChangeFactory(DjangoModelFactory[Change]):
    """That a coder corrected the title of an incident."""

    class Meta:
        model = Change

    act = factory.LazyFunction(lambda: new_uid("edt"))
    op = "update"
    type = "incident"
    uid = factory.LazyFunction(lambda: new_uid("inc"))
    fields = factory.List(["title"])
    by = "coder"
    reason = "The street was misspelt."


class ChangedRowFactory(DjangoModelFactory[ChangedRow]):
    """That an incident had another title."""

    class Meta:
        model = ChangedRow

    change = factory.SubFactory(ChangeFactory)
    model = "incident"
    row = 1
    before = factory.Dict({"title": "Fire in Basra"})
