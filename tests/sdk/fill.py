"""Puts records into the archive of which nothing is known but what must be, and makes a token.

The token is that of a coder; it is printed. `python -m tests.sdk.fill`, in the environment of the
archive that is to be filled.
"""

from __future__ import annotations

import os
import sys

import django

# What the drivers ask for, handed to them in their environment.
RECORDS = {
    "INCIDENT": "inc_01m817qnmxe7ttmpca53k2tg1q",
    "EMPTY_INCIDENT": "inc_01m8000000e0000000000000n1",
    "EMPTY_ARTICLE": "art_01m8000000e0000000000000n1",
    "EMPTY_PLACE": "plc_01m8000000e0000000000000n1",
    "NO_INCIDENT": "inc_01m8000000e0000000000000n0",
}


def fill() -> str:
    """Fill the archive and return the text of the token."""
    from archive.services.tokens import make_token
    from tests.factories import (
        ArticleFactory,
        IncidentFactory,
        PlaceFactory,
        UserFactory,
    )

    IncidentFactory(
        uid=RECORDS["EMPTY_INCIDENT"],
        title="Something is said to have happened",
        event_mode=None,
        contexts=[],
        undated=True,
    )
    ArticleFactory(
        uid=RECORDS["EMPTY_ARTICLE"],
        title="A headline without a story",
        source=None,
        url=None,
        byline=None,
        language=None,
        undated=True,
    )
    PlaceFactory(uid=RECORDS["EMPTY_PLACE"], name="Somewhere", kind="other", country=None)
    _token, text = make_token(UserFactory(role="coder"), "clients")
    return text


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    sys.stdout.write(fill())
