"""Users."""

from __future__ import annotations

import factory
from django.contrib.auth.models import User
from factory.django import DjangoModelFactory, Password


class UserFactory(DjangoModelFactory[User]):
    """Somebody who may log in and nothing else; `staff=True` may enter, `superuser=True` do all."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"coder-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@archive.example")
    password = Password("correct horse battery staple")

    class Params:
        staff = factory.Trait(is_staff=True)
        superuser = factory.Trait(is_staff=True, is_superuser=True)
