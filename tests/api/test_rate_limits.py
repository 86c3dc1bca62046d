"""How much may be asked: units by client and by token, told with every answer."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from limits.errors import StorageError
from limits.storage import MemoryStorage
from rest_framework.test import APIClient

from api import rate_storage
from api.clients import NOBODY, client_of
from api.rate_limits import RateLimitMiddleware
from api.rate_storage import ProcessStorage
from archive.services.tokens import make_token
from config.settings.access import rate
from tests.api.answers import ROOT, body
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PLAIN = f"{ROOT}/vocabularies/"


@pytest.fixture
def limits(settings, time_machine):
    """Small limits, counted in one process, at a moment that stands still."""
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    settings.RATE_LIMIT_CLIENT = "100/minute"
    settings.RATE_LIMIT_TOKEN = "200/minute"
    settings.RATE_LIMIT_PROCESSES = 1
    return settings


def left(response) -> int:
    """Return how many units are left."""
    found = re.fullmatch(r'"(?:client|token)";r=(\d+);t=\d+', response["RateLimit"])
    assert found is not None
    return int(found[1])


def test_every_answer_says_how_much_is_left(limits, api):
    first, second = api.get(PLAIN), api.get(f"{ROOT}/vocabularies/nothing/")

    assert first["RateLimit-Policy"] == '"client";q=100;w=60'
    assert first["RateLimit"] == '"client";r=99;t=60'
    assert (second.status_code, second["RateLimit"]) == (404, '"client";r=98;t=60')
    for path in (f"{ROOT}/", f"{ROOT}/nowhere/", f"{ROOT}/incidents/?no=1", f"{ROOT}/schema/"):
        assert "RateLimit" in api.get(path)
    assert "RateLimit" not in api.get("/livez/")


def test_who_asks_too_much_is_told_when_to_come_back(limits, api, time_machine):
    for _ in range(100):
        last = api.get(PLAIN)
    assert (last.status_code, left(last)) == (200, 0)
    time_machine.shift(timedelta(seconds=18))

    response = api.get(PLAIN)
    problem = body(response, 429)

    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "42"
    assert response["RateLimit"] == '"client";r=0;t=42'
    assert problem == {
        "type": f"{ROOT}/problems/too-many-requests/",
        "title": "Too many requests",
        "status": 429,
        "detail": "The 100 units for 60 seconds are used up; there are new ones in 42 seconds.",
        "instance": PLAIN,
    }
    time_machine.shift(timedelta(seconds=43))
    assert left(api.get(PLAIN)) == 99


@pytest.mark.parametrize(
    ("path", "cost"),
    [
        ("vocabularies/", 1),
        ("incidents/", 1),
        ("incidents/?count=bounded", 3),
        ("incidents/?count=exact", 21),
        ("incidents/?c%6Funt=%65xact", 21),
        ("incidents/?q=rocket", 3),
        ("search/?q=rocket", 5),
        ("incidents/facets/?by=kind", 10),
        ("incidents/timeline/", 10),
        ("incidents/totals/?measure=killed", 10),
        ("actors/act_01m817qnmef4hvwkem306420hq/network/", 10),
        ("incidents/export/?format=csv", 50),
        ("documents/", 50),
    ],
)
def test_what_costs_the_archive_more_costs_more_units(limits, api, path, cost):
    assert left(api.get(f"{ROOT}/{path}")) == 100 - cost


def test_a_token_has_a_quota_of_its_own_from_its_second_request_on(limits):
    _token, text = make_token(UserFactory(), "tests")
    client = APIClient()
    mine = {"Authorization": f"Bearer {text}"}

    first, second, third = (client.get(PLAIN, headers=mine) for _ in range(3))

    assert first["RateLimit"] == '"client";r=99;t=60'
    assert second["RateLimit-Policy"] == '"token";q=200;w=60'
    assert [left(second), left(third)] == [199, 198]
    assert left(client.get(PLAIN)) == 98


def test_tokens_that_are_not_accepted_are_on_the_account_of_the_address(limits):
    client = APIClient()
    answers = [
        client.get(PLAIN, headers={"Authorization": f"Bearer guess-{number}"})
        for number in range(101)
    ]

    assert [each.status_code for each in answers] == [401] * 100 + [429]
    assert {each["RateLimit-Policy"] for each in answers} == {'"client";q=100;w=60'}


def test_clients_have_an_account_each(limits):
    client = APIClient()
    client.get(PLAIN, REMOTE_ADDR="192.0.2.1")

    assert left(client.get(PLAIN, REMOTE_ADDR="192.0.2.1")) == 98
    assert left(client.get(PLAIN, REMOTE_ADDR="192.0.2.2")) == 99
    # What a client says of itself counts for nothing without a proxy that is trusted.
    said = {"X-Forwarded-For": "198.51.100.7"}
    assert left(client.get(PLAIN, REMOTE_ADDR="192.0.2.1", headers=said)) == 97


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "client"),
    [
        (0, "192.0.2.1", "198.51.100.7", "192.0.2.1"),
        (1, "10.0.0.1", "198.51.100.7", "198.51.100.7"),
        (1, "10.0.0.1", "1.1.1.1, 198.51.100.7", "198.51.100.7"),
        (2, "10.0.0.1", "1.1.1.1, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "10.0.0.1", "198.51.100.7", "10.0.0.1"),
        (1, "10.0.0.1", "198.51.100.7:4711", "198.51.100.7"),
        (1, "10.0.0.1", "[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::/64"),
        (1, "10.0.0.1", "unknown", NOBODY),
        (0, "::ffff:192.0.2.1", None, "192.0.2.1"),
        (0, "2001:db8:1:2::1", None, "2001:db8:1:2::/64"),
        (0, "", None, NOBODY),
    ],
)
def test_the_client_is_who_the_trusted_proxies_say(proxies, remote, forwarded, client):
    meta = {"REMOTE_ADDR": remote}
    if forwarded is not None:
        meta["HTTP_X_FORWARDED_FOR"] = forwarded

    assert client_of(meta, proxies) == client


def test_each_process_is_given_its_share(limits, api):
    limits.RATE_LIMIT_PROCESSES = 4

    assert api.get(PLAIN)["RateLimit-Policy"] == '"client";q=25;w=60'


def test_a_shared_store_holds_the_whole_quota(limits, api):
    limits.RATE_LIMIT_PROCESSES = 4
    limits.RATE_LIMIT_STORAGE = "memory://"

    assert api.get(PLAIN)["RateLimit-Policy"] == '"client";q=100;w=60'


def test_limits_can_be_off(limits, api):
    limits.RATE_LIMIT_CLIENT = "off"

    assert "RateLimit" not in api.get(PLAIN)


def test_a_store_that_is_away_keeps_nobody_out(limits, api, monkeypatch, caplog):
    def away(*_args, **_options):
        raise StorageError(ConnectionError("no store"))

    limits.RATE_LIMIT_STORAGE = "memory://"
    monkeypatch.setattr(MemoryStorage, "incr", away)

    response = api.get(PLAIN)

    assert (response.status_code, "RateLimit" in response) == (200, False)
    assert "The storage of rate limits does not answer" in caplog.text


@pytest.mark.parametrize("value", ["many", "6000", "", "10/fortnight"])
def test_a_limit_that_makes_no_sense_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("RATE_LIMIT_CLIENT", value)

    with pytest.raises(ImproperlyConfigured, match=r"RATE_LIMIT_CLIENT is .*6000/minute, or off"):
        rate("RATE_LIMIT_CLIENT", "1/minute")


def test_counters_take_no_more_room_than_they_are_given(monkeypatch, time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    monkeypatch.setattr(rate_storage, "MOST_KEYS", 10)
    storage = ProcessStorage()
    for number in range(10):
        storage.incr(f"old-{number}", 1 if number < 8 else 60)
    time_machine.shift(2)

    assert storage.incr("new", 60, 3) == 3
    assert [storage.get("old-9"), storage.get("old-1"), storage.get("new")] == [1, 0, 3]
    assert (storage.check(), storage.reset(), storage.get("new")) == (True, 3, 0)


def test_a_counter_begins_anew_when_its_time_is_over_or_it_is_cleared(time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    storage = ProcessStorage()

    assert [storage.incr("a", 60) for _ in range(3)] == [1, 2, 3]
    time_machine.shift(60)
    assert (storage.get("a"), storage.incr("a", 60)) == (0, 1)
    storage.clear("a")
    assert storage.get("a") == 0


def test_only_so_many_tokens_are_remembered(monkeypatch, limits):
    monkeypatch.setattr("api.rate_limits._KNOWN_TOKENS", 2)
    middleware = RateLimitMiddleware(lambda _request: APIClient().get("/livez/"))
    for number in range(3):
        middleware._answer(_Request(number), bytes([number]))

    assert [*middleware.known.values()] == [1, 2]


class _Request:
    def __init__(self, token: int) -> None:
        self.token_key = token
