"""What became of a merge."""

from __future__ import annotations

from rest_framework import serializers


class MergedRecord(serializers.Serializer):
    """A record of a merge."""

    uid = serializers.CharField(read_only=True, help_text="Its permanent identifier.")
    url = serializers.URLField(read_only=True, help_text="Its permanent address.")
    etag = serializers.CharField(read_only=True, help_text="Its version now.")


class RowCount(serializers.Serializer):
    """So many rows of a kind."""

    kind = serializers.CharField(read_only=True, help_text="What they are.")
    count = serializers.IntegerField(read_only=True, min_value=0, help_text="How many.")


class MergeReport(serializers.Serializer):
    """What a merge moved, and what stays with the merged record; `unmerge` takes it back."""

    dry_run = serializers.BooleanField(read_only=True, help_text="Whether nothing was done yet.")
    merged = MergedRecord(read_only=True, help_text="The record that leads to the other now.")
    survivor = MergedRecord(read_only=True, help_text="The record that stands for both.")
    moved = RowCount(many=True, read_only=True, help_text="What the survivor got.")
    stays = RowCount(many=True, read_only=True, help_text="What would stand twice there.")
