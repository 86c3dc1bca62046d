"""Which clients are driven: `SDKS=quick` or `SDKS=all` in the environment; else none is."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.sdk.archive import Template, make_template, serve

if not os.environ.get("SDKS"):
    collect_ignore = ["test_clients.py", "test_snippets.py"]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The database that every client gets a copy of."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def limited(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an archive that answers one cheap request an hour, and no dear one."""
    folder = tmp_path_factory.mktemp("limited") / "archive"
    limits = {"RATE_LIMIT_CLIENT": "1/hour", "RATE_LIMIT_PROCESSES": "1"}
    with serve(template, folder, **limits) as address:
        yield address
