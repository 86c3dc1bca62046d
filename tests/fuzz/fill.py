"""Fills an archive for drawn requests, and prints a token: `python -m tests.fuzz.fill ROLE`.

The first story, and records of every state that are tied in every way.
"""

from __future__ import annotations

import sys
from io import StringIO

import django


def fill(role: str) -> str:
    """Fill the archive; return the text of a token of a user with this role."""
    from django.core.management import call_command

    from archive.services.tokens import make_token
    from tests.api import hidden
    from tests.factories import UserFactory

    call_command("load_seeds", stdout=StringIO())
    hidden.fill()
    return make_token(UserFactory(role=role), "fuzz")[1]


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(fill(sys.argv[1]))
