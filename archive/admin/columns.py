"""Columns that several lists share: the state of review, the date in words."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.admin.labels import shorten, when_of


def badge(code: str, label: str) -> SafeString:
    """Return a term as a coloured word; `code` chooses the colour in the style sheet."""
    return format_html('<span class="badge badge-{}">{}</span>', code, label)


@admin.display(description="review", ordering="review_status")
def review(record: Any) -> SafeString:
    """Column: where the record stands in review."""
    return badge(record.review_status, record.get_review_status_display())


@admin.display(description="when", ordering="sort_date")
def when(dated: Any) -> SafeString:
    """Column: the date in words, and beside it the words of the text."""
    return date_with_text(dated)


def date_with_text(dated: Any) -> SafeString:
    """Return the date in words and, smaller, the words of the text that tell it."""
    words = when_of(dated)
    if not dated.date_text:
        return format_html("{}", words)
    return format_html('{} <span class="as-printed">“{}”</span>', words, dated.date_text)


def terms(record: Any, name: str) -> str:
    """Return a list of terms in words, as “Military, Human rights”."""
    vocabulary = record._meta.get_field(name).vocabulary
    return ", ".join(vocabulary.label_of(code) for code in getattr(record, name)) or "none"


def as_json(value: Any) -> SafeString:
    """Return a JSON value to read: one key a line, nothing escaped that need not be."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return format_html('<pre class="raw">{}</pre>', text)


@admin.display(description="words")
def words(passage: Any) -> str:
    """Column: the exact words of a passage, cut where they are long."""
    return f"“{shorten(passage.exact, 120)}”"
