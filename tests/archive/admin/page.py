"""A page as a browser has it: what its form would send, and what it says beside a field."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Form(HTMLParser):
    """Collects the fields of the form whose id ends in “_form”, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self.many: set[str] = set()
        self._inside = False
        self._select: str | None = None
        self._textarea: str | None = None
        self._first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag == "form":
            self._inside = (given.get("id") or "").endswith("_form")
        elif not self._inside:
            return
        elif tag == "input" and name:
            self._input(name, given)
        elif tag == "select" and name:
            self._select, self._first = name, None
            if "multiple" in given:
                self.many.add(name)
                self.fields.setdefault(name, [])
        elif tag == "option" and self._select:
            self._option(given)
        elif tag == "textarea" and name:
            self._textarea = name
            self.fields[name] = ""

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type")
        if kind in {"submit", "file", "button"}:
            return
        if kind in {"checkbox", "radio"}:
            if kind == "checkbox" and "checked" in given:
                self.fields.setdefault(name, []).append(given.get("value") or "on")
            elif kind == "radio" and "checked" in given:
                self.fields[name] = given.get("value")
            return
        self.fields[name] = given.get("value") or ""

    def _option(self, given: dict[str, str | None]) -> None:
        value = given.get("value") or ""
        if self._select in self.many:
            if "selected" in given:
                self.fields[self._select].append(value)
        elif "selected" in given or self._select not in self.fields:
            self.fields[self._select or ""] = value

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            # The line end after the tag is not part of the text; all others are sent as CRLF.
            text = self.fields[self._textarea].replace("\r\n", "\n").removeprefix("\n")
            self.fields[self._textarea] = text.replace("\n", "\r\n")
            self._textarea = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._inside = False


def fields_of(response: Any) -> dict[str, Any]:
    """Return what the form of an admin page would send if nothing were touched."""
    form = _Form()
    form.feed(response.content.decode())
    return {
        name: value
        for name, value in form.fields.items()
        if "__prefix__" not in name and value != []
    }


def add_row(fields: dict[str, Any], prefix: str, **values: Any) -> None:
    """Add a row to an inline, as its “Add another” does."""
    number = int(fields[f"{prefix}-TOTAL_FORMS"])
    fields[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    fields |= {f"{prefix}-{number}-{name}": value for name, value in values.items()}


def errors_of(response: Any) -> dict[str, list[str]]:
    """Return what the page says beside its fields, by the name of the field; {} where all is well.

    What stands on top of a row, beside no field, is under `prefix-row`.
    """
    if response.status_code == 302:
        return {}
    context = response.context
    found = dict(context["adminform"].form.errors)
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        for number, row in enumerate(formset.errors):
            for name, messages in row.items():
                key = f"{formset.prefix}-{number}"
                found[key if name == "__all__" else f"{key}-{name}"] = messages
        if formset.non_form_errors():
            found[formset.prefix] = formset.non_form_errors()
    return {name: list(messages) for name, messages in found.items()}
