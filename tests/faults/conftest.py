"""What the tests of faults share: a site on the engine that the tests run on, a token for it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.site import Site, site

# How much is done: little with every test run, what the issue of it asks for by `make faults`.
HARD = bool(os.environ.get("FAULTS_HARD"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Site]:
    """A site with an empty archive, not served yet."""
    url = os.environ.get("DATABASE_URL", "")
    with site(tmp_path, url if url.startswith("postgres") else "") as made:
        yield made


@pytest.fixture
def token(archive: Site) -> str:
    """The token of a reviewer."""
    code = (
        "import django; django.setup();"
        "from django.contrib.auth.models import Group, User;"
        "from archive.services.tokens import make_token;"
        "user = User.objects.create_user('reviewer');"
        "user.groups.add(Group.objects.get(name='reviewer'));"
        "print(make_token(user, 'faults')[1])"
    )
    return archive.python("-c", code).strip()


@pytest.fixture
def is_whole(archive: Site) -> Callable[[], None]:
    """Prove that nothing of the archive is damaged; raises AssertionError that says what is."""

    def prove() -> None:
        for command in ("verify_passages", "verify_search", "verify_log"):
            archive.python("manage.py", command)
        if archive.is_sqlite:
            with sqlite3.connect(archive.file) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

    return prove
