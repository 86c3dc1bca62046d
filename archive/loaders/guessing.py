"""Recognising the format of a file by its name and its beginning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from archive.errors import LoadError
from archive.loaders.base import Format, Head

_F = TypeVar("_F", bound=Format)


def the_one_of(formats: Iterable[_F], head: Head, *, path: str | None = None) -> _F:
    """Return the format that a file looks like. Raises LoadError where none or several fit.

    A format that anything may be counts only where no other fits.
    """
    if not head.start.strip():
        raise LoadError("the file is empty", path=path or head.name)
    known = list(formats)
    fitting = [each for each in known if each.sniff(head)]
    sure = [each for each in fitting if not each.fallback]
    fitting = sure or fitting
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(each.name for each in fitting or known)
    reason = "looks like several formats" if fitting else "looks like no known format"
    raise LoadError(f"{reason}: name one of {names}", path=path or head.name)
