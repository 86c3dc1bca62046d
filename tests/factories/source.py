"""Outlets."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from archive.models import Source


class SourceFactory(DjangoModelFactory[Source]):
    """A national newspaper that has not been graded."""

    class Meta:
        model = Source

    name = factory.Sequence(lambda n: f"The Daily Courier {n}")
    domain = factory.Sequence(lambda n: f"courier-{n}.example")
    kind = "newspaper"
    country = "GB"
    scale = "national"
    review_status = "published"
