"""The answers in the README are those that the API gives."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from rest_framework.test import APIClient

from archive.models import Change
from archive.services.tokens import make_token
from tests.factories import UserFactory

README = Path(settings.BASE_DIR) / "README.md"
SITE = "http://127.0.0.1:8000"
TOUR = re.findall(
    rf"```console\n\$ curl -s -g '{SITE}(/api/v1/[^']+)'\n(.*?)\n```",
    README.read_text(encoding="utf-8"),
    re.DOTALL,
)
WRITING = re.findall(
    r"```console\n\$ (curl -s (?!-g ).*?)\n```", README.read_text(encoding="utf-8"), re.DOTALL
)


@pytest.mark.django_db
def test_every_answer_of_the_tour_is_true():
    call_command("load_seeds", verbosity=0)
    client = APIClient(HTTP_HOST="127.0.0.1:8000")

    answers = {address: client.get(address).json() for address, _ in TOUR}

    assert len(TOUR) >= 10
    assert answers == {address: json.loads(printed) for address, printed in TOUR}


@pytest.mark.django_db
def test_every_step_of_writing_is_true():
    call_command("load_seeds", verbosity=0)
    _token, text = make_token(UserFactory(role="reviewer"), "the tour")
    client = APIClient(HTTP_HOST="127.0.0.1:8000")
    made: dict[str, str] = {}  # uid in the README → uid now
    steps = [_step(block) for block in WRITING]

    assert len(steps) == 7
    for options, address, printed in steps:
        path = address.removeprefix(SITE)
        for told, now in made.items():
            path = path.replace(told, now)
        if "since=" in path:
            before_the_last = Change.objects.order_by("seq").last().seq - 1
            path = re.sub("since=[0-9]+", f"since={before_the_last}", path)
        headers = {"Authorization": f"Bearer {text}"} if "Authorization" in options else {}
        if "If-Match" in options:
            headers["If-Match"] = options["If-Match"]
        body, type_ = options.get("-d", ""), options.get("Content-Type", "application/json")
        method = options.get("-X", "POST" if body else "GET")
        answer = client.generic(method, path, body, content_type=type_, headers=headers)
        if "-w" in options:
            said = [str(answer.status_code), answer["ETag"], answer.get("Location", "")]
            found = re.findall(r"inc_[0-9a-z]{26}", printed)
            if answer.status_code == 201:
                made[found[0]] = re.findall(r"inc_[0-9a-z]{26}", said[2])[0]
            assert _same(" ".join(said).strip(), made) == _same(printed, made)
        else:
            assert _same(json.dumps(answer.json()), made) == _same(
                json.dumps(json.loads(printed)), made
            )


def _step(block: str) -> tuple[dict[str, Any], str, str]:
    """Return the options of a command by name, its address, and what was printed."""
    joined = block.replace("\\\n", " ")
    command, _, printed = joined.partition("\n")
    words = shlex.split(command)[2:]
    options: dict[str, Any] = {}
    while len(words) > 1:
        name, value, *words = words
        if name == "-H":
            name, _, value = value.partition(": ")
        options[name] = value
    return options, words[0], printed


def _same(text: str, made: dict[str, str]) -> str:
    """Return an answer without what is another every time: uids, times, places in the log."""
    for told, now in made.items():
        text = text.replace(told, now)
    text = re.sub("psg_[0-9a-z]{26}", "psg", text)
    text = re.sub(r'"at": "[^"]+"', '"at"', text)
    return re.sub(r'"seq": [0-9]+', '"seq"', text)
