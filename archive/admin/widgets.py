"""Widgets of the admin: terms with their definitions, and records found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.urls import reverse

from archive.admin.labels import label_of, with_labels
from archive.vocabularies import Vocabulary

TERMS_SCRIPT: Any = forms.Script("archive/terms.js", type="module")
NAMES_SCRIPT: Any = forms.Script("archive/names.js", type="module")
# Beyond this a list of definitions is no help any more: countries define themselves.
_MOST_DEFINITIONS = 80

if TYPE_CHECKING:
    _ChoiceMixin = forms.widgets.ChoiceWidget
else:
    _ChoiceMixin = object


class _TermsMixin(_ChoiceMixin):
    """Shows the definition of every term: on the choice, and in a list below."""

    vocabulary: Vocabulary
    explained: bool

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["vocabulary"] = self.vocabulary
        context["terms"] = (
            self.vocabulary.terms
            if self.explained and len(self.vocabulary) <= _MOST_DEFINITIONS
            else ()
        )
        return context

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if option["value"] in self.vocabulary:
            option["attrs"]["title"] = self.vocabulary[option["value"]].definition
        return option


class TermSelect(_TermsMixin, forms.Select):
    """One term of a vocabulary; terms of a vocabulary with a parent stand under their parent.

    `parent` names the field of the same form that holds the parent's term; `explained=False`
    leaves the list of definitions out, where the same widget stands in many rows.
    """

    template_name = "archive/widgets/term_select.html"

    def __init__(
        self, vocabulary: Vocabulary, *, explained: bool = True, parent: str | None = None
    ) -> None:
        super().__init__(attrs={"data-parent": parent} if parent else None)
        self.vocabulary = vocabulary
        self.explained = explained

    def group_by_parent(self) -> None:
        """Put the choices under their parents, each under every one it belongs to."""
        if self.vocabulary.parent is None:
            return
        blank = [choice for choice in self.choices if not choice[0]]
        self.choices = blank + [
            (parent.label, [(term.code, term.label) for term in children])
            for parent in self.vocabulary.parent.terms
            if (children := self.vocabulary.children_of(parent.code))
        ]

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=[TERMS_SCRIPT])


class TermCheckboxes(_TermsMixin, forms.CheckboxSelectMultiple):
    """Any number of terms of a vocabulary."""

    template_name = "archive/widgets/term_checkboxes.html"
    option_template_name = "archive/widgets/term_checkbox.html"

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        self.explained = True


class _RecordMixin(_ChoiceMixin):
    """Finds records by typing. `known` spares a query for each row whose record is at hand."""

    known: dict[str, str]
    field: Any
    admin_site: Any
    choices: Any

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[NAMES_SCRIPT])

    def get_url(self) -> str:
        remote = self.field.remote_field.model._meta
        site = self.admin_site.name
        return reverse(f"{site}:{remote.app_label}_{remote.model_name}_autocomplete")

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        """Return the chosen records only, with their labels; the rest is found by typing."""
        chosen = [str(key) for key in value if key not in self.choices.field.empty_values]
        known = getattr(self, "known", {})
        labels = {key: known[key] for key in chosen if key in known}
        missing = [key for key in chosen if key not in labels]
        if missing:
            found = with_labels(self.choices.queryset.filter(pk__in=missing))
            labels |= {str(record.pk): label_of(record) for record in found}
        options = [
            self.create_option(name, key, labels[key], True, index)
            for index, key in enumerate(chosen, start=1)
            if key in labels
        ]
        if not self.is_required and not self.allow_multiple_selected:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


class RecordSelect(_RecordMixin, AutocompleteSelect):
    """One record, found by typing."""


class RecordSelectMultiple(_RecordMixin, AutocompleteSelectMultiple):
    """Any number of records, found by typing."""
