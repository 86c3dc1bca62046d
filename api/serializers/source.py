"""Sources in answers."""

from __future__ import annotations

from api.serializers.base import RecordSerializer, RecordUrl
from api.serializers.parts import ExternalIdSerializer
from archive.models import Source


class SourceSerializer(RecordSerializer):
    """An outlet that articles come from."""

    url = RecordUrl("sources")
    external_ids = ExternalIdSerializer(many=True, read_only=True)

    class Meta:
        model = Source
        fields = (
            "uid",
            "url",
            "name",
            "domain",
            "kind",
            "country",
            "scale",
            "reliability",
            "reliability_note",
            "external_ids",
            "review_status",
            "origin",
            "created_at",
            "updated_at",
            "etag",
        )
