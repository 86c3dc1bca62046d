"""What protects the site: hosts, HTTPS and cookies, browser policies, cross-origin reads.

One setting decides most of it. ARCHIVE_SITE_URL is the address people use; it is https unless said
otherwise, and the redirect to HTTPS, HSTS and secure cookies follow from its scheme.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import env, flag

SITE_URL = env.str("ARCHIVE_SITE_URL", default="https://localhost").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname or _site.path or _site.query:
    raise ImproperlyConfigured(
        f"ARCHIVE_SITE_URL is {SITE_URL!r}: expected a scheme and a host, such as "
        "https://archive.example.org or http://127.0.0.1:8000."
    )
_https = _site.scheme == "https"

_site_host = f"[{_site.hostname}]" if ":" in _site.hostname else _site.hostname
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=list(dict.fromkeys([_site_host, "127.0.0.1", "localhost", "[::1]"]))
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

SECURE_SSL_REDIRECT = _https
# Probes speak plain HTTP to the server behind the proxy.
SECURE_REDIRECT_EXEMPT = [r"^(livez|readyz)/$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000) if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https

# Only behind a proxy that sets the header itself: from anybody else it is a lie that unlocks HTTPS.
if flag("TRUST_PROXY_HEADERS", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# What single pages need beyond this is granted in config/csp.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "publickey-credentials-get",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
}

# Anybody's page may read the API; none gets to use a visitor's log-in, or to write.
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "authorization", "content-type", "if-none-match"]
CORS_EXPOSE_HEADERS = [
    "ratelimit",
    "ratelimit-policy",
    "www-authenticate",
    "content-disposition",
    "etag",
    "export-rows",
    "link",
    "location",
    "retry-after",
]
CORS_PREFLIGHT_MAX_AGE = 86_400
