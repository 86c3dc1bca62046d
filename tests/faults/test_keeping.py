"""A backup taken under load restores whole; migrations go forward and back on a filled archive."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable

import pytest

from tests.faults.site import Site


def test_a_backup_taken_under_load_is_whole(archive: Site, is_whole: Callable[[], None]) -> None:
    writer = archive.start_python(
        "-m", "tests.faults.writer", "5", "10000", log=archive.folder / "writer.log"
    )
    try:
        while _entries(archive) < 20:
            assert writer.poll() is None, (archive.folder / "writer.log").read_text()
        _back_up(archive)
        assert writer.poll() is None, (archive.folder / "writer.log").read_text()
    finally:
        os.killpg(writer.pid, 9)
        writer.wait()
    _restore(archive)
    is_whole()
    assert _entries(archive) >= 20


def test_migrations_go_back_and_forward_on_a_filled_archive(
    archive: Site, is_whole: Callable[[], None]
) -> None:
    archive.python("manage.py", "load_seeds")
    before = archive.python("manage.py", "dumpdata", "archive.incident", "archive.passage")
    archive.python("manage.py", "migrate", "archive", "0003", "--verbosity", "0")
    archive.python("manage.py", "migrate", "--verbosity", "0")
    assert archive.python("manage.py", "dumpdata", "archive.incident", "archive.passage") == before
    is_whole()


def _entries(archive: Site) -> int:
    code = (
        "import django; django.setup(); from archive.models import Change;"
        "print(Change.objects.count())"
    )
    return int(archive.python("-c", code))


def _back_up(archive: Site) -> None:
    """As docs/operations.md says."""
    copy = archive.folder / "copy"
    if archive.is_sqlite:
        with sqlite3.connect(archive.file) as connection:
            connection.execute("VACUUM INTO ?", [str(copy)])
        return
    dump = shutil.which("pg_dump")
    if dump is None:
        pytest.skip("there is no pg_dump here")
    subprocess.run([dump, "--format=custom", f"--file={copy}", archive.database_url], check=True)


def _restore(archive: Site) -> None:
    copy = archive.folder / "copy"
    if archive.is_sqlite:
        for tail in ("", "-wal", "-shm"):
            archive.file.with_name(archive.file.name + tail).unlink(missing_ok=True)
        copy.rename(archive.file)
        return
    restore = [str(shutil.which("pg_restore")), "--clean", "--if-exists", "--exit-on-error"]
    subprocess.run([*restore, f"--dbname={archive.database_url}", str(copy)], check=True)
