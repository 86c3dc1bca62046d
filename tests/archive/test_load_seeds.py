"""`manage.py load_seeds`: the first time it loads the stories, ever after it leaves them alone."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from archive.models import Actor, Article, Incident, Place
from tests.factories import IncidentFactory

pytestmark = pytest.mark.django_db

PLACE = "plc_01m817qnmkfdvb9vwztsp9z6fd"


def place(uid, name):
    fields = {"uid": uid, "name": name, "kind": "city", "country": "JO", "review_status": "draft"}
    times = dict.fromkeys(("created_at", "updated_at"), "2026-11-22T09:00:00Z")
    return {"model": "archive.place", "fields": fields | times}


@pytest.fixture
def load_seeds(capsys):
    def load_seeds():
        call_command("load_seeds")
        return capsys.readouterr().out.splitlines()

    return load_seeds


@pytest.fixture
def seeds(settings, tmp_path):
    settings.FIXTURE_DIRS = [tmp_path]
    return tmp_path


def test_load_seeds_loads_every_story(load_seeds):
    assert load_seeds() == ["first_story.json: loaded, 297 rows."]
    assert Article.objects.count() == 1
    assert Incident.objects.count() == 10


def test_load_seeds_again_keeps_what_was_edited(load_seeds):
    load_seeds()
    hezbollah = Actor.objects.get(name="Hezbollah")
    hezbollah.sector = "REB"
    hezbollah.save()
    Place.objects.get(name="Lebanon").passages.all().delete()
    assert load_seeds() == ["first_story.json: was there already, nothing changed."]
    hezbollah.refresh_from_db()
    assert hezbollah.sector == "REB"
    assert Place.objects.get(name="Lebanon").passages.count() == 0


def test_load_seeds_leaves_a_story_alone_of_which_a_record_was_deleted(load_seeds, seeds):
    other = "plc_01m817qnmkfdvb9vwztsp9z6fe"
    rows = [place(PLACE, "Amman"), place(other, "Irbid")]
    seeds.joinpath("cities.json").write_text(json.dumps(rows), encoding="utf-8")
    assert load_seeds() == ["cities.json: loaded, 2 rows."]
    Place.objects.get(uid=PLACE).delete()
    assert load_seeds() == ["cities.json: was there already, nothing changed."]
    assert Place.objects.get().name == "Irbid"


def test_load_seeds_adds_to_what_is_there(load_seeds):
    incident = IncidentFactory()
    before = Incident.objects.filter(pk=incident.pk).values().get()
    load_seeds()
    assert Incident.objects.filter(pk=incident.pk).values().get() == before
    assert Incident.objects.count() == 11


def test_load_seeds_refuses_a_story_that_breaks_a_rule(load_seeds, seeds):
    rows = [place(PLACE, "Amman")]
    rows[0]["fields"]["lat"] = 31.9
    seeds.joinpath("cities.json").write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(CommandError, match="lon: Give both coordinates or neither"):
        load_seeds()
    assert Place.objects.count() == 0
