"""The answers in the README are those that the API gives."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from rest_framework.test import APIClient

README = Path(settings.BASE_DIR) / "README.md"
SITE = "http://127.0.0.1:8000"
TOUR = re.findall(
    rf"```console\n\$ curl -s -g '{SITE}(/api/v1/[^']+)'\n(.*?)\n```",
    README.read_text(encoding="utf-8"),
    re.DOTALL,
)


@pytest.mark.django_db
def test_every_answer_of_the_tour_is_true():
    call_command("load_seeds", verbosity=0)
    client = APIClient(HTTP_HOST="127.0.0.1:8000")

    answers = {address: client.get(address).json() for address, _ in TOUR}

    assert len(TOUR) >= 10
    assert answers == {address: json.loads(printed) for address, printed in TOUR}
