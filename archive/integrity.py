"""Checks over what is already stored: passages against their texts, rows against their rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models

from archive.models import Passage, Revision
from archive.models.article import text_sha256
from archive.models.passage import span_problems


@dataclass(frozen=True, slots=True)
class Fault:
    """Something stored that breaks a rule: what it is, which field, and how."""

    subject: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.field}: {self.message}"


def passage_faults() -> Iterator[Fault]:
    """Yield every revision whose text is not what it was, every passage that is not its words.

    Reads text by text, so that memory holds one body at a time.
    """
    for revision in Revision.objects.select_related("article").order_by("id").iterator(100):
        name = f"{revision.article.uid} text {revision.number}"
        if text_sha256(revision.body) != revision.sha256:
            yield Fault(name, "sha256", "The text is not the one that was captured.")
        spans = Passage.objects.filter(revision=revision).order_by("start", "id")
        for passage in spans.iterator(500):
            problems = span_problems(revision.body, passage.start, passage.end, passage.exact)
            for field, message in problems.items():
                yield Fault(f"{passage.uid} in {name}", field, message)


def rule_faults(rows: Iterable[models.Model]) -> Iterator[Fault]:
    """Yield what each row breaks of its own rules.

    Constraints are left to the database, which lets no row in that breaks one.
    """
    for row in rows:
        try:
            row.full_clean(validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            key = row.natural_key() if hasattr(row, "natural_key") else (row.pk,)
            subject = f"{row._meta.model_name} {'/'.join(map(str, key))}"
            for field, messages in error.message_dict.items():
                for message in messages:
                    yield Fault(subject, field, message)
