"""Tokens: by which a program says for whom it asks. Only a digest of each is kept."""

from __future__ import annotations

import re
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

from archive.roles import ROLES

# The prefix, by which the token is known, and 40 characters that only its owner has: 238 bits.
PREFIX = r"nea_[0-9A-Za-z]{8}"
TOKEN = re.compile(rf"({PREFIX})_[0-9A-Za-z]{{40}}")


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens, by whether they are good."""

    def good(self) -> TokenQuerySet:
        """Return the tokens that are neither revoked nor expired, of users who may log in."""
        return self.filter(
            revoked_at__isnull=True, expires_at__gt=timezone.now(), user__is_active=True
        )


class Token(models.Model):
    """A token of a user, which may be weaker than the user: `role` is the most that it may do."""

    prefix = models.CharField(
        max_length=12,
        unique=True,
        editable=False,
        validators=[RegexValidator(rf"^{PREFIX}\Z")],
        help_text="The beginning of the token: by this it is known in lists and logs.",
    )
    digest = models.CharField(
        max_length=64, editable=False, help_text="SHA-256 of the whole token, hexadecimal."
    )
    name = models.CharField(
        max_length=100, help_text="What it is for: “nightly mirror”, “coding tool of Ana”."
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="tokens",
        help_text="What is done with the token is done by this user.",
    )
    role = models.CharField(
        max_length=10,
        null=True,
        blank=True,
        choices=[(role, role) for role in ROLES],
        help_text="The most that may be done with it; empty: all that its user may do.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(help_text="From then on it is no longer accepted.")
    last_used_at = models.DateTimeField(
        null=True, editable=False, help_text="When it was last used, to the hour."
    )
    revoked_at = models.DateTimeField(
        null=True, editable=False, help_text="Since when it is no longer accepted."
    )

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.prefix} ({self.name})"

    def clean(self) -> None:
        super().clean()
        if self._state.adding and self.expires_at and self.expires_at <= timezone.now():
            raise ValidationError({"expires_at": "A token has to be good for some time."})

    def fault(self, now: datetime | None = None) -> str | None:
        """Return why the token is not accepted: “revoked”, “expired”, “disabled”; else None."""
        if self.revoked_at is not None:
            return "revoked"
        if self.expires_at <= (now or timezone.now()):
            return "expired"
        return None if self.user.is_active else "disabled"
