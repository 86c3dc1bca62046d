"""Errors as problems (RFC 9457): how they are raised and answered."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from rest_framework import exceptions
from rest_framework.views import set_rollback

from api.problem_types import PROBLEM_TYPES, SLUG_BY_STATUS

MEDIA_TYPE = "application/problem+json"

TRY_AGAIN_SECONDS = 5
# What PostgreSQL calls a reference to a row that is not there.
_REFERRED_IS_GONE = "23503"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: where, a code, a sentence, what is allowed instead.

    It is in a parameter of the address, or at a JSON pointer of the body. `position` is where in
    the value, in code points from 0, `line` where in a file that was sent, from 1; `candidates` are
    places in a text that may be meant.
    """

    parameter: str | None
    code: str
    detail: str
    allowed: Sequence[str] | None = None
    did_you_mean: str | None = None
    position: int | None = None
    pointer: str | None = None
    candidates: Sequence[Mapping[str, Any]] | None = None
    line: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the entry of `errors`; members that say nothing are left out."""
        members = {
            "parameter": self.parameter,
            "pointer": self.pointer,
            "code": self.code,
            "detail": self.detail,
            "allowed": None if self.allowed is None else list(self.allowed),
            "did_you_mean": self.did_you_mean,
            "position": self.position,
            "candidates": self.candidates,
            "line": self.line,
        }
        return {name: value for name, value in members.items() if value is not None}


class ProblemError(exceptions.APIException):
    """A problem of one of our kinds; `detail` says what is wrong this time."""

    slug = "invalid-request"

    def __init__(self, detail: str, *, faults: Iterable[Fault] = ()) -> None:
        super().__init__(detail)
        self.status_code = PROBLEM_TYPES[self.slug].status
        self.faults = tuple(faults)


class _FaultyError(ProblemError):
    def __init__(self, faults: Iterable[Fault]) -> None:
        faults = tuple(faults)
        super().__init__(" ".join(fault.detail for fault in faults), faults=faults)


class InvalidRequestError(_FaultyError):
    """400: the request breaks the schema."""

    slug = "invalid-request"


class UnacceptableRequestError(_FaultyError):
    """422: the request fits the schema but cannot be accepted."""

    slug = "unacceptable-request"


class NotPermittedError(_FaultyError):
    """403: a parameter asks for what the reader may not see."""

    slug = "not-permitted"


class GoneError(ProblemError):
    """410: the record was retracted, for the reason given, or deleted."""

    slug = "gone"


class ConflictError(ProblemError):
    """409: what was asked does not go with what is there."""

    slug = "conflict"


class PreconditionFailedError(ProblemError):
    """412: the record has another version than the one that the request is about; its own now."""

    slug = "precondition-failed"

    def __init__(self, etag: str, *, is_part: bool = False) -> None:
        super().__init__(
            f"You have read what everybody may: read the record with your token, as {etag}."
            if is_part
            else f"The record was changed meanwhile: it is at version {etag} now."
        )
        self.headers = {"ETag": etag}


class PreconditionRequiredError(ProblemError):
    """428: the request does not say which version of the record it is about."""

    slug = "precondition-required"


def problem_response(
    request: HttpRequest, slug: str, detail: str, faults: Sequence[Fault] = ()
) -> HttpResponse:
    """Return the answer that tells of a problem; it is JSON whatever the request accepts."""
    kind = PROBLEM_TYPES[slug]
    body: dict[str, Any] = {
        "type": reverse("problems-detail", args=[slug]),
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": escape_uri_path(request.path),
    }
    if faults:
        body["errors"] = [fault.as_dict() for fault in faults]
    return HttpResponse(orjson.dumps(body), status=kind.status, content_type=MEDIA_TYPE)


def exception_handler(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Answer what a view raised; None for what is not the API's, which then becomes a 500."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(str(error) or None)
    elif is_unavailable(error):
        logger.error("The database fails: %s", error)
        return unavailable(context["request"])
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    request = context["request"]
    if isinstance(error, ProblemError):
        response = problem_response(request, error.slug, str(error.detail), error.faults)
    else:
        slug = SLUG_BY_STATUS.get(error.status_code, "server-error")
        response = problem_response(request, slug, _sentence(error, context.get("view")))
    for name, value in getattr(error, "headers", {}).items():
        response[name] = value
    if header := getattr(error, "auth_header", None):
        response["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        response["Retry-After"] = str(int(wait))
    return response


def _sentence(error: exceptions.APIException, view: Any) -> str:
    if isinstance(error, exceptions.UnsupportedMediaType):
        read = ", ".join(each.media_type for each in getattr(view, "parser_classes", ()))
        return f"{error.detail} This address reads {read}."
    return "Nothing here." if isinstance(error, exceptions.NotFound) else str(error.detail)


def is_unavailable(error: BaseException) -> bool:
    """Whether the database itself fails: away, full, read-only, or locked for too long.

    A statement that is at fault is ours, and no matter of trying again. But that somebody deleted
    meanwhile what a row refers to, PostgreSQL tells at the end of the transaction only.
    """
    overtaken = isinstance(error, IntegrityError) and _sqlstate(error) == _REFERRED_IS_GONE
    return overtaken or isinstance(error, InterfaceError | OperationalError)


def _sqlstate(error: BaseException) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer while the database fails."""
    response = problem_response(
        request, "unavailable", "The database fails right now; nothing was changed. Try again."
    )
    response["Retry-After"] = str(TRY_AGAIN_SECONDS)
    return response


def bad_request(request: HttpRequest) -> HttpResponse:
    """Answer a request under /api/ that never came as far as a view."""
    return problem_response(request, "malformed-request", "The server cannot read this request.")


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer an address under /api/ that no view has."""
    return problem_response(request, "not-found", f"There is no address {request.path} here.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an error of ours under /api/."""
    return problem_response(request, "server-error", "The server failed; the fault is in its log.")
