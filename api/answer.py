"""Answers that are written at once: what nearly every call gets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from api.negotiation import JSON
from api.renderers import JSONRenderer

render = JSONRenderer().render


class Answer(HttpResponse):
    """JSON, without what the framework needs to choose among renderers later on: there is one.

    `data` is what becomes JSON, or JSON already (bytes).
    """

    def __init__(
        self, data: Any, *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        body = data if isinstance(data, bytes) else render(data)
        super().__init__(body, content_type=JSON, status=status)
        for name, value in (headers or {}).items():
            self.headers[name] = value
