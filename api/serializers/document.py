"""What came of source documents that were sent."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.reverse import reverse

from archive.loaders.base import Refusal, Report

OUTCOMES = ("created", "changed", "same", "refused")


class DocumentOutcome(serializers.Serializer):
    """What came of one document, or would have."""

    position = serializers.IntegerField(
        read_only=True, min_value=1, help_text="Which of the file it is, from 1."
    )
    line = serializers.IntegerField(
        read_only=True,
        allow_null=True,
        min_value=1,
        help_text="The line of the file that it begins on; of a refused one, where it is at fault.",
    )
    outcome = serializers.CharField(
        read_only=True,
        help_text="`created`: a new article. `changed`: a new text of one that is there. `same`: "
        "nothing that is not there. `refused`: not taken in; `reason` says why.",
    )
    uid = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="The article; null of a refused one, and where a dry run has left none.",
    )
    url = serializers.URLField(
        read_only=True, allow_null=True, help_text="Its address; null where `uid` is."
    )
    title = serializers.CharField(
        read_only=True, allow_null=True, help_text="Its title; null of a refused one."
    )
    revision = serializers.IntegerField(
        read_only=True,
        allow_null=True,
        min_value=1,
        help_text="The number of the text that it is; null where it has none.",
    )
    element = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="What of a refused one is at fault, where that is known: `title`.",
    )
    reason = serializers.CharField(
        read_only=True, allow_null=True, help_text="Why it was refused; null otherwise."
    )
    notices = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="What was found odd."
    )


class DocumentTotals(serializers.Serializer):
    """How many documents came to what."""

    documents = serializers.IntegerField(read_only=True, min_value=1, help_text="All of them.")
    created = serializers.IntegerField(read_only=True, min_value=0, help_text="New articles.")
    changed = serializers.IntegerField(read_only=True, min_value=0, help_text="New texts.")
    same = serializers.IntegerField(read_only=True, min_value=0, help_text="Nothing new.")
    refused = serializers.IntegerField(read_only=True, min_value=0, help_text="Not taken in.")


class FileReport(serializers.Serializer):
    """What came of a file of source documents, or would have."""

    name = serializers.CharField(read_only=True, help_text="What the file is called.")
    format = serializers.CharField(
        read_only=True, help_text="The format that it was read as: named, or recognised."
    )
    dry_run = serializers.BooleanField(read_only=True, help_text="Whether nothing was done yet.")
    totals = DocumentTotals(read_only=True, help_text="How many documents came to what.")
    left_out = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="What stood among the documents and is no story, each kind with its number.",
    )
    outcomes = DocumentOutcome(many=True, read_only=True, help_text="In the order of the file.")


def shown(report: Report, *, dry_run: bool, request: Any) -> dict[str, Any]:
    """Return what came of a file as it is answered."""
    outcomes = [
        _refused(each) if isinstance(each, Refusal) else _taken(position, each, request)
        for position, each in enumerate(report.each_document(), start=1)
    ]
    totals = {name: [each["outcome"] for each in outcomes].count(name) for name in OUTCOMES}
    return {
        "name": str(report.path),
        "format": report.format,
        "dry_run": dry_run,
        "totals": {"documents": report.rows, **totals},
        "left_out": [f"{number} × {what}" for what, number in sorted(report.left_out.items())],
        "outcomes": outcomes,
    }


def _taken(position: int, taken: Any, request: Any) -> dict[str, Any]:
    url = reverse("articles-detail", args=[taken.uid], request=request) if taken.uid else None
    return {
        "position": position,
        "line": taken.line,
        "outcome": taken.what,
        "uid": taken.uid,
        "url": url,
        "title": taken.title,
        "revision": taken.number,
        "element": None,
        "reason": None,
        "notices": list(taken.notices),
    }


def _refused(refusal: Any) -> dict[str, Any]:
    return {
        "position": refusal.row,
        "line": refusal.line,
        "outcome": "refused",
        "uid": None,
        "url": None,
        "title": None,
        "revision": None,
        "element": refusal.column,
        "reason": refusal.reason,
        "notices": [],
    }
