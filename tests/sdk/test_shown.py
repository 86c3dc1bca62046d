"""What docs/clients.md shows besides clients works as shown, and names what the tests have."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.sdk.archive import Served
from tests.sdk.clients import CLIENTS, HERE, R
from tests.sdk.made import need, shell
from tests.sdk.shown import SECTIONS
from tests.sdk.test_clients import TITLES

# What needs no client, and what of Debian it needs.
WITHOUT = {"curl": (), "pandas": (), "R": R}
CHOSEN = [name for name, needs in WITHOUT.items() if not needs or os.environ["SDKS"] == "all"]


@pytest.mark.parametrize("name", CHOSEN)
def test_what_needs_no_client_finds_what_it_should(
    name: str, archive: Served, tmp_path: Path
) -> None:
    need(WITHOUT[name])

    printed = shell(SECTIONS[name].ask(tmp_path, archive.address), tmp_path)

    assert printed.strip().splitlines() == TITLES


def test_every_client_is_shown_and_driven() -> None:
    assert sorted(SECTIONS) == sorted([*(client.shown for client in CLIENTS), *WITHOUT])


def test_what_is_to_be_installed_is_what_the_tests_have() -> None:
    pinned = (HERE / "requirements.txt").read_text() + (HERE / "requirements-all.txt").read_text()
    npm = json.loads((HERE / "package.json").read_text())
    have = {
        "pip": set(re.findall(r"^([\w-]+)==", pinned, re.M)),
        "npm": {*npm["dependencies"], *npm["devDependencies"]},
    }

    named = [each.split() for section in SECTIONS.values() for each in section.commands]

    for tool, act, *packages in named:
        if act == "install":
            assert set(packages) <= have[tool], " ".join([tool, act, *packages])
