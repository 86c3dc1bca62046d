"""Every client is generated, passes its language's strict check, and finds what all others find.

Each drives the archive by the same scenario in its own language (`tests/sdk/<client>/drive.*`)
and prints what it found as JSON; `expected.json` is what is there to find.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.sdk.archive import Template, serve
from tests.sdk.clients import CLIENTS, HERE, Client
from tests.sdk.fill import RECORDS
from tests.sdk.made import Made, make

EXPECTED = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
CHOSEN = [client for client in CLIENTS if client.quick or os.environ["SDKS"] == "all"]

each_client = pytest.mark.parametrize("client", CHOSEN, ids=lambda client: client.name)


@each_client
def test_client_passes_the_strict_check_of_its_language(client: Client) -> None:
    make(client).run("check")


@each_client
def test_client_finds_what_every_client_finds(
    client: Client, template: Template, limited: str, tmp_path: Path
) -> None:
    assert drive(make(client), template, limited, tmp_path) == EXPECTED


@each_client
def test_client_made_before_terms_and_properties_were_added_finds_the_same(
    client: Client, template: Template, limited: str, tmp_path: Path
) -> None:
    made = make(client, before=True)
    made.run("check")  # which compiles it, where a language does

    assert drive(made, template, limited, tmp_path) == EXPECTED


def drive(made: Made, template: Template, limited: str, folder: Path) -> object:
    """Let a client drive an archive of its own, and return what it found."""
    with serve(template, folder / "archive") as address:
        settings = {"ARCHIVE_URL": address, "LIMITED_URL": limited, "TOKEN": template.token}
        return json.loads(made.run("drive", **settings, **RECORDS))
