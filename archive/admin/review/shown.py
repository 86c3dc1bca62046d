"""A record as the queue shows it: all that it takes to judge it without leaving the page."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from archive.admin import panels
from archive.admin.evidence import change_url
from archive.admin.history import told
from archive.admin.labels import label_of
from archive.admin.review.acts import UNDONE
from archive.admin.review.fields import link_to, loaded, sections_of
from archive.admin.review.parts import Parts, describe, parts_of, supportable
from archive.admin.review.words import MOST, passages_under, told_by
from archive.admin.story import Story
from archive.errors import ArchiveError
from archive.models import Actor, Article, Change, Incident, Passage, Statement
from archive.models.base import Record
from archive.rights import maker_of, require
from archive.services.history import History, versions
from archive.services.publishing import why_not_published

_MOST_VERSIONS = 5
# Whoever may open the queue sees all of a record's past.
_EVERYTHING = SimpleNamespace(reads_all=True)
_ELSEWHERE: dict[type[Record], tuple[Any, ...]] = {
    Incident: (panels.statements_about, panels.links_to),
    Statement: (panels.claims_of,),
    Actor: (panels.incidents_of, panels.statements_of),
}


def shown(record: Record, user: Any) -> dict[str, Any]:
    """Return what the template says of a record."""
    record = loaded(record)
    lists = parts_of(record)
    passages = passages_under(record, supportable(lists))
    describe(record, lists, passages[:MOST])
    described: Any = record
    return {
        "record": record,
        "name": label_of(record),
        "kind": record._meta.verbose_name,
        "status": described.get_review_status_display(),
        "origin": described.get_origin_display(),
        "maker": maker_of(record),
        "url": change_url(record),
        "history_url": reverse(
            f"admin:archive_{record._meta.model_name}_history", args=[record.pk]
        ),
        "sections": sections_of(record),
        "lists": lists,
        "texts": told_by(passages[:MOST]),
        "passages_cut": len(passages) > MOST,
        "story": Story(record) if isinstance(record, Article) else None,
        "panels": [
            panel for make in _ELSEWHERE.get(type(record), ()) if (panel := make(record))["rows"]
        ],
        "obstacles": obstacles(record, user),
        "doubts": list(_doubts(record, lists, passages)),
        **_past(record),
    }


def obstacles(record: Record, user: Any) -> list[str]:
    """Return why this user cannot publish a record now, in words; [] where they can."""
    reasons = why_not_published(record)
    try:
        require(user, "publish", record)
    except ArchiveError as error:
        reasons.insert(0, error.message)
    return reasons


def _doubts(record: Record, lists: list[Parts], passages: list[Passage]) -> Iterator[str]:
    """Yield what publishing does not refuse, and a careful reviewer would look at."""
    if not passages and isinstance(record, Incident | Statement):
        yield "No words of a text support it."
    proposed = sum(passage.proposed for passage in passages)
    if proposed:
        yield (
            f"{proposed} of its passages {'is' if proposed == 1 else 'are'} a machine’s proposal "
            "that nobody has accepted: accept it at the reading desk, or take it away."
        )
    hidden = {row.hidden.uid: row.hidden for each in lists for row in each.rows if row.hidden}
    if hidden:
        links = format_html_join("; ", "{}", ((link_to(named),) for named in hidden.values()))
        yield format_html("Not published, and what names it stays hidden until it is: {}", links)


def _past(record: Record) -> dict[str, Any]:
    """Return the latest changes of a record, and how it was last returned, if it ever was."""
    own = versions(record.uid, _EVERYTHING).filter(because_of=None)
    entries = list(own[:_MOST_VERSIONS])
    differences = History(record.uid, _EVERYTHING).differences(entries)
    moved = Change.objects.filter(uid=record.uid, op="update", fields=["review_status"])
    remark = moved.filter(reason__isnull=False).order_by("-seq").first()
    if remark is not None and remark.reason.startswith(UNDONE):
        remark = None
    return {
        "versions": [told(entry, differences[entry.seq]) for entry in entries],
        "remark": remark,
    }
