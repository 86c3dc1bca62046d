"""What the API itself remembers: the answers to requests that may be sent again."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class RememberedRequest(models.Model):
    """A request with an `Idempotency-Key`: running while it has no status, then its answer."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="rememberedrequest_key"),
        ]
        indexes = [models.Index(fields=["started_at"], name="rememberedrequest_by_age")]

    def __str__(self) -> str:
        return f"{self.key} of {self.user}"
