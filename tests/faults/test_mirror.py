"""Random writes from several processes, a mirror that follows: both are equal, byte for byte."""

from __future__ import annotations

from tests.faults.conftest import HARD
from tests.faults.mirror import Mirror, public_archive
from tests.faults.site import Site

WRITERS = 4 if HARD else 2
ACTS = 600 if HARD else 60


def test_a_mirror_ends_up_equal_to_the_public_archive(archive: Site) -> None:
    archive.start()
    log = archive.folder / "writers.log"
    writers = [
        archive.start_python("-m", "tests.faults.writer", str(seed), str(ACTS), log=log)
        for seed in range(1, WRITERS + 1)
    ]
    mirror = Mirror(archive.address)
    mirror.follow_while(lambda: any(writer.poll() is None for writer in writers))

    assert [writer.returncode for writer in writers] == [0] * WRITERS, log.read_text()[-3000:]
    expected = public_archive(archive.address)
    assert expected
    differing = {
        address: (mirror.held.get(address), expected.get(address))
        for address in mirror.held.keys() | expected.keys()
        if mirror.held.get(address) != expected.get(address)
    }
    assert differing == {}
