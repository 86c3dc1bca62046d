"""Which clients are driven: `SDKS=quick` or `SDKS=all` in the environment; else none is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sdk.archive import make_template

if not os.environ.get("SDKS"):
    collect_ignore = ["test_clients.py", "test_snippets.py"]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that every client gets a copy of."""
    return make_template(tmp_path_factory.mktemp("template"))
