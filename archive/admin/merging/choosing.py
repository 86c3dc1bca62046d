"""Choosing the other record: from those that look like it, by typing, or by its identifier."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from archive.admin.merging.desk import shown
from archive.admin.merging.ways import done_url, kind_of, pair_url, record_at, who_stays
from archive.admin.widgets import RecordSelect
from archive.duplicates import likely_same_as
from archive.models.base import Record

_MOST = 10


class OtherForm(forms.Form):
    """The other record, found by typing; where no script runs, by its uid."""

    uid = forms.CharField(
        required=False,
        max_length=30,
        label="Or its uid",
        help_text="As it stands on its page and in its address.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, record: Record, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        model: Any = type(record)
        # What an autocomplete needs is a field that names such records: this one does.
        field = model._meta.get_field("merged_into")
        self.fields["other"] = forms.ModelChoiceField(
            model._default_manager.all(),
            required=False,
            label=f"The other {model._meta.verbose_name}",
            widget=RecordSelect(field, admin.site),
        )
        self.order_fields(["other", "uid"])

    def clean(self) -> dict[str, Any]:
        """Find the record that is named one way or the other."""
        given = super().clean() or {}
        other, uid = given.get("other"), (given.get("uid") or "").strip()
        if other is None and uid:
            other = type(self.record)._default_manager.filter(uid=uid).first()
            if other is None:
                noun = self.record._meta.verbose_name
                raise ValidationError({"uid": f"“{uid}” is the uid of no {noun}."})
        if other is None and "other" not in self.errors:
            raise ValidationError("Choose the other one.")
        if other is not None and other.pk == self.record.pk:
            raise ValidationError("That is this very record.")
        return {"other": other}


def choose(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Ask for the other record of a pair, and go to the pair."""
    record = record_at(request, kind, uid)
    if record.merged_into_id is not None:
        return HttpResponseRedirect(done_url(record))
    form = OtherForm(record, request.GET if {"other", "uid"} & request.GET.keys() else None)
    if form.is_bound and form.is_valid():
        return HttpResponseRedirect(pair_url(*who_stays(record, form.cleaned_data["other"])))
    context = {
        **admin.site.each_context(request),
        "title": f"Merge “{record}” with …",
        "record": record,
        "kind": kind_of(record),
        "plural": record._meta.verbose_name_plural,
        "form": form,
        "media": form.media,
        "pairs": shown(kind, likely_same_as(record, most=_MOST)),
    }
    template = "admin/archive/merging/choose.html"
    return TemplateResponse(request, template, context, status=422 if form.errors else 200)
