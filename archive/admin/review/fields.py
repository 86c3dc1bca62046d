"""The fields of a record in words: what is known of it under its headings, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, ManyToManyField, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.admin.columns import badge, date_with_text, terms
from archive.admin.evidence import change_url
from archive.admin.fields import LABELS
from archive.admin.labels import label_of, shorten, with_labels
from archive.admin.record import KEEPING, WHEN
from archive.date_words import moment_words
from archive.models import Revision, Statement
from archive.models.base import Record
from archive.models.fields import VocabularyField, VocabularyListField

_MOST_LISTED = 25


@dataclass
class Section:
    """Fields under one heading: `known` are names and values, `unknown` the names of the rest."""

    title: str
    known: list[tuple[str, Any]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def loaded(record: Record) -> Any:
    """Return the record with what its fields name, in a fixed number of queries."""
    model = type(record)
    names = [
        column.name
        for column in model._meta.concrete_fields
        if isinstance(column, ForeignKey) and column.name not in {"imported_row", "merged_into"}
    ]
    rows: QuerySet[Any] = with_labels(model._default_manager.filter(pk=record.pk))
    if model is Statement:
        rows = rows.select_related("revision__article").defer("revision__body")
    return rows.select_related(*names).first()


def sections_of(record: Any) -> list[Section]:
    """Return the fields of a record under the headings of its form."""
    found = []
    for title, options in admin.site._registry[type(record)].fieldsets or ():
        if title == KEEPING[0]:
            continue
        section = Section(str(title or ""))
        if title == WHEN[0]:
            _when(record, section)
        else:
            for name in _flat(options["fields"]):
                _add(record, name, section)
        if section.known or section.unknown:
            found.append(section)
    return found


def link_to(record: Any, text: str | None = None) -> SafeString:
    """Return a record as a link to its page; what not everybody may read says so."""
    state = ""
    if isinstance(record, Record) and not record.is_public:
        named: Any = record
        state = badge(record.review_status, named.get_review_status_display())
    return format_html(
        '<a href="{}">{}</a> {}', change_url(record), text or label_of(record), state
    )


def _flat(fields: Any) -> Iterator[str]:
    for line in fields:
        if isinstance(line, str):
            yield line
        else:
            yield from line


def _when(record: Any, section: Section) -> None:
    if record.date_semantics == "unknown" and not record.date_text:
        section.unknown.append("date")
    else:
        section.known.append(("Date", date_with_text(record)))
    for name in ("date_semantics", "date_basis", "date_note"):
        _add(record, name, section)


def _add(record: Any, name: str, section: Section) -> None:
    names = {column.name for column in record._meta.get_fields()}
    if name not in names:  # a field of the form alone
        return
    column = record._meta.get_field(name)
    label = LABELS.get(name, str(column.verbose_name))
    value = _value(record, column)
    if value in {None, ""}:
        # “url”, but not “acled event type”.
        section.unknown.append(label.lower() if label[1:2].islower() else label)
    else:
        section.known.append((label[:1].upper() + label[1:], value))


def _value(record: Any, column: Any) -> Any:
    if isinstance(column, ManyToManyField):
        return _listed(getattr(record, column.name))
    value = getattr(record, column.name)
    if value is None or value == []:
        return None
    if isinstance(column, VocabularyListField):
        return terms(record, column.name)
    if isinstance(column, VocabularyField):
        return getattr(record, f"get_{column.name}_display")()
    return _linked(value) if isinstance(column, ForeignKey) else _plain(record, column, value)


def _linked(value: Any) -> SafeString:
    if isinstance(value, Revision):
        return link_to(value.article, f"{shorten(value.article.title)} (text {value.number})")
    return link_to(value)


def _plain(record: Any, column: Any, value: Any) -> Any:
    kind = column.get_internal_type()
    if kind == "BooleanField":
        return "Yes" if value else "No"
    if kind == "DateTimeField":
        return moment_words(value, zone_known=getattr(record, "published_tz_known", True))
    if column.name == "url":
        return format_html('<a href="{}" rel="noreferrer">{}</a>', value, value)
    return str(value)


def _listed(related: Any) -> SafeString | None:
    rows = list(with_labels(related.order_by("pk"))[: _MOST_LISTED + 1])
    links = format_html_join("", "<li>{}</li>", ((link_to(row),) for row in rows[:_MOST_LISTED]))
    more = format_html("<li>…</li>") if len(rows) > _MOST_LISTED else ""
    return format_html("<ul>{}{}</ul>", links, more) if rows else None
