"""The brief form of every record: what it is nested as in others."""

from __future__ import annotations

from api.serializers.base import BriefSerializer, RecordUrl
from archive.models import Actor, Article, Incident, Place, Source, Statement


class SourceBrief(BriefSerializer):
    """A source, named; `expand=sources` adds what kind of outlet it is and its grade."""

    url = RecordUrl("sources")

    class Meta:
        model = Source
        fields = ("uid", "url", "name", "kind", "domain", "country", "scale", "reliability")
        expandable = ("domain", "country", "scale", "reliability")
        widened_by = "sources"


class ArticleBrief(BriefSerializer):
    """An article, by its title."""

    url = RecordUrl("articles")

    class Meta:
        model = Article
        fields = ("uid", "url", "title")


class ActorBrief(BriefSerializer):
    """An actor, named; `expand=actors` adds sector, country and how far it is identified."""

    url = RecordUrl("actors")

    class Meta:
        model = Actor
        fields = ("uid", "url", "name", "kind", "sector", "country", "identity", "scope")
        expandable = ("sector", "country", "identity", "scope")
        widened_by = "actors"


class PlaceBrief(BriefSerializer):
    """A place, named; `expand=places` adds its country and coordinates."""

    url = RecordUrl("places")

    class Meta:
        model = Place
        fields = ("uid", "url", "name", "kind", "country", "lat", "lon", "coordinate_basis")
        expandable = ("country", "lat", "lon", "coordinate_basis")
        widened_by = "places"


class IncidentBrief(BriefSerializer):
    """An incident, by its title."""

    url = RecordUrl("incidents")

    class Meta:
        model = Incident
        fields = ("uid", "url", "title", "kind")


class StatementBrief(BriefSerializer):
    """A statement, by its text."""

    url = RecordUrl("statements")

    class Meta:
        model = Statement
        fields = ("uid", "url", "text", "form")


class StatementRef(BriefSerializer):
    """A statement, by its address alone."""

    url = RecordUrl("statements")

    class Meta:
        model = Statement
        fields = ("uid", "url")
