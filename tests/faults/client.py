"""A client that writes: what it was told is written, it remembers."""

from __future__ import annotations

import json
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen


class Answer(NamedTuple):
    """What the server answered: its status, the body as JSON, the tag of the version."""

    status: int
    body: Any
    etag: str | None


class Client:
    """Asks one site with one token. A server that is not there raises ConnectionError."""

    def __init__(self, site: str, token: str) -> None:
        self.site = site
        self.token = token

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        etag: str | None = None,
        *,
        key: str | None = None,
        timeout: float = 60,
    ) -> Answer:
        """Send a request to a path of the API; an answer of any status is returned.

        `etag` is sent as `If-Match`, `key` as `Idempotency-Key`.
        """
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if etag is not None:
            headers["If-Match"] = etag
        if key is not None:
            headers["Idempotency-Key"] = key
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.site}/api/v1/{path}", data, headers, method=method)
        try:
            with urlopen(request, timeout=timeout) as answer:
                return _answer(answer)
        except HTTPError as error:
            return _answer(error)
        except (URLError, HTTPException, OSError) as error:
            raise ConnectionError(str(error)) from error


def _answer(answer: Any) -> Answer:
    text = answer.read()
    return Answer(answer.status, json.loads(text) if text else None, answer.headers.get("ETag"))
