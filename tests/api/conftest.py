"""What the tests of the API share: clients that hold to the document, the first story."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from archive.services.tokens import make_token
from tests.api.schema_client import SchemaClient
from tests.factories import UserFactory
from tests.story import load_first_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(db: None) -> APIClient:
    """A client that nobody is logged in at."""
    return SchemaClient()


@pytest.fixture
def staff_api(db: None) -> APIClient:
    """A client with the token of a coder, who reads everything."""
    return client_of(UserFactory(role="coder"))


@pytest.fixture
def first_story(db: None) -> None:
    """The archive holds the first story and nothing else."""
    load_first_story()


@pytest.fixture
def user_api(db: None) -> APIClient:
    """A client with the token of somebody who has no role."""
    return client_of(UserFactory())


@pytest.fixture
def coder(db: None) -> APIClient:
    """A client with the token of a coder, who writes drafts."""
    return client_of(UserFactory(role="coder"))


@pytest.fixture
def reviewer(db: None) -> APIClient:
    """A client with the token of a reviewer, who publishes and changes everything."""
    return client_of(UserFactory(role="reviewer"))


def client_of(user: User, **options: Any) -> APIClient:
    """Return a client with a new token of this user; `options` are those of `make_token`."""
    _token, text = make_token(user, "tests", **options)
    client = SchemaClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {text}")
    return client
