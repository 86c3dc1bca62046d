"""The headers of rate limits: every answer has them, and one more says when to come back."""

from __future__ import annotations

from itertools import chain

from api.schema.components import Schema

HEADERS: Schema = {
    "RateLimit": {
        "description": "What is left: `r` units, and new ones in `t` seconds "
        "(draft-ietf-httpapi-ratelimit-headers). Absent where nothing is limited.",
        "schema": {"type": "string", "maxLength": 100},
        "example": '"client";r=5990;t=42',
    },
    "RateLimit-Policy": {
        "description": "What may be asked: `q` units in `w` seconds. A plain request costs one; "
        "counts, statistics and exports cost more.",
        "schema": {"type": "string", "maxLength": 100},
        "example": '"client";q=6000;w=60',
    },
    "Retry-After": {
        "description": "In how many seconds to come back.",
        "required": True,
        "schema": {"type": "integer", "minimum": 1, "maximum": 86_400},
        "example": 42,
    },
}
_EVERYWHERE = ("RateLimit", "RateLimit-Policy")
# What may work when it is asked again.
_LATER = {"TooManyRequests", "Unavailable"}


def add_rate_limits(document: Schema) -> None:
    """Declare the headers, and name them in every answer of the document."""
    components = document["components"]
    components["headers"] = {**components.get("headers", {}), **HEADERS}
    answers = components.get("responses", {})
    own = chain.from_iterable(
        operation["responses"].values()
        for operations in document["paths"].values()
        for operation in operations.values()
    )
    for answer in [*answers.values(), *(each for each in own if "$ref" not in each)]:
        _add(answer, *_EVERYWHERE)
    for name in _LATER & answers.keys():
        _add(answers[name], "Retry-After")


def _add(answer: Schema, *names: str) -> None:
    headers = answer.setdefault("headers", {})
    headers |= {name: {"$ref": f"#/components/headers/{name}"} for name in names}
