"""Places that the text names, and what ties records together: offices, links of either kind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from archive.admin.desk.forms import DATE, field_of, term
from archive.admin.desk.gesture import Done, Gesture, may_add
from archive.admin.desk.picker import Picker
from archive.admin.desk.span import Selection
from archive.admin.forms import ArchiveForm, ClaimForm
from archive.models import Affiliation, IncidentLink, IncidentPlace, Place, StatementLink
from archive.rights import require
from archive.vocabularies import COUNTRY, PLACE_KIND

_PLACE: Any = IncidentPlace._meta.get_field("place")


class PlaceNameForm(forms.Form):
    """The selected words as the name of a place: of the archive, or of one that is new."""

    place = forms.ModelChoiceField(
        Place.objects,
        label="Known place",
        required=False,
        help_text="Leave empty for a new one.",
        widget=Picker(_PLACE),
    )
    name = forms.CharField(label="Name of a new one", max_length=300, required=False)
    kind = term(PLACE_KIND, label="Kind", initial="other")
    country = term(COUNTRY, label="Country", required=False)
    parent = forms.ModelChoiceField(
        Place.objects, label="Lies in", required=False, widget=Picker(_PLACE)
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("place") and not cleaned.get("name"):
            raise ValidationError({"name": "Choose a known place, or name the new one."})
        return cleaned


class AffiliationForm(ClaimForm):
    """The selected words as evidence of an office, a membership, a backer."""

    more = DATE

    class Meta:
        model = Affiliation
        fields = ("actor", "organisation", "kind", "role_title", "status", "asserted_by", *DATE)
        formfield_callback = field_of


class IncidentLinkForm(ClaimForm):
    """The selected words as evidence of how two incidents hang together."""

    class Meta:
        model = IncidentLink
        fields = ("from_incident", "kind", "to_incident", "status", "asserted_by")
        formfield_callback = field_of


class StatementLinkForm(ArchiveForm):
    """How a statement stands to another; no words rest below it."""

    class Meta:
        model = StatementLink
        fields = ("from_statement", "kind", "to_statement")
        formfield_callback = field_of


def _place_name(user: Any, selection: Selection, form: Any) -> Done:
    sent = form.cleaned_data
    place, said = sent["place"], "Words added to a known place."
    if place is None:
        may_add(user, Place)
        place = Place(
            name=sent["name"],
            kind=sent["kind"],
            country=sent["country"] or None,
            parent=sent["parent"],
        )
        place.save()
        said = "Place added."
    else:
        require(user, "change", place)
    selection.passage(role="mention", place=place)
    return place, said


def _affiliation(user: Any, selection: Selection | None, form: Any) -> Done:
    require(user, "change", form.instance.actor)
    affiliation = form.save()
    if selection is not None:
        selection.passage(role="evidence", affiliation=affiliation)
    return affiliation.actor, "Affiliation added."


def _incident_link(user: Any, selection: Selection | None, form: Any) -> Done:
    require(user, "change", form.instance.from_incident)
    link = form.save()
    if selection is not None:
        selection.passage(role="evidence", incident_link=link)
    return link.from_incident, "Link added."


def _statement_link(user: Any, _: Selection | None, form: Any) -> Done:
    require(user, "change", form.instance.from_statement)
    link = form.save()
    return link.from_statement, "Link added."


TIES = (
    Gesture("place", "g", "Place", "A place that is named here", PlaceNameForm, _place_name),
    Gesture(
        "affiliation",
        "o",
        "Office",
        "Office, membership or backer of an actor",
        AffiliationForm,
        _affiliation,
        lambda _: Affiliation(),
        wordless=True,
    ),
    Gesture(
        "link",
        "l",
        "Link",
        "How two incidents hang together",
        IncidentLinkForm,
        _incident_link,
        lambda _: IncidentLink(),
        wordless=True,
    ),
    Gesture(
        "restates",
        "r",
        "Relation",
        "How a statement stands to another",
        StatementLinkForm,
        _statement_link,
        lambda _: StatementLink(),
        wordless=True,
    ),
)
