"""The page of the health of the data: its numbers open their rows, and it never scans by itself."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin import health
from archive.health import CHECKS, look
from archive.models import Checkup
from tests.factories import CheckupFactory, IncidentFactory, PassageFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/admin/health/"


def look_at(code: str) -> Checkup:
    return look(next(check for check in CHECKS if check.code == code))


def test_page_says_where_nobody_has_looked_yet(admin_client):
    content = admin_client.get(PAGE).content.decode()

    assert "Nobody has looked yet." in content
    assert content.count("not looked at yet") == len(CHECKS)


def test_number_opens_a_list_of_as_many_rows(admin_client):
    bare = IncidentFactory()
    PassageFactory(incident=IncidentFactory())
    look_at("bare_incident")

    response = admin_client.get(PAGE)
    kind = response.context["groups"][0]["rows"][0]["kinds"][0]
    assert (kind["number"], kind["name"]) == ("1", "incident")
    assert f'href="{kind["url"]}"' in response.content.decode()
    listed = admin_client.get(kind["url"])
    assert list(listed.context["cl"].result_list) == [bare]


def test_number_that_was_cut_says_so(admin_client):
    CheckupFactory(check_code="bare_incident", found=10_000, is_cut=True)

    assert "10,000+</span> incidents" in admin_client.get(PAGE).content.decode()


def test_list_of_a_check_that_there_is_not_is_left_out_with_a_warning(admin_client):
    response = admin_client.get(reverse("admin:archive_incident_changelist"), {"health": "typo"})

    assert response.headers["Location"] == "/admin/archive/incident/?e=1"


def test_page_reads_only_what_was_kept(admin_client):
    for check in CHECKS:
        look(check)
    with CaptureQueriesContext(connection) as captured:
        admin_client.get(PAGE)

    tables = [query["sql"] for query in captured if "FROM" in query["sql"]]
    assert len([sql for sql in tables if "archive_checkup" in sql]) == 1
    assert [sql for sql in tables if "archive_" in sql and "archive_checkup" not in sql] == []


def test_button_looks_again(admin_client):
    IncidentFactory()

    response = admin_client.post(PAGE, follow=True)

    assert Checkup.objects.count() == len(CHECKS)
    assert "Everything was looked at again." in response.content.decode()


def test_button_names_what_takes_too_long(admin_client, monkeypatch):
    monkeypatch.setattr(health, "SECONDS", 0.0)
    monkeypatch.setattr("archive.budget._SQLITE_STEPS", 1)
    IncidentFactory.create_batch(50)
    CheckupFactory(check_code="bare_incident", found=7)

    def slowly(execute, sql, params, many, context):
        if connection.vendor == "postgresql" and "archive_incident" in sql:
            context["cursor"].execute("SELECT pg_sleep(0.1)")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(slowly):
        content = admin_client.post(PAGE, follow=True).content.decode()

    assert "published without a passage (incidents)" in content
    assert "manage.py check_health" in content
    assert Checkup.objects.get(check_code="bare_incident").found == 7


def test_coder_looks_again_and_reader_does_not(client):
    reader = UserFactory(staff=True)
    for user, may in ((UserFactory(role="coder"), True), (reader, False)):
        if user is reader:
            user.user_permissions.add(*permissions("view_incident"))
        client.force_login(user)
        content = client.get(PAGE).content.decode()
        assert ("Look now" in content) is may
        assert client.post(PAGE).status_code == (302 if may else 403)


def test_reader_sees_only_what_is_asked_of_rows_that_it_may_see(client):
    user = UserFactory(staff=True)
    user.user_permissions.add(*permissions("view_article"))
    client.force_login(user)

    groups = client.get(PAGE).context["groups"]

    kinds = {kind["name"] for group in groups for row in group["rows"] for kind in row["kinds"]}
    assert kinds == {"articles"}


def permissions(*codenames: str):
    return Permission.objects.filter(codename__in=codenames)
