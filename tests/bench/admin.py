"""`python -m tests.bench.admin`: how long every page of the admin takes, beside a page of the API.

The pages are made in this process, over the file named by ARCHIVE_DB, by somebody who may do
everything; nothing is written. The static files must have been collected, as `make run` does.
Each page is asked for once to warm up, then `--rounds` times.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, NamedTuple

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class Measured(NamedTuple):
    """A page: milliseconds (the median), queries, what it is."""

    milliseconds: float
    queries: int
    name: str
    path: str


def main() -> None:
    """Print a table, the slowest page first."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.admin", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="pages whose name holds these words")
    options = parser.parse_args()
    import django

    django.setup()
    ask = visitor()
    rows = []
    for name, path in pages():
        if options.only in name:
            rows.append(measure(ask, name, path, options.rounds))
            print(f"{rows[-1].milliseconds:8.0f} ms  {name}", file=sys.stderr, flush=True)
    print("| page | p50 in ms | queries |\n|---|---|---|")
    for row in sorted(rows, reverse=True):
        print(f"| {row.name} | {row.milliseconds:.0f} | {row.queries} |")


def visitor() -> Callable[[str], Any]:
    """Return what asks for a path as somebody who may do everything and is in no database."""
    from django.contrib.auth.models import User
    from django.contrib.messages.storage.cookie import CookieStorage
    from django.http import HttpRequest
    from django.test import RequestFactory
    from django.urls import resolve

    user = User(pk=0, username="bench", is_staff=True, is_superuser=True)
    factory = RequestFactory(HTTP_HOST="localhost")

    def ask(path: str) -> Any:
        request: HttpRequest = factory.get(path)
        request.user = user
        request.session = {}  # type: ignore[assignment]  # -- no middleware runs
        request._messages = CookieStorage(request)
        request.resolver_match = match = resolve(path.partition("?")[0])
        response = match.func(request, *match.args, **match.kwargs)
        if hasattr(response, "render"):
            response.render()
        if response.status_code != HTTPStatus.OK:
            print(f"{path}: {response.status_code}", file=sys.stderr)
        return response

    return ask


def measure(ask: Callable[[str], Any], name: str, path: str, rounds: int) -> Measured:
    """Return the median of some rounds after one that warms up."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        ask(path)
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        ask(path)
        times.append((time.perf_counter() - start) * 1000)
    return Measured(statistics.median(times), len(captured), name, path)


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and the path of every page: API, index, health, each admin's own."""
    from django.contrib import admin

    yield "API: first page of 50 incidents", "/api/v1/incidents/?limit=50"
    yield "index, one year", "/admin/"
    yield "index, five years", "/admin/?years=5"
    yield "health of the data", "/admin/health/"
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label == "archive":
            yield from _pages_of(model, model_admin)


def _pages_of(model: Any, model_admin: Any) -> Iterator[tuple[str, str]]:
    name = str(model._meta.model_name)
    path = f"/admin/archive/{name}/"
    yield f"{name}: list", path
    yield f"{name}: last page that is reached", f"{path}?p=200"
    for words in ("the", "attack", "Kal", "minister border", "zzzzz"):
        if model_admin.search_fields:
            yield f"{name}: search “{words}”", f"{path}?q={words.replace(' ', '+')}"
            yield f"{name}: choices “{words}”", _choices(model, words)
    for field in model._meta.concrete_fields:
        if field.name in model_admin.list_filter and hasattr(field, "vocabulary"):
            for code in field.vocabulary.codes[:40]:
                yield f"{name}: {field.name} {code}", f"{path}?{field.name}={code}"
    for key in _keys(model):
        for parameter, kind in _RECORD_FILTERS.get(name, {}).items():
            yield f"{name}: by {parameter} {key}", f"{path}?{parameter}={_key_of(kind, key)}"
        yield f"{name}: page of {key}", f"{path}{_key_of(model, key)}/change/"
    if name in {"incident", "statement"}:
        yield f"{name}: days", f"{path}?date_after=2020-03-01&date_before=2020-03-31"
        yield f"{name}: since", f"{path}?date_after=2025-06-01"


# Filter parameter -> the model of what is chosen, of each admin.
_RECORD_FILTERS: dict[str, dict[str, str]] = {
    "incident": {"participant": "Actor", "place": "Place"},
    "statement": {"speaker": "Actor", "about": "Incident"},
    "article": {"source": "Source"},
    "passage": {"article": "Article"},
    "place": {"parent": "Place"},
    "actor": {"affiliated_with": "Actor"},
}


def _keys(model: Any) -> list[str]:
    return ["first", "middle", "last"] if model._default_manager.exists() else []


def _key_of(model: Any, which: str) -> int:
    from django.apps import apps

    kind = apps.get_model("archive", model) if isinstance(model, str) else model
    rows = kind._default_manager.order_by("pk").values_list("pk", flat=True)
    last = rows.last()
    wanted = {"first": 0, "middle": last // 2, "last": last}[which]
    return int(rows.filter(pk__gte=wanted).first())


def _choices(model: Any, words: str) -> str:
    """Return the address that typing into a choice asks."""
    for field in model._meta.related_objects:
        source = field.related_model
        if source._meta.app_label == "archive" and hasattr(field, "field") and field.field.name:
            name = str(source._meta.model_name)
            asked = f"app_label=archive&model_name={name}&field_name={field.field.name}"
            path = f"/admin/archive/{model._meta.model_name}/autocomplete/"
            return f"{path}?{asked}&term={words.replace(' ', '+')}"
    return f"/admin/archive/{model._meta.model_name}/"


if __name__ == "__main__":
    main()
