"""Every page of the admin, found from its addresses, and what must hold of each on any screen.

A new page is walked by itself. Where its address takes an argument of a new name, `ARGUMENTS` has
to say what to give for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from django.urls import URLPattern, URLResolver, reverse
from playwright.sync_api import Page

from archive.models import Change, Incident

# Addresses that only pass on, write, or end the visit.
NO_PAGES = {"logout", "view_on_site", "jsi18n", "autocomplete"}

# Rules of axe-core that are not asked, each with the reason.
_RULES_LEFT_OUT = [
    "empty-table-header",  # Django's column of the boxes that choose rows
    "label-title-only",  # the search of a list, which has its icon and its button for a label
]

# Made by one template from the names of the rows alone.
_ALIKE = ("_history", "_delete", "_import", "_bulk", "_act", "_step")

_AXE = Axe().axe_script
_WALK = (Path(__file__).parent / "walk.js").read_text()


@dataclass(frozen=True)
class Place:
    """A page: its name in the admin, its address, and the record that it is of, if any."""

    name: str
    path: str
    model: Any = None
    record: Any = None

    @property
    def kind(self) -> str:
        """What tells the page from others: some are made alike for every kind of rows."""
        return next((end for end in _ALIKE if self.name.endswith(end)), self.name)


def pages(records: dict[Any, Any]) -> Iterator[Place]:
    """Yield every page of the admin; `records` are those to open, by model."""
    for pattern, route in _patterns(admin.site.get_urls()):
        name = pattern.name
        if name is None or name in NO_PAGES or name.endswith("_autocomplete"):
            continue
        model = next(
            (
                each
                for each in records
                if name.startswith(f"{each._meta.app_label}_{each._meta.model_name}_")
            ),
            None,
        )
        record = records.get(model)
        given = {
            argument: _argument(argument, route, record)
            for argument in pattern.pattern.converters or _groups(pattern)
        }
        path = reverse(f"admin:{name}", kwargs=given)
        yield Place(name, path, model, record if given else None)


def _patterns(found: list[Any], before: str = "") -> Iterator[tuple[URLPattern, str]]:
    for each in found:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _patterns(each.url_patterns, route)
        else:
            yield each, route


def _groups(pattern: URLPattern) -> list[str]:
    regex = getattr(pattern.pattern, "regex", None)
    return list(regex.groupindex) if regex else []


def _argument(name: str, route: str, record: Any) -> Any:
    """Return what an argument of an address stands for; a page of the site is of an incident."""
    first, second = Incident.objects.order_by("pk")[:2]
    of = first if record is None else record
    known: dict[str, Callable[[], Any]] = {
        "object_id": lambda: str(of.pk),
        "pk": lambda: of.pk,
        "id": lambda: str(of.pk),
        "uid": lambda: of.uid,
        "number": lambda: 1,
        "what": lambda: "undo",
        "app_label": lambda: "archive",
        "kind": lambda: "incident",
        "goes": lambda: second.uid,
        "stays": lambda: first.uid,
        "act": lambda: _act_of(of),
    }
    assert name in known, f"{route}: say in tests/browser/walking.py what “{name}” stands for."
    return known[name]()


def _act_of(record: Any) -> str:
    made = Change.objects.filter(uid=record.uid, op="update").order_by("-seq").first()
    return "edt_none" if made is None else made.act


def faults_of(page: Page, *, in_full: bool) -> list[str]:
    """Return what is wrong with the page that is open, in light and dark, wide and narrow."""
    page.wait_for_load_state("load")
    faults = []
    headings = page.locator("h1:visible").count()
    if headings != 1:
        faults.append(f"{headings} headings of the first level")
    page.evaluate(_WALK)
    if in_full:
        page.evaluate(_AXE)
        faults += page.evaluate("(off) => walk.axe(off)", _RULES_LEFT_OUT)
        faults += page.evaluate("() => walk.unseenFocus()")
        page.emulate_media(color_scheme="dark")
        faults += [f"dark, {each}" for each in page.evaluate("() => walk.contrast()")]
        page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    faults += page.evaluate("() => walk.tooWide()")
    page.set_viewport_size({"width": 1280, "height": 900})
    return faults
