"""A test client that holds every request and every answer against docs/openapi.yaml."""

from __future__ import annotations

import json
from typing import Any

from django.test.client import FakePayload
from rest_framework.test import APIClient

from tests.api.contract import contract

WITH_BODY = {"POST", "PUT", "PATCH"}


class SchemaClient(APIClient):
    """As APIClient, but an answer that breaks the document fails the test.

    Both directions: what was answered must be declared; a request that was served must fit the
    document, one refused with 400 must break it, and one refused with 422 must fit it.
    """

    def request(self, **environ: Any) -> Any:
        # Read before it is sent: afterwards nothing is left of it.
        sent = environ["wsgi.input"].read() if "wsgi.input" in environ else b""
        if "wsgi.input" in environ:
            environ["wsgi.input"] = FakePayload(sent)
        response = super().request(**environ)
        asked = response.request
        if environ.get("HTTP_HOST") is not None:
            return response  # refused before it came to the API, or answered as to any host
        faults = broken(
            asked["REQUEST_METHOD"],
            asked["PATH_INFO"],
            asked.get("QUERY_STRING", ""),
            response,
            headers={**self._credentials, **environ},
            sent=sent,
        )
        address = f"{asked['REQUEST_METHOD']} {asked['PATH_INFO']}?{asked.get('QUERY_STRING', '')}"
        assert not faults, f"{address} → {response.status_code} breaks docs/openapi.yaml: {faults}"
        return response


def broken(
    method: str,
    path: str,
    query: str,
    response: Any,
    *,
    headers: dict[str, Any] | None = None,
    sent: bytes = b"",
) -> list[str]:
    """Return how a request and its answer break the document; what it does not speak of cannot."""
    operation = contract().operation(method, path)
    if operation is None:
        return []
    status = response.status_code
    if _is_unchanged(response, headers or {}):
        return []
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    content = _content(response)
    is_json = media_type.endswith("json") and media_type != "application/x-ndjson"
    body: Any = content.decode(errors="replace")  # of a file, the document says that it is text
    if is_json and content:
        body = json.loads(content)
    elif not content:
        body = None
    faults = operation.answer_faults(
        status, media_type, body, narrowed=status < 300 and operation.narrows(query)
    )
    given = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): text
        for name, text in (headers or {}).items()
        if name.startswith("HTTP_")
    }
    wrong = operation.request_faults(path, query, given)
    media_type = str((headers or {}).get("CONTENT_TYPE", "")).partition(";")[0]
    if method in WITH_BODY:
        wrong += operation.body_faults(media_type, sent)
    if status == 400 and not wrong and not _is_ambiguous(body):
        faults.append("it was refused with 400 but fits the document")
    if status in {200, 201, 204, 422} and wrong:
        faults.append(f"it was taken although {'; '.join(wrong)}")
    return faults


def _is_unchanged(response: Any, headers: dict[str, Any]) -> bool:
    """Whether HTTP itself tells a cache that it may keep a list; records declare their 304."""
    asked = "HTTP_IF_NONE_MATCH" in headers and response.headers.get("ETag", "").startswith("W/")
    return asked and response.status_code == 304 and not response.content


def _is_ambiguous(problem: Any) -> bool:
    """Whether words were given that stand in their text several times, which no schema can say."""
    return {fault["code"] for fault in problem.get("errors", ())} == {"ambiguous_quote"}


def _content(response: Any) -> bytes:
    """Return the whole body; one that is streamed can be read again afterwards."""
    if not getattr(response, "streaming", False):
        return bytes(response.content)
    content: bytes = response.getvalue()
    response.streaming_content = [content]
    return content
