"""How long an address and how large a body may be, asked before anything is read of them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.problems import problem_response

API = "/api/"
LONGEST_ADDRESS = 16_000


class RequestSizeMiddleware:
    """Refuses what is too long (414) or too large (413) for the API, or of no known size (411)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(API):
            return self.get_response(request)
        meta = request.META
        length = len(request.path_info) + len(meta.get("QUERY_STRING", ""))
        if length > LONGEST_ADDRESS:
            detail = f"The address has {length} characters; at most {LONGEST_ADDRESS} go."
            return problem_response(request, "address-too-long", detail)
        # Without a length nothing of the body is read, by the rules of WSGI.
        if meta.get("HTTP_TRANSFER_ENCODING") and not meta.get("CONTENT_LENGTH"):
            detail = "The body is sent in chunks: send it with Content-Length."
            return problem_response(request, "length-required", detail)
        size = meta.get("CONTENT_LENGTH") or "0"
        if size.isdecimal() and int(size) > settings.MAX_BODY_BYTES:
            detail = f"The body has {size} bytes; at most {settings.MAX_BODY_BYTES} go."
            return problem_response(request, "body-too-large", detail)
        return self.get_response(request)
