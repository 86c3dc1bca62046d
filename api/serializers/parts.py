"""What every kind of record may own: the passages it rests on, its identifiers elsewhere."""

from __future__ import annotations

from rest_framework import serializers

from api.serializers.base import ExpandableSerializer
from api.serializers.briefs import ActorBrief, ArticleBrief, StatementBrief
from archive.models import ExternalId, Passage, Statement, StatementParticipant


class PartSerializer(ExpandableSerializer):
    """A row that a record owns, shown whole."""

    def chosen(self) -> None:
        return None


class PassageSerializer(PartSerializer):
    """The exact words that something rests on, and where in which text they stand."""

    article = ArticleBrief(source="revision.article", read_only=True)
    revision = serializers.IntegerField(
        source="revision.number",
        read_only=True,
        help_text="Number of the article's text that the offsets count in.",
    )

    class Meta:
        model = Passage
        fields = ("uid", "article", "revision", "start", "end", "exact", "role", "quoted")


class ExternalIdSerializer(PartSerializer):
    """What the record is called in another scheme."""

    class Meta:
        model = ExternalId
        fields = ("scheme", "value")


class StatementParticipantSerializer(PartSerializer):
    """An actor's part in a statement."""

    actor = ActorBrief(read_only=True)

    class Meta:
        model = StatementParticipant
        fields = ("position", "actor", "role")


class StatementSummary(StatementBrief):
    """A statement nested where it matters who said it: its words, and who takes part in it."""

    participants = StatementParticipantSerializer(many=True, read_only=True)

    class Meta:
        model = Statement
        fields = (*StatementBrief.Meta.fields, "participants")
