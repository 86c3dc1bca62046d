"""A record found by typing a few letters, from the same choices as everywhere in the admin."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Field
from django.urls import reverse


class Picker(forms.Widget):
    """One record, or several where `many`; the desk's script makes a combobox of it."""

    template_name = "admin/archive/desk/picker.html"

    def __init__(self, field: Field[Any, Any], *, many: bool = False) -> None:
        super().__init__()
        self.field, self.many = field, many

    def url(self) -> str:
        """Return where the admin offers what can be chosen."""
        remote: Any = self.field.remote_field
        name = f"{remote.model._meta.app_label}_{remote.model._meta.model_name}_autocomplete"
        asked = {
            "app_label": self.field.model._meta.app_label,
            "model_name": self.field.model._meta.model_name,
            "field_name": self.field.name,
        }
        return f"{reverse(f'admin:{name}')}?{urlencode(asked)}"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"] |= {"url": self.url(), "many": self.many}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name)

    def id_for_label(self, id_: str) -> str:
        return id_
