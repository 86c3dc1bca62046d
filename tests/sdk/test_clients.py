"""Every client is generated, passes its language's strict check, and finds what all others find.

Each drives the archive by the same scenario in its own language (`tests/sdk/<client>/drive.*`)
and prints what it found as JSON; `expected.json` is what is there to find.
"""

from __future__ import annotations

import json
import os
from uuid import uuid4

import pytest

from tests.sdk.archive import Served
from tests.sdk.clients import CLIENTS, HERE, ROOT, Client
from tests.sdk.fill import RECORDS
from tests.sdk.made import Made, make, shell

EXPECTED = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
TITLES = EXPECTED["filters"]["titles"]
TABLE = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
CHOSEN = [client for client in CLIENTS if client.quick or os.environ["SDKS"] == "all"]

each_client = pytest.mark.parametrize("client", CHOSEN, ids=lambda client: client.name)


@each_client
def test_client_passes_the_strict_check_of_its_language(client: Client) -> None:
    counted = make(client).check().strip()

    if client.flaws:
        assert client.flaws.format(f"**{counted}**") in TABLE, "say in docs/clients.md how many"


@each_client
def test_client_finds_what_every_client_finds(client: Client, archive: Served) -> None:
    assert drive(make(client), archive) == EXPECTED


@each_client
def test_client_made_before_terms_and_properties_were_added_finds_the_same(
    client: Client, archive: Served
) -> None:
    made = make(client, before=True)
    shell(client.compile, made.folder)

    assert drive(made, archive) == EXPECTED


@each_client
def test_what_is_shown_of_a_client_finds_what_it_should(client: Client, archive: Served) -> None:
    assert make(client).ask(archive.address).strip().splitlines() == TITLES


def drive(made: Made, archive: Served) -> object:
    """Let a client drive the archive, and return what it found."""
    found = made.drive(
        ARCHIVE_URL=archive.address,
        LIMITED_URL=archive.limited,
        TOKEN=archive.token,
        KEY=str(uuid4()),
        **RECORDS,
    )
    return json.loads(found)
