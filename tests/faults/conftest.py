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

# The URL of the PostgreSQL server that the tests run on; none where they run on SQLite.
POSTGRES = url if (url := os.environ.get("DATABASE_URL", "")).startswith("postgres") else ""


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    """A site with an empty archive that the others are copies of; the token of its reviewer."""
    code = (
        "import django; django.setup();"
        "from django.contrib.auth.models import Group, User;"
        "from archive.services.tokens import make_token;"
        "user = User.objects.create_user('reviewer');"
        "user.groups.add(Group.objects.get(name='reviewer'));"
        "print(make_token(user, 'faults')[1])"
    )
    with site(tmp_path_factory.mktemp("template"), POSTGRES) as made:
        yield made, made.python("-c", code).strip()


@pytest.fixture
def archive(tmp_path: Path, template: tuple[Site, str]) -> Iterator[Site]:
    """A site with an empty archive, not served yet."""
    with site(tmp_path, POSTGRES, template[0]) as made:
        yield made


@pytest.fixture
def token(template: tuple[Site, str]) -> str:
    """The token of a reviewer."""
    return template[1]


@pytest.fixture
def is_whole(archive: Site) -> Callable[[], None]:
    """Prove that nothing of the archive is damaged; raises AssertionError that says what is."""

    def prove() -> None:
        archive.python(
            "-c",
            "import django; django.setup();"
            "from django.core.management import call_command;"
            "[call_command(f'verify_{what}') for what in ('passages', 'search', 'log')]",
        )
        if archive.is_sqlite:
            with sqlite3.connect(archive.file) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

    return prove
