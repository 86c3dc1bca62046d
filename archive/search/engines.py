"""Which database does the searching: every engine is a module with the same functions."""

from __future__ import annotations

from typing import Protocol

from django.db import connections

from archive.search import postgresql, sqlite
from archive.search.documents import Documents
from archive.search.matches import Matches
from archive.search.query import Node


class Engine(Protocol):
    """What a module of an engine offers; the SQL takes its parameters as `%s`."""

    def prelude(self) -> list[str]: ...
    def create(self, documents: Documents) -> list[str]: ...
    def drop(self, documents: Documents) -> list[str]: ...
    def triggers(self, documents: Documents) -> dict[str, tuple[str, list[str]]]: ...
    def renew_range(self, documents: Documents) -> list[str]: ...
    def faulty(self, documents: Documents) -> str: ...
    def left_over(self, documents: Documents) -> str: ...
    def forget(self, documents: Documents) -> str: ...
    def check(self, documents: Documents, /) -> str | None: ...
    def condition(
        self, documents: Documents, node: Node, id_sql: str
    ) -> tuple[str, list[object]]: ...
    def matches(self, documents: Documents, node: Node) -> Matches: ...


_ENGINES: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgresql}


def engine_of(using: str = "default") -> Engine:
    """Return the engine of a database."""
    return _ENGINES[connections[using].vendor]
