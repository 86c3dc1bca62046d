"""What tests ask of answers: rows by uid, faults by parameter, lists walked page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from rest_framework.test import APIClient

ROOT = "/api/v1"


def body(response: Any, status: int = 200) -> Any:
    """Return the body of an answer that has this status."""
    assert response.status_code == status, response.content
    return response.json()


def listed(api: APIClient, resource: str, **query: Any) -> list[str]:
    """Return the uids of a list in its order; a list or tuple gives a parameter several times."""
    found = body(api.get(f"{ROOT}/{resource}/", query))
    return [record["uid"] for record in found["results"]]


def refused(api: APIClient, resource: str, status: int = 400, **query: Any) -> dict[str, Any]:
    """Return the one fault for which a list is refused."""
    problem = body(api.get(f"{ROOT}/{resource}/", query), status)
    assert len(problem["errors"]) == 1, problem
    fault: dict[str, Any] = problem["errors"][0]
    return fault


def shown(api: APIClient, record: Any, **query: Any) -> Any:
    """Return a record as its own address shows it."""
    plural = f"{record._meta.model_name}s"
    return body(api.get(f"{ROOT}/{plural}/{record.uid}/", query))


def pages(api: APIClient, url: str, link: str = "next") -> Iterator[dict[str, Any]]:
    """Yield the page at this address and those that its links lead to."""
    following: str | None = url
    while following:
        page = body(api.get(following))
        yield page
        following = page[link]


def budget_queries() -> int:
    """Return how many queries a limit of time costs: PostgreSQL has to be told of it."""
    return 5 if connection.vendor == "postgresql" else 0
