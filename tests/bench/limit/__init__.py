"""The physical limit: the same answers by hand-written SQL and orjson, with no framework between.

A bare WSGI application over the file at BENCH_DB. It trusts its parameters, asks for no rights and
sets no headers but the necessary: nothing can be faster on this server and in this language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl

import orjson

from tests.bench.limit import articles, detail, export, lists, statistics
from tests.bench.limit.store import Store

Start = Callable[[str, list[tuple[str, str]]], Any]

ROUTES: dict[str, Callable[[Store, str, dict[str, str]], Any]] = {
    "/incident": detail.incident,
    "/incidents": lists.incidents,
    "/articles": articles.articles,
    "/facets": statistics.facets,
    "/timeline": statistics.timeline,
}


def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Answer one request."""
    path = environ["PATH_INFO"]
    base = f"http://{environ['HTTP_HOST']}/api/v1/"
    query = dict(parse_qsl(environ["QUERY_STRING"]))
    if path == "/export":
        start("200 OK", [("Content-Type", "application/octet-stream")])
        return export.export(Store.of_thread(), base, query)
    answer = ROUTES.get(path)
    body = orjson.dumps(answer(Store.of_thread(), base, query)) if answer else b"{}"
    start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
