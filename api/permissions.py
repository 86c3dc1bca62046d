"""What takes a token: reading is open, writing is for those whose role allows it."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from archive.rights import require, role_of

# The right that a method takes where a view says nothing else in `acts`: {name of action: act}.
_ACTS = {"POST": "add", "PUT": "change", "PATCH": "change", "DELETE": "delete"}


class ReadOpenWriteWithToken(BasePermission):
    """Reading is open to everybody; writing takes a token and the right of the role.

    Whether *this* record may be written is asked with the record at hand: `archive.rights.require`.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        if request.method in SAFE_METHODS:
            return True
        if request.auth is None:
            raise NotAuthenticated("Writing takes a token: Authorization: Bearer <token>.")
        acts = getattr(view, "acts", {})
        act = acts.get(getattr(view, "action", None), _ACTS.get(str(request.method)))
        if act is not None:
            require(request.user, act)
        return role_of(request.user) is not None
