"""That an article or an outlet is named as the source of an incident, without its words."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Q

from archive.models.incident import Incident
from archive.models.part import Part, in_owner_order
from archive.querysets import CitationManager


class Citation(Part):
    """A reference of a data set to where it has an incident from.

    A passage shows the words themselves; a citation only says where they should be. The locator
    is what the data set gives to find them (a sentence number, offsets into a text that it does
    not give): too rough to be a span.
    """

    owner_field = "incident"

    incident = models.ForeignKey(
        Incident, on_delete=models.CASCADE, related_name="citations", db_index=False
    )
    article = models.ForeignKey(
        "archive.Article",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
    )
    source = models.ForeignKey(
        "archive.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        help_text="The outlet, where no article of it is named.",
    )
    text = models.TextField(
        null=True, blank=True, help_text="The reference in the words of the data set."
    )
    locator = models.JSONField(
        null=True, blank=True, help_text="Where in the article, as the data set counts."
    )
    imported_row = models.ForeignKey(
        "archive.ImportedRow",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The row of another data set that cites.",
    )

    objects: ClassVar[Any] = CitationManager()

    class Meta:
        ordering = ["incident", "position"]
        constraints = [
            in_owner_order("incident"),
            CheckConstraint(
                name="citation_names_something",
                condition=Q(article__isnull=False)
                | Q(source__isnull=False)
                | Q(text__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.article or self.source)

    def clean(self) -> None:
        super().clean()
        if self.article_id is None and self.source_id is None and not self.text:
            raise ValidationError({"article": "Name an article or an outlet, or give the words."})
