"""The examples in the document are what the archive answers about the first story."""

from __future__ import annotations

import json
import os

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from rest_framework.test import APIClient

from api.schema.examples import FOLDER, RECORDINGS, UIDS
from archive.models import Place
from archive.services.publishing import retract
from archive.services.tokens import make_token
from tests.factories import PlaceFactory, SourceFactory, UserFactory

HOST = "archive.example.org"
RETRACTED = "plc_01m817qnm9f3ws0k8x2e7q5r4t"
MERGED = "plc_01m817qnmaf0m9t4y6z8b3c7dh"


@pytest.fixture
def archive(db, settings):
    """The first story, and what it lacks: a source, a retracted record, a merged one."""
    settings.ALLOWED_HOSTS = [HOST]
    if connection.vendor == "postgresql":  # a sequence goes on after what was rolled back
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('archive_change', 'seq'), 1, false)"
            )
    with time_machine.travel("2026-11-22T09:00:00Z", tick=False):
        call_command("loaddata", "first_story", verbosity=0)
        SourceFactory(uid=UIDS["src"], name="The Daily Courier", domain="courier.example")
        retracted, merged = PlaceFactory(uid=RETRACTED), PlaceFactory(uid=MERGED)
        retract(retracted, by=None, reason="The article does not name this place.")
        merged.merged_into = Place.objects.get(uid=UIDS["plc"])
        merged.save()


def test_examples_are_what_the_archive_answers(archive):
    answers = {name: ask(recording).json() for name, recording in RECORDINGS.items()}

    if os.environ.get("RECORD_EXAMPLES"):
        record(answers)
    assert answers == {
        file.stem: json.loads(file.read_text(encoding="utf-8")) for file in FOLDER.iterdir()
    }


def ask(recording):
    client = APIClient(SERVER_NAME=HOST)
    path = f"/api/v1/{recording.path}"
    if recording.file is None:
        return client.get(path, secure=True)
    _token, text = make_token(UserFactory(role="coder"), "tests")
    file = {"data": recording.file, "content_type": "application/octet-stream"}
    return client.post(path, **file, secure=True, headers={"Authorization": f"Bearer {text}"})


def record(answers):
    for name, answer in answers.items():
        text = json.dumps(answer, ensure_ascii=False, indent=1)
        (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
