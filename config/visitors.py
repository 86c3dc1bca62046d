"""Middleware of sessions, log-in and messages, for people with a browser only.

The API knows tokens, never a visitor's session: its calls go past all of it, which costs as much as
the smallest answers.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.http import HttpRequest
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

API = "/api/"


class _ForVisitors(MiddlewareMixin):
    """Lets calls of the API go past."""

    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith(API):
            return self.get_response(request)
        return super().__call__(request)


class SessionMiddleware(_ForVisitors, sessions.SessionMiddleware):
    """Sessions; an answer of the API differs by the token alone."""

    def __call__(self, request: HttpRequest) -> Any:
        response = super().__call__(request)
        if request.path_info.startswith(API) and "Authorization" not in response.get("Vary", ""):
            patch_vary_headers(response, ("Authorization",))
        return response


class AuthenticationMiddleware(_ForVisitors, auth.AuthenticationMiddleware):
    """Who is logged in."""


class MessageMiddleware(_ForVisitors, messages.MessageMiddleware):
    """What the next page says."""
