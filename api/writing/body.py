"""The bodies of requests: JSON, in UTF-8 and of limited depth, or a file as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

import orjson
from rest_framework.parsers import BaseParser

from api.problems import InvalidRequestError
from api.writing.report import fault


class JSONBody(BaseParser):
    """Reads JSON; what is none breaks the schema. Its size is limited before it comes here."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return orjson.loads(stream.read())
        except orjson.JSONDecodeError as error:
            not_json = fault("", "not_json", f"It is not JSON: {error}.")
            raise InvalidRequestError([not_json]) from None


class FileBody(BaseParser):
    """Reads a file: its bytes, whatever they are. Its size is limited before it comes here."""

    media_type = "application/octet-stream"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        return stream.read()
