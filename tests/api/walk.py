"""Every address of the API, as the URLconf has it: what is added is walked by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from api.strict import Parameter
from api.urls import urlpatterns
from api.viewsets.base import StrictViewSet
from tests.api.answers import ROOT


@dataclass(frozen=True)
class Address:
    """An address: its route, the view's class, and the view's action for GET."""

    route: str
    view: Any
    action: str | None

    @property
    def resource(self) -> str:
        """The plural of the kind of record, where it is about one."""
        return self.route.partition("/")[0]

    @property
    def of_one(self) -> bool:
        """Whether the address is that of one record, or below it."""
        return "<str:uid>" in self.route

    def at(self, uid: str = "") -> str:
        """Return the address, of this record where it is of one."""
        known = {"<str:uid>": uid, "<str:slug>": "not-found", "<str:name>": "event_type"}
        path = self.route
        for variable, value in known.items():
            path = path.replace(variable, value)
        if "<" in path:
            raise ValueError(f"{self.route}: say in the walk what stands for its variable.")
        return f"{ROOT}/{path}"

    def parameters(self) -> dict[str, Parameter]:
        """Return the parameters that the view takes."""
        if self.action is None or not issubclass(self.view, StrictViewSet):
            return {}
        view = self.view()
        view.action = self.action
        declared: dict[str, Parameter] = view.parameters()
        return declared


def _flat(patterns: list[Any], prefix: str = "") -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _flat(pattern.url_patterns, route)
            continue
        actions = getattr(pattern.callback, "actions", None) or {}
        view = getattr(pattern.callback, "cls", None) or getattr(
            pattern.callback, "view_class", None
        )
        yield Address(route, view, actions.get("get"))


ADDRESSES = [*_flat(urlpatterns)]
