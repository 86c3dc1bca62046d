"""Forms of the admin: labels without queries, and every refusal beside a field that is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.forms.models import InlineForeignKeyField, ModelChoiceField

from archive.admin.labels import label_of


class ArchiveForm(forms.ModelForm[Any]):
    """The form of every row of the archive.

    `rivals` are the foreign keys of which a row sets exactly one, such as those of a passage.
    """

    rivals: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, ModelChoiceField):
                widget: Any = getattr(field.widget, "widget", field.widget)
                widget.known = {str(row.pk): label_of(row) for row in self._at_hand(name)}

    def _at_hand(self, name: str) -> Iterator[Model]:
        """Yield the related rows that were loaded with the instance."""
        state = self.instance._state
        if name in state.fields_cache and state.fields_cache[name] is not None:
            yield state.fields_cache[name]
        yield from getattr(self.instance, "_prefetched_objects_cache", {}).get(name, ())

    def add_error(self, field: str | None, error: Any) -> None:
        """Put a rule's message beside its field; one about a field that is not here, on top."""
        messages = getattr(error, "error_dict", None)
        if field is not None or messages is None:
            super().add_error(field, error)
            return
        placed: dict[str, list[Any]] = {}
        for name, found in messages.items():
            if name in self.rivals and self._owner_is_being_added():
                continue
            placed.setdefault(name if name in self.fields else NON_FIELD_ERRORS, []).extend(found)
        if placed:
            super().add_error(None, ValidationError(placed))

    def _owner_is_being_added(self) -> bool:
        """Whether the row belongs to a record that is added together with it.

        That has no key yet, so that the row seems to name none of its rivals; it is asked again
        when it is saved.
        """
        return any(
            isinstance(field, InlineForeignKeyField) and field.parent_instance.pk is None
            for field in self.fields.values()
        )


class ClaimForm(ArchiveForm):
    """The form of a claim: its statements are checked together with its standing."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.instance.set_assertions(self.cleaned_data.get("asserted_by", ()))
        return cleaned
