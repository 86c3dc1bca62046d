"""The form of an edit of many records: what can be said of many at once, all of it left open."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest

from archive.admin.sheet.cells import columns_of
from archive.admin.widgets import TermCheckboxes, TermSelect
from archive.models.fields import VocabularyField, VocabularyListField

STAYS = "stays as it is"
_YES_NO = [("", STAYS), ("true", "yes"), ("false", "no")]
_OF_MANY = (
    VocabularyField,
    VocabularyListField,
    models.BooleanField,
    models.ForeignKey,
    models.DateField,
)


def fieldsets_of(model_admin: Any) -> list[tuple[str, list[str]]]:
    """Return the fields that are edited together, under the headings of the record's own form.

    What is a term, a yes or no, a day or another record; of texts only those that the admin names
    in `edited_together`, since most texts are of one record alone.
    """
    columns = columns_of(model_admin.model)
    found = []
    for title, options in model_admin.fieldsets:
        names = [name for name in _flat(options["fields"]) if name in columns]
        names = [
            name
            for name in names
            if name in model_admin.edited_together or _is_of_many(columns[name])
        ]
        if names:
            found.append((title or "", names))
    return found


def _flat(lines: Any) -> list[str]:
    return [name for line in lines for name in ([line] if isinstance(line, str) else line)]


def _is_of_many(field: Any) -> bool:
    return isinstance(field, _OF_MANY) and not isinstance(field, models.DateTimeField)


class TogetherForm(forms.Form):
    """Every field of it may stay empty, which changes nothing; the reason may not.

    `changes` is what is asked for once the form is valid: of each column the new value, None where
    it becomes unknown, and of a list of terms a pair of those that come and those that go.
    """

    def __init__(self, model_admin: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns_of(model_admin.model)
        self.groups = fieldsets_of(model_admin)
        self.changes: dict[str, Any] = {}
        for _, names in self.groups:
            for name in names:
                self._add(model_admin, request, self.columns[name])
        self.fields["reason"] = forms.CharField(
            label="Reason",
            max_length=500,
            help_text="Why: it stands in the log of changes beside each of these records.",
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def _add(self, model_admin: Any, request: HttpRequest, column: Any) -> None:
        field = model_admin.formfield_for_dbfield(column, request)
        name, label = column.name, str(field.label or column.verbose_name)
        label = label[:1].upper() + label[1:]
        if isinstance(column, VocabularyListField):
            for suffix, done in (("add", "add"), ("drop", "take away")):
                self.fields[f"{name}__{suffix}"] = forms.MultipleChoiceField(
                    choices=column.vocabulary.choices,
                    required=False,
                    label=f"{label}: {done}",
                    widget=TermCheckboxes(column.vocabulary),
                )
            return
        if isinstance(column, VocabularyField):
            field = _term_field(column, model_admin.term_parents.get(name))
        elif isinstance(column, models.BooleanField):
            field = forms.ChoiceField(choices=_YES_NO)
        elif isinstance(column, models.ForeignKey):
            field.widget = getattr(field.widget, "widget", field.widget)
        field.required, field.initial, field.label, field.help_text = False, None, label, ""
        self.fields[name] = field
        if column.null:
            self.fields[f"{name}__unknown"] = forms.BooleanField(
                required=False, label=f"Make “{label}” unknown"
            )

    def rows(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """Return the form as it is laid out: of each heading its fields, each with what empties it.

        Each is `{"field": …, "unknown": … or None}`.
        """
        laid_out = []
        for title, names in self.groups:
            lines = []
            for name in names:
                if name in self.fields:
                    unknown = f"{name}__unknown"
                    lines.append(
                        {
                            "field": self[name],
                            "unknown": self[unknown] if unknown in self.fields else None,
                        }
                    )
                    continue
                lines += [
                    {"field": self[f"{name}__{part}"], "unknown": None} for part in ("add", "drop")
                ]
            laid_out.append((title, lines))
        return laid_out

    def labels(self) -> dict[str, str]:
        """Return how the form calls each column, in its order."""
        plain = {
            name: name.replace("_", " ").capitalize() for _, names in self.groups for name in names
        }
        return {
            name: str(self.fields[name].label) if name in self.fields else label
            for name, label in plain.items()
        }

    def clean(self) -> dict[str, Any]:
        """Gather what is asked for; refuse what contradicts itself, and to ask nothing."""
        cleaned = super().clean() or {}
        for name in (name for _, names in self.groups for name in names):
            if isinstance(self.columns[name], VocabularyListField):
                self._gather_terms(name, cleaned)
                continue
            value, empties = cleaned.get(name), cleaned.get(f"{name}__unknown")
            has_value = value not in (None, "")
            if has_value and empties:
                self.add_error(name, "Either give a value or make it unknown, not both.")
            elif has_value or empties:
                self.changes[name] = value if has_value else None
        if not self.changes and not self.errors:
            self.add_error(None, "Nothing is asked for: fill in what is to change.")
        return cleaned

    def _gather_terms(self, name: str, cleaned: dict[str, Any]) -> None:
        coming, going = cleaned.get(f"{name}__add") or [], cleaned.get(f"{name}__drop") or []
        both = [term for term in coming if term in going]
        if both:
            labels = ", ".join(self.columns[name].vocabulary[term].label for term in both)
            self.add_error(f"{name}__drop", f"Both added and taken away: {labels}.")
        elif coming or going:
            self.changes[name] = (coming, going)


def _term_field(column: Any, parent: str | None) -> forms.ChoiceField:
    """Return the choice of a term that begins with none at all."""
    widget = TermSelect(column.vocabulary, explained=False, parent=parent)
    field = forms.ChoiceField(choices=[("", STAYS), *column.vocabulary.choices], widget=widget)
    widget.group_by_parent()
    return field
