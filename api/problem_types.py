"""The kinds of problems (RFC 9457) that the API answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem: its address is `/api/v1/problems/<slug>/`, its title never varies."""

    slug: str
    status: int
    title: str
    description: str


_TYPES = (
    ProblemType(
        "invalid-request",
        400,
        "Invalid request",
        "The request breaks the schema: a parameter that does not exist, is given twice, is empty "
        "or cannot be read. `errors` names each one, and what is allowed instead.",
    ),
    ProblemType(
        "malformed-request",
        400,
        "Malformed request",
        "The request cannot be read at all: its body is not of the media type that it is sent as, "
        "or its headers are wrong.",
    ),
    ProblemType(
        "not-authenticated",
        401,
        "Not authenticated",
        "The token in `Authorization` is not accepted, or what was asked takes one and there is "
        "none. Reading what is published takes no token: leave the header out.",
    ),
    ProblemType(
        "not-permitted",
        403,
        "Not permitted",
        "You may not do this, or not read what the request asks for.",
    ),
    ProblemType(
        "not-found",
        404,
        "Not found",
        "Nothing that you may read has this address.",
    ),
    ProblemType(
        "method-not-allowed",
        405,
        "Method not allowed",
        "The address does not answer to this method; the header `Allow` lists those it does.",
    ),
    ProblemType(
        "not-acceptable",
        406,
        "Not acceptable",
        "The address answers in none of the media types that `Accept` asks for.",
    ),
    ProblemType(
        "conflict",
        409,
        "Conflict",
        "What was asked does not go with what is there: a record that others refer to, or a "
        "request whose `Idempotency-Key` another one is using right now. `detail` says which.",
    ),
    ProblemType(
        "gone",
        410,
        "Gone",
        "The record was retracted or deleted. `detail` says why; the address will not be used "
        "again.",
    ),
    ProblemType(
        "length-required",
        411,
        "Length required",
        "The body of the request is sent in chunks, and so without its length. Send it with "
        "`Content-Length`, as clients do that know all of it before they send it.",
    ),
    ProblemType(
        "precondition-failed",
        412,
        "Precondition failed",
        "The record was changed since you read it: it has not the version that `If-Match` names. "
        "Read it again, put your change into what it is now, and send that.",
    ),
    ProblemType(
        "body-too-large",
        413,
        "Body too large",
        "The body of the request is larger than this server reads; `detail` says how large it may "
        "be. Send less at a time.",
    ),
    ProblemType(
        "address-too-long",
        414,
        "Address too long",
        "The address of the request is longer than this server reads. Ask for fewer values at a "
        "time.",
    ),
    ProblemType(
        "unsupported-media-type",
        415,
        "Unsupported media type",
        "The body of the request is of a media type that the address does not read.",
    ),
    ProblemType(
        "unacceptable-request",
        422,
        "Unacceptable request",
        "The request fits the schema but cannot be accepted: a uid that names nothing, parameters "
        "that contradict each other, a cursor of another list. `errors` names each one.",
    ),
    ProblemType(
        "precondition-required",
        428,
        "Precondition required",
        "Say which version of the record you have read: send its `ETag` as `If-Match`. `*` means "
        "any, and may undo what somebody else has just done.",
    ),
    ProblemType(
        "too-many-requests",
        429,
        "Too many requests",
        "You asked too much in too short a time; the header `Retry-After` says in how many seconds "
        "to come back. `RateLimit` on every answer says how much is left, in units: a plain "
        "request costs one, an export fifty; docs/operations.md lists them all.",
    ),
    ProblemType(
        "server-error",
        500,
        "Server error",
        "Something broke on our side; it is logged, and the same request may work later.",
    ),
    ProblemType(
        "unavailable",
        503,
        "Unavailable",
        "The database cannot be reached, is full or takes no writes right now, or somebody else "
        "deleted meanwhile what the request refers to; nothing was changed. The header "
        "`Retry-After` says in how many seconds to try again.",
    ),
)

PROBLEM_TYPES: Mapping[str, ProblemType] = {each.slug: each for each in _TYPES}

# What the framework raises: the kind of problem that each status is.
SLUG_BY_STATUS = {each.status: each.slug for each in reversed(_TYPES)}
SLUG_BY_STATUS[400] = "malformed-request"
