"""A form saves only over the version that it was opened at, and keeps what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive.models.base import Record
from archive.recording import recording
from tests.archive.admin.page import errors_of, fields_of
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    IncidentFactory,
    PlaceFactory,
    SourceFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES = {
    "actor": (ActorFactory, "name"),
    "article": (ArticleFactory, "title"),
    "incident": (IncidentFactory, "title"),
    "place": (PlaceFactory, "name"),
    "source": (SourceFactory, "name"),
    "statement": (StatementFactory, "text"),
}


def page_of(record: Record) -> str:
    return reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])


@pytest.mark.parametrize("kind", FACTORIES)
def test_a_late_form_overwrites_nothing(admin_client: Client, kind: str) -> None:
    factory, name = FACTORIES[kind]
    record: Any = factory()
    opened = fields_of(admin_client.get(page_of(record)))
    with recording(by="ana"):
        setattr(record, name, "What Ana says")
        record.save()

    late = admin_client.post(page_of(record), opened | {name: "What I say"})

    (message,) = errors_of(late)["__all__"]
    assert f"ana: {name}" in message
    record.refresh_from_db()
    assert getattr(record, name) == "What Ana says"
    again = fields_of(late)
    assert again[name] == "What I say"
    # Who read that may put their own in its place.
    assert errors_of(admin_client.post(page_of(record), again)) == {}
    record.refresh_from_db()
    assert getattr(record, name) == "What I say"


def test_a_part_that_somebody_changed_counts(admin_client: Client) -> None:
    record = ActorFactory()
    opened = fields_of(admin_client.get(page_of(record)))
    record.aliases.create(text="Another name")

    assert "__all__" in errors_of(admin_client.post(page_of(record), opened))


def test_a_form_without_a_version_is_refused(admin_client: Client) -> None:
    record = ActorFactory()
    opened = fields_of(admin_client.get(page_of(record)))
    del opened["seen_version"]

    assert "__all__" in errors_of(admin_client.post(page_of(record), opened))


def test_a_form_in_time_is_saved(admin_client: Client) -> None:
    record = ActorFactory()
    opened = fields_of(admin_client.get(page_of(record)))

    assert errors_of(admin_client.post(page_of(record), opened | {"name": "New"})) == {}
    record.refresh_from_db()
    assert record.name == "New"
