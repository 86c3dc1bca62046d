"""`manage.py forget_requests`: delete the answers that were kept for repeated requests."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from api.idempotency import forget


class Command(BaseCommand):
    """Deletes what is older than a day; requests with a key do so too, some at a time."""

    help = "Delete the answers to requests with an Idempotency-Key that are older than a day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget()} deleted.")
