"""Who asks: nobody in particular, or the user of a token in the header `Authorization`."""

from __future__ import annotations

import re
from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from archive.models import Token
from archive.rights import may
from archive.services.tokens import BadTokenError, find_token, note_use

_BEARER = re.compile(r"bearer +(\S+)", re.IGNORECASE)


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>`; without the header the request is everybody's.

    What cannot be recognised is refused, never taken as nobody's: who sends a token would read
    less than they believe. `request.auth` is the token, `request.user` its user, held to the
    token's role, and with `reads_all` where that role reads what is not published.
    """

    def authenticate(self, request: Request) -> tuple[Any, Token] | None:
        header = request.META.get("HTTP_AUTHORIZATION")
        if header is None:
            return None
        match = _BEARER.fullmatch(header.strip())
        if match is None:
            raise AuthenticationFailed("Authorization: expected “Bearer”, a blank and a token.")
        try:
            token = find_token(match[1])
        except BadTokenError as error:
            raise AuthenticationFailed(error.message) from error
        note_use(token)
        asked: Any = request._request
        asked.token_key = token.pk  # whose quota it is: api.rate_limits
        user: Any = token.user
        user.role_cap = token.role
        user.reads_all = may(user, "read_all")
        return user, token

    def authenticate_header(self, request: Request) -> str:
        """Return the header `WWW-Authenticate` (RFC 6750) of a 401."""
        challenge = 'Bearer realm="archive"'
        if "HTTP_AUTHORIZATION" in request.META:
            challenge += ', error="invalid_token"'
        return challenge
