"""Who may do what, and for how long a token is good."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import env, flag

# Whether a record has to be published by somebody other than who made it or changed it last.
ARCHIVE_SECOND_PERSON = flag("ARCHIVE_SECOND_PERSON", default=False)

TOKEN_DAYS = env.int("TOKEN_DAYS", default=365)
if TOKEN_DAYS < 1:
    raise ImproperlyConfigured(f"TOKEN_DAYS is {TOKEN_DAYS}: a token is good for at least a day.")
