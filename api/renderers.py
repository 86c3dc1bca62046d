"""Answers as JSON, written by orjson: several times faster than the standard library."""

from __future__ import annotations

from typing import Any

import orjson
from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer


class JSONRenderer(BaseRenderer):
    """UTF-8 JSON without blanks."""

    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(self, data: Any, accepted_media_type=None, renderer_context=None) -> bytes:
        return (
            b""
            if data is None
            else orjson.dumps(data, default=plain_value, option=orjson.OPT_UTC_Z)
        )


def plain_value(value: Any) -> Any:
    """Return what orjson does not know as something that it does."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, list | tuple):
        return list(value)
    raise TypeError
