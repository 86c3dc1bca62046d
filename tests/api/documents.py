"""Documents sent as a client sends them."""

from __future__ import annotations

from typing import Any

from rest_framework.test import APIClient

from tests.api.answers import ROOT, body
from tests.archive.loaders.documents.test_feed import rss

ONE = "<title>One</title><link>https://example.org/1</link><description>First.</description>"
TWO = "<title>Two</title><link>https://example.org/2</link><description>Second.</description>"
EMPTY = "<category>none</category>"
FEED = rss(ONE, TWO)
RECEIVED = "# A title\n\nPublished :`2024-08-06 09:16:30`\n\n---\n\nSome text.\n\n---\n"


def send(api: APIClient, file: str | bytes, status: int = 201, **query: Any) -> Any:
    """Send a file; return the body of the answer."""
    headers = query.pop("headers", {})
    kind = query.pop("content_type", "application/octet-stream")
    words = "&".join(f"{name}={value}" for name, value in query.items())
    answer = api.post(f"{ROOT}/documents/?{words}", file, content_type=kind, headers=headers)
    return body(answer, status)


def fault(api: APIClient, file: str | bytes, status: int, **query: Any) -> dict[str, Any]:
    """Send a file that is refused; return its one fault."""
    (found,) = send(api, file, status, **query)["errors"]
    return {name: found[name] for name in sorted(found.keys() - {"detail", "allowed"})} | {
        "detail": found["detail"]
    }
