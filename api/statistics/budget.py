"""How long a count may take: a question that would keep the database busy for longer is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from api.problems import Fault, UnacceptableRequestError
from archive.budget import OutOfTimeError, time_budget

# The counts of a million incidents take less, each of them; several facets share the time.
SECONDS = 20


@contextmanager
def counting(parameter: str) -> Iterator[None]:
    """Count within the time that there is for it.

    Raises UnacceptableRequestError, which names `parameter`, where that is not enough.
    """
    try:
        with time_budget(SECONDS):
            yield
    except OutOfTimeError:
        detail = (
            f"{parameter}: counting this took more than {SECONDS} seconds and was stopped. Ask for "
            "less at a time, or narrow it by days, a country or another filter."
        )
        raise UnacceptableRequestError([Fault(parameter, "too_much", detail)]) from None
