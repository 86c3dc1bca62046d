"""Middleware of sessions, log-in and messages, for people with a browser only.

A call of the API that carries no session's cookie has nothing to do with any of it, and goes past:
together they cost as much as the smallest answers.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.http import HttpRequest
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

API = "/api/"


def is_bare_call(request: HttpRequest) -> bool:
    """Whether a request is for the API and of nobody's session."""
    return request.path_info.startswith(API) and settings.SESSION_COOKIE_NAME not in request.COOKIES


class _ForVisitors(MiddlewareMixin):
    """Lets bare calls of the API go past."""

    def __call__(self, request: HttpRequest) -> Any:
        if is_bare_call(request):
            return self.get_response(request)
        return super().__call__(request)


class SessionMiddleware(_ForVisitors, sessions.SessionMiddleware):
    """Sessions; whether there is one may decide what an answer shows."""

    def __call__(self, request: HttpRequest) -> Any:
        response = super().__call__(request)
        if is_bare_call(request):
            patch_vary_headers(response, ("Cookie",))
        return response


class AuthenticationMiddleware(_ForVisitors, auth.AuthenticationMiddleware):
    """Who is logged in."""


class MessageMiddleware(_ForVisitors, messages.MessageMiddleware):
    """What the next page says."""
