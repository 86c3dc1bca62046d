"""Who may do what, for how long a token is good, and how much may be asked."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from limits import parse

from config.settings.environment import env, flag

# Whether a record has to be published by somebody other than who made it or changed it last.
ARCHIVE_SECOND_PERSON = flag("ARCHIVE_SECOND_PERSON", default=False)

TOKEN_DAYS = env.int("TOKEN_DAYS", default=365)
if TOKEN_DAYS < 1:
    raise ImproperlyConfigured(f"TOKEN_DAYS is {TOKEN_DAYS}: a token is good for at least a day.")

# A site over plain HTTP is for its own machine only: there the limits are only shown.
_for_others = not env.str("ARCHIVE_SITE_URL", default="").startswith("http://")


def rate(name: str, default: str) -> str:
    """Read a limit such as “6000/minute”, or “off”; anything else is refused."""
    value: str = env.str(name, default=default).strip()
    if value != "off":
        try:
            parse(value)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name} is {value!r}: expected a limit such as 6000/minute, or off."
            ) from error
    return value


RATE_LIMIT_CLIENT = rate("RATE_LIMIT_CLIENT", "6000/minute" if _for_others else "1000000/minute")
RATE_LIMIT_TOKEN = rate("RATE_LIMIT_TOKEN", "30000/minute" if _for_others else "1000000/minute")
# Where it is counted: in each process for itself, or in a store that all of them share.
RATE_LIMIT_STORAGE = env.str("RATE_LIMIT_STORAGE", default="process://")
RATE_LIMIT_PROCESSES = env.int("RATE_LIMIT_PROCESSES", default=2)
if RATE_LIMIT_PROCESSES < 1:
    raise ImproperlyConfigured(f"RATE_LIMIT_PROCESSES is {RATE_LIMIT_PROCESSES}: at least 1.")

# How many proxies stand in front of the site and add to X-Forwarded-For.
_one_by_default = int(flag("TRUST_PROXY_HEADERS", default=False))
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=_one_by_default)
if TRUSTED_PROXIES < 0:
    raise ImproperlyConfigured(f"TRUSTED_PROXIES is {TRUSTED_PROXIES}: 0 or more.")

# How many counts (facets, timelines, totals, networks) each process keeps until a record changes.
KEPT_COUNTS = env.int("KEPT_COUNTS", default=200)
if KEPT_COUNTS < 0:
    raise ImproperlyConfigured(f"KEPT_COUNTS is {KEPT_COUNTS}: 0 (none) or more.")

# The largest body of a request to the API: a hundred records with the texts of their articles.
MAX_BODY_BYTES = env.int("MAX_BODY_BYTES", default=10_000_000)
# What Django itself reads of a body at once, files apart: no less, nor than the admin's forms need.
DATA_UPLOAD_MAX_MEMORY_SIZE = max(MAX_BODY_BYTES, 10_000_000)
