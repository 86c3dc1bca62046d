"""Panels above the form of a record: what is known of it elsewhere, to read and to follow."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.html import format_html

from archive.admin.columns import date_with_text
from archive.admin.evidence import (
    SUPPORT_PATHS,
    change_url,
    parts_of,
    passages_of,
    support_of,
    text_url,
    with_text,
)
from archive.admin.labels import prefetch_speakers, quoted_text, speakers_of
from archive.models import Actor, Incident, IncidentParticipant, Statement, StatementParticipant

MOST_ROWS = 25


def passages_panel(record: Model) -> dict[str, Any]:
    """Return the exact words that a record and its parts rest on, each with all it supports."""
    found = with_text(passages_of(record, parts_of(record))).select_related(
        "revision__article", *SUPPORT_PATHS
    )
    passages = list(found[: MOST_ROWS + 1])
    rows: dict[tuple[int, int, int], dict[str, Any]] = {}
    for passage in passages[:MOST_ROWS]:
        kind, _, owner = support_of(passage)
        fact = passage.supports
        row = rows.setdefault(
            (passage.revision_id, passage.start, passage.end),
            {
                "exact": passage.exact,
                "role": passage.role,
                "url": text_url(passage),
                "article": str(passage.revision.article),
                "supports": [],
            },
        )
        role = passage.get_role_display()
        row["supports"].append(role if fact is owner else f"{role} · {kind}: {fact}")
    return {
        "template": "admin/archive/passages_panel.html",
        "rows": list(rows.values()),
        "is_cut": len(passages) > MOST_ROWS,
        "most": MOST_ROWS,
    }


def _table(
    title: str, heads: list[str], rows: list[list[Any]], more_url: str | None = None
) -> dict[str, Any]:
    return {
        "template": "admin/archive/table_panel.html",
        "title": title,
        "heads": heads,
        "more_url": more_url,
        **_cut(rows),
    }


def _cut(rows: list[Any]) -> dict[str, Any]:
    return {"rows": rows[:MOST_ROWS], "is_cut": len(rows) > MOST_ROWS}


def _link(record: Model, text: str) -> Any:
    return format_html('<a href="{}">{}</a>', change_url(record), text)


def _statements(statements: QuerySet[Statement]) -> list[list[Any]]:
    told = statements.prefetch_related(prefetch_speakers()).order_by("-sort_date", "-id")
    return [
        [
            _link(statement, quoted_text(statement, 140)),
            speakers_of(statement),
            date_with_text(statement),
        ]
        for statement in told[: MOST_ROWS + 1]
    ]


def _latest(parts: QuerySet[Any], key: str) -> list[int]:
    """Return the keys of the latest of many parts, from an index: a state has part in thousands."""
    return list(
        parts.order_by("-sort_date", f"-{key}").values_list(key, flat=True)[: MOST_ROWS + 1]
    )


def statements_about(incident: Incident) -> dict[str, Any]:
    """Return what is said about an incident."""
    rows = _statements(Statement.objects.filter(about=incident))
    more = f"{reverse('admin:archive_statement_changelist')}?about={incident.pk}"
    return _table("What is said about it", ["Statement", "Said by", "When"], rows, more)


def statements_of(actor: Actor) -> dict[str, Any]:
    """Return what an actor says."""
    said = StatementParticipant.objects.filter(actor=actor, role="speaker")
    rows = _statements(Statement.objects.filter(pk__in=_latest(said, "statement_id")))
    more = f"{reverse('admin:archive_statement_changelist')}?speaker={actor.pk}"
    return _table("What it says", ["Statement", "Said by", "When"], rows, more)


def incidents_of(actor: Actor) -> dict[str, Any]:
    """Return what an actor takes part in."""
    parts = IncidentParticipant.objects.filter(actor=actor)
    latest = parts.filter(incident__in=_latest(parts, "incident_id")).select_related("incident")
    rows = [
        [
            _link(part.incident, part.incident.title),
            f"{part.get_role_display()} ({part.get_status_display().lower()})",
            date_with_text(part.incident),
        ]
        for part in latest.order_by("-sort_date", "-incident_id", "position")[: MOST_ROWS + 1]
    ]
    more = f"{reverse('admin:archive_incident_changelist')}?participant={actor.pk}"
    return _table("What it takes part in", ["Incident", "As", "When"], rows, more)


def links_to(incident: Incident) -> dict[str, Any]:
    """Return how other incidents are linked to this one."""
    links = incident.links_from_others.select_related("from_incident").order_by("pk")
    rows = [
        [
            _link(link.from_incident, link.from_incident.title),
            f"{link.get_kind_display().lower()} ({link.get_status_display().lower()})",
            date_with_text(link.from_incident),
        ]
        for link in links[: MOST_ROWS + 1]
    ]
    return _table("Linked to it from other incidents", ["Incident", "How", "When"], rows)


def claims_of(statement: Statement) -> dict[str, Any]:
    """Return what a statement asserts."""
    rows: list[list[Any]] = []
    for related, paths in (
        ("asserts_incidentparticipants", ("actor", "incident")),
        ("asserts_measures", ("group_actor", "incident")),
        ("asserts_incidentlinks", ("from_incident", "to_incident")),
        ("asserts_affiliations", ("actor", "organisation")),
    ):
        claims = getattr(statement, related).select_related(*paths).order_by("pk")
        rows += [
            [
                str(claim._meta.verbose_name).capitalize(),
                str(claim),
                _link(claim.owner, str(claim.owner)),
            ]
            for claim in claims[: MOST_ROWS + 1]
        ]
    return _table("What it asserts", ["Claim", "", "Of"], rows)
