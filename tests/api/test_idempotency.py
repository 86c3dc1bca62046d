"""`Idempotency-Key`: the same request twice is one, and gets the same answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from rest_framework.test import APIClient

from api.models import RememberedRequest
from archive.models import Source
from tests.api.answers import ROOT
from tests.api.writing import faults

KEY = {"Idempotency-Key": "one-of-mine"}
PAPER = {"name": "The Courier"}


def post(api: APIClient, what: Any = PAPER, path: str = "sources/") -> Any:
    return api.post(f"{ROOT}/{path}", what, headers=KEY)


@pytest.mark.parametrize(("path", "what"), [("sources/", PAPER), ("sources/bulk/", [PAPER])])
def test_the_same_request_gets_the_same_answer(coder: APIClient, path: str, what: Any) -> None:
    first, again = post(coder, what, path), post(coder, what, path)

    assert (again.status_code, again.content) == (201, first.content)
    for header in ("ETag", "Location", "Content-Type"):
        assert again.get(header) == first.get(header)
    assert Source.objects.count() == 1


def test_another_request_with_the_key_is_refused(coder: APIClient) -> None:
    post(coder)

    answer = post(coder, {"name": "Another"})

    assert answer.status_code == 422
    assert [each["code"] for each in answer.json()["errors"]] == ["other_request"]
    assert Source.objects.count() == 1


def test_keys_are_ones_own(coder: APIClient, reviewer: APIClient) -> None:
    assert (post(coder).status_code, post(reviewer).status_code) == (201, 201)
    assert Source.objects.count() == 2


def test_what_was_refused_is_not_kept(coder: APIClient) -> None:
    assert faults(post(coder, {}), 400) == {"/name": "missing"}
    assert not RememberedRequest.objects.exists()
    assert post(coder).status_code == 201


def test_the_second_waits_for_the_first(coder: APIClient) -> None:
    post(coder)
    running = RememberedRequest.objects.get()
    RememberedRequest.objects.update(status=None, body=b"")

    assert post(coder).status_code == 409

    # A first that shows no end has died: after a minute the second does its work.
    RememberedRequest.objects.update(started_at=running.started_at - timedelta(seconds=61))
    assert post(coder).status_code == 201
    assert Source.objects.count() == 2


def test_a_first_that_was_overtaken_takes_back_what_it_did(
    coder: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = Source.save

    def overtaken(self: Source, *args: Any, **kwargs: Any) -> None:
        save(self, *args, **kwargs)
        RememberedRequest.objects.update(started_at=timezone.now())

    monkeypatch.setattr(Source, "save", overtaken)

    assert post(coder).status_code == 409
    assert not Source.objects.exists()


def test_answers_are_kept_for_a_day(coder: APIClient) -> None:
    post(coder)
    RememberedRequest.objects.update(started_at=timezone.now() - timedelta(hours=23, minutes=59))
    assert post(coder).status_code == 201
    assert Source.objects.count() == 1

    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        assert post(coder).status_code == 201
    assert Source.objects.count() == 2


def test_a_command_forgets_what_is_old(coder: APIClient, capsys: Any) -> None:
    post(coder)
    RememberedRequest.objects.update(started_at=timezone.now() - timedelta(hours=25))

    call_command("forget_requests")

    assert capsys.readouterr().out == "1 deleted.\n"
    assert not RememberedRequest.objects.exists()


def test_a_key_is_a_word(coder: APIClient) -> None:
    answer = coder.post(f"{ROOT}/sources/", PAPER, headers={"Idempotency-Key": "two words"})

    assert answer.status_code == 400
