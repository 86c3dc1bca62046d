"""A mirror: whoever follows the feed of changes over HTTP ends up with the public archive."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener

RESOURCES = ("actors", "articles", "incidents", "places", "sources", "statements")
# What an address answers with where there is nothing to keep: merged, withdrawn, gone.
NOTHING = {301, 404, 410}


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_arguments: object, **_options: object) -> None:
        return None


_open = build_opener(_NoRedirect).open


def fetch(url: str) -> bytes | None:
    """Return what an address answers with, byte for byte; None where there is nothing."""
    try:
        with _open(url, timeout=60) as answer:
            return bytes(answer.read())
    except HTTPError as error:
        if error.code in NOTHING:
            return None
        raise


class Mirror:
    """What one copy holds: address of a record → its answer. `since` is how far it has come."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.since = 0
        self.held: dict[str, bytes] = {}

    def follow(self) -> int:
        """Take in what has changed since; return how many entries that were."""
        url = f"{self.site}/api/v1/changes/?since={self.since}&limit=200"
        page = json.loads(fetch(url) or b"{}")
        for address in dict.fromkeys(entry["url"] for entry in page["results"]):
            answer = fetch(address)
            if answer is None:
                self.held.pop(address, None)
            else:
                self.held[address] = answer
        if page["results"]:
            self.since = page["results"][-1]["seq"]
        return len(page["results"])

    def follow_while(self, writing: Callable[[], bool]) -> None:
        """Follow until nothing is written any more, and then to the end."""
        while writing() or self.follow():
            self.follow()


def public_archive(site: str) -> dict[str, bytes]:
    """Return what everybody can read: the address of every listed record → its answer."""
    held: dict[str, bytes] = {}
    for resource in RESOURCES:
        hidden = "&modality=actual,suspected,alleged,planned,anticipated,hypothetical,negated"
        query = f"fields=url&limit=500{hidden if resource == 'incidents' else ''}"
        address: str | None = f"{site}/api/v1/{resource}/?{query}"
        while address:
            page = json.loads(fetch(address) or b"{}")
            for record in page["results"]:
                held[record["url"]] = fetch(record["url"]) or b""
            address = page["next"]
    return held
