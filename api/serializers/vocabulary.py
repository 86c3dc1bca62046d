"""Vocabularies in answers: what each term means, and what it is elsewhere."""

from __future__ import annotations

from rest_framework import serializers

from api.serializers.base import RecordUrl


class TermSerializer(serializers.Serializer):
    """One term of a vocabulary."""

    code = serializers.CharField(read_only=True, help_text="What is stored and sent.")
    label = serializers.CharField(  # type: ignore[assignment]  # -- a serializer has that name
        read_only=True, help_text="What people read."
    )
    definition = serializers.CharField(read_only=True, help_text="When to code it.")
    parents = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="Codes of the parent vocabulary that it belongs to.",
    )
    mappings = serializers.DictField(
        child=serializers.CharField(),
        read_only=True,
        help_text="The same notion in other schemes, by the name of the scheme.",
    )


class VocabularySerializer(serializers.Serializer):
    """A vocabulary, without its terms."""

    name = serializers.CharField(read_only=True, help_text="The last part of its address.")
    url = RecordUrl("vocabularies", source="name")
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]  # -- a serializer has that name
    definition = serializers.CharField(read_only=True, help_text="What its terms say.")
    source = serializers.CharField(  # type: ignore[assignment]  # -- a serializer has that name
        read_only=True, help_text="Where its terms come from."
    )
    open = serializers.BooleanField(
        read_only=True,
        help_text="Whether later versions may add terms: accept one that you do not know.",
    )
    parent = serializers.CharField(  # type: ignore[assignment]  # -- a serializer has that name
        source="parent.name",
        default=None,
        allow_null=True,
        read_only=True,
        help_text="The vocabulary that its terms belong to terms of.",
    )
    size = serializers.IntegerField(source="__len__", read_only=True, help_text="Count of terms.")


class VocabularyDetailSerializer(VocabularySerializer):
    """A vocabulary with its terms, in their order."""

    terms = TermSerializer(many=True, read_only=True)
