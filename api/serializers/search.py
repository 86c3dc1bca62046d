"""Hits of the search over everything: what was found, of which kind, and why."""

from __future__ import annotations

from rest_framework import serializers

from api.serializers.match import Match
from archive.search import KINDS


class Hit(serializers.Serializer):
    """A record that matches, of whatever kind."""

    kind = serializers.CharField(
        read_only=True, help_text=f"What sort of record it is: {', '.join(KINDS)}; more may come."
    )
    uid = serializers.CharField(read_only=True, help_text="Permanent identifier of the record.")
    url = serializers.URLField(read_only=True, help_text="Permanent address of the record.")
    title = serializers.CharField(
        read_only=True, help_text="Its title, its name or the beginning of its text."
    )
    match = Match(read_only=True, help_text="Why it matches.")
