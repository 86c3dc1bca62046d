"""Answers that take long to count, kept until anything in the archive changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from django.conf import settings
from rest_framework.request import Request

from api.answer import Answer, render
from api.sites import site_of
from api.strict import Given
from archive.driver import Row
from archive.querysets import reads_all
from archive.recording import last_entry

_LARGEST = 100_000  # bytes of an answer that is kept

# What was asked → the last entry of the log when it was counted, and the answer.
_kept: OrderedDict[Hashable, tuple[Any, bytes]] = OrderedDict()
_lock = Lock()


def kept(
    name: Hashable, given: Given, request: Request, before: Row | None, count: Callable[[], Any]
) -> Answer:
    """Return the answer that `count` makes, or made since the last change of any record.

    `name` tells the question but for its parameters and its reader, `before` is the last entry of
    the log.
    """
    if before is None or not settings.KEPT_COUNTS:
        return Answer(count())
    asked = tuple(sorted((parameter, repr(values)) for parameter, values in given.items()))
    key = (name, asked, reads_all(request.user), site_of(request._request))
    with _lock:
        found = _kept.get(key)
        if found is not None and found[0] == before:
            _kept.move_to_end(key)
            return Answer(found[1])
    body = render(count())
    # What changed while it was counted may be in it or not.
    if len(body) <= _LARGEST and last_entry() == before:
        with _lock:
            _kept[key] = (before, body)
            _kept.move_to_end(key)
            if len(_kept) > settings.KEPT_COUNTS:
                _kept.popitem(last=False)
    return Answer(body)
