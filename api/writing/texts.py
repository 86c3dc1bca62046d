"""Words and the texts that they stand in: found by their offsets, or by what they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from api.writing.report import Report
from archive.models import Article, Passage, Revision, Statement
from archive.services.documents import read_stamp
from archive.spans import Span, find_words, surroundings

MAX_CANDIDATES = 20

Given = Mapping[str, Any]

# What a reader takes for the same, one character for one.
_SAME = str.maketrans(
    {**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("’‘‚‛ʼ`´", "'")}
    | dict.fromkeys("‐‑‒–—―", "-")
    | dict.fromkeys("\n\r\t\u00a0\u2009\u202f", " ")
)


class Texts:
    """The texts that a body refers to, each loaded once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int | None], Revision | None] = {}

    def find(self, article: int, number: int | None) -> Revision | None:
        """Return a text of an article, the newest without a number."""
        key = (article, number)
        if key not in self._known:
            texts = Revision.objects.filter(article=article).order_by("-number")
            if number is not None:
                texts = texts.filter(number=number)
            self._known[key] = texts.first()
        return self._known[key]

    def of(self, row: Any, given: Given, default: Revision | None, at: str, report: Report) -> None:
        """Set the text that a row stands in, as far as the body says which."""
        ref, number = given.get("article"), given.get("revision")
        article = None if ref is None else ref.key
        if ref is None:
            if default is None:
                report.refuses(f"{at}/article", "missing", "Name the article of these words.")
                return
            article = default.article_id
            number = default.number if number is None else number
        if article is None:
            return  # not found, which is told already
        if number is None and default is not None and default.article_id == article:
            number = default.number
        found = self.find(article, number)
        if found is not None:
            row.revision = found
        elif number is None:
            report.refuses(f"{at}/article", "no_text", "This article has no text yet.")
        else:
            report.refuses(f"{at}/revision", "no_text", f"This article has no text {number}.")


def choose_text(row: Statement, given: Given, texts: Texts, at: str, report: Report) -> None:
    """Put a statement into its text."""
    if row.revision_id is None or "article" in given or "revision" in given:
        default = row.revision if row.revision_id is not None else None
        texts.of(row, given, default, at, report)


def place(row: Passage, given: Given, texts: Texts, at: str, report: Report) -> None:
    """Find the words of a passage in their text; tells the candidates where it may be several."""
    default = row.revision if row.revision_id is not None else None
    if default is None and row.statement is not None:
        default = row.statement.revision
    stood = (row.revision_id, row.start, row.end, row.exact)
    texts.of(row, given, default, at, report)
    if row.revision_id is None:
        return
    start: Any = given.get("start")
    end: Any = given.get("end")
    exact = given["exact"]
    if (start is None) != (end is None):
        other = "end" if end is None else "start"
        report.refuses(f"{at}/{other}", "missing", "Give both offsets or neither.")
        return
    if start is not None:
        row.start, row.end, row.exact = start, end, exact
        return
    pinned = any(given.get(name) is not None for name in ("prefix", "suffix", "ordinal"))
    if stood[0] == row.revision_id and stood[3] == exact and not pinned:
        return  # as it stands
    span = _span(row.revision.body, given, at, report)
    if span is not None:
        row.start, row.end = span
        row.exact = row.revision.body[span.start : span.end]


def _span(body: str, given: Given, at: str, report: Report) -> Span | None:
    found = find_words(body, given["exact"])
    before, after = given.get("prefix") or "", given.get("suffix") or ""
    fitting = [
        span
        for span in found
        if _same(body[max(0, span.start - len(before)) : span.start], before)
        and _same(body[span.end : span.end + len(after)], after)
    ]
    ordinal = given.get("ordinal")
    where = f"{at}/exact"
    if not found:
        report.refuses(where, "not_in_text", "The text does not have these words.")
    elif not fitting:
        report.refuses(
            where,
            "not_in_text",
            "The text has these words, but not between this prefix and suffix.",
            candidates=_candidates(body, found),
        )
    elif ordinal is not None and ordinal > len(fitting):
        report.refuses(
            f"{at}/ordinal",
            "not_in_text",
            f"The words stand there {len(fitting)} times.",
            candidates=_candidates(body, fitting),
        )
    elif ordinal is None and len(fitting) > 1:
        report.breaks(
            where,
            "ambiguous_quote",
            f"The words stand there {len(fitting)} times: give `prefix`, `suffix` or `ordinal`.",
            candidates=_candidates(body, fitting),
        )
    else:
        return fitting[(ordinal or 1) - 1]
    return None


def _same(one: str, other: str) -> bool:
    return one.translate(_SAME) == other.translate(_SAME)


def _candidates(body: str, spans: list[Span]) -> list[dict[str, Any]]:
    shown = []
    for number, span in enumerate(spans[:MAX_CANDIDATES], 1):
        before, after = surroundings(body, span)
        words = {"before": before, "exact": body[span.start : span.end], "after": after}
        shown.append({"ordinal": number, "start": span.start, "end": span.end, **words})
    return shown


def add_text(article: Article, given: Given, report: Report, at: str) -> None:
    """Add the text that a body gives of an article as a new revision, where it is a new one."""
    if "text" not in given:
        return
    newest = article.latest_revision()
    body = given["text"]
    if body is None:
        if newest is not None:
            report.refuses(f"{at}/text", "permanent", "No text of an article is ever taken away.")
        return
    if newest is not None and newest.body == body:
        return
    revision = Revision(article=article, body=body, change_note=given.get("change_note"))
    if given.get("captured_at") is not None:
        revision.captured_at = given["captured_at"]
    revision.save()


def date_publication(row: Article, given: Given | None, *, whole: bool) -> None:
    """Say when an article was published: an instant, or else a day, to which its line may add."""
    if given is None and not whole:
        return
    given = given or {}
    day = row.published_at.date() if row.published_at else None
    now: dict[str, Any] = {
        "raw": row.published_raw,
        "day": day,
        "at": row.published_at if row.published_tz_known else None,
    }
    wanted = {name: given.get(name, None if whole else now[name]) for name in now}
    if wanted == now:
        return
    row.published_raw = wanted["raw"]
    if wanted["at"] is not None and (wanted["at"] != now["at"] or wanted["day"] in {None, day}):
        row.published_at, row.published_tz_known = wanted["at"], True
        return
    stamp, zone_known = read_stamp(wanted["raw"] or "")
    if wanted["day"] is None and ("day" in given or stamp is None):
        row.published_at, row.published_tz_known = None, False
    elif stamp is not None and wanted["day"] in {None, stamp.date()}:
        row.published_at, row.published_tz_known = stamp, zone_known
    elif wanted["day"] != day or row.published_tz_known:
        row.published_at = datetime.combine(wanted["day"], time(), UTC)
        row.published_tz_known = False
