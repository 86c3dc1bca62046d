"""The disk full, the database away: a clear answer, nothing lost, and work again afterwards."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.client import Client
from tests.faults.conftest import POSTGRES
from tests.faults.site import Site

MADE, UNAVAILABLE = 201, 503


@pytest.mark.skipif(bool(POSTGRES), reason="limits the size of the files of SQLite")
def test_a_full_disk_is_said_and_passes(
    archive: Site, token: str, is_whole: Callable[[], None]
) -> None:
    archive.start(workers=1)
    client = Client(archive.address, token)
    kept = [_make(client, number) for number in range(3)]
    assert all(kept)

    # No process of the server can write past where its files end now, as on a full disk.
    files = [Path(f"{archive.file}{tail}") for tail in ("", "-wal")]
    largest = max(file.stat().st_size for file in files if file.exists())
    _limit(archive, largest)
    statuses = {_status(client, number) for number in range(3, 40)}
    assert statuses <= {MADE, UNAVAILABLE}
    assert UNAVAILABLE in statuses
    assert client.ask("GET", "actors/").status == 200

    _limit(archive, resource.RLIM_INFINITY)
    assert _make(client, 99)
    assert all(client.ask("GET", f"actors/{uid}/").status == 200 for uid in kept)
    is_whole()


@pytest.mark.skipif(not POSTGRES, reason="a file is not away")
def test_a_database_that_is_away_is_said_and_passes(archive: Site, token: str) -> None:
    archive.start(workers=1)
    client = Client(archive.address, token)
    kept = _make(client, 1)

    archive.shut_out()
    assert [_status(client, number) for number in range(2, 6)] == [UNAVAILABLE] * 4
    answer = client.ask("GET", "actors/")
    assert answer.status == UNAVAILABLE
    assert answer.body["type"].endswith("/unavailable/")

    archive.let_in()
    assert _make(client, 7)
    assert client.ask("GET", f"actors/{kept}/").status == 200


def _make(client: Client, number: int) -> str:
    answer = client.ask("POST", "actors/", _actor(number))
    assert answer.status == MADE, answer
    return str(answer.body["uid"])


def _status(client: Client, number: int) -> int:
    return client.ask("POST", "actors/", _actor(number)).status


def _actor(number: int) -> dict[str, object]:
    names = [{"text": f"name {number} {each} {'x' * 200}"} for each in range(20)]
    return {"name": f"actor {number}", "kind": "company", "aliases": names}


def _limit(archive: Site, size: int) -> None:
    for process in Path("/proc").glob("[0-9]*"):
        pid = int(process.name)
        try:
            ours = os.getpgid(pid) == archive.pid
        except ProcessLookupError:
            continue
        if ours:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
