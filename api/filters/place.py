"""What the list of places can be asked."""

from __future__ import annotations

from api.filters.base import Filter
from api.filters.places import BoxFilter, PlaceFilter
from api.filters.record import RecordFilterSet
from api.filters.relations import ExternalIdFilter, FoldedFilter, UidFilter
from api.kinds import Term, Uid
from archive.models import Place
from archive.vocabularies import COORDINATE_BASIS, COUNTRY, PLACE_KIND

UID = "plc_01j4qkzv6tf0jvn7h2g5y9m3xa"


class PlaceFilterSet(RecordFilterSet):
    """Filters of places."""

    uid = UidFilter(Uid(Place), "These places only.", example=UID, column="pk")
    name = FoldedFilter(
        "Words of the name: whole words in order; case, accents and punctuation do not count.",
        example="al asad",
        column="name_folded",
    )
    kind = Filter(Term(PLACE_KIND), "What kind of place it is.", example="facility")
    country = Filter(Term(COUNTRY), "The country that it lies in.", example="IQ")
    parent = UidFilter(Uid(Place), "The place that it lies in directly.", example=UID)
    within = PlaceFilter(
        "This place and all that lie in it, at any depth.", example=UID, column="pk"
    )
    bbox = BoxFilter(
        "A box on the map that it lies in: west,south,east,north in degrees. Where west is greater "
        "than east it crosses the antimeridian."
    )
    coordinate_basis = Filter(
        Term(COORDINATE_BASIS), "Where its coordinates come from.", example="gazetteer"
    )
    external_id = ExternalIdFilter("place")
