"""The exact words that a record rests on, marked within the sentences around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from archive.admin.evidence import OWN_KEY, SUPPORT_PATHS, support_of, text_url
from archive.models import Passage
from archive.models.base import Record
from archive.spans import Segment, cut

# Code points of the text that are shown on either side of a passage.
AROUND = 220
MOST = 60


@dataclass(frozen=True)
class Excerpt:
    """A stretch of a text with its passages marked; `html` is escaped."""

    html: SafeString
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Told:
    """What one text tells of a record."""

    article: str
    number: int
    language: str | None
    url: str
    desk: str
    excerpts: list[Excerpt]


def passages_under(record: Record, parts: dict[str, list[Any]]) -> list[Passage]:
    """Return the first passages of a record and its parts, in the order of the texts."""
    found: list[Passage] = []
    keys = {OWN_KEY[type(record)]: [record.pk]} if type(record) in OWN_KEY else {}
    keys |= {key: [part.pk for part in rows] for key, rows in parts.items() if rows}
    # One query for each kind of fact: no index knows of several at once.
    for key, pks in keys.items():
        rows = Passage.objects.filter(**{f"{key}__in": pks}).select_related(
            "revision__article", *SUPPORT_PATHS
        )
        found += rows.order_by("revision_id", "start", "-end", "id")[: MOST + 1]
    return sorted(found, key=lambda row: (row.revision_id, row.start, -row.end, row.pk))


def told_by(passages: Iterable[Passage]) -> list[Told]:
    """Return the texts that passages stand in, each with the sentences around them."""
    by_text: dict[int, list[Passage]] = {}
    for passage in passages:
        by_text.setdefault(passage.revision_id, []).append(passage)
    return [_told(rows) for rows in by_text.values()]


def _told(passages: list[Passage]) -> Told:
    revision = passages[0].revision
    return Told(
        article=str(revision.article),
        number=revision.number,
        language=revision.article.language,
        url=text_url(passages[0]),
        desk=reverse("admin:archive_article_desk", args=[revision.article_id]),
        excerpts=list(_excerpts(revision.body, passages)),
    )


def _excerpts(body: str, passages: list[Passage]) -> Iterable[Excerpt]:
    seen: set[str] = set()
    for start, end in _windows(body, passages):
        inside = [row for row in passages if start <= row.start and row.end <= end]
        by_uid = {row.uid: row for row in inside}
        spans = [(row.start - start, row.end - start, row.uid) for row in inside]
        pieces = []
        for segment in cut(body[start:end], spans):
            first = [uid for uid in segment.keys if uid not in seen]
            seen.update(first)
            pieces.append(_render(segment, by_uid, first))
        html = mark_safe("".join(pieces))  # noqa: S308 -- each piece is escaped
        yield Excerpt(html, is_first=start == 0, is_last=end == len(body))


def _windows(body: str, passages: list[Passage]) -> list[tuple[int, int]]:
    """Return the stretches to show: around each passage, as one where they meet."""
    windows: list[tuple[int, int]] = []
    for row in sorted(passages, key=lambda row: row.start):
        start, end = _whole_words(body, row.start - AROUND, row.end + AROUND)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(windows[-1][1], end))
        else:
            windows.append((start, end))
    return windows


def _whole_words(body: str, start: int, end: int) -> tuple[int, int]:
    start, end = max(start, 0), min(end, len(body))
    while start > 0 and not body[start - 1].isspace():
        start -= 1
    while end < len(body) and not body[end].isspace():
        end += 1
    return start, end


def _render(segment: Segment[str], by_uid: dict[str, Passage], first: list[str]) -> SafeString:
    text = mark_safe(escape(segment.text).replace("\r", "&#13;"))  # noqa: S308 -- it is escaped
    if not segment.keys:
        return text
    inner = by_uid[segment.keys[0]]
    targets = "".join(f'<span class="place" id="{uid}"></span>' for uid in first)
    return format_html(
        '{}<mark class="role-{} depth-{}{}" data-passages="{}" title="{}">{}</mark>',
        mark_safe(targets),  # noqa: S308 -- uids hold letters and digits only
        inner.role,
        min(len(segment.keys), 2),
        " proposed" if inner.proposed else "",
        " ".join(segment.keys),
        "\n".join(_title(by_uid[uid]) for uid in segment.keys),
        text,
    )


def _title(passage: Passage) -> str:
    kind, words, _ = support_of(passage)
    return f"{passage.get_role_display()} · {kind}: {words}"
