"""What the fields of a serializer name: columns of models, addresses of records."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse


def field_at(model: type[models.Model], steps: list[str]) -> models.Field[Any, Any]:
    """Return the field of a model at the end of a path of foreign keys."""
    *path, last = steps
    for step in path:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]  # -- the step is a relation
    return model._meta.get_field(last)  # type: ignore[return-value]  # -- a column, no relation back


def address_of(site: str, resource: str) -> str:
    """Return the address of a resource on a site, whose own address ends with a slash."""
    return site + reverse(f"{resource}-list").removeprefix("/")
