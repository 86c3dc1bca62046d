"""Places in answers."""

from __future__ import annotations

from api.serializers.base import RecordSerializer, RecordUrl
from api.serializers.briefs import PlaceBrief
from api.serializers.parts import ExternalIdSerializer
from archive.models import Place


class PlaceSerializer(RecordSerializer):
    """A place, with what it lies in and its coordinates where they are known."""

    widenable = ("places",)
    url = RecordUrl("places")
    parent = PlaceBrief(read_only=True)
    external_ids = ExternalIdSerializer(many=True, read_only=True)

    class Meta:
        model = Place
        fields = (
            "uid",
            "url",
            "name",
            "kind",
            "country",
            "parent",
            "lat",
            "lon",
            "coordinate_basis",
            "external_ids",
            "review_status",
            "origin",
            "created_at",
            "updated_at",
            "etag",
        )
