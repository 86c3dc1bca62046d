"""What the site answers where no view does: problems under /api/, pages elsewhere."""

from __future__ import annotations

import sys

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views import defaults

from api import problems
from api.problems import is_unavailable

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer a request that Django itself refuses, such as one for a foreign host."""
    if request.path.startswith(API):
        return problems.bad_request(request)
    return defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer an address that leads nowhere."""
    if request.path.startswith(API):
        return problems.not_found(request)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer what broke on our side; it is logged already."""
    if request.path.startswith(API):
        if is_unavailable(sys.exc_info()[1] or Exception()):
            return problems.unavailable(request)
        return problems.server_error(request)
    return defaults.server_error(request)
