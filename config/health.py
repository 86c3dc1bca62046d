"""Health: /livez/ says that the process answers, /readyz/ that it can serve requests."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


class NotReadyError(Exception):
    """A readiness check that did not pass; the message is shown to the caller."""


@require_safe
@never_cache
def livez(_request: HttpRequest) -> JsonResponse:
    """Answer 200 whenever the process serves requests at all."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every check passes, else 503 and a problem that names the failed one."""
    for name, check in CHECKS.items():
        try:
            check()
        except NotReadyError as failure:
            return _not_ready(request, name, str(failure))
    return JsonResponse({"status": "ok", "checks": dict.fromkeys(CHECKS, "ok")})


def check_database() -> None:
    """Ask the database for one value."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        # The driver's words may hold addresses and names: they go to the log only.
        logger.exception("The database does not answer")
        raise NotReadyError("The database does not answer.") from error


def check_migrations() -> None:
    """Compare the migrations in the code with those recorded in the database (two queries)."""
    missing = _migrations_in_code() - MigrationRecorder(connection).applied_migrations().keys()
    if missing:
        names = ", ".join(sorted(".".join(migration) for migration in missing))
        raise NotReadyError(f"Migrations are not applied: {names}.")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
}


@cache
def _migrations_in_code() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.nodes)


def _not_ready(request: HttpRequest, check: str, detail: str) -> JsonResponse:
    """Return the problem (RFC 9457) of a failed check."""
    problem = {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": detail,
        "instance": request.path,
        "check": check,
    }
    return JsonResponse(
        problem, status=503, content_type="application/problem+json", headers={"Retry-After": "5"}
    )
