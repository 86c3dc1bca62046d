"""Puts records into the archive of which nothing is known but what must be.

`python -m tests.sdk.fill`, in the environment of the archive that is to be filled.
"""

from __future__ import annotations

import os

import django

# What the drivers ask for, handed to them in their environment.
RECORDS = {
    "INCIDENT": "inc_01m817qnmxe7ttmpca53k2tg1q",
    "EMPTY_INCIDENT": "inc_01m8000000e0000000000000n1",
    "EMPTY_ARTICLE": "art_01m8000000e0000000000000n1",
    "EMPTY_PLACE": "plc_01m8000000e0000000000000n1",
    "NO_INCIDENT": "inc_01m8000000e0000000000000n0",
}


def fill() -> None:
    from tests.factories import ArticleFactory, IncidentFactory, PlaceFactory  # noqa: PLC0415

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


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    fill()
