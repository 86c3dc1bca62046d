"""Tokens."""

from __future__ import annotations

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from archive.models import Token
from tests.factories.user import UserFactory


class TokenFactory(DjangoModelFactory[Token]):
    """A token whose text nobody knows; to ask with one, make it with the service."""

    class Meta:
        model = Token

    prefix = factory.Sequence(lambda n: f"nea_{n:08}")
    digest = "0" * 64
    name = "nightly mirror"
    user = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=365))

    class Params:
        capped = factory.Trait(role="coder")
