"""The settings under test: the site's own, but over plain HTTP and without slow password hashes."""

from __future__ import annotations

from config.settings import *
from config.settings import STORAGES

# Django's test client and the browser tests speak plain HTTP.
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# No collectstatic before a test run: static files are served from where they lie.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}

# Tests ask as much as they like, but for those that test the limits.
RATE_LIMIT_CLIENT = "off"
RATE_LIMIT_TOKEN = "off"  # noqa: S105 -- a limit, no password
