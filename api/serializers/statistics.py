"""Answers that count: facets, timelines, totals, networks."""

from __future__ import annotations

from rest_framework import serializers

from api.serializers.base import TermField
from api.serializers.briefs import ActorBrief
from archive.vocabularies import MEASURE_KIND

_CODE = "The code of the term; null for records without one."
_LABEL = "Its name for people."


def _count(help_text: str, *, allow_null: bool = False) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=0, help_text=help_text, allow_null=allow_null)


class TermCount(serializers.Serializer):
    """How many records have a term."""

    code = serializers.CharField(allow_null=True, help_text=_CODE)
    label = serializers.CharField(allow_null=True, help_text=_LABEL)  # type: ignore[assignment]  # -- a serializer has that name
    count = _count("How many records have it.")


class FacetCounts(serializers.Serializer):
    """The counts of one facet: each is the count of the list with this term as the parameter."""

    facet = serializers.CharField(help_text="The parameter whose terms are counted.")
    total = _count("How many records there are without this parameter.")
    several = serializers.BooleanField(
        help_text="Whether a record may have several terms: it counts once for each of them."
    )
    terms = TermCount(many=True, help_text="All terms that occur, the most frequent first.")


class Facets(serializers.Serializer):
    """How often terms occur among the records that a list would hold."""

    facets = FacetCounts(many=True, help_text="In the order in which they were asked for.")


class TermInBucket(serializers.Serializer):
    """The records of one term in a bucket."""

    code = serializers.CharField(allow_null=True, help_text=_CODE)
    label = serializers.CharField(allow_null=True, help_text=_LABEL)  # type: ignore[assignment]  # -- a serializer has that name
    certain = _count("How many of them lie in the bucket for certain.")
    possible = _count("How many of them may lie in it.")


class Bucket(serializers.Serializer):
    """A day, week, month or year."""

    start = serializers.DateField(help_text="Its first day.")
    end = serializers.DateField(help_text="Its last day.")
    certain = _count("How many records have all their possible days in it.")
    possible = _count("How many have a possible day in it, those that are certain included.")
    terms = TermInBucket(
        many=True,
        help_text="The same by term, where `by` asks for it; terms of which nothing may lie in "
        "the bucket are left out.",
    )


class Aggregates(serializers.Serializer):
    """What became of incidents that stand for several events."""

    included = serializers.BooleanField(help_text="Whether `kind` asked for them.")
    left_out = _count("How many were left out because `kind` was not given.")


class Timeline(serializers.Serializer):
    """Records in time, no bucket left out between the first and the last."""

    interval = serializers.CharField(help_text="What a bucket is.")
    by = serializers.CharField(allow_null=True, help_text="What each bucket is divided by.")
    total = _count("How many records there are, those without a date included.")
    undated = _count("How many have no known date: they are in no bucket.")
    buckets = Bucket(many=True, help_text="From the first to the last.")


class IncidentTimeline(Timeline):
    """Incidents in time."""

    aggregates = Aggregates(help_text="Incidents that stand for several events.")


class TotalBound(serializers.Serializer):
    """One end of a total."""

    total = _count(
        "The sum; null where it is not known. A best figure or a maximum is known only if it is "
        "for every incident that reports the measure; a minimum adds up what is known.",
        allow_null=True,
    )
    known_for = _count("For how many of the reporting incidents it is known.")
    of_known = _count("The sum over those alone; null where there are none.", allow_null=True)


class MeasureTotal(serializers.Serializer):
    """The total of one measure; reports that conflict are one range (docs/statistics.md)."""

    measure = TermField(MEASURE_KIND)
    label = serializers.CharField(help_text=_LABEL)  # type: ignore[assignment]  # -- a serializer has that name
    reporting = _count("How many incidents report it, with a number or without.")
    without_number = _count("How many of those give words only, as “several”.")
    not_reporting = _count("How many incidents do not report it. They are not taken for 0.")
    minimum = TotalBound(help_text="At least so many.")
    best = TotalBound(help_text="Just so many, where reports agree or only one is settled.")
    maximum = TotalBound(help_text="At most so many.")


class Totals(serializers.Serializer):
    """What was counted over all incidents of a list."""

    incidents = _count("How many incidents there are.")
    aggregates = Aggregates(help_text="Incidents that stand for several events.")
    totals = MeasureTotal(many=True, help_text="In the order in which they were asked for.")


class RolePair(serializers.Serializer):
    """In which roles two actors appear together."""

    role = serializers.CharField(help_text="The role of the actor whose network it is.")
    other_role = serializers.CharField(help_text="The role of the other.")
    count = _count("In how many incidents, or statements.")


class Neighbour(serializers.Serializer):
    """An actor that appears with the actor."""

    actor = ActorBrief(help_text="The other actor.")
    incidents = _count("In how many incidents both take part.")
    statements = _count("In how many statements both take part.")
    incident_roles = RolePair(many=True, help_text="In which roles, the most frequent first.")
    statement_roles = RolePair(many=True, help_text="In which roles, the most frequent first.")


class ActorNetwork(serializers.Serializer):
    """Who appears with an actor, the most frequent first."""

    actor = ActorBrief(help_text="The actor whose network it is.")
    incidents = _count("In how many incidents it takes part.")
    statements = _count("In how many statements it takes part.")
    total = _count("How many actors appear with it.")
    complete = serializers.BooleanField(
        help_text="Whether all of them are here; otherwise `limit` cut the list."
    )
    results = Neighbour(many=True, help_text="The actors that appear with it.")
