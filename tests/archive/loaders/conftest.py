"""The sample files, read in place, and an archive into which one of them was loaded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import transaction

from archive.loaders import FORMATS, load
from archive.loaders.base import Options

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"


def sample(name: str) -> Path:
    """The path of a sample; skips the test where there are none, fails where they must be."""
    path = SAMPLES / name
    if not path.exists():
        reason = f"no sample {name}: {SAMPLES} holds real files that are not ours to ship"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def load_one(path, kind=None, *, dry_run=False, **options):
    """Load one file; return its report, or raise what kept it out."""
    outcome = load(FORMATS[kind] if kind else None, [path], Options(**options), dry_run=dry_run)
    if outcome.problems:
        raise outcome.problems[0]
    return outcome.reports[0]


@pytest.fixture(scope="module")
def loaded(request, django_db_setup, django_db_blocker):
    """The report of the sample that the module names in SAMPLE, loaded once for all its tests."""
    path = sample(request.module.SAMPLE)
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_one(path)
        transaction.set_rollback(True)


@pytest.fixture
def write(tmp_path):
    """Writes a file of the test's own: `write("name.csv", "text or bytes")`."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
