"""The environment that every other settings file reads, and the folders known from the start."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environ import FileAwareEnv

BASE_DIR = Path(__file__).resolve().parents[2]

# File-aware: NAME_FILE=/run/secrets/name works for every setting NAME.
env = FileAwareEnv()

VAR_DIR = Path(env.str("ARCHIVE_VAR", default=str(BASE_DIR / "var"))).resolve()

_TRUE = ("1", "true", "yes", "on")
_FALSE = ("0", "false", "no", "off", "")


def flag(name: str, *, default: bool) -> bool:
    """Read a yes/no setting; anything but the known words is refused, not read as "no"."""
    value = env.str(name, default="1" if default else "0").strip().lower()
    if value not in _TRUE + _FALSE:
        raise ImproperlyConfigured(
            f"{name} is {value!r}: expected one of {', '.join(_TRUE)}, {', '.join(_FALSE[:-1])}."
        )
    return value in _TRUE
