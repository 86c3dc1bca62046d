"""The address of the site, as those who call it know it: what addresses in answers begin with."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site_of(request: HttpRequest) -> str:
    """Return the address of the site's root.

    The host was found to be one of ours before any view is called (CommonMiddleware).
    """
    host = request.META.get("HTTP_HOST")
    if host is None or settings.USE_X_FORWARDED_HOST:
        host = request.get_host()
    return f"{request.scheme}://{host}/"
