"""The small forms of the desk: of each gesture, the few fields that matter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, ManyToManyField

from archive.admin.desk.picker import Picker
from archive.admin.fields import LABELS
from archive.admin.forms import ArchiveForm, ClaimForm
from archive.admin.widgets import TermCheckboxes, TermSelect
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
from archive.models.fields import VocabularyField, VocabularyListField
from archive.vocabularies import (
    ACTOR_IDENTITY,
    ACTOR_KIND,
    ALIAS_KIND,
    ALIAS_VOICE,
    COUNTRY,
    PASSAGE_ROLE,
    SECTOR,
    STATEMENT_PARTICIPANT_ROLE,
    Vocabulary,
)

_PARENTS = {"event_mode": "event_type", "acled_sub_event_type": "acled_event_type"}
DATE = (
    "date_semantics",
    "date_earliest",
    "date_latest",
    "date_text",
    "date_basis",
    "date_note",
)


def field_of(column: Any, **kwargs: Any) -> Any:
    """Return the form field of a column: terms with definitions, records by typing."""
    if column.name in LABELS:
        kwargs.setdefault("label", LABELS[column.name])
    kwargs["help_text"] = ""
    if column.has_default():
        kwargs["required"] = False
    if isinstance(column, VocabularyListField):
        return column.formfield(widget=TermCheckboxes(column.vocabulary))
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


def term(vocabulary: Vocabulary, **kwargs: Any) -> forms.ChoiceField:
    """Return a choice of a term; one that is not required and begins with none may stay so."""
    widget = TermSelect(vocabulary, explained=False)
    may_be_none = not kwargs.get("required", True) and not kwargs.get("initial")
    none = [("", NOT_KNOWN)] if may_be_none else []
    return forms.ChoiceField(choices=[*none, *vocabulary.choices], widget=widget, **kwargs)


def _column(model: Any, name: str) -> Any:
    return model._meta.get_field(name)


def _actors(label: str) -> forms.ModelMultipleChoiceField[Actor]:
    widget = Picker(_column(StatementParticipant, "actor"), many=True)
    return forms.ModelMultipleChoiceField(Actor.objects, label=label, required=False, widget=widget)


# Who else there is in a statement, each a field of the form named by the role.
OTHER_ROLES = tuple(code for code in STATEMENT_PARTICIPANT_ROLE.codes if code != "speaker")


class StatementForm(ArchiveForm):
    """The selected words as a statement: who says it, and what about.

    `more` are the fields that most statements do without; the page keeps them folded.
    """

    more = (
        *OTHER_ROLES,
        "speech_acts",
        "hedge",
        "medium",
        "relayed_by",
        "joint",
        "conditional",
        "addressee_text",
        *DATE,
    )
    actors = _actors("Who speaks")

    class Meta:
        model = Statement
        fields = (
            "form",
            "about",
            "occasion",
            "anonymity",
            "speech_acts",
            "hedge",
            "medium",
            "relayed_by",
            "joint",
            "conditional",
            "addressee_text",
            *DATE,
        )
        formfield_callback = field_of


StatementForm.base_fields = {
    "actors": StatementForm.base_fields["actors"],
    **{name: StatementForm.base_fields[name] for name in ("form", "about", "occasion")},
    "anonymity": StatementForm.base_fields["anonymity"],
    **{role: _actors(STATEMENT_PARTICIPANT_ROLE[role].label) for role in OTHER_ROLES},
    **StatementForm.base_fields,
}


class IncidentForm(ArchiveForm):
    """The selected words as evidence of something that happened."""

    more = (
        "kind",
        "contexts",
        "summary",
        "date_basis",
        "date_note",
        "acled_event_type",
        "acled_sub_event_type",
    )

    class Meta:
        model = Incident
        fields = (
            "title",
            "event_type",
            "event_mode",
            "modality",
            *DATE,
            "kind",
            "contexts",
            "summary",
            "acled_event_type",
            "acled_sub_event_type",
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
    kind = term(ACTOR_KIND, label="Kind", initial="unknown")
    identity = term(ACTOR_IDENTITY, label="Identity", initial="named")
    alias_kind = term(ALIAS_KIND, label="These words are", initial="name")
    country = term(COUNTRY, label="Country of a new one", required=False)
    sector = term(SECTOR, label="Sector of a new one", required=False)
    voice = term(ALIAS_VOICE, label="Whose words these are", initial="narrator", required=False)
    used_by = forms.ModelChoiceField(
        Actor.objects,
        label="Who uses them",
        required=False,
        widget=Picker(_column(Alias, "used_by")),
    )
    more = ("country", "sector", "voice", "used_by")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("actor") and not cleaned.get("name"):
            raise ValidationError({"name": "Choose a known actor, or name the new one."})
        return cleaned


class MeasureForm(ClaimForm):
    """The selected words as a count of an incident."""

    more = ("preliminary", "group_actor")

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
            "preliminary",
            "group_actor",
        )
        formfield_callback = field_of


class ParticipantForm(ClaimForm):
    """The selected words as evidence that somebody took part in an incident."""

    more = ("side",)

    class Meta:
        model = IncidentParticipant
        fields = ("incident", "actor", "role", "status", "asserted_by", "side")
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
    role = term(PASSAGE_ROLE, label="Role", initial="evidence")
