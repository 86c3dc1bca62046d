"""Passages: which ones support a record or its parts, what each supports, where its words stand."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.admin.labels import shorten
from archive.models import Actor, Incident, Passage, Place, Statement
from archive.models.passage import SUPPORTABLE

# The parts of a record that passages can support: foreign key of Passage -> related name, and what
# `str(part)` needs.
PARTS: dict[type[Model], dict[str, tuple[str, tuple[str, ...]]]] = {
    Incident: {
        "participant": ("participants", ("actor",)),
        "incident_place": ("places", ("place",)),
        "measure": ("measures", ("group_actor",)),
        "incident_link": ("links", ("from_incident", "to_incident")),
    },
    Actor: {
        "alias": ("aliases", ()),
        "affiliation": ("affiliations", ("actor", "organisation")),
    },
}
OWN_KEY: dict[type[Model], str] = {
    Incident: "incident",
    Actor: "actor",
    Statement: "statement",
    Place: "place",
}
# What naming a passage's support takes, in one query.
SUPPORT_PATHS = (
    "incident",
    "participant__incident",
    "participant__actor",
    "incident_place__incident",
    "incident_place__place",
    "measure__incident",
    "measure__group_actor",
    "incident_link__from_incident",
    "incident_link__to_incident",
    "statement",
    "actor",
    "alias__actor",
    "affiliation__actor",
    "affiliation__organisation",
    "place",
)


def parts_of(owner: Model) -> dict[str, list[Any]]:
    """Return the parts of a record by the foreign key that a passage supports them with."""
    return {
        key: list(getattr(owner, related).select_related(*paths).order_by("position"))
        for key, (related, paths) in PARTS.get(type(owner), {}).items()
    }


def passages_of(owner: Model, parts: dict[str, list[Any]]) -> QuerySet[Passage]:
    """Return the passages that support a record or one of its parts, in the order of the texts."""
    supports = Q(**{OWN_KEY[type(owner)]: owner.pk})
    for key, rows in parts.items():
        if rows:
            supports |= Q(**{f"{key}__in": [row.pk for row in rows]})
    passages: QuerySet[Passage] = Passage.objects.filter(supports)
    return passages.order_by("revision_id", "start", "-end", "id")


def with_text(passages: QuerySet[Passage]) -> QuerySet[Passage]:
    """Return the passages with the name of their article, but without its text."""
    return passages.select_related("revision__article").defer("revision__body")


def prefetch_passages() -> Prefetch[Any]:
    """Return the prefetch that `quotes` needs on the rows of an inline."""
    passages = Passage.objects.select_related("revision").defer("revision__body")
    return Prefetch("passages", queryset=passages.order_by("revision_id", "start", "id"))


def support_of(passage: Passage) -> tuple[str, str, Any]:
    """Return what a passage supports: kind of fact, its words, and the record that owns it."""
    key = next(name for name in SUPPORTABLE if getattr(passage, f"{name}_id") is not None)
    fact = getattr(passage, key)
    owner = fact if key in OWN_KEY.values() else fact.owner
    kind = fact._meta.verbose_name
    words = str(fact) if fact is owner else f"{fact}, of “{shorten(str(owner))}”"
    return str(kind), words, owner


def change_url(record: Model) -> str:
    """Return the address of a record's page in the admin."""
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def text_url(passage: Passage) -> str:
    """Return the address of the words in the text: the article's page, at the passage."""
    revision = passage.revision
    page = reverse("admin:archive_article_change", args=[revision.article_id])
    return f"{page}?text={revision.number}#{passage.uid}"


def quote(passage: Passage) -> SafeString:
    """Return the exact words of a passage as a link to their place in the text."""
    return format_html(
        '<a class="quote" href="{}" title="Read it in the text">{}</a>',
        text_url(passage),
        passage.exact,
    )


def quotes(fact: Any) -> SafeString | str:
    """Return the exact words that a part rests on, one below the other.

    The part must have been loaded with `prefetch_passages`.
    """
    if fact.pk is None:
        return "Once this is saved, its words are added among the passages below."
    return (
        format_html_join("", "<div>{}</div>", ((quote(row),) for row in fact.passages.all()))
        or "none yet"
    )
