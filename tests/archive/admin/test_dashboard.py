"""The index: charts that say what the API says, what waits, what changed; each for who may see."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from archive.admin.dashboard import page, places
from archive.models import Incident
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    IncidentPlaceFactory,
    PlaceFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db]

INDEX = "/admin/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-09-01T12:00:00Z", tick=False):
        yield


def shown(client, **parameters) -> dict:
    response = client.get(INDEX, parameters)
    assert response.status_code == 200
    dashboard: dict = response.context["dashboard"]
    return dashboard


def make_incidents() -> None:
    IncidentFactory(date_earliest=date(2024, 8, 5))
    IncidentFactory(date_earliest=date(2024, 7, 29), week=True)
    IncidentFactory(
        date_semantics="interval", date_earliest=date(2023, 1, 1), date_latest=date(2024, 6, 30)
    )
    IncidentFactory(date_semantics="open", date_earliest=date(2024, 5, 1), date_latest=None)
    IncidentFactory(date_earliest=date(2020, 1, 1))
    IncidentFactory(undated=True)
    IncidentFactory(date_earliest=date(2024, 8, 6), modality="anticipated")
    IncidentFactory(date_earliest=date(2024, 8, 6), review_status="draft")
    IncidentFactory(date_earliest=date(2024, 8, 5), kind="aggregate")


def test_months_are_those_of_the_api(admin_client):
    make_incidents()

    rows = shown(admin_client)["charts"]["months"]
    answer = APIClient().get(
        "/api/v1/incidents/timeline/",
        {"interval": "month", "date_after": "2023-09-01", "date_before": "2024-08-31"},
    )

    buckets = answer.json()["buckets"]
    assert [(row["certain"], row["possible"]) for row in rows] == [
        (bucket["certain"], bucket["possible"]) for bucket in buckets
    ]
    assert (rows[-1]["label"], rows[-1]["certain"], rows[-1]["possible"]) == ("August 2024", 1, 3)


def test_month_opens_the_incidents_that_may_lie_in_it(admin_client):
    make_incidents()
    row = shown(admin_client)["charts"]["months"][-1]

    listed = admin_client.get(row["url"]).context["cl"].result_list

    assert {incident.modality for incident in listed} == {"actual", "anticipated"}
    happened = [each for each in listed if each.modality == "actual" and each.kind == "single"]
    assert len(happened) == row["possible"]


@pytest.mark.parametrize(
    ("asked", "years", "bars"),
    [("1", 1, 12), ("5", 5, 60), ("20", 20, 20), ("7", 1, 12), ("x", 1, 12)],
)
def test_years_are_chosen_from_a_few(admin_client, asked, years, bars):
    make_incidents()
    dashboard = shown(admin_client, years=asked)

    assert (dashboard["years"], len(dashboard["charts"]["months"])) == (years, bars)


def test_place_is_as_wide_as_it_is_uncertain(admin_client):
    airbase = PlaceFactory(name="Al-Asad Airbase", kind="facility", country="IQ", located=True)
    province = PlaceFactory(name="Anbar", kind="admin1", country="IQ", located=True)
    iraq = PlaceFactory(name="Iraq", kind="country", country="IQ")
    day = date(2024, 8, 5)
    for place, precision in (
        (airbase, "exact_site"),
        (airbase, "exact_site"),
        (airbase, "near_point_25km"),
        (province, "admin1"),
        (iraq, "country"),
        (airbase, "unknown"),
    ):
        incident = IncidentFactory(date_earliest=day)
        IncidentPlaceFactory(incident=incident, place=place, geo_precision=precision)
    IncidentPlaceFactory(
        incident=IncidentFactory(date_earliest=day), place=None, text="a small outpost"
    )

    where = shown(admin_client)["charts"]["places"]

    drawn = {
        (row["name"], row.get("reach"), row.get("country")): row["number"] for row in where["rows"]
    }
    assert drawn == {
        ("Al-Asad Airbase", 0, None): 2,
        ("Al-Asad Airbase", 25, None): 1,
        ("Anbar", 150, None): 1,
        ("Iraq", None, "368"): 2,
    }
    assert (where["unplaced"], where["is_cut"]) == (1, False)


def test_map_looks_at_the_newest_only(admin_client, monkeypatch):
    monkeypatch.setattr(places, "LOOKED_AT", 2)
    for day in (5, 6, 7):
        IncidentPlaceFactory(incident=IncidentFactory(date_earliest=date(2024, 8, day)))

    where = shown(admin_client)["charts"]["places"]

    assert (sum(row["number"] for row in where["rows"]), where["is_cut"]) == (2, True)


def test_empty_archive_says_what_to_do(admin_client):
    content = admin_client.get(INDEX).content.decode()

    assert "Nothing is published yet" in content


def test_charts_that_take_too_long_are_left_out(admin_client, monkeypatch):
    make_incidents()

    def late(*_):
        raise page.OutOfTimeError

    monkeypatch.setattr(page, "over_time", late)

    assert "more in these years than a page may count" in admin_client.get(INDEX).content.decode()


def test_waiting_is_counted_by_kind_and_opens_its_list(admin_client):
    IncidentFactory.create_batch(2, review_status="in_review")
    ActorFactory(review_status="draft")
    IncidentFactory()

    rows = {row["kind"]: row["states"] for row in shown(admin_client)["waiting"]}

    assert [state["number"] for state in rows["incidents"]] == ["2", "0"]
    assert [state["number"] for state in rows["actors"]] == ["0", "1"]
    listed = admin_client.get(rows["incidents"][0]["url"]).context["cl"].result_list
    assert len(listed) == 2


def test_latest_changes_name_the_record_and_lead_to_it(admin_client):
    incident = IncidentFactory(title="Shelling of the gate")

    newest = shown(admin_client)["changes"][0]

    assert (newest["change"].op, newest["name"]) == ("create", "Shelling of the gate")
    assert newest["url"] == f"/admin/archive/incident/{incident.pk}/change/"


def test_record_that_is_gone_stays_in_the_log_by_its_uid(admin_client):
    incident = IncidentFactory()
    Incident.objects.get(pk=incident.pk).delete()

    newest = shown(admin_client)["changes"][0]

    assert (newest["change"].op, newest["name"], newest["url"]) == ("delete", incident.uid, None)


def test_index_takes_as_many_queries_for_many_records_as_for_one(admin_client):
    def queries() -> int:
        admin_client.get(INDEX)
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(INDEX)
        return len(captured)

    IncidentPlaceFactory(incident=IncidentFactory(date_earliest=date(2024, 8, 5)))
    ActorFactory.create_batch(8)
    one = queries()
    for day in range(1, 30):
        IncidentPlaceFactory(incident=IncidentFactory(date_earliest=date(2024, 8, day)))
    ActorFactory.create_batch(8)

    assert queries() == one


def test_each_sees_what_it_may_see(client):
    IncidentFactory(date_earliest=date(2024, 8, 5))
    user = UserFactory(staff=True)
    client.force_login(user)
    nothing = shown(client)
    user.user_permissions.add(*Permission.objects.filter(codename="view_actor"))
    actors = shown(client)

    assert (nothing["charts"], nothing["waiting"], nothing["changes"]) == (None, [], None)
    assert [row["kind"] for row in actors["waiting"]] == ["actors"]
    assert actors["charts"] is None
