"""Answers that are there already go to the server as a list, streamed ones in their pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from config.handover import handing_over_whole
from config.wsgi import application
from tests.factories import IncidentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _connection_of_the_test() -> Iterator[None]:
    """Leave open what a request would close around itself: the test's transaction is on it."""
    around = (request_started, request_finished)
    for signal in around:
        signal.disconnect(close_old_connections)
    yield
    for signal in around:
        signal.connect(close_old_connections)


def ask(path: str, query: str = "") -> tuple[str, dict[str, str], Iterable[bytes]]:
    """Return the status, the headers and the body, as the server gets them."""
    told: list[Any] = []
    environ = RequestFactory().get(path).environ | {"QUERY_STRING": query}
    body = handing_over_whole(application)(environ, lambda *given: told.append(given))
    [(status, headers)] = told
    return status, dict(headers), body


@pytest.mark.parametrize("path", ["/api/v1/incidents/", "/api/v1/nope/", "/livez/"])
def test_an_answer_is_a_list_of_all_of_it_and_the_request_has_ended(path: str) -> None:
    ended: list[Any] = []

    def note(**given: Any) -> None:
        ended.append(given["sender"])

    request_finished.connect(note)
    try:
        _, headers, body = ask(path)
    finally:
        request_finished.disconnect(note)

    assert isinstance(body, list)
    assert len(b"".join(body)) == int(headers["Content-Length"]) > 0
    assert len(ended) == 1


def test_an_export_is_streamed() -> None:
    made = IncidentFactory()

    status, headers, body = ask("/api/v1/incidents/export/", "format=ndjson")

    assert (status, headers["Export-Rows"]) == ("200 OK", "1")
    assert not isinstance(body, list)
    assert made.uid.encode() in b"".join(body)
