"""Many writers and readers at once: no error of the server, and no update lost."""

from __future__ import annotations

import threading
import time
from collections import Counter

from tests.faults.client import Client
from tests.faults.conftest import HARD
from tests.faults.site import Site

SECONDS = 60 if HARD else 4
WRITERS = READERS = 8 if HARD else 3
OK, STALE = 200, 412


def test_no_update_is_lost_and_nothing_fails(archive: Site, token: str) -> None:
    archive.start()
    client = Client(archive.address, token)
    uid = client.ask("POST", "actors/", {"name": "0", "kind": "company"}).body["uid"]
    end = time.monotonic() + SECONDS
    statuses: Counter[tuple[str, int]] = Counter()
    lock = threading.Lock()

    def tell(method: str, status: int) -> None:
        with lock:
            statuses[method, status] += 1

    def write() -> None:
        mine = Client(archive.address, token)
        while time.monotonic() < end:
            read = mine.ask("GET", f"actors/{uid}/")
            tell("GET", read.status)
            body = {"name": str(int(read.body["name"]) + 1)}
            tell("PATCH", mine.ask("PATCH", f"actors/{uid}/", body, read.body["etag"]).status)

    def look() -> None:
        mine = Client(archive.address, token)
        while time.monotonic() < end:
            tell("GET", mine.ask("GET", "actors/?review_status=draft&count=exact").status)

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    threads += [threading.Thread(target=look) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses.keys() <= {("GET", OK), ("PATCH", OK), ("PATCH", STALE)}
    final = client.ask("GET", f"actors/{uid}/").body
    assert int(final["name"]) == statuses["PATCH", OK] > 0
    assert final["etag"] == f'"{statuses["PATCH", OK] + 1}-all"'
