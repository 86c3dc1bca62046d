"""Who works the queue in its tests."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.archive.admin.review.pages import login, user_of


@pytest.fixture
def reviewer() -> User:
    return user_of("reviewer", username="rita")


@pytest.fixture
def client(reviewer) -> Client:
    return login(reviewer)
