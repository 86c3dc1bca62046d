"""The same key from several clients at once: the request is done once, whoever wins."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.faults.client import Answer, Client
from tests.faults.conftest import HARD
from tests.faults.site import Site

CLIENTS = 8 if HARD else 4
KEYS = 40 if HARD else 2
MADE, RUNNING, OTHER, BUSY = 201, 409, 422, 503


def test_eight_clients_with_one_key_make_one_record(archive: Site, token: str) -> None:
    archive.start()
    lines = threading.Barrier(CLIENTS)
    told: Counter[int] = Counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        for number in range(KEYS):
            key, name = f"key-{number}", f"source {number}"

            def ask(key: str = key, name: str = name) -> Answer:
                client = Client(archive.address, token)
                lines.wait()
                answer = client.ask("POST", "sources/", {"name": name}, key=key)
                # On a machine that does much else the lock may not come in time: asked again.
                while answer.status == BUSY:
                    answer = client.ask("POST", "sources/", {"name": name}, key=key)
                return answer

            answers = [each.result() for each in [pool.submit(ask) for _ in range(CLIENTS)]]

            told.update(answer.status for answer in answers)
            made = [answer for answer in answers if answer.status == MADE]
            assert made
            assert all(answer == made[0] for answer in made)
            assert {answer.status for answer in answers} <= {MADE, RUNNING}
            # Whoever was told to wait gets the same answer then; another request never does.
            client = Client(archive.address, token)
            assert client.ask("POST", "sources/", {"name": name}, key=key) == made[0]
            other = client.ask("POST", "sources/", {"name": f"{name} again"}, key=key)
            assert other.status == OTHER
    assert told.total() == CLIENTS * KEYS
    client = Client(archive.address, token)
    listed = client.ask("GET", f"sources/?review_status=draft&limit={KEYS + 1}").body
    names = sorted(record["name"] for record in listed["results"])
    assert names == sorted(f"source {number}" for number in range(KEYS))
