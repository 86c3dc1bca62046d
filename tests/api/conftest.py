"""What the tests of the API share: clients that hold to the document, the first story."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from tests.api.schema_client import SchemaClient
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(db: None) -> APIClient:
    """A client that nobody is logged in at."""
    return SchemaClient()


@pytest.fixture
def staff_api(db: None) -> APIClient:
    """A client of a member of the staff."""
    client = SchemaClient()
    client.force_login(UserFactory(is_staff=True))
    return client


@pytest.fixture
def first_story(db: None) -> None:
    """The archive holds the first story and nothing else."""
    call_command("loaddata", "first_story", verbosity=0)


@pytest.fixture
def user_api(db: None) -> APIClient:
    """A client of somebody who may log in and nothing else."""
    client = SchemaClient()
    client.force_login(UserFactory())
    return client
