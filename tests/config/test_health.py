"""/livez/ and /readyz/."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.config.processes import python


def test_livez_answers_without_the_database(client):
    response = client.get("/livez/")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_answers_when_everything_is_there(client):
    response = client.get("/readyz/")

    assert response.status_code == 200
    assert response.json() == {"status": "ok", "checks": {"database": "ok", "migrations": "ok"}}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_is_cheap(client, django_assert_num_queries):
    client.get("/readyz/")

    with django_assert_num_queries(3):
        client.get("/readyz/")


@pytest.mark.django_db
def test_readyz_names_a_migration_that_is_not_applied(client):
    MigrationRecorder(connection).record_unapplied("archive", "0001_initial")

    response = client.get("/readyz/")

    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "5"
    assert response.json() == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "Migrations are not applied: archive.0001_initial.",
        "instance": "/readyz/",
        "check": "migrations",
    }


def test_readyz_says_that_the_database_does_not_answer(tmp_path):
    program = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "response = Client().get('/readyz/', headers={'host': 'localhost'})\n"
        "print(response.status_code, response['Content-Type'], response.json()['check'])\n"
        "print(Client().get('/livez/', headers={'host': 'localhost'}).status_code)\n"
    )

    answer = python(
        "-c", program, ARCHIVE_VAR=str(tmp_path), ARCHIVE_DB=str(tmp_path / "no" / "folder.db")
    )

    assert answer.stdout.splitlines() == ["503 application/problem+json database", "200"]
    assert "unable to open database file" in answer.stderr  # for the operator, in the log


@pytest.mark.parametrize("path", ["/livez/", "/readyz/"])
def test_health_refuses_to_be_written_to(client, path):
    assert client.post(path).status_code == 405


def test_health_is_not_redirected_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/livez/").status_code == 200
    assert client.get("/").status_code == 301
