"""The small forms of the desk: of each gesture, the few fields that matter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, ManyToManyField

from archive.admin.desk.picker import Picker
from archive.admin.fields import LABELS
from archive.admin.forms import ArchiveForm, ClaimForm
from archive.admin.widgets import TermSelect
from archive.date_words import NOT_KNOWN
from archive.models import (
    Actor,
    Alias,
    Incident,
    IncidentParticipant,
    IncidentPlace,
    Measure,
    Statement,
    StatementParticipant,
)
from archive.models.fields import VocabularyField
from archive.vocabularies import (
    ACTOR_IDENTITY,
    ACTOR_KIND,
    ALIAS_KIND,
    PASSAGE_ROLE,
    STATEMENT_PARTICIPANT_ROLE,
    Vocabulary,
)

_PARENTS = {"event_mode": "event_type"}


def field_of(column: Any, **kwargs: Any) -> Any:
    """Return the form field of a column: terms with definitions, records by typing."""
    if column.name in LABELS:
        kwargs.setdefault("label", LABELS[column.name])
    kwargs["help_text"] = ""
    if isinstance(column, VocabularyField):
        widget = TermSelect(column.vocabulary, explained=False, parent=_PARENTS.get(column.name))
        field: Any = column.formfield(**{**kwargs, "widget": widget})
        if column.null:
            field.choices = [("", NOT_KNOWN), *column.vocabulary.choices]
        field.widget.group_by_parent()
        return field
    if isinstance(column, ForeignKey):
        kwargs["widget"] = Picker(column)
    elif isinstance(column, ManyToManyField):
        kwargs["widget"] = Picker(column, many=True)
    elif column.get_internal_type() == "DateField":
        kwargs["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return column.formfield(**kwargs)


def _term(vocabulary: Vocabulary, **kwargs: Any) -> forms.ChoiceField:
    widget = TermSelect(vocabulary, explained=False)
    return forms.ChoiceField(choices=vocabulary.choices, widget=widget, **kwargs)


def _column(model: Any, name: str) -> Any:
    return model._meta.get_field(name)


class StatementForm(ArchiveForm):
    """The selected words as a statement: who says it, and what about."""

    actors = forms.ModelMultipleChoiceField(
        Actor.objects,
        label="Who speaks",
        required=False,
        widget=Picker(_column(StatementParticipant, "actor"), many=True),
    )
    role = _term(STATEMENT_PARTICIPANT_ROLE, label="Their part", initial="speaker")

    class Meta:
        model = Statement
        fields = ("form", "anonymity", "about", "occasion")
        formfield_callback = field_of


StatementForm.base_fields = {
    name: StatementForm.base_fields[name]
    for name in ("actors", "role", "form", "about", "occasion", "anonymity")
}


class IncidentForm(ArchiveForm):
    """The selected words as evidence of something that happened."""

    class Meta:
        model = Incident
        fields = (
            "title",
            "event_type",
            "event_mode",
            "modality",
            "date_semantics",
            "date_earliest",
            "date_latest",
            "date_text",
        )
        formfield_callback = field_of


class ActorForm(forms.Form):
    """The selected words as a name: of an actor of the archive, or of one who is new."""

    actor = forms.ModelChoiceField(
        Actor.objects,
        label="Known actor",
        required=False,
        help_text="Leave empty for a new one.",
        widget=Picker(_column(Alias, "actor")),
    )
    name = forms.CharField(label="Name of a new one", max_length=300, required=False)
    kind = _term(ACTOR_KIND, label="Kind", initial="unknown")
    identity = _term(ACTOR_IDENTITY, label="Identity", initial="named")
    alias_kind = _term(ALIAS_KIND, label="These words are", initial="name")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("actor") and not cleaned.get("name"):
            raise ValidationError({"name": "Choose a known actor, or name the new one."})
        return cleaned


class MeasureForm(ClaimForm):
    """The selected words as a count of an incident."""

    class Meta:
        model = Measure
        fields = (
            "incident",
            "measure",
            "best",
            "minimum",
            "maximum",
            "qualifier",
            "item",
            "group_text",
            "status",
            "asserted_by",
        )
        formfield_callback = field_of


class ParticipantForm(ClaimForm):
    """The selected words as evidence that somebody took part in an incident."""

    class Meta:
        model = IncidentParticipant
        fields = ("incident", "actor", "role", "status", "asserted_by")
        formfield_callback = field_of


class PlaceForm(ArchiveForm):
    """The selected words as evidence of where an incident was."""

    class Meta:
        model = IncidentPlace
        fields = ("incident", "place", "text", "role", "geo_precision")
        formfield_callback = field_of


class EvidenceForm(forms.Form):
    """The selected words as evidence of the record in hand, or of one of its parts."""

    fact = forms.CharField(label="What these words support", widget=forms.Select)
    role = _term(PASSAGE_ROLE, label="Role", initial="evidence")
