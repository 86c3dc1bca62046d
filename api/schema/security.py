"""How the OpenAPI document says who may ask: with a token, or without."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from api.authentication import TokenAuthentication

# Reading: without a token, or with one. Said once for the whole document: some generators take an
# operation that lists any scheme for one that needs it.
READING: list[dict[str, list[str]]] = [{}, {"token": []}]


class TokenScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document describes it."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of the archive: made in the admin, or by `manage.py token`.",
        }
