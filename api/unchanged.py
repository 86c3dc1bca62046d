"""Lists and counts are not made again for who has them, while nothing in the archive changed."""

from __future__ import annotations

from collections.abc import Callable

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.answer import Answer
from api.conditions import is_known, tag_of_archive
from archive.driver import Row
from archive.querysets import reads_all
from archive.recording import last_entry


def unless_unchanged(
    request: Request, answer: Callable[[Row | None], HttpResponseBase]
) -> HttpResponseBase:
    """Return what `answer` makes with the tag of the archive, or 304 to who names that tag.

    `answer` is given the last entry of the log, or None where there is none. The tag is of the
    archive before the records are read: what changes meanwhile may be in the answer already, which
    is then sent once more.
    """
    entry = last_entry()
    if entry is None:
        return answer(None)
    tag = tag_of_archive(entry, reads_all=reads_all(request.user))
    if is_known(request.META.get("HTTP_IF_NONE_MATCH"), tag):
        return Answer(None, status=304, headers={"ETag": tag})
    response = answer(entry)
    response.headers["ETag"] = tag
    return response
