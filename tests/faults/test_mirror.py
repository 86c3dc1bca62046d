"""Random writes from several processes, a mirror that follows: both are equal, byte for byte."""

from __future__ import annotations

from tests.faults.conftest import HARD
from tests.faults.mirror import Mirror, public_archive
from tests.faults.site import Site

WRITERS = 4 if HARD else 2
ACTS = 600 if HARD else 60
# Characters of the end of a log: more than any stack of calls.
SAID = 20_000


def test_a_mirror_ends_up_equal_to_the_public_archive(archive: Site) -> None:
    archive.start()
    # Each its own: what a writer says when it fails is not among the acts of the others.
    logs = [archive.folder / f"writer-{seed}.log" for seed in range(1, WRITERS + 1)]
    writers = [
        archive.start_python("-m", "tests.faults.writer", str(seed), str(ACTS), log=log)
        for seed, log in enumerate(logs, 1)
    ]
    mirror = Mirror(archive.address)
    mirror.follow_while(lambda: any(writer.poll() is None for writer in writers))

    failed = {
        log.name: f"{writer.returncode}: {log.read_text()[-SAID:]}"
        for writer, log in zip(writers, logs, strict=True)
        if writer.returncode
    }
    assert not failed, "\n\n".join(f"{name}: {said}" for name, said in failed.items())
    expected = public_archive(archive.address)
    assert expected
    differing = {
        address: (mirror.held.get(address), expected.get(address))
        for address in mirror.held.keys() | expected.keys()
        if mirror.held.get(address) != expected.get(address)
    }
    assert differing == {}
