"""Forms that save only over what was seen: the version of the record travels with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from archive.admin.mixin import AdminMixin
from archive.models import Change

FIELD = "seen_version"
_MOST = 3


class SeenVersionMixin(AdminMixin):
    """An admin of records whose forms are refused where somebody saved in the meantime.

    What was typed stays in the form; it is saved by saving again, which then is over what the
    message told of.
    """

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return the record; for a form that is sent, nobody else changes it meanwhile."""
        record = super().get_object(request, *args, **kwargs)
        if record is not None and request.method == "POST":
            rows = self.model._base_manager.select_for_update(no_key=True).filter(pk=record.pk)
            if rows.values_list("version", flat=True).get() != record.version:
                record.refresh_from_db()
        return record

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form, which knows what version was seen."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        if obj is None or request.method != "POST":
            return form
        seen = request.POST.get(FIELD, "")
        return type(form.__name__, (_Guarded, form), {"seen": seen, "version": obj.version})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the form with the version that it is of."""
        record = kwargs.get("obj")
        context[FIELD] = None if record is None else record.version
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response


class _Guarded(forms.ModelForm):  # type: ignore[type-arg]  # -- of any model
    seen: str
    version: int

    def clean(self) -> dict[str, Any] | None:
        """Refuse what was typed over another version than the one there is."""
        if self.seen != str(self.version):
            self.add_error(None, _told(self.instance, self.seen))
        return super().clean()


def _told(record: Any, seen: str) -> str:
    """Return what a person reads whose form came too late: who did what meanwhile."""
    return (
        f"This record was changed since you opened it ({changes_since(record, seen)}). Nothing was "
        "saved, and what you typed is still here. Look at the record in another window; saving "
        "again puts what is here in its place."
    )


def changes_since(record: Any, seen: str) -> str:
    """Return who changed what of a record since a version that somebody has seen, in words."""
    since = int(seen) if seen.isdecimal() and len(seen) < 10 else 0  # noqa: PLR2004 -- no version is that long
    entries = Change.objects.filter(uid=record.uid, version__gt=since).order_by("-seq")
    told = [
        f"{entry.by or 'somebody'}: {', '.join(entry.fields).replace('_', ' ') or entry.op}"
        for entry in reversed(entries[:_MOST])
    ]
    return "; ".join(told) or "its form did not say which version it was of"
