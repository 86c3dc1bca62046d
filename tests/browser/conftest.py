"""The archive that the browser sees: the first story, and an administrator."""

from __future__ import annotations

import pytest
from django.core.management import call_command


@pytest.fixture
def first_story(live_server, admin_user) -> None:
    """The first story is loaded, and “admin” may log in."""
    call_command("loaddata", "first_story", verbosity=0)
