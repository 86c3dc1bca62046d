"""Dates: one nested object, the same everywhere."""

from __future__ import annotations

from rest_framework import serializers

from api.serializers.base import Derived, TermField
from archive.edtf import to_edtf
from archive.vocabularies import DATE_BASIS, DATE_SEMANTICS


class PossibleDate(serializers.Serializer):
    """When something happened, as far as the text tells: a range of possible days."""

    text = serializers.CharField(
        source="date_text", read_only=True, allow_null=True, help_text="The words of the text."
    )
    earliest = serializers.DateField(
        source="date_earliest", read_only=True, allow_null=True, help_text="First possible day."
    )
    latest = serializers.DateField(
        source="date_latest", read_only=True, allow_null=True, help_text="Last possible day."
    )
    semantics = TermField(DATE_SEMANTICS, source="date_semantics")
    basis = TermField(DATE_BASIS, source="date_basis", allow_null=True)
    note = serializers.CharField(
        source="date_note",
        read_only=True,
        allow_null=True,
        help_text="How the range was arrived at.",
    )
    edtf = Derived(
        "date_semantics",
        "date_earliest",
        "date_latest",
        compute=to_edtf,
        output=serializers.CharField(),
        allow_null=True,
        help_text="The range in the Extended Date/Time Format; null where nothing is known.",
    )
