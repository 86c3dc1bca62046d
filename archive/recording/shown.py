"""Where a row is shown: in its owner, at the other end of a link, in what a statement asserts.

A record has a new version when its answer in the API reads differently, so that an ETag,
`updated_after` and a mirror that follows the log are right about it. It reads differently when one
of its rows changes; when a row of another record that it shows changes (a link from there, a claim
that a statement asserts); and when a record that it names has another name, or is seen by others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from archive.recording.images import Image, Key, images_of
from archive.recording.owners import FindImage, is_record, owner_fields, owners_of

_VISIBILITY = ("review_status", "merged_into_id")
# Only where a record comes from, not what it says.
_NOT_SHOWN = frozenset({"merged_into", "imported_row"})
_AT_ONCE = 500

Showing = tuple[Key, str]  # a record, and what it calls what it shows


def shows_elsewhere(model: type[models.Model], before: Image, after: Image) -> bool:
    """Whether other records show the difference between two states of a record."""
    shown = (*getattr(model, "brief_fields", ()), *_VISIBILITY)
    return any(before[name] != after[name] for name in shown)


def shows_of_row(key: Key, image: Image, find: FindImage) -> Iterator[Showing]:
    """Yield the records that show a row in this state, its owner included."""
    model = key[0]
    if is_record(model):
        yield key, ""
    yield from owners_of(model, image, find)
    for name, called in getattr(model, "also_shown_at", {}).items():
        field: Any = model._meta.get_field(name)
        if image[field.attname] is not None:
            yield (field.related_model, image[field.attname]), called
    for field in model._meta.local_many_to_many:  # who asserts a claim, what a statement is about
        other: Any = field.related_model
        for listed in image[field.name]:
            yield (other, listed), field.remote_field.get_accessor_name()
    if model._meta.model_name == "statement":
        yield from _claims_asserted_by(key)
    if model._meta.model_name == "statementparticipant":
        statement = (apps.get_model("archive", "Statement"), image["statement_id"])
        words = find(statement)
        if words is not None:
            yield from shows_of_row(statement, words, find)


def shows_of_record(key: Key, find: FindImage) -> Iterator[Showing]:
    """Yield the records that show a record, in its brief form, as they are now."""
    for holder, path in _references(key[0], ""):
        keys = holder._base_manager.filter(**{path: key[1]}).values_list("pk", flat=True)
        some: list[int] = []
        for pk in keys.distinct().order_by("pk").iterator(chunk_size=_AT_ONCE):
            some.append(pk)
            if len(some) == _AT_ONCE:
                yield from _of_rows(holder, some, find)
                some = []
        yield from _of_rows(holder, some, find)


def _of_rows(holder: type[models.Model], keys: list[int], find: FindImage) -> Iterator[Showing]:
    for pk, image in images_of(holder, keys).items():
        yield from shows_of_row((holder, pk), image, find)


def _references(model: type[models.Model], path: str) -> Iterator[tuple[type[models.Model], str]]:
    """Yield the rows that refer to a record, and those that refer to one of its texts."""
    for relation in model._meta.related_objects:
        holder: Any = relation.related_model
        name = relation.field.name
        if name in _NOT_SHOWN or not (is_record(holder) or owner_fields(holder)):
            continue
        yield holder, f"{name}__{path}" if path else name
        if holder._meta.model_name == "revision":
            yield from _references(holder, name)


def _claims_asserted_by(statement: Key) -> Iterator[Showing]:
    for relation in statement[0]._meta.related_objects:
        if relation.field.name != "asserted_by":
            continue
        holder: Any = relation.related_model
        owner: Any = holder._meta.get_field(holder.owner_field)
        owners = holder._base_manager.filter(asserted_by=statement[1])
        for pk in owners.values_list(owner.attname, flat=True).distinct():
            yield (owner.related_model, pk), owner.remote_field.get_accessor_name()
