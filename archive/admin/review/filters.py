"""What the queue is narrowed by: kind, state, origin, who made it, age, article or source."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from archive.admin.widgets import RecordSelect
from archive.models import (
    Actor,
    Article,
    Change,
    Incident,
    Passage,
    Place,
    Source,
    Statement,
)
from archive.models.base import Record, waiting
from archive.vocabularies import ORIGIN

KINDS: tuple[type[Record], ...] = (Article, Incident, Statement, Actor, Place, Source)
STATES = {"in_review": "In review", "draft": "Drafts of a machine"}
AGES = {"1": "More than a day", "7": "More than a week", "30": "More than a month"}

# How a passage stands under a record of a kind: the columns of passages that lead to it.
_SUPPORTS: dict[type[Model], tuple[str, ...]] = {
    Incident: (
        "incident",
        "participant__incident",
        "incident_place__incident",
        "measure__incident",
    ),
    Actor: ("actor", "alias__actor", "affiliation__actor"),
    Place: ("place", "incident_place__place"),
}


def _records(label: str, model: type[Model], name: str) -> forms.ModelChoiceField[Any]:
    field: Any = model._meta.get_field(name)
    records = field.remote_field.model._default_manager.all()
    widget = RecordSelect(field, admin.site)
    return forms.ModelChoiceField(records, required=False, label=label, widget=widget)


class FilterForm(forms.Form):
    """The filters, read from an address; what is not valid narrows nothing, and is said."""

    kind = forms.ChoiceField(required=False)
    state = forms.ChoiceField(
        required=False, choices=[("", "Whatever waits"), *STATES.items()], label="State"
    )
    origin = forms.ChoiceField(required=False, choices=[("", "Any"), *ORIGIN.choices])
    made_by = forms.CharField(required=False, max_length=150, label="Made by")
    age = forms.ChoiceField(
        required=False, choices=[("", "Any"), *AGES.items()], label="Waits since"
    )
    # Any foreign key to articles does: what can be chosen is the same.
    article = _records("From article", Actor, "article")
    source = _records("From source", Article, "source")

    def __init__(self, data: QueryDict, kinds: tuple[type[Record], ...]) -> None:
        super().__init__(data, auto_id="review-%s")
        kind: Any = self.fields["kind"]
        kind.choices = [
            ("", "All kinds"),
            *((m._meta.model_name, str(m._meta.verbose_name_plural).capitalize()) for m in kinds),
        ]
        self.fields["made_by"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}


class Filters:
    """The queue as one person may see it, narrowed as an address says.

    `chosen` is what was valid of it; `only_own` leaves what the person made.
    """

    def __init__(self, data: QueryDict, user: Any, *, only_own: bool = False) -> None:
        allowed = tuple(
            model for model in KINDS if user.has_perm(f"archive.view_{model._meta.model_name}")
        )
        self.form = FilterForm(data, allowed)
        self.form.is_valid()
        cleaned = self.form.cleaned_data
        self.chosen = {name: value for name, value in cleaned.items() if value}
        kind = self.chosen.get("kind")
        self.kinds = tuple(m for m in allowed if kind in {None, m._meta.model_name})
        self.only_own = user.get_username() if only_own else None

    def query(self) -> str:
        """Return the filters as the query of an address."""
        query = QueryDict(mutable=True)
        for name, value in self.chosen.items():
            query[name] = str(value.pk) if isinstance(value, Model) else str(value)
        return query.urlencode()

    def rows(self, model: type[Record]) -> QuerySet[Any]:
        """Return what waits of a kind, in no order."""
        rows: QuerySet[Any] = model._default_manager.filter(waiting(), self._condition(model))
        # A machine's draft that somebody returned waits for a coder.
        moved = Change.objects.filter(uid=OuterRef("uid"), op="update", fields=["review_status"])
        unmoved: QuerySet[Any] = rows.filter(~Q(review_status="draft") | ~Exists(moved))
        return unmoved

    def _condition(self, model: type[Record]) -> Q:
        chosen, condition = self.chosen, Q()
        if chosen.get("state") == "draft":
            condition &= Q(review_status="draft")
        elif chosen.get("state"):
            condition &= ~Q(review_status="draft")
        if "origin" in chosen:
            condition &= Q(origin=chosen["origin"])
        if "age" in chosen:
            condition &= Q(created_at__lte=timezone.now() - timedelta(days=int(chosen["age"])))
        for maker in filter(None, (chosen.get("made_by"), self.only_own)):
            made = Change.objects.filter(uid=OuterRef("uid"), op="create", by=maker)
            condition &= Q(Exists(made))
        if "article" in chosen:
            condition &= _told_in(model, "pk", chosen["article"].pk)
        if "source" in chosen:
            condition &= _told_in(model, "source", chosen["source"].pk)
        return condition


def _told_in(model: type[Record], of: str, key: int) -> Q:
    """Return the condition that a record is, or is told in, an article: by its key or its source's.

    `of` is a path from the article.
    """
    if model is Source:
        if of == "source":
            return Q(pk=key)
        return Q(Exists(Article.objects.filter(pk=key, source=OuterRef("pk"))))
    if model is Article:
        return Q(**{of: key})
    if model is Statement:
        return Q(**{f"revision__article__{of}": key})
    told = Passage.objects.filter(**{f"revision__article__{of}": key})
    condition = Q(**{f"article__{of}": key}) if model is Actor else Q()
    for path in _SUPPORTS[model]:
        condition |= Q(Exists(told.filter(**{path: OuterRef("pk")})))
    return condition
