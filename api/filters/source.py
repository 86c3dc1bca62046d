"""What the list of sources can be asked."""

from __future__ import annotations

from api.filters.base import Filter
from api.filters.record import RecordFilterSet
from api.filters.relations import ExternalIdFilter, UidFilter
from api.kinds import Term, Text, Uid
from archive.models import Source
from archive.vocabularies import COUNTRY, SOURCE_KIND, SOURCE_RELIABILITY, SOURCE_SCALE


class SourceFilterSet(RecordFilterSet):
    """Filters of sources."""

    uid = UidFilter(
        Uid(Source),
        "These sources only.",
        example="src_01j4qkzv6tf0jvn7h2g5y9m3xa",
        column="pk",
    )
    name = Filter(
        Text(),
        "Words of the name, in any case.",
        example="courier",
        lookup="icontains",
    )
    domain = Filter(Text(253), "The host name.", example="courier.example", lookup="iexact")
    kind = Filter(Term(SOURCE_KIND), "What kind of outlet it is.", example="newspaper,agency")
    country = Filter(Term(COUNTRY), "The country that it publishes from.", example="NO")
    scale = Filter(Term(SOURCE_SCALE), "How far it reaches.", example="national")
    reliability = Filter(Term(SOURCE_RELIABILITY), "The grade that it was given.", example="A,B")
    external_id = ExternalIdFilter("source")
