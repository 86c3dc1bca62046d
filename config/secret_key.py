"""The secret key of an installation that was given none: made once, kept in a private file."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

MINIMUM_LENGTH = 50


def load_or_create(path: Path) -> str:
    """Return the key in `path`, making the file (mode 0600) if there is none.

    Several processes may start at once on a new installation: the key is written aside and
    hard-linked into place, so that all of them read the one complete file that came first.
    """
    if not path.exists():
        _create(path)
    key = path.read_text(encoding="ascii").strip()
    if len(key) < MINIMUM_LENGTH:
        raise ImproperlyConfigured(
            f"{path} should hold a secret key of at least {MINIMUM_LENGTH} characters but holds "
            f"{len(key)}. Delete the file to have a new key made, or set SECRET_KEY."
        )
    return key


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(get_random_secret_key() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink()
