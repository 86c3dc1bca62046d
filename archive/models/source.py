"""The outlets that articles come from, with how far they are trusted."""

from __future__ import annotations

from django.db import models

from archive.models.base import Record
from archive.models.fields import VocabularyField
from archive.vocabularies import COUNTRY, SOURCE_KIND, SOURCE_RELIABILITY, SOURCE_SCALE


class Source(Record):
    """An outlet: a newspaper, an agency, a ministry's press office."""

    uid_prefix = "src"
    brief_fields = ("name", "kind", "domain", "country", "scale", "reliability")

    name = models.CharField(max_length=300)
    domain = models.CharField(
        max_length=253, null=True, blank=True, help_text="Its host name, as “example.org”."
    )
    kind = VocabularyField(SOURCE_KIND, default="unknown")
    country = VocabularyField(COUNTRY, null=True)
    scale = VocabularyField(SOURCE_SCALE, default="unknown")
    reliability = VocabularyField(SOURCE_RELIABILITY, null=True)
    reliability_note = models.TextField(
        null=True, blank=True, help_text="What the grade rests on; it never passes to a record."
    )

    class Meta(Record.Meta):
        abstract = False
        ordering = ["name", "id"]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["name", "id"], name="source_by_name"),
            models.Index(fields=["domain"], name="source_by_domain"),
        ]

    def __str__(self) -> str:
        return self.name
