"""Formsets of what a record owns."""

from __future__ import annotations

from typing import Any

from django.forms.models import BaseInlineFormSet


class PartFormSet(BaseInlineFormSet[Any, Any, Any]):
    """Parts in their order; new ones are put at the end of the list."""

    def save_new(self, form: Any, commit: bool = True) -> Any:
        # Given when the form was checked, before the rows above it were written.
        form.instance.position = None
        return super().save_new(form, commit=commit)
