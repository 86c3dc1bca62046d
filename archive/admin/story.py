"""A text to read, with its passages marked where their words stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from archive.admin.evidence import SUPPORT_PATHS, change_url, support_of
from archive.models import Article, Passage, Revision
from archive.spans import Segment, cut


@dataclass(frozen=True)
class Mark:
    """A passage as the text shows it: its role, what it supports and where that is found."""

    passage: Passage
    kind: str
    support: str
    url: str

    @property
    def title(self) -> str:
        """One line that says what the words do: “Evidence for incident: Rocket attack on …”."""
        return f"{self.passage.get_role_display()} · {self.kind}: {self.support}"


class Story:
    """One text of an article: `html` is the marked text, `marks` the passages in its order."""

    template = "admin/archive/story.html"

    def __init__(self, article: Article, number: str | None = None) -> None:
        self.revisions = list(
            Revision.objects.filter(article=article).defer("body").order_by("-number")
        )
        self.revision = next(
            (text for text in self.revisions if str(text.number) == number),
            self.revisions[0] if self.revisions else None,
        )

    @cached_property
    def marks(self) -> list[Mark]:
        if self.revision is None:
            return []
        passages = Passage.objects.filter(revision=self.revision).order_by("start", "end", "id")
        return [_mark(passage) for passage in passages.select_related(*SUPPORT_PATHS)]

    @property
    def roles(self) -> list[tuple[str, str]]:
        """The roles that occur in this text, for the key to the colours."""
        found = {mark.passage.role: mark.passage.get_role_display() for mark in self.marks}
        return sorted(found.items())

    @property
    def html(self) -> SafeString:
        """The text: escaped, with its line ends, each stretch inside the passages that hold it."""
        if self.revision is None:
            return SafeString()
        by_uid = {mark.passage.uid: mark for mark in self.marks}
        spans = [(mark.passage.start, mark.passage.end, uid) for uid, mark in by_uid.items()]
        seen: set[str] = set()
        pieces = []
        for segment in cut(self.revision.body, spans):
            first = [uid for uid in segment.keys if uid not in seen]
            seen.update(first)
            pieces.append(_render(segment, [by_uid[uid] for uid in segment.keys], first))
        return mark_safe("".join(pieces))  # noqa: S308 -- each piece is escaped


def _mark(passage: Passage) -> Mark:
    kind, words, owner = support_of(passage)
    return Mark(passage, kind, words, change_url(owner))


def _render(segment: Segment[str], marks: list[Mark], first: list[str]) -> SafeString:
    """Return a stretch of text; the shortest passage around it gives it its colour and link."""
    # A carriage return as such would be read as a line feed, and the text would not be itself.
    text = mark_safe(escape(segment.text).replace("\r", "&#13;"))  # noqa: S308 -- it is escaped
    if not marks:
        return text
    targets = "".join(f'<span class="place" id="{uid}"></span>' for uid in first)
    inner = marks[0]
    return format_html(
        '{}<mark class="role-{} depth-{}" data-passages="{}">'
        '<a href="{}" title="{}"{}>{}</a></mark>',
        mark_safe(targets),  # noqa: S308 -- uids hold letters and digits only
        inner.passage.role,
        min(len(marks), 2),
        " ".join(mark.passage.uid for mark in marks),
        inner.url,
        "\n".join(mark.title for mark in marks),
        # One stop for each passage, however many stretches it is cut into.
        "" if inner.passage.uid in first else mark_safe(' tabindex="-1"'),
        text,
    )


def story_panel(article: Article, number: str | None) -> dict[str, Any]:
    """Return the panel of an article's page."""
    story = Story(article, number)
    return {"template": story.template, "story": story}
