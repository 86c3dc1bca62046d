"""Places."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from archive.models import Place


class PlaceFactory(DjangoModelFactory[Place]):
    """A town without coordinates; `located=True` gives it some, of its own."""

    class Meta:
        model = Place

    name = factory.Sequence(lambda n: f"Vell {n}")
    kind = "city"
    country = "ES"
    review_status = "published"

    class Params:
        located = factory.Trait(
            lat=factory.Sequence(lambda n: 40.0 + n % 400 / 100),
            lon=factory.Sequence(lambda n: -4.0 + n % 300 / 100),
            coordinate_basis="gazetteer",
        )
