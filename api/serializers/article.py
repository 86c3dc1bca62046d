"""Articles in answers: what is known of their publication, and in full their text."""

from __future__ import annotations

from datetime import date, datetime

from rest_framework import serializers

from api.gathered import Gathered
from api.serializers.base import Derived, RecordSerializer, RecordUrl
from api.serializers.briefs import SourceBrief
from api.serializers.match import match_field
from api.serializers.parts import ExternalIdSerializer, PartSerializer
from archive.models import Article, Revision
from archive.querysets.article import newest_revisions

_ARTICLE = ("uid", "url", "title", "source", "original_url", "byline", "language", "published")
_TEXT = ("text", "revision", "revisions")
_REVIEW = ("review_status", "origin", "created_at", "updated_at", "etag")


def _day(clock: datetime | None) -> date | None:
    return clock.date() if clock else None


def _instant(clock: datetime | None, known: bool) -> datetime | None:
    return clock if known else None


class Publication(serializers.Serializer):
    """When an article was published, as far as its date line tells."""

    raw = serializers.CharField(
        source="published_raw",
        read_only=True,
        allow_null=True,
        help_text="The date line exactly as it was found.",
    )
    day = Derived(
        "published_at",
        compute=_day,
        output=serializers.DateField(),
        allow_null=True,
        help_text="The day as the date line has it.",
    )
    at = Derived(
        "published_at",
        "published_tz_known",
        compute=_instant,
        output=serializers.DateTimeField(),
        allow_null=True,
        help_text="The instant; null where the time zone of the date line is not known.",
    )
    timezone_known = serializers.BooleanField(
        source="published_tz_known",
        read_only=True,
        help_text="Whether the time zone of the date line is known.",
    )


class RevisionSerializer(PartSerializer):
    """A text of an article as it stood, without the text itself."""

    class Meta:
        model = Revision
        fields = ("number", "sha256", "captured_at", "change_note")


_GATHERED = {"newest_revision": Gathered(Revision, newest_revisions, many=False)}


class _ArticleSerializer(RecordSerializer):
    widenable = ("sources",)
    url = RecordUrl("articles")
    source = SourceBrief(read_only=True)  # type: ignore[assignment]  # -- a serializer has that name
    original_url = serializers.URLField(
        source="url",
        read_only=True,
        allow_null=True,
        max_length=2000,
        help_text="Where the outlet published it.",
    )
    published = Publication(source="*", read_only=True)
    text = serializers.CharField(
        source="newest_revision.body",
        read_only=True,
        allow_null=True,
        help_text="The newest text, not normalised: passages count its code points.",
    )
    revision = RevisionSerializer(source="newest_revision", read_only=True, allow_null=True)
    revisions = RevisionSerializer(many=True, read_only=True)
    external_ids = ExternalIdSerializer(many=True, read_only=True)


class ArticleSerializer(_ArticleSerializer):
    """An article of a list, without its text."""

    match = match_field()

    class Meta:
        model = Article
        fields = (*_ARTICLE, *_TEXT, "external_ids", "match", *_REVIEW)
        expandable = (*_TEXT, "external_ids", "match")
        gathered = _GATHERED


class ArticleDetailSerializer(_ArticleSerializer):
    """An article with its newest text and the list of all its texts."""

    class Meta:
        model = Article
        fields = (*_ARTICLE, *_TEXT, "external_ids", *_REVIEW)
        gathered = _GATHERED
