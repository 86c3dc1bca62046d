"""What of a newer schema breaks those who send or are shown what an older one describes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

# Which way a value goes: a client sends it, or is shown it.
SENT, SHOWN = "sent", "shown"

_NULL: Schema = {"type": "null"}
_TERMS = re.compile(r"\(\?:([^()]*)\)")


class Side:
    """One of the two documents."""

    def __init__(self, document: Schema) -> None:
        self.document = document

    def resolve(self, node: Schema) -> Schema:
        """Follow a reference, if it is one."""
        while "$ref" in node:
            target: Any = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = target
        return node


class Comparison:
    """Compares schemas of two documents; a pair of named types is looked into once."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self.old, self.new = Side(old), Side(new)
        self._seen: dict[tuple[str, str, str], list[str]] = {}

    def schemas(self, before: Schema, after: Schema, where: str, direction: str) -> Iterator[str]:
        """Yield a sentence for each difference that breaks."""
        then, now = _not_null(before), _not_null(after)
        if direction == SHOWN and may_be_null(after) and not may_be_null(before):
            yield f"{where} may be null now"
        if direction == SENT and may_be_null(before) and not may_be_null(after):
            yield f"{where} may be null no more"
        names = [each.get("$ref", "").rpartition("/")[2] for each in (then, now)]
        if names[0] and names[1] and names[0] != names[1]:
            yield f"{where}: its type {names[0]} is called {names[1]}"
        if all(names):
            yield from self._named((names[0], names[1], direction), then, now)
        else:
            yield from self._compare(then, now, where, direction)

    def _named(self, key: tuple[str, str, str], then: Schema, now: Schema) -> Iterator[str]:
        if key not in self._seen:
            self._seen[key] = []  # a type may hold itself
            self._seen[key] = list(self._compare(then, now, key[0], key[2]))
        yield from self._seen[key]

    def _compare(self, before: Schema, after: Schema, where: str, direction: str) -> Iterator[str]:
        then, now = self.old.resolve(before), self.new.resolve(after)
        for keyword in ("type", "format"):
            was, is_now = _plain(then, keyword), _plain(now, keyword)
            if was != is_now:
                yield f"{where}: its {keyword} was {was} and is {is_now}"
        yield from _terms(then, now, where, direction)
        if direction == SENT:
            yield from _bounds(then, now, where)
        if "items" in then and "items" in now:
            yield from self.schemas(then["items"], now["items"], f"{where}[]", direction)
        yield from self._properties(then, now, where, direction)

    def _properties(self, then: Schema, now: Schema, where: str, direction: str) -> Iterator[str]:
        had, has = then.get("properties", {}), now.get("properties", {})
        for name, schema in had.items():
            if name in has:
                yield from self.schemas(schema, has[name], f"{where}.{name}", direction)
            else:
                yield f"{where}.{name} is gone"
        required, requires = set(then.get("required", ())), set(now.get("required", ()))
        if direction == SENT:
            for name in sorted(requires - required):
                yield f"{where}.{name} is required now"
        else:
            for name in sorted((required & has.keys()) - requires):
                yield f"{where}.{name} may be absent now"


def _not_null(schema: Schema) -> Schema:
    """Return a schema without what lets it be null."""
    choices = [each for each in schema.get("oneOf", ()) if each != _NULL]
    return choices[0] if len(choices) == 1 else schema


def may_be_null(schema: Schema) -> bool:
    return _NULL in schema.get("oneOf", ()) or "null" in schema.get("type", ())


def _plain(schema: Schema, keyword: str) -> Any:
    value = schema.get(keyword)
    if isinstance(value, list):
        rest = sorted(each for each in value if each != "null")
        return rest[0] if len(rest) == 1 else rest
    return value


def _terms(then: Schema, now: Schema, where: str, direction: str) -> Iterator[str]:
    """Yield what happened to the terms that a value is one of; those of open lists may grow."""
    for keyword in ("enum", "x-known-values"):
        had, has = then.get(keyword), now.get(keyword)
        if had is None or has is None:
            continue
        for term in had:
            if term not in has:
                yield f"{where}: “{term}” is gone"
        for term in has:
            if keyword == "enum" and direction == SHOWN and term not in had:
                yield f"{where}: “{term}” is new, which clients do not know"
    if ("enum" in then) != ("enum" in now) and (direction == SHOWN or "enum" in now):
        yield f"{where}: it {'was' if 'enum' in then else 'is'} one of a closed list of terms"


def _bounds(then: Schema, now: Schema, where: str) -> Iterator[str]:
    """Yield where less may be sent than before."""
    for keyword in ("maxLength", "maxItems", "maximum"):
        if keyword in now and now[keyword] < then.get(keyword, float("inf")):
            yield f"{where}: its {keyword} is {now[keyword]} now"
    for keyword in ("minLength", "minItems", "minimum"):
        if keyword in now and now[keyword] > then.get(keyword, 0):
            yield f"{where}: its {keyword} is {now[keyword]} now"
    had, has = then.get("pattern"), now.get("pattern")
    if has is None or has == had:
        return
    if had is None or _TERMS.sub("", had) != _TERMS.sub("", has):
        yield f"{where}: its form is another"
        return
    known = {term for group in _TERMS.findall(has) for term in group.split("|")}
    for term in dict.fromkeys(term for group in _TERMS.findall(had) for term in group.split("|")):
        if term not in known:
            yield f"{where}: “{term}” is gone"
