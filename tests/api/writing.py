"""What tests of writing share: requests with a version, the faults of a refusal by pointer."""

from __future__ import annotations

from typing import Any

from rest_framework.test import APIClient

from archive.models.base import Record
from tests.api.answers import ROOT, body


def address(record: Record) -> str:
    """Return the address of a record."""
    return f"{ROOT}/{record._meta.model_name}s/{record.uid}/"


def make(api: APIClient, resource: str, **members: Any) -> dict[str, Any]:
    """Make a record; return it as it was answered."""
    made: dict[str, Any] = body(api.post(f"{ROOT}/{resource}/", members), 201)
    return made


def tag(record: Record) -> str:
    """Return the entity tag of a record as it is now, for who may write it."""
    record.refresh_from_db()
    return f'"{record.version}-all"'


def patch(api: APIClient, record: Record, **members: Any) -> Any:
    """Change a record as it is now; return the answer."""
    return api.patch(address(record), members, headers={"If-Match": tag(record)})


def put(api: APIClient, record: Record, **members: Any) -> Any:
    """Put a record anew as it is now; return the answer."""
    return api.put(address(record), members, headers={"If-Match": tag(record)})


def faults(answer: Any, status: int) -> dict[str, str]:
    """Return the codes of the faults of a refusal, by pointer."""
    return {fault["pointer"]: fault["code"] for fault in body(answer, status)["errors"]}


def ref(record: Record) -> dict[str, str]:
    """Return a reference to a record."""
    return {"uid": record.uid}
