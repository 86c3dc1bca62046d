"""What the last look over the archive found."""

from __future__ import annotations

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from archive.models import Checkup, Finding


class CheckupFactory(DjangoModelFactory[Checkup]):
    """That a check found one row."""

    class Meta:
        model = Checkup

    check_code = factory.Sequence(lambda n: f"check_{n}")
    found = 1
    is_cut = False
    checked_at = datetime(2024, 9, 1, 8, tzinfo=UTC)


class FindingFactory(DjangoModelFactory[Finding]):
    """That a check found this row."""

    class Meta:
        model = Finding

    checkup = factory.SubFactory(CheckupFactory)
    row = factory.Sequence(lambda n: n + 1)
