"""The archive that the browser sees: the first story, and an administrator."""

from __future__ import annotations

import pytest

from tests.story import load_first_story


@pytest.fixture
def first_story(live_server, admin_user) -> None:
    """The first story is loaded, and “admin” may log in."""
    load_first_story()
