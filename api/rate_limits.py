"""How much one client may ask in a while, told with every answer (`RateLimit`, an IETF draft).

Requests cost units: a plain one 1, dearer ones what they are dearer by. A token has a quota of its
own; everything else, and every token that was not accepted yet, is on the account of the address.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from math import ceil
from time import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import storage_from_string

from api import rate_storage  # noqa: F401 -- registers its scheme
from api.clients import client_of
from api.problems import problem_response

API = "/api/"
IN_PROCESS = "process://"
_KNOWN_TOKENS = 10_000

# By the last part of the address.
COSTS = {
    "export": 50,
    "documents": 50,
    "bulk": 20,
    "facets": 10,
    "timeline": 10,
    "totals": 10,
    "network": 10,
    "search": 3,
}
# By the value of `count`, and what a search in a list adds.
COUNTING = {"exact": 20, "bounded": 2}
SEARCHING = 2

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Quota:
    """So many units in so many seconds; `policy` is the header that says it."""

    name: str
    item: RateLimitItem
    seconds: int
    policy: str


def cost_of(request: HttpRequest) -> int:
    """Return how many units a request costs."""
    cost = COSTS.get(request.path_info.rstrip("/").rpartition("/")[2], 1)
    if request.META.get("QUERY_STRING"):
        asked = request.GET
        cost += COUNTING.get(asked.get("count", ""), 0)
        if "q" in asked:
            cost += SEARCHING
    return cost


class RateLimitMiddleware:
    """Counts what is asked of the API, refuses what is too much, and says how much is left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.storage: Any = storage_from_string(settings.RATE_LIMIT_STORAGE, wrap_exceptions=True)
        self.client = _quota("client", settings.RATE_LIMIT_CLIENT)
        self.token = _quota("token", settings.RATE_LIMIT_TOKEN)
        # Digest of an accepted header → key of its token, the latest last.
        self.known: OrderedDict[bytes, int] = OrderedDict()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(API):
            return self.get_response(request)
        header = request.META.get("HTTP_AUTHORIZATION")
        digest = None if header is None else sha256(header.encode(errors="replace")).digest()
        token = None if digest is None else self.known.get(digest)
        if token is None:
            quota, key = self.client, client_of(request.META, settings.TRUSTED_PROXIES)
        else:
            quota, key = self.token, str(token)
        if quota is None:
            return self._answer(request, digest)
        try:
            # A fixed window, as the library's strategy has it, but with one key made once.
            account = _account(quota.item, quota.name, key)
            used = self.storage.incr(account, quota.seconds, amount=cost_of(request))
            reset = self.storage.get_expiry(account)
        except StorageError:
            # An archive that cannot count answers.
            logger.exception("The storage of rate limits does not answer")
            return self._answer(request, digest)
        seconds = max(1, ceil(reset - time()))
        left = max(0, quota.item.amount - used)
        passes = used <= quota.item.amount
        response = self._answer(request, digest) if passes else _refusal(request, quota, seconds)
        response.headers["RateLimit-Policy"] = quota.policy
        response.headers["RateLimit"] = f'"{quota.name}";r={left};t={seconds}'
        return response

    def _answer(self, request: HttpRequest, digest: bytes | None) -> HttpResponseBase:
        response = self.get_response(request)
        token = getattr(request, "token_key", None)
        if digest is not None and token is not None and digest not in self.known:
            self.known[digest] = token
            if len(self.known) > _KNOWN_TOKENS:
                self.known.popitem(last=False)
        return response


@lru_cache(maxsize=4096)
def _account(item: RateLimitItem, name: str, key: str) -> str:
    account: str = item.key_for(name, key)
    return account


def _quota(name: str, limit: str) -> Quota | None:
    """Return the quota of a setting such as “6000/minute”; None for “off”."""
    if limit == "off":
        return None
    item = parse(limit)
    if settings.RATE_LIMIT_STORAGE == IN_PROCESS:
        # Each process counts for itself, and is given its share.
        share = max(1, item.amount // settings.RATE_LIMIT_PROCESSES)
        item = type(item)(share, item.multiples)
    seconds = item.get_expiry()
    return Quota(name, item, seconds, f'"{name}";q={item.amount};w={seconds}')


def _refusal(request: HttpRequest, quota: Quota, seconds: int) -> HttpResponseBase:
    detail = (
        f"The {quota.item.amount} units for {quota.item.get_expiry()} seconds are used up; there "
        f"are new ones in {seconds} seconds."
    )
    response = problem_response(request, "too-many-requests", detail)
    response.headers["Retry-After"] = str(seconds)
    return response
