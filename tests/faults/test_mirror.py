"""Random writes from several processes, a mirror that follows: both are equal, byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.mirror import Mirror, public_archive
from tests.faults.site import Site, site

WRITERS = int(os.environ.get("FAULTS_WRITERS", "3"))
ACTS = int(os.environ.get("FAULTS_ACTS", "60"))


@pytest.fixture
def archive(tmp_path: Path):
    """A served site on the engine that the tests run on."""
    url = os.environ.get("DATABASE_URL", "")
    with site(tmp_path, url if url.startswith("postgres") else "") as made:
        made.start()
        yield made


def test_a_mirror_ends_up_equal_to_the_public_archive(archive: Site) -> None:
    log = archive.folder / "writers.log"
    writers = [
        archive.start_python("-m", "tests.faults.writer", str(seed), str(ACTS), log=log)
        for seed in range(1, WRITERS + 1)
    ]
    mirror = Mirror(archive.address)
    mirror.follow_while(lambda: any(writer.poll() is None for writer in writers))

    assert [writer.returncode for writer in writers] == [0] * WRITERS, log.read_text()[-3000:]
    expected = public_archive(archive.address)
    assert len(expected) > ACTS / 4
    differing = {
        address: (mirror.held.get(address), expected.get(address))
        for address in mirror.held.keys() | expected.keys()
        if mirror.held.get(address) != expected.get(address)
    }
    assert differing == {}
