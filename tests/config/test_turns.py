"""Short calls of a process follow each other; a long one keeps nobody waiting."""

from __future__ import annotations

from threading import Event, Lock, Thread

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from config import turns

pytestmark = pytest.mark.django_db  # whether there are turns depends on the engine

REQUEST = RequestFactory().get("/")


def middleware(answer):
    try:
        return turns.TurnsMiddleware(answer)
    except MiddlewareNotUsed:
        assert connection.vendor == "postgresql"
        pytest.skip("A PostgreSQL server works beside its clients: they take no turns.")


def test_short_calls_follow_each_other(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 60)
    alone, overlaps = Lock(), []

    def answer(_request):
        overlaps.append(not alone.acquire(blocking=False))
        alone.release()
        return HttpResponse()

    call = middleware(answer)
    threads = [Thread(target=lambda: [call(REQUEST) for _ in range(50)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert overlaps == [False] * 200


def test_a_long_call_keeps_nobody_waiting():
    begun, ended = Event(), Event()

    def answer(request):
        if request is not REQUEST:
            begun.set()
            ended.wait(60)
        return HttpResponse()

    call = middleware(answer)
    long = Thread(target=call, args=[RequestFactory().get("/long/")])
    long.start()
    begun.wait(60)

    assert call(REQUEST).status_code == 200
    assert long.is_alive()

    ended.set()
    long.join()
    assert call.turn.acquire(blocking=False)


def test_a_failing_call_gives_its_turn_back():
    def answer(_request):
        raise ValueError("It failed.")

    call = middleware(answer)
    for _ in range(2):
        with pytest.raises(ValueError, match="It failed"):
            call(REQUEST)
    assert call.turn.acquire(blocking=False)
