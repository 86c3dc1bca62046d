"""That two records which look like one are two."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from archive.models import DistinctPair


class DistinctPairFactory(DjangoModelFactory[DistinctPair]):
    """That two actors, by their keys, are two."""

    class Meta:
        model = DistinctPair

    kind = "actor"
    one = factory.Sequence(lambda n: 2 * n + 1)
    other = factory.LazyAttribute(lambda pair: pair.one + 1)
    by = "reviewer"
    reason = "Father and son."
