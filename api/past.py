"""A record as it stood: today's rows, with those that have changed since put back, never saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from rest_framework.request import Request

from api.preload import gather, preload
from api.sparse import Selection
from archive.models.base import Record
from archive.querysets import reads_all
from archive.recording.entries import is_public
from archive.recording.images import Image, Key, images_of
from archive.recording.owners import owner_fields
from archive.services.history import build, state_at

States = Mapping[Key, Image | None]


def as_it_stood(
    record: Record, moment: datetime, serializer_class: Any, selection: Selection, request: Request
) -> tuple[int, dict[str, Any]] | None:
    """Return a record as the API would have answered, and the version that it had then.

    None where it was not there to be seen.
    """
    last, states = state_at(record, moment)
    image = states.get((type(record), record.pk), images_of(type(record), [record.pk])[record.pk])
    if last is None or image is None:
        return None
    if not (reads_all(request.user) or is_public(image)):
        return None
    context = {"request": request, "user": request.user, "selection": selection}
    serializer = serializer_class(context=context)
    rows = type(record)._default_manager.filter(pk=record.pk)
    (now,) = preload(rows, serializer, request.user)
    gather([now], serializer, request.user)
    then = build(type(record), image)
    then.__dict__["is_public"] = is_public(image)
    then.version = last.version
    then.updated_at = last.at
    for name, value in vars(now).items():
        if name.startswith("gathered_") or name == "newest_revision":
            setattr(then, name, value)
    then._prefetched_objects_cache = dict(getattr(now, "_prefetched_objects_cache", {}))
    _put_back(then, states, request.user)
    if "revisions" in then._prefetched_objects_cache or hasattr(then, "newest_revision"):
        texts = _texts(then, states)
        then.newest_revision = texts[-1] if texts else None
    return last.version, serializer.to_representation(then)


def _put_back(row: models.Model, states: States, reader: Any) -> None:
    """Give a row the lists that it had, and their rows the lists that those had."""
    cache: dict[str, Any] = row._prefetched_objects_cache  # type: ignore[attr-defined]  # -- Django keeps it there
    for relation in row._meta.related_objects:
        holder: Any = relation.related_model
        name = str(relation.get_accessor_name())
        if name not in cache or relation.field.name not in owner_fields(holder):
            continue
        owned = relation.field.attname
        shown = {part.pk: part for part in cache[name]}
        for (model, pk), image in states.items():
            if model is not holder:
                continue
            shown.pop(pk, None)
            if image is not None and image[owned] == row.pk and _is_seen(holder, image, reader):
                shown[pk] = _built(holder, image, reader)
        parts = sorted(shown.values(), key=_order)
        for part in parts:
            if hasattr(part, "_prefetched_objects_cache"):
                _put_back(part, states, reader)
        cache[name] = parts
    for field in row._meta.local_many_to_many:
        image = states.get((type(row), row.pk))
        if field.name in cache and image is not None:
            cache[field.name] = _listed(field, image, reader)


def _built(model: type[models.Model], image: Image, reader: Any) -> Any:
    """Return a part as it stood, with the lists that it would have been shown with."""
    part = build(model, image)
    part._prefetched_objects_cache = {
        field.name: _listed(field, image, reader) for field in model._meta.local_many_to_many
    }
    for relation in model._meta.related_objects:
        if relation.field.name in owner_fields(relation.related_model):
            name = str(relation.get_accessor_name())
            rows: Any = relation.related_model._default_manager
            visible = rows.visible_to(reader, via=relation.field.name).in_order()
            part._prefetched_objects_cache[name] = list(
                visible.filter(**{relation.field.name: part.pk})
            )
    return part


def _listed(field: Any, image: Image, reader: Any) -> list[Any]:
    rows = field.related_model._default_manager.visible_to(reader)
    return list(rows.filter(pk__in=image[field.name]).in_order())


def _is_seen(model: Any, image: Image, reader: Any) -> bool:
    """Whether the reader may see a row in this state: what it cannot do without is public."""
    if reads_all(reader):
        return True
    for field in model._meta.concrete_fields:
        target = field.related_model
        if target is None or field.null or field.name in owner_fields(model):
            continue
        rows = target._default_manager.filter(pk=image[field.attname])
        if not rows.visible_to(reader).exists():
            return False
    return True


def _order(part: Any) -> tuple[int, int]:
    place = getattr(part, "position", None) or getattr(part, "number", None) or 0
    return (place or getattr(part, "start", 0), part.pk)


def _texts(article: Any, states: States) -> list[Any]:
    """Return the texts of an article as they stood, the newest last."""
    texts = {text.pk: text for text in article.revisions.model.objects.filter(article=article.pk)}
    for (model, pk), image in states.items():
        if model._meta.model_name == "revision":
            texts.pop(pk, None)
            if image is not None:
                texts[pk] = build(model, image)
    return sorted(texts.values(), key=lambda text: text.number)
