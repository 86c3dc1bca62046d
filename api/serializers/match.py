"""Why a record matched a full-text query: a piece of its text with the words that were found."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.serializers.base import Derived
from archive.search import Snippet


class MatchPart(serializers.Serializer):
    """A stretch of the text."""

    text = serializers.CharField(read_only=True, help_text="As printed, no markup in it.")
    found = serializers.BooleanField(
        source="match", read_only=True, help_text="Whether it is what was looked for."
    )


class Match(serializers.Serializer):
    """A piece of a record's text around the words that were looked for, stretch by stretch."""

    field = serializers.CharField(
        read_only=True, help_text="The field of the query language that the text is of."
    )
    parts = MatchPart(
        many=True, read_only=True, help_text="`…` stands where text before or after is left out."
    )


def match_field() -> Derived:
    """Return the field `match` of a list: the view fills it in, since the query decides it."""
    return Derived(
        compute=_unknown,
        output=Match(read_only=True),
        allow_null=True,
        help_text="Why the record matches `q`: with `expand=match`. Null without `q`.",
    )


def match_of(snippet: Snippet) -> dict[str, Any]:
    """Return a snippet as answers show it."""
    parts = [{"text": part.text, "found": part.match} for part in snippet.parts]
    return {"field": snippet.field, "parts": parts}


def _unknown() -> None:
    return None
