"""Reading the date line of a document: a time only where it says one, a zone only where it does."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_RFC_822 = re.compile(
    r"([A-Za-z]{3,9},\s*)?[0-9]{1,2}\s+[A-Za-z]{3,9}\s+([0-9]{2}|[0-9]{4})"
    r"\s+[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(\s+([A-Za-z]{1,5}|[+-][0-9]{4}))?"
)


def read_stamp(raw: str) -> tuple[datetime | None, bool]:
    """Return the time of an ISO 8601 or RFC 822 stamp, and whether its time zone is known.

    Without an offset, or with a zone whose name RFC 822 does not define, the clock reading counts
    as UTC, only to have a day to reckon from; what is no such stamp has no time.

    >>> read_stamp("2024-08-06 09:16:30")
    (datetime.datetime(2024, 8, 6, 9, 16, 30, tzinfo=datetime.timezone.utc), False)
    >>> read_stamp("Tue, 06 Aug 2024 09:16:30 +0300")
    (datetime.datetime(2024, 8, 6, 6, 16, 30, tzinfo=datetime.timezone.utc), True)
    >>> read_stamp("last Tuesday")
    (None, False)
    """
    try:
        stamp = _parse(raw.strip())
        if stamp.tzinfo is None:
            return stamp.replace(tzinfo=UTC), False
        return stamp.astimezone(UTC), True
    except (ValueError, OverflowError):
        return None, False


def _parse(raw: str) -> datetime:
    # The parser of the standard library takes more than RFC 822, and guesses at it.
    return parsedate_to_datetime(raw) if _RFC_822.fullmatch(raw) else datetime.fromisoformat(raw)
