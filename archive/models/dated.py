"""When something happened, as far as the text tells: a possible range and what is meant by it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils import timezone

from archive.edtf import to_edtf
from archive.models.base import ArchiveModel
from archive.models.fields import VocabularyField
from archive.vocabularies import DATE_BASIS, DATE_SEMANTICS

# A range of no more days than these is found near its day to sort by; few are wider.
NARROW_DAYS = 31


class Dated(ArchiveModel):
    """Abstract: the words of a date, its earliest and latest possible day, and how to read them."""

    date_text = models.CharField(
        max_length=200, null=True, blank=True, help_text="The words of the text: “last week”."
    )
    date_earliest = models.DateField(null=True, blank=True, help_text="First possible day.")
    date_latest = models.DateField(null=True, blank=True, help_text="Last possible day.")
    date_semantics = VocabularyField(DATE_SEMANTICS, default="unknown")
    date_basis = VocabularyField(DATE_BASIS, null=True)
    date_note = models.TextField(null=True, blank=True, help_text="How the range was arrived at.")
    sort_date = models.DateField(
        editable=False,
        help_text="Derived, only to order and page by: earliest, else latest, else the day of "
        "the article, else the day of coding.",
    )
    is_wide = models.BooleanField(
        editable=False,
        default=False,
        help_text="Derived, only to find by: the known range lacks a bound or spans more than "
        "NARROW_DAYS, so that its day to sort by tells little of its days.",
    )

    class Meta:
        abstract = True
        constraints = [
            CheckConstraint(
                name="%(class)s_earliest_lte_latest",
                condition=Q(date_earliest__isnull=True)
                | Q(date_latest__isnull=True)
                | Q(date_earliest__lte=F("date_latest")),
            ),
            CheckConstraint(
                name="%(class)s_exact_day_is_one_day",
                condition=~Q(date_semantics="exact_day")
                | Q(
                    date_earliest__isnull=False,
                    date_latest__isnull=False,
                    date_latest=F("date_earliest"),
                ),
            ),
            CheckConstraint(
                name="%(class)s_interval_has_bounds",
                condition=~Q(date_semantics="interval")
                | Q(date_earliest__isnull=False, date_latest__isnull=False),
            ),
            CheckConstraint(
                name="%(class)s_range_has_a_bound",
                condition=~Q(date_semantics__in=["one_day_within", "open"])
                | Q(date_earliest__isnull=False)
                | Q(date_latest__isnull=False),
            ),
            CheckConstraint(
                name="%(class)s_open_is_open",
                condition=~Q(date_semantics="open")
                | Q(date_earliest__isnull=True)
                | Q(date_latest__isnull=True),
            ),
        ]

    @property
    def edtf(self) -> str | None:
        """The range as an EDTF expression, or None where the date is not known."""
        return to_edtf(self.date_semantics, self.date_earliest, self.date_latest)

    def article_day(self) -> date | None:
        """Return the day of the article that tells of this, or None where there is none."""
        return None

    def derive_sort_date(self) -> date:
        """Return the day to order by; see the field."""
        known = self.date_earliest or self.date_latest or self.article_day()
        return known or (self.coded_at() or timezone.now()).date()

    def coded_at(self) -> datetime | None:
        """Return when this was coded, or None where it is being coded now."""
        return getattr(self, "created_at", None)

    def clean_fields(self, exclude: Any = None) -> None:
        super().clean_fields(exclude={*(exclude or ()), "sort_date"})
        self.sort_date = self.derive_sort_date()
        self.is_wide = is_wide(self.date_semantics, self.date_earliest, self.date_latest)

    def clean(self) -> None:
        super().clean()
        problems = date_problems(self.date_semantics, self.date_earliest, self.date_latest)
        if problems:
            raise ValidationError(problems)


def by_date(model: str, *columns: str, asked: tuple[str, ...] = ()) -> list[models.Index]:
    """Return the indexes that list public records by day: all of them, and by each column's value.

    `is_public` leads, so that a mass of unreviewed imports does not lie in a reader's way. `asked`
    are columns that nearly every list asks for: held at the end of an index, they spare a list and
    its count a look at each record.
    """
    return [
        models.Index(fields=["is_public", "sort_date", "id"], name=f"{model}_by_date"),
        models.Index(fields=["review_status", "sort_date", "id"], name=f"{model}_by_review"),
        models.Index(
            fields=["is_public", "sort_date", "id", "date_earliest", "date_latest"],
            name=f"{model}_wide",
            condition=models.Q(is_wide=True),
        ),
        models.Index(
            fields=["is_public", "sort_date", "id"],
            name=f"{model}_unbegun",
            condition=models.Q(is_wide=True, date_earliest__isnull=True),
        ),
        *(
            models.Index(
                fields=[column, "is_public", "sort_date", "id", *asked], name=f"{model}_by_{column}"
            )
            for column in columns
        ),
    ]


def is_wide(semantics: str, earliest: date | None, latest: date | None) -> bool:
    """Return whether a known range lacks a bound or spans more than `NARROW_DAYS`."""
    if semantics == "unknown":
        return False
    return earliest is None or latest is None or (latest - earliest).days > NARROW_DAYS


def date_problems(semantics: str, earliest: date | None, latest: date | None) -> dict[str, str]:
    """Return what is wrong with a range as {field: message}; empty where its rules hold."""
    if earliest and latest and earliest > latest:
        return {"date_latest": "The latest possible day lies before the earliest."}
    if semantics == "exact_day" and (earliest is None or earliest != latest):
        return {"date_semantics": "An exact day has its earliest and latest on the same day."}
    if semantics == "interval" and (earliest is None or latest is None):
        return {"date_semantics": "An interval needs both bounds; use “open” where one is missing."}
    if semantics in {"one_day_within", "open"} and earliest is None and latest is None:
        return {"date_semantics": "A range needs at least one bound; use “unknown” without."}
    if semantics == "open" and earliest and latest:
        return {"date_semantics": "An open range lacks a bound; use “interval” where both stand."}
    return {}
