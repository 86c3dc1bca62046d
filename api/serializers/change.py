"""Entries of the log of changes in answers."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.serializers.base import TermField
from archive.models import Change
from archive.querysets import reads_all
from archive.recording.bulk import record_models
from archive.vocabularies import CHANGE_OP

# Kind of record -> the resource that it is found in.
RESOURCES = {
    str(model._meta.model_name): str(model._meta.verbose_name_plural) for model in record_models()
}


class ChangeSerializer(serializers.Serializer):
    """What was done to one record at one stroke; ask its address for what it is now."""

    seq = serializers.IntegerField(
        read_only=True, min_value=1, help_text="Its place in the order that never changes."
    )
    at = serializers.DateTimeField(read_only=True, help_text="When it was done.")
    op = TermField(CHANGE_OP)
    type = serializers.CharField(
        read_only=True, help_text=f"Kind of record: {', '.join(RESOURCES)}; more may come."
    )
    uid = serializers.CharField(read_only=True, help_text="Permanent identifier of the record.")
    url = serializers.URLField(read_only=True, help_text="Permanent address of the record.")
    version = serializers.IntegerField(
        read_only=True, min_value=1, help_text="The version of the record that this made."
    )
    # (The class that gathers a serializer's fields takes it away before it hides `fields`.)
    fields = serializers.ListField(  # type: ignore[assignment]  # -- a serializer has that name
        child=serializers.CharField(),
        read_only=True,
        help_text="Names of the fields and lists that changed; empty where nobody noted them.",
    )
    is_public = serializers.BooleanField(
        read_only=True,
        help_text="Whether the record is published now; where it is not, it has been withdrawn.",
    )
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
        help_text="Why, in the words of who did it. Readers without a role are told it of "
        "retractions; it is null otherwise.",
    )


def shown(change: Change, *, site: str, user: Any) -> dict[str, Any]:
    """Return an entry as it is answered."""
    return {
        "seq": change.seq,
        "at": change.at,
        "op": change.op,
        "type": change.type,
        "uid": change.uid,
        "url": f"{site}api/v1/{RESOURCES[change.type]}/{change.uid}/",
        "version": change.version,
        "fields": change.fields,
        "is_public": change.is_public,
        "because_of": change.because_of,
        **told_by(change, user),
    }


def told_by(change: Change, user: Any) -> dict[str, str | None]:
    """Return who made a change and why, as far as a reader is told."""
    knows = reads_all(user)
    return {
        "by": change.by if knows else None,
        "reason": change.reason if knows or change.op == "retract" else None,
    }
