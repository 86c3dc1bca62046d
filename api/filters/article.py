"""What the list of articles can be asked."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from api.filters.base import Filter
from api.filters.record import RecordFilterSet
from api.filters.relations import ExternalIdFilter, UidFilter
from api.filters.search import SearchFilter
from api.kinds import Day, Kind, RefusedError, Text, Uid, short
from archive.models import Actor, Article, Source


class LanguageTag(Kind):
    """A language tag (BCP 47)."""

    _TAG = r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,3}"
    schema = {"type": "string", "pattern": f"^{_TAG}$"}

    def parse(self, text: str) -> str:
        if not re.fullmatch(self._TAG, text):
            raise RefusedError(
                "not_a_language", f"“{short(text)}” is not a language tag such as en or pt-BR."
            )
        return text


class LanguageFilter(Filter):
    """Texts in a language; a tag stands for all that refine it, as `en` for `en-GB` (RFC 4647)."""

    def prepare(self, values: tuple[str, ...], user: Any) -> list[str]:
        """Return the tags that there are of those languages: an index finds each of them."""
        asked = {value.lower() for value in values}
        found = [
            tag
            for tag in Article.objects.languages()
            if tag.lower() in asked or any(tag.lower().startswith(f"{each}-") for each in asked)
        ]
        return found or list(values)


class PublishedFilter(Filter):
    """Articles by the day of their date line; one without a date line never matches."""

    blind = True

    def __init__(self, help_text: str, *, example: str, last: bool) -> None:
        super().__init__(Day(), help_text, example=example)
        self.last = last

    def prepare(self, values: tuple[date], user: Any) -> tuple[datetime]:
        """Return the instant at which the day begins, or after the last one the next day."""
        (day,) = values
        if self.last and day == day.max:
            return (datetime.max.replace(tzinfo=UTC),)
        return (datetime.combine(day + timedelta(days=self.last), time.min, UTC),)

    def condition(self, prepared: tuple[datetime]) -> Q:
        # Where there is a date line, it is what articles are sorted by; its index is entered here.
        (instant,) = prepared
        side = Q(sort_at__lt=instant) if self.last else Q(sort_at__gte=instant)
        return Q(published_at__isnull=False) & side


class MentionsFilter(UidFilter):
    """Articles with words about an actor."""

    def prepare(self, values: tuple[str, ...], user: Any) -> Any:
        keys = super().prepare(values, user)
        return Article.objects.mentioning(keys, user).order_by().values("pk")


class ArticleFilterSet(RecordFilterSet):
    """Filters of articles."""

    q = SearchFilter("article", example='"rocket attack" -drone')
    uid = UidFilter(
        Uid(Article),
        "These articles only.",
        example="art_01j4qkzv6tf0jvn7h2g5y9m3xa",
        column="pk",
    )
    source = UidFilter(Uid(Source), "The outlet.", example="src_01j4qkzv6tf0jvn7h2g5y9m3xa")
    original_url = Filter(
        Text(2000),
        "The address at which the outlet published it, in full.",
        example="https://courier.example/2024/08/05/attack",
        column="url",
    )
    language = LanguageFilter(
        LanguageTag(),
        "The language of the text; `en` finds `en-GB` too.",
        example="en,fr",
        many=True,
    )
    published_after = PublishedFilter(
        "Published on this day or later, as the date line has it.",
        example="2024-08-01",
        last=False,
    )
    published_before = PublishedFilter(
        "Published on this day or earlier, as the date line has it.",
        example="2024-08-31",
        last=True,
    )
    mentions = MentionsFilter(
        Uid(Actor),
        "Articles with words about this actor: a passage that supports it, a name it is given, "
        "its part in an incident, or a statement in which it takes part.",
        example="act_01j4qkzv6tf0jvn7h2g5y9m3xa",
        column="pk",
        repeatable=True,
    )
    external_id = ExternalIdFilter("article")
