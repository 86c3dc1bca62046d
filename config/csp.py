"""The Content-Security-Policy: strict everywhere, widened only for the pages that need it."""

from __future__ import annotations

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase

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
    """Send the policy of the settings, widened by GRANTS for the page's path."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the parts of the policy, those of a view's own decorators first."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info in GRANTS:
            parts.replace = (parts.replace or {}) | GRANTS[request.path_info]
        return parts
