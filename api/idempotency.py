"""Requests that may be sent again: the same `Idempotency-Key` gets the same answer for a day.

The key is claimed in a transaction of its own, so that others see that it is running; the answer is
kept in the transaction of the write, so that there is never one without the other. A claim whose
process died is taken over after a minute, and then the first cannot end any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import RememberedRequest
from api.problems import ConflictError, Fault, InvalidRequestError, UnacceptableRequestError
from api.renderers import JSONRenderer

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
PATIENCE = timedelta(seconds=60)  # with a request that shows no end
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_SHOWN = ("ETag", "Location")
_MANY = 500


def once(request: Request, run: Callable[[], Response]) -> Response | HttpResponse:
    """Answer with what `run` does, or with what it did when the key was sent before.

    What is refused is not kept: the key may be used again with a better body.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return run()
    if not _KEY.fullmatch(key):
        detail = f"{HEADER}: 1 to 255 visible ASCII characters."
        raise InvalidRequestError([Fault(HEADER, "invalid", detail)])
    fingerprint = _fingerprint(request)
    claim = _claim(request.user, key, fingerprint)
    if claim.status is not None:
        return _again(claim)
    try:
        with transaction.atomic():
            response = run()
            body = JSONRenderer().render(response.data)
            headers = {name: response[name] for name in _SHOWN if name in response}
            mine = RememberedRequest.objects.filter(pk=claim.pk, started_at=claim.started_at)
            if not mine.update(status=response.status_code, headers=headers, body=body):
                raise ConflictError("Another request with the same key has taken over.")
    except BaseException:
        RememberedRequest.objects.filter(
            pk=claim.pk, started_at=claim.started_at, status=None
        ).delete()
        raise
    return response


def forget() -> int:
    """Delete what was kept long enough; return how many rows that were."""
    deleted: int = _old().delete()[0]
    return deleted


def _claim(user: Any, key: str, fingerprint: str) -> RememberedRequest:
    """Return the row of a key: with an answer, or newly claimed by this request."""
    few = list(_old().order_by("started_at").values_list("pk", flat=True)[:_MANY])
    if few:
        RememberedRequest.objects.filter(pk__in=few).delete()
    now = timezone.now()
    try:
        with transaction.atomic():
            return RememberedRequest.objects.create(
                user=user, key=key, fingerprint=fingerprint, started_at=now
            )
    except IntegrityError:
        known = RememberedRequest.objects.filter(user=user, key=key).first()
    if known is None:
        raise ConflictError("The request with this key has just ended; send it again.")
    if known.fingerprint != fingerprint:
        detail = f"{HEADER}: this key was sent with another request; take a new one."
        raise UnacceptableRequestError([Fault(HEADER, "other_request", detail)])
    if known.status is not None:
        return known
    stale = RememberedRequest.objects.filter(
        pk=known.pk, status=None, started_at=known.started_at, started_at__lt=now - PATIENCE
    )
    if not stale.update(started_at=now):
        raise ConflictError("The first request with this key is still running.")
    known.started_at = now
    return known


def _fingerprint(request: Request) -> str:
    raw = request._request
    said = [str(raw.method), raw.get_full_path(), raw.content_type or ""]
    return sha256("\n".join(said).encode() + b"\n" + raw.body).hexdigest()


def _again(known: RememberedRequest) -> HttpResponse:
    return HttpResponse(
        bytes(known.body),
        status=known.status,
        headers=known.headers,
        content_type=JSONRenderer.media_type,
    )


def _old() -> Any:
    return RememberedRequest.objects.filter(started_at__lt=timezone.now() - KEPT)
