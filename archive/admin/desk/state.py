"""What the desk shows of a text: its passages and all that is coded from it, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q

from archive.admin.columns import terms
from archive.admin.evidence import OWN_KEY, PARTS, SUPPORT_PATHS, change_url, support_of
from archive.admin.labels import label_of, quoted_text, with_labels
from archive.models import (
    Actor,
    Article,
    Incident,
    Passage,
    Place,
    Revision,
    Statement,
    StatementLink,
    StatementParticipant,
)
from archive.models.base import Record
from archive.models.passage import SUPPORTABLE
from archive.rights import may, preload_makers

# What a card tells of a statement besides its words and who speaks.
_BESIDES = (
    Prefetch(
        "participants",
        StatementParticipant.objects.exclude(role="speaker")
        .select_related("actor")
        .order_by("statement_id", "position"),
        "others",
    ),
    Prefetch("links", StatementLink.objects.select_related("to_statement"), "relations"),
)
_KINDS: tuple[type[Record], ...] = (Incident, Statement, Actor, Place)
# Each step of the review: what it is called, from which states, the right that it takes.
STEPS: dict[str, tuple[str, set[str], Any]] = {
    "submit": ("Send to review", {"draft"}, "submit"),
    "publish": ("Publish", {"draft", "in_review"}, "publish"),
}


def state_of(revision: Revision, user: Any) -> dict[str, Any]:
    """Return passages and records of a text, with what this user may do to each."""
    passages = list(
        Passage.objects.filter(revision=revision)
        .select_related(*SUPPORT_PATHS)
        .order_by("start", "end", "id")
    )
    article = revision.article
    records = _records(revision, passages)
    preload_makers([article, *records])
    return {
        "article": _card(article, user, []),
        "passages": [_passage(passage) for passage in passages],
        "records": [_card(record, user, _facts(record)) for record in records],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    key = next(name for name in SUPPORTABLE if getattr(passage, f"{name}_id") is not None)
    kind, words, owner = support_of(passage)
    return {
        "uid": passage.uid,
        "start": passage.start,
        "end": passage.end,
        "role": passage.role,
        "roleLabel": passage.get_role_display(),
        "proposed": passage.proposed,
        "fact": f"{key}:{getattr(passage, f'{key}_id')}",
        "record": owner.uid,
        "title": f"{passage.get_role_display()} · {kind}: {words}",
    }


def _records(revision: Revision, passages: Iterable[Passage]) -> list[Record]:
    """Return the records that the text supports, in the order in which it first does."""
    order: dict[tuple[type[Record], int], None] = {}
    for passage in passages:
        owner = support_of(passage)[2]
        order.setdefault((type(owner), owner.pk))
    found: list[Record] = []
    for model in _KINDS:
        wanted = [pk for kind, pk in order if kind is model]
        condition = Q(pk__in=wanted)
        if model is Statement:
            condition |= Q(revision=revision)
        elif model is Actor:
            condition |= Q(article=revision.article_id)
        related = [name for name, _ in PARTS.get(model, {}).values()]
        rows = with_labels(model._default_manager.filter(condition)).prefetch_related(
            *(f"{name}__{path}" for name, paths in PARTS.get(model, {}).values() for path in paths),
            *related,
            *(_BESIDES if model is Statement else ()),
        )
        place = {pk: number for number, pk in enumerate(wanted)}
        found += sorted(rows, key=lambda row: (place.get(row.pk, len(place)), row.pk))
    return found


def _facts(record: Record) -> list[dict[str, str]]:
    """Return what passages can support of a record: itself first, then its parts."""
    own = OWN_KEY[type(record)]
    facts = [{"key": f"{own}:{record.pk}", "kind": own, "text": str(record)}]
    for key, (related, _) in PARTS.get(type(record), {}).items():
        parts = sorted(getattr(record, related).all(), key=lambda part: part.position)
        facts += [
            {"key": f"{key}:{part.pk}", "kind": str(part._meta.verbose_name), "text": str(part)}
            for part in parts
        ]
    return facts


def _card(record: Record, user: Any, facts: list[dict[str, str]]) -> dict[str, Any]:
    meta = record._meta
    status: Any = record
    return {
        "uid": record.uid,
        "pk": record.pk,
        "kind": str(meta.model_name),
        "kindLabel": str(meta.verbose_name),
        "title": str(record) if isinstance(record, Article) else label_of(record),
        "status": record.review_status,
        "statusLabel": status.get_review_status_display(),
        "origin": record.origin,
        "url": change_url(record),
        "mayChange": may(user, "change", record),
        "steps": [
            {"step": step, "label": label}
            for step, (label, states, act) in STEPS.items()
            if record.review_status in states and may(user, act, record)
        ],
        "facts": facts,
        "notes": _notes(record) if isinstance(record, Statement) else [],
    }


def _notes(statement: Any) -> list[str]:
    """Return what else is coded of a statement, a line each."""
    acts = terms(statement, "speech_acts")
    return [
        *([acts] if statement.speech_acts else []),
        *(f"{part.get_role_display()}: {part.actor}" for part in statement.others),
        *(
            f"{link.get_kind_display()}: {quoted_text(link.to_statement, 60)}"
            for link in statement.relations
        ),
    ]
