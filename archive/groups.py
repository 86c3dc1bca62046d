"""The groups of users: one for each role, with the rights that Django's own admin asks about.

What a member may do to a single record is not told by these: `archive.rights` is asked as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db.models import Q

from archive.roles import ADMIN, ROLES

# Written by the archive itself, or never changed: to read only.
READ_ONLY = {
    "change",
    "changedrow",
    "checkup",
    "distinctpair",
    "finding",
    "importedfile",
    "importedline",
    "importedrow",
    "reviewclaim",
    "reviewstep",
    "revision",
}
# Kept as they are when they are no longer good: revoked instead of deleted.
NEVER_DELETED = {"token"}


def make_groups(sender: AppConfig, using: str, apps: Any = installed, **_: Any) -> None:
    """Make the groups that are missing, and give each the permissions that it lacks."""
    try:
        group_model = apps.get_model("auth", "Group")
        permission_model = apps.get_model("auth", "Permission")
    except LookupError:  # on the way back to before there were users
        return
    for config in (sender, installed.get_app_config("auth")):
        # Django makes them in a receiver of its own, which comes after this one.
        create_permissions(config, verbosity=0, using=using, apps=apps)
    for role in ROLES:
        group, _created = group_model.objects.using(using).get_or_create(name=role)
        wanted = permission_model.objects.using(using).filter(_permissions_of(role))
        held = group.permissions.using(using).values("pk")
        group.permissions.add(*wanted.exclude(pk__in=held))


def _permissions_of(role: str) -> Q:
    """Return the condition of the permissions that a role has."""
    codenames = list(_codenames(role))
    condition = Q(content_type__app_label="archive", codename__in=codenames)
    if role == ADMIN:
        condition |= Q(content_type__app_label="auth", content_type__model__in=["user", "group"])
    return condition


def _codenames(role: str) -> Iterator[str]:
    for model in installed.get_app_config("archive").get_models():
        name = model._meta.model_name
        yield f"view_{name}"
        if name in READ_ONLY:
            continue
        yield f"add_{name}"
        yield f"change_{name}"
        if name not in NEVER_DELETED or role == ADMIN:
            yield f"delete_{name}"
