"""What the tests of the API share: clients, the first story, rows of an answer by uid."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(db: None) -> APIClient:
    """A client that nobody is logged in at."""
    return APIClient()


@pytest.fixture
def staff_api(db: None) -> APIClient:
    """A client of a member of the staff."""
    client = APIClient()
    client.force_login(UserFactory(is_staff=True))
    return client


@pytest.fixture
def first_story(db: None) -> None:
    """The archive holds the first story and nothing else."""
    call_command("loaddata", "first_story", verbosity=0)
