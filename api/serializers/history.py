"""The versions of a record in answers: each with what it changed."""

from __future__ import annotations

from rest_framework import serializers

from api.serializers.base import TermField
from archive.vocabularies import CHANGE_OP


class AnyValue(serializers.JSONField):
    """A value of whatever kind the field or the item has."""


class DifferenceSerializer(serializers.Serializer):
    """One thing that a version changed."""

    path = serializers.CharField(
        read_only=True,
        help_text="Where in the record: `/title`, `/participants/2/role` (positions from 1).",
    )
    before = AnyValue(
        read_only=True,
        help_text="The value before; null where there was none. Records are named by their uid.",
    )
    after = AnyValue(read_only=True, help_text="The value after; null where there is none.")


class VersionSerializer(serializers.Serializer):
    """One version of a record: who made it when and why, and how it differs from the one before."""

    version = serializers.IntegerField(
        read_only=True, min_value=1, help_text="Which version, from 1."
    )
    seq = serializers.IntegerField(
        read_only=True, min_value=1, help_text="Its place in the log of all changes."
    )
    at = serializers.DateTimeField(
        read_only=True, help_text="When; `as_of` takes it to see the record as it then stood."
    )
    op = TermField(CHANGE_OP)
    because_of = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="The uid of another record that changed, where this one only shows it.",
    )
    by = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="Who did it: a user name. Null for readers without a role.",
    )
    reason = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="Why. Readers without a role are told it of retractions; it is null otherwise.",
    )
    differences = DifferenceSerializer(many=True, read_only=True)
