"""What a gesture at the desk is, and who may make a new record by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model

from archive.admin.desk.span import Selection
from archive.models.base import Record
from archive.rights import require

# The record that is in hand then, and a sentence that says what was done.
Done = tuple[Record, str]


@dataclass(frozen=True)
class Gesture:
    """A way to code the selected words: the key that is pressed, its form, what it makes.

    What is `wordless` can be told without words of the text to rest on.
    """

    name: str
    key: str
    label: str
    title: str
    form: type[forms.BaseForm]
    make: Callable[[Any, Any, Any], Done]
    instance: Callable[[Any], Model] | None = None
    wordless: bool = False

    @property
    def more(self) -> tuple[str, ...]:
        """The fields that most do without; the page keeps them folded."""
        return getattr(self.form, "more", ())

    def bound(self, selection: Selection | None, sent: dict[str, Any]) -> forms.BaseForm:
        """Return the form with what was sent."""
        if self.instance is None:
            return self.form(sent)
        return self.form(sent, instance=self.instance(selection))  # type: ignore[call-arg]  # -- its form is one of a model

    def blank(self) -> forms.BaseForm:
        """Return the form as the page shows it."""
        return self.form(auto_id=f"desk-{self.name}-%s")


def may_add(user: Any, model: type[Model]) -> None:
    """Refuse who may not add records of this kind."""
    require(user, "add")
    if not user.has_perm(f"archive.add_{model._meta.model_name}"):
        raise PermissionDenied(f"Your account may not add {model._meta.verbose_name_plural}.")
