"""Which widget a model field gets: terms with definitions, records found by typing."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import TextField, URLField

from archive.admin.mixin import FieldsMixin
from archive.admin.widgets import RecordSelect, RecordSelectMultiple, TermCheckboxes, TermSelect
from archive.date_words import NOT_KNOWN
from archive.models.fields import VocabularyField, VocabularyListField

# Where the name of the column is no name for a person.
LABELS = {
    "date_semantics": "Kind of date",
    "date_earliest": "Earliest day",
    "date_latest": "Latest day",
    "date_text": "Words for it in the text",
    "date_basis": "How the text gives it",
    "date_note": "Note on the date",
    "lat": "Latitude",
    "lon": "Longitude",
    "revision": "Text of the article",
    "url": "URL",
    "published_raw": "Date line",
    "published_tz_known": "Time zone known",
    "cameo_code": "CAMEO code",
    "acled_event_type": "ACLED event type",
    "acled_sub_event_type": "ACLED sub-event type",
    "ucdp_violence_type": "UCDP type of violence",
}


class VocabularyAdminMixin(FieldsMixin):
    """For an admin or an inline: the archive's widgets for terms and for related records.

    `explained_terms` puts the list of definitions under each term; `term_parents` names the field
    that holds the parent of a term: `{"event_mode": "event_type"}`.
    """

    explained_terms = True
    term_parents: ClassVar[dict[str, str]] = {}

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, VocabularyListField):
            terms = db_field.formfield(widget=TermCheckboxes(db_field.vocabulary))
            terms.help_text = ""  # stands above the list of terms
            return terms
        if isinstance(db_field, TextField):
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3, "cols": 60}))
        if isinstance(db_field, URLField):
            kwargs.setdefault("assume_scheme", "https")
        if db_field.name in LABELS:
            kwargs.setdefault("label", LABELS[db_field.name])
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.SplitDateTimeField):
            for part, said in zip(field.widget.widgets, ("day", "time"), strict=True):
                part.attrs["aria-label"] = f"{str(field.label).capitalize()}: {said}"
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # A record is deleted on its own page, which says what that means.
            field.widget.can_delete_related = False
            field.widget.can_view_related &= not field.widget.can_change_related
        return field

    def formfield_for_choice_field(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if not isinstance(db_field, VocabularyField):
            return super().formfield_for_choice_field(db_field, request, **kwargs)
        widget = TermSelect(
            db_field.vocabulary,
            explained=self.explained_terms,
            parent=self.term_parents.get(db_field.name),
        )
        # What the vocabulary is for stands above its list of terms.
        field: Any = db_field.formfield(widget=widget, help_text="", **kwargs)
        if db_field.null:
            field.choices = [("", NOT_KNOWN), *db_field.vocabulary.choices]
        field.widget.group_by_parent()
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", RecordSelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
