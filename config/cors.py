"""Cross-origin requests, with a short way for the calls of programs, which name no origin."""

from __future__ import annotations

from typing import Any

from corsheaders import middleware
from django.http import HttpRequest

API = "/api/"


class CorsMiddleware(middleware.CorsMiddleware):
    """The library's own, where there is anything to say to a browser."""

    def __call__(self, request: HttpRequest) -> Any:
        if "HTTP_ORIGIN" in request.META or not request.path_info.startswith(API):
            return super().__call__(request)
        response: Any = self.get_response(request)
        # Who caches the answer must not give it to a browser that names an origin.
        if "origin" not in response.headers.get("Vary", ""):
            self.add_response_headers(request, response)
        return response
