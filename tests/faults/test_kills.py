"""Killed without warning in the middle of writing: what was acknowledged is there, nothing half."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.client import Client
from tests.faults.conftest import HARD
from tests.faults.site import Site

KILLS = 50 if HARD else 2
SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples"


class Writer(threading.Thread):
    """Makes actors with two names each, and changes them, until the server is gone."""

    def __init__(self, client: Client, number: int, acknowledged: dict[str, tuple[str, int]]):
        super().__init__()
        self.client, self.number, self.acknowledged = client, number, acknowledged
        self.faults: list[str] = []

    def run(self) -> None:
        try:
            while True:
                self.write()
        except ConnectionError:
            pass

    def write(self) -> None:
        name = f"actor {self.number} {time.monotonic_ns()}"
        names = [{"text": f"{name} {each}"} for each in ("a", "b")]
        made = self.client.ask(
            "POST", "actors/", {"name": name, "kind": "company", "aliases": names}
        )
        if made.status != 201:
            self.faults.append(f"{made.status} {made.body}")
            return
        uid = made.body["uid"]
        self.acknowledged[uid] = (name, 1)
        changed = self.client.ask("PATCH", f"actors/{uid}/", {"name": f"{name} again"}, made.etag)
        if changed.status != 200:
            self.faults.append(f"{changed.status} {changed.body}")
            return
        self.acknowledged[uid] = (f"{name} again", 2)


def test_what_a_killed_server_acknowledged_is_there(
    archive: Site, token: str, is_whole: Callable[[], None]
) -> None:
    chance = random.Random(7)
    acknowledged: dict[str, tuple[str, int]] = {}
    faults: list[str] = []
    for _ in range(KILLS):
        archive.start()
        writers = [Writer(Client(archive.address, token), n, acknowledged) for n in range(2)]
        known = len(acknowledged)
        for writer in writers:
            writer.start()
        while len(acknowledged) == known and any(writer.is_alive() for writer in writers):
            time.sleep(0.01)  # on a busy machine the first answer takes its time
        time.sleep(chance.uniform(0, 1.7))
        archive.kill()
        for writer in writers:
            writer.join()
            faults += writer.faults
    assert faults == []
    assert len(acknowledged) >= KILLS
    is_whole()
    archive.start()
    client = Client(archive.address, token)
    for uid, (name, version) in acknowledged.items():
        answer = client.ask("GET", f"actors/{uid}/")
        assert answer.status == 200, (uid, answer)
        # A change that was written, and whose answer the kill took, may be there too.
        assert int(answer.body["etag"].strip('"').partition("-")[0]) >= version
        assert answer.body["name"] in {name, f"{name} again"}
    cursor = ""
    while cursor is not None:
        more = f"&cursor={cursor}" if cursor else ""
        page = client.ask("GET", f"actors/?review_status=draft&limit=500{more}").body
        for actor in page["results"]:
            assert len(actor["aliases"]) == 2, actor
        cursor = page["next_cursor"]


def test_a_killed_loader_leaves_all_of_a_file_or_nothing(
    archive: Site, is_whole: Callable[[], None]
) -> None:
    files = sorted(SAMPLES.glob("ucdp_ged/*.csv"))
    if not files:
        if os.environ.get("CI"):
            pytest.fail(f"the samples are required in CI: {SAMPLES}")
        pytest.skip(f"no samples at {SAMPLES}")
    file = max(files, key=lambda each: each.stat().st_size)
    chance, took = random.Random(7), 6.0
    counts = set()
    for _ in range(KILLS):
        loader = archive.start_python(
            "manage.py", "load", "ucdp-ged", str(file), log=archive.folder / "load.log"
        )
        time.sleep(chance.uniform(0.5, took))
        os.killpg(loader.pid, signal.SIGKILL)
        loader.wait()
        counts.add(_rows(archive))
    started = time.monotonic()
    archive.python("manage.py", "load", "ucdp-ged", str(file))
    assert time.monotonic() > started
    whole = _rows(archive)
    assert counts <= {0, whole}
    archive.python("manage.py", "load", "ucdp-ged", str(file))
    assert _rows(archive) == whole
    is_whole()


def _rows(archive: Site) -> int:
    code = (
        "import django; django.setup(); from archive.models import ImportedRow;"
        "print(ImportedRow.objects.count())"
    )
    return int(archive.python("-c", code))
