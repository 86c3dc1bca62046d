"""The names that the archive knows, as far as a text holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Q, QuerySet

from archive.drafting.mentions import Named, Names, by_text, phrases
from archive.folding import fold, fold_padded
from archive.models import Actor, Alias, Article, Place
from archive.vocabularies import COUNTRY

_AT_ONCE = 500  # names asked for in one query
_LABELS = {fold(term.label): term.code for term in COUNTRY.terms}


def known_names(body: str, article: Article | None) -> Names:
    """Return the names in the text that are those of known actors, places and countries.

    Known is what people made or reviewed, and what drafting itself found in other texts; not the
    unreviewed rows of data sets, whose actors are named by codes. Descriptions (“troops”) count
    only in their own article, where an article-scoped actor lives.
    """
    wanted = sorted(phrases(body) - {""})
    found = [*_actors(wanted, article), *_places(wanted)]
    return by_text([*found, *_countries(wanted, found)])


def _actors(wanted: list[str], article: Article | None) -> Iterator[Named]:
    here = Q(scope="global") | Q(article=article) if article is not None else Q(scope="global")
    actors = _sound(Actor.objects.filter(here))
    for keys in _batches(wanted):
        for actor in actors.filter(name_folded__in=keys):
            yield from _names(actor, actor.name, alone=True)
        aliases = Alias.objects.filter(text_folded__in=keys, actor__in=actors)
        for alias in aliases.select_related("actor__merged_into").exclude(kind="description"):
            yield from _names(alias.actor, alias.text, alone=alias.kind != "short_name")
        codes = [_LABELS[fold(key)] for key in keys if fold(key) in _LABELS]
        for state in actors.filter(kind="state", country__in=codes):
            yield from _names(state, COUNTRY[str(state.country)].label, alone=True)
    if article is not None:
        scoped = _sound(Actor.objects.filter(article=article))
        for alias in Alias.objects.filter(actor__in=scoped, kind="description"):
            yield from _names(alias.actor, alias.text, alone=True)


def _names(actor: Actor, text: str, *, alone: bool) -> Iterator[Named]:
    survivor = actor.survivor()
    person = actor.kind == "person"
    yield Named(
        text,
        "actor",
        survivor.uid,
        str(survivor),
        full=alone and not (person and len(text.split()) == 1),
        person=person,
        country=actor.country,
        state=actor.kind == "state",
    )


def _places(wanted: list[str]) -> Iterator[Named]:
    places = _sound(Place.objects.all())
    for keys in _batches(wanted):
        codes = [_LABELS[fold(key)] for key in keys if fold(key) in _LABELS]
        asked = Q(name_folded__in=keys) | Q(kind="country", country__in=codes)
        for place in places.filter(asked):
            country = place.kind == "country" and place.country is not None
            texts = {place.name, COUNTRY[str(place.country)].label if country else place.name}
            survivor = place.survivor()
            for text in sorted(texts):
                yield Named(
                    text,
                    "place",
                    survivor.uid,
                    str(survivor),
                    country=place.country,
                    state=country,
                )


def _countries(wanted: list[str], found: Iterable[Named]) -> Iterator[Named]:
    """Yield the countries of the vocabulary that are no place of the archive."""
    there = {one.country for one in found if one.kind == "place" and one.state}
    for key in wanted:
        code = _LABELS.get(key)
        if code is not None and code not in there:
            label = COUNTRY[code].label
            yield Named(label, "place", None, label, country=code, state=True)


def _sound(records: QuerySet) -> QuerySet:  # type: ignore[type-arg]  # -- of any record
    """Return those records that somebody made or reviewed, and nobody retracted."""
    made = Q(imported_row__isnull=True) | Q(review_status="published")
    return records.filter(made).exclude(review_status="retracted").select_related("merged_into")


def _batches(wanted: list[str]) -> Iterator[list[str]]:
    keys = iter(wanted)
    while batch := [fold_padded(key) for key in islice(keys, _AT_ONCE)]:
        yield batch
