"""Fixtures of the tests of the record."""

from __future__ import annotations

import pytest

from tests.archive.first_story import loaded_story


@pytest.fixture(scope="session")
def story_read_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), loaded_story() as story:
        return story


@pytest.fixture
def story(db, story_read_once):
    """The first story as the archive has it, read once in a session and not in its database."""
    # `db` says that these tests need the test database: without, pytest-django would make none.
    return story_read_once
