"""Users."""

from __future__ import annotations

from typing import Any

import factory
from django.contrib.auth.models import Group, User
from factory.django import DjangoModelFactory, Password


class UserFactory(DjangoModelFactory[User]):
    """Somebody who may log in and nothing else; `staff=True` may enter, `superuser=True` do all.

    `role` is “coder”, “reviewer” or “admin”: such a user may enter as well.
    """

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"coder-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@archive.example")
    password = Password("correct horse battery staple")

    class Params:
        staff = factory.Trait(is_staff=True)
        superuser = factory.Trait(is_staff=True, is_superuser=True)

    @factory.post_generation
    def role(self: Any, create: bool, extracted: str | None, **_: Any) -> None:
        """Put the user in the group of a role."""
        if extracted:
            self.groups.add(Group.objects.get(name=extracted))
            self.is_staff = True
            self.save(update_fields=["is_staff"])
