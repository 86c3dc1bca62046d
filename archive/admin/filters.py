"""Filters of the lists: none of them counts, and none lists all records of a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Field, Q, QuerySet
from django.http import QueryDict

from archive.admin.widgets import RecordSelect
from archive.date_words import NOT_KNOWN
from archive.models.dated import NARROW_DAYS
from archive.models.fields import VocabularyField
from archive.querysets.dated import overlapping

_NOTHING = "none"


class TermFilter(admin.FieldListFilter):
    """One term of a vocabulary, or that it is not known."""

    template = "admin/archive/filters/terms.html"
    used_parameters: Any

    def __init__(self, field: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(field, *args, **kwargs)
        self.vocabulary = field.vocabulary
        self.nullable = field.null
        self.title = self.vocabulary.label.lower()

    def expected_parameters(self) -> list[str | None]:
        return [self.field_path]

    @property
    def _chosen(self) -> str | None:
        values: list[str] = self.used_parameters.get(self.field_path, [])
        return values[-1] if values else None

    def choices(self, changelist: Any) -> Iterator[Any]:
        terms: list[tuple[str | None, str, str]] = [(None, "All", "")]
        terms += [(term.code, term.label, term.definition) for term in self.vocabulary.terms]
        if self.nullable:
            terms.append((_NOTHING, NOT_KNOWN, ""))
        for code, label, definition in terms:
            yield {
                "selected": self._chosen == code,
                "query_string": changelist.get_query_string({self.field_path: code})
                if code
                else changelist.get_query_string(remove=[self.field_path]),
                "display": label,
                "definition": definition,
            }

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self._chosen is None:
            return queryset
        if self._chosen == _NOTHING:
            return queryset.filter(**{f"{self.field_path}__isnull": True})
        if self._chosen not in self.vocabulary:
            raise IncorrectLookupParameters(f"{self._chosen} is no {self.vocabulary.name}.")
        return queryset.filter(**{self.field_path: self._chosen})


# Every vocabulary is filtered so; Django would otherwise offer its own list of choices.
admin.FieldListFilter.register(
    lambda field: isinstance(field, VocabularyField), TermFilter, take_priority=True
)


class FormFilter(admin.ListFilter):
    """Abstract: a filter with fields of its own, `parameters`, and a button."""

    template = "admin/archive/filters/form.html"
    used_parameters: Any
    parameters: ClassVar[tuple[str, ...]]

    def __init__(self, request: Any, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.model_admin = model_admin
        for name in self.parameters:
            # An empty field of the form chooses nothing.
            if name in params and (value := params.pop(name)[-1]):
                self.used_parameters[name] = value

    def expected_parameters(self) -> list[str | None]:
        return list(self.parameters)

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Yield what the template needs: the fields, what else the address holds, a way back."""
        others = changelist.get_query_string(remove=list(self.parameters))
        yield {
            "form": self.form(),
            "others": QueryDict(others.removeprefix("?")).items(),
            "clear": others if self.used_parameters else None,
        }

    def form(self) -> forms.Form:
        """Return the form that shows what is chosen."""
        raise NotImplementedError


class RecordFilter(FormFilter):
    """Abstract: related to one record, which is found by typing.

    `field` is a foreign key to records of that kind; `condition(pk)` is what must hold.
    """

    parameter_name: ClassVar[str]
    field: ClassVar[Any]

    def __init__(self, *args: Any) -> None:
        self.parameters = (self.parameter_name,)  # type: ignore[misc]  # -- Django asks for either, and types one
        super().__init__(*args)

    def condition(self, pk: int) -> Q:
        """Return the condition that a row is related to the record with this key."""
        raise NotImplementedError

    def form(self) -> forms.Form:
        site = self.model_admin.admin_site
        records = self.field.remote_field.model._default_manager.all()
        choice = forms.ModelChoiceField(
            records, required=False, label=self.title, widget=RecordSelect(self.field, site)
        )
        form = forms.Form(initial=self.used_parameters, auto_id="filter_%s")
        form.fields[self.parameter_name] = choice
        return form

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.used_parameters.get(self.parameter_name)
        if chosen is None:
            return queryset
        if not chosen.isdecimal():
            raise IncorrectLookupParameters(f"{self.parameter_name} is no number.")
        return queryset.filter(self.condition(int(chosen)))


class DaysFilter(FormFilter):
    """Abstract: from one day to another, both included; either may be left open."""

    def form(self) -> forms.Form:
        form = forms.Form(initial=self.used_parameters, auto_id="filter_%s")
        for name, label in zip(self.parameters, ("From", "to"), strict=True):
            widget = forms.DateInput(attrs={"type": "date"})
            form.fields[name] = forms.DateField(required=False, label=label, widget=widget)
        return form

    def days(self) -> list[date | None]:
        """Return the first and the last day, None where it is open."""
        return [self._day(name) for name in self.parameters]

    def _day(self, name: str) -> date | None:
        given = self.used_parameters.get(name)
        if given is None:
            return None
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            raise IncorrectLookupParameters(f"{name} is no day.") from error


class PossibleDateFilter(DaysFilter):
    """Possibly within some days: the range of the date and these days overlap."""

    title = "date"
    parameters = ("date_after", "date_before")

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        after, before = self.days()
        if after is None and before is None:
            return queryset
        first = None if after is None else (after, _earlier(after))
        last = None if before is None else (before, before)
        return queryset.filter(overlapping(first, last))


def _earlier(day: date) -> date:
    """Return the first day that a narrow range may begin with and still touch this one."""
    return date.fromordinal(max(1, day.toordinal() - NARROW_DAYS))


def foreign_key(model: Any, name: str) -> Field[Any, Any]:
    """Return the foreign key of a model by its name."""
    field: Field[Any, Any] = model._meta.get_field(name)
    return field
