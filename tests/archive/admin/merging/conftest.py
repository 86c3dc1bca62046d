"""Who sits at the merge desk in its tests."""

from __future__ import annotations

import pytest

from tests.factories import UserFactory


@pytest.fixture
def reviewer(client):
    client.force_login(UserFactory(username="rita", role="reviewer"))
    return client


@pytest.fixture
def coder(client):
    client.force_login(UserFactory(username="carl", role="coder"))
    return client
