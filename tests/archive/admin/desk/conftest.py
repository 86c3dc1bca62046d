"""Who sits at the reading desk in its tests, and before which text."""

from __future__ import annotations

import pytest

from tests.archive.admin.desk.seat import BODY, Desk
from tests.factories import RevisionFactory, UserFactory


@pytest.fixture
def revision():
    return RevisionFactory(body=BODY)


@pytest.fixture
def desk_of(client, revision):
    """A function that seats a user of a role at the desk."""

    def desk_of(role: str) -> Desk:
        return Desk(client, revision, UserFactory(role=role))

    return desk_of


@pytest.fixture
def desk(desk_of):
    return desk_of("coder")
