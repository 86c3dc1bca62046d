"""The archive that the browser sees: the first story, and an administrator."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from archive.models import Article
from tests.story import load_first_story

SEED = Path(settings.BASE_DIR) / "seeds" / "000_be485c9e3f6cb292.txt"


@pytest.fixture
def first_story(live_server, admin_user) -> None:
    """The first story is loaded, and “admin” may log in."""
    load_first_story()


@pytest.fixture
def bare_story(live_server, admin_user) -> Article:
    """The text of the first story, of which nothing is coded."""
    call_command("load", "document", str(SEED), verbosity=0)
    article: Article = Article.objects.get()
    return article
