"""Which clients are driven: `SDKS=quick` or `SDKS=all` in the environment; else none is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.sdk.archive import Served, make_template, serve

if not os.environ.get("SDKS"):
    collect_ignore = ["test_clients.py", "test_lint.py", "test_scenario.py", "test_shown.py"]


class ByClient(LoadScopeScheduling):
    """Has all that is done with one client done by one process, which generates it once.

    The groups of pytest-xdist 3.8 (`--dist loadgroup`) are without effect under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        client = re.search(r"\[(.+)\]$", nodeid)
        return client[1] if client else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return ByClient(config, log)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The archive that the clients are driven against, and one that answers next to nothing."""
    own = tmp_path_factory.getbasetemp()
    template = make_template((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "made")
    served = tmp_path_factory.mktemp("served")
    limits = {"RATE_LIMIT_CLIENT": "1/hour", "RATE_LIMIT_PROCESSES": "1"}
    with (
        serve(template, served / "archive") as address,
        serve(template, served / "limited", **limits) as limited,
    ):
        yield Served(address, limited, template.token)
