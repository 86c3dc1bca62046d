"""Adding a passage by its words: the form finds where they stand, and asks only if it must."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.html import format_html

from archive.admin.evidence import OWN_KEY, PARTS, parts_of, passages_of, with_text
from archive.admin.forms import ArchiveForm
from archive.admin.labels import shorten
from archive.models import Passage, Revision, Statement
from archive.models.passage import SUPPORTABLE
from archive.spans import Span, find_words, surroundings

MOST_PLACES = 20


class WordsForm(ArchiveForm):
    """A passage by its words; `occurrence`, the first code point, is asked where they recur."""

    exact = forms.CharField(
        label="Exact words",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Copy them from the text, or type them; their place is found by itself.",
    )
    occurrence = forms.IntegerField(label="Which of them", required=False, widget=forms.HiddenInput)

    def text(self) -> Revision | None:
        """Return the text that the words are looked for in, or None while it is not chosen."""
        return self.cleaned_data.get("revision")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        revision, words = self.text(), self.cleaned_data.get("exact")
        if revision is None or not words:
            self._forget_place()
            return cleaned
        places = find_words(revision.body, words)
        place = self._choose(places)
        if place is None:
            self._refuse(revision, places)
            self._forget_place()
        else:
            self.instance.start, self.instance.end = place
            self.cleaned_data["exact"] = revision.body[place.start : place.end]
        return cleaned

    def _choose(self, places: list[Span]) -> Span | None:
        """Return the place that is meant: the only one, the chosen one, or where it stood."""
        if len(places) == 1:
            return places[0]
        stood = None if "revision" in self.changed_data else self.instance.start
        by_start: dict[int | None, Span] = {place.start: place for place in places}
        return by_start.get(self.cleaned_data.get("occurrence")) or by_start.get(stood)

    def _refuse(self, revision: Revision, places: list[Span]) -> None:
        if not places:
            self.add_error(
                "exact",
                f"These words do not stand in {revision}. They must be there word for word.",
            )
        elif len(places) > MOST_PLACES:
            self.add_error(
                "exact",
                f"These words stand in the text {len(places)} times: add the words next to them.",
            )
        else:
            field = self.fields["occurrence"]
            field.widget = forms.RadioSelect(
                choices=[(place.start, _in_context(revision.body, place)) for place in places]
            )
            self.add_error(
                "occurrence",
                f"These words stand in the text {len(places)} times. Choose the place you mean.",
            )

    def _forget_place(self) -> None:
        # The rules of a passage would say again, in terms of offsets, what is said already.
        self.instance.start = self.instance.end = None


def _in_context(body: str, place: Span) -> str:
    before, after = surroundings(body, place)
    return format_html("{}<mark>{}</mark>{}", before, body[place.start : place.end], after)


class EvidenceForm(WordsForm):
    """A passage on the page of the record that it supports, or one of whose parts it supports."""

    rivals = tuple(SUPPORTABLE)

    supports = forms.ChoiceField(
        required=False, help_text="A part that is new is offered once it is saved."
    )

    def __init__(
        self, *args: Any, owner: Any, targets: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        if "supports" in self.fields:
            self.fields["supports"].choices = targets  # type: ignore[attr-defined]  # -- the field is a choice
            self.fields["supports"].initial = self._target()

    def _part_keys(self) -> Iterable[str]:
        return PARTS.get(type(self.owner), {})

    def _target(self) -> str:
        for key in self._part_keys():
            if (part := getattr(self.instance, f"{key}_id")) is not None:
                return f"{key}:{part}"
        return OWN_KEY[type(self.owner)]

    def text(self) -> Revision | None:
        if isinstance(self.owner, Statement):
            self.instance.revision_id = self.owner.revision_id
            return getattr(self.owner, "revision", None)
        return super().text()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.aim()
        return cleaned

    def aim(self) -> None:
        """Set the one foreign key of the passage that was chosen, and no other."""
        chosen, _, part = self.cleaned_data.get("supports", "").partition(":")
        for key in self._part_keys():
            setattr(self.instance, f"{key}_id", int(part) if key == chosen else None)
        own_key = OWN_KEY[type(self.owner)]
        # Also among the cleaned data, which Django copies onto the instance.
        self.cleaned_data[own_key] = None if part else self.owner
        setattr(self.instance, own_key, self.cleaned_data[own_key])


class EvidenceFormSet(BaseInlineFormSet[Any, Any, Any]):
    """The passages of a record and of its parts, in the order of the texts, up to `most` of them.

    `is_cut` tells that there are more; they are reached through the list of passages.
    """

    most = 25
    queryset: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_cut = False
        known = self.instance.pk is not None
        self.parts = parts_of(self.instance) if known else {}
        if known:
            self.queryset = with_text(passages_of(self.instance, self.parts))

    @property
    def own_key(self) -> str:
        """The foreign key of a passage that supports the record itself."""
        return OWN_KEY[type(self.instance)]

    def get_queryset(self) -> Any:
        if not hasattr(self, "_passages"):
            self._passages = self._posted() if self.is_bound else self._first()
        return self._passages

    def _posted(self) -> list[Passage]:
        """Return the passages that the form was made from, whatever was added in between."""
        rows = range(self.initial_form_count())
        keys = [self.data.get(f"{self.prefix}-{row}-id", "") for row in rows]
        found = {
            str(passage.pk): passage
            for passage in self.queryset.filter(pk__in=[key for key in keys if key.isdecimal()])
        }
        return [found[key] for key in keys if key in found]

    def _first(self) -> list[Passage]:
        passages = list(self.queryset[: self.most + 1])
        self.is_cut = len(passages) > self.most
        return passages[: self.most]

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kwargs = super().get_form_kwargs(index)
        kwargs |= {"owner": self.instance, "targets": self._targets}
        if index is None or index >= self.initial_form_count():
            kwargs["initial"] = {"revision": self._last_text}
        return kwargs

    @cached_property
    def _targets(self) -> list[tuple[str, str]]:
        meta = self.instance._meta
        whole = (self.own_key, f"the {meta.verbose_name} as a whole")
        return [whole] + [
            (f"{key}:{part.pk}", shorten(f"{part._meta.verbose_name}: {part}"))
            for key, parts in self.parts.items()
            for part in parts
        ]

    @cached_property
    def _last_text(self) -> int | None:
        """The text that the record was coded from last: most likely that of the next passage."""
        passages = self.get_queryset()
        return passages[-1].revision_id if passages else None

    def save_new(self, form: Any, commit: bool = True) -> Any:
        # Not as Django does, which makes every row one of the owner itself.
        form.owner = self.instance
        form.aim()
        return form.save(commit=commit)
