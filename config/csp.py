"""The Content-Security-Policy: strict everywhere, widened only for the pages that need it."""

from __future__ import annotations

from functools import cache
from typing import Any

from csp.constants import HEADER, SELF
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest

# Redoc's styles are made by script: it adds an empty <style> (the first hash is that of "") and
# fills it through the CSSOM, and one for its spinner. Hashes allow these and no other inline style.
_REDOC_STYLES = [
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    "'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='",
]

# Path -> directives that replace those of CONTENT_SECURITY_POLICY on it.
GRANTS: dict[str, dict[str, list[str]]] = {
    "/api/v1/docs/": {"img-src": [SELF, "data:"]},
    "/api/v1/redoc/": {
        "style-src": [SELF, *_REDOC_STYLES],
        "img-src": [SELF, "data:"],
        "worker-src": [SELF, "blob:"],
    },
}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Send the policy of the settings, widened by GRANTS for the page's path.

    The policy of a path is always the same: it is put together once, not for every answer, as its
    base class does, for the sake of decorators and nonces that no page here has.
    """

    def __call__(self, request: HttpRequest) -> Any:
        """Set the header, on every answer; offer no nonce."""
        response: Any = self.get_response(request)
        path = request.path_info
        response.headers[HEADER] = _policy(path if path in GRANTS else "")
        return response


@cache
def _policy(path: str) -> str:
    return build_policy(replace=GRANTS.get(path))
