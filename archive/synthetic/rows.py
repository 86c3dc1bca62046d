"""The rows of every table as tuples; their columns come from the models and from nowhere else."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable
from itertools import count
from typing import Any

from django.db import models
from django.db.models import NOT_PROVIDED

from archive.models import (
    Actor,
    Affiliation,
    Alias,
    Article,
    Citation,
    ExternalId,
    ImportedRow,
    Incident,
    IncidentLink,
    IncidentParticipant,
    IncidentPlace,
    Measure,
    Passage,
    Place,
    Revision,
    Source,
    Statement,
    StatementLink,
    StatementParticipant,
)
from archive.models.base import Identified
from archive.synthetic.uids import Uids

RowType = Any  # a named tuple class; the type checker cannot know its columns
_named_tuple: Any = namedtuple


def row_type(model: type[models.Model], **defaults: Any) -> RowType:
    """Return a named tuple with one field for each column of the table that can be written.

    A column need not be given when it may be null, when its field has a plain default, or when it
    is named here. All others must be: a new column that nobody fills fails on the first row. Days
    and times are ISO text in UTC, lists JSON text: what both engines read alike.
    """
    optional: dict[str, Any] = {}
    required = []
    for field in model._meta.concrete_fields:
        if field.generated:
            continue
        column = str(field.column)
        default = defaults.get(column, None if field.null else field.default)
        if default is NOT_PROVIDED or callable(default):
            required.append(column)
        else:
            optional[column] = default
    row = _named_tuple(f"{model.__name__}Row", [*required, *optional], defaults=optional.values())
    row.model = model
    return row


_PUBLISHED = {"review_status": "published"}

SourceRow = row_type(Source, **_PUBLISHED)
PlaceRow = row_type(Place, **_PUBLISHED)
ActorRow = row_type(Actor, **_PUBLISHED)
AliasRow = row_type(Alias)
AffiliationRow = row_type(Affiliation)
AffiliationAssertionRow = row_type(Affiliation.asserted_by.through)
ArticleRow = row_type(Article, **_PUBLISHED)
RevisionRow = row_type(Revision)
ImportedRowRow = row_type(ImportedRow)
IncidentRow = row_type(Incident, **_PUBLISHED)
ParticipantRow = row_type(IncidentParticipant)
ParticipantAssertionRow = row_type(IncidentParticipant.asserted_by.through)
IncidentPlaceRow = row_type(IncidentPlace)
MeasureRow = row_type(Measure)
MeasureAssertionRow = row_type(Measure.asserted_by.through)
IncidentLinkRow = row_type(IncidentLink)
IncidentLinkAssertionRow = row_type(IncidentLink.asserted_by.through)
StatementRow = row_type(Statement, **_PUBLISHED)
StatementParticipantRow = row_type(StatementParticipant)
StatementLinkRow = row_type(StatementLink)
AboutRow = row_type(Statement.about.through)
PassageRow = row_type(Passage)
ExternalIdRow = row_type(ExternalId)
CitationRow = row_type(Citation)

ROW_TYPES: tuple[RowType, ...] = (
    SourceRow,
    PlaceRow,
    ActorRow,
    AliasRow,
    AffiliationRow,
    AffiliationAssertionRow,
    ArticleRow,
    RevisionRow,
    ImportedRowRow,
    IncidentRow,
    ParticipantRow,
    ParticipantAssertionRow,
    IncidentPlaceRow,
    MeasureRow,
    MeasureAssertionRow,
    IncidentLinkRow,
    IncidentLinkAssertionRow,
    StatementRow,
    StatementParticipantRow,
    StatementLinkRow,
    AboutRow,
    PassageRow,
    ExternalIdRow,
    CitationRow,
)


def json_list(codes: Iterable[str]) -> str:
    """Return a list of codes, each once, as Django writes it to a JSON column."""
    listed = '", "'.join(dict.fromkeys(codes))
    return f'["{listed}"]' if listed else "[]"


class Tables:
    """Collects the rows of each table, gives each its id, and each record its uid."""

    def __init__(self, seed: int | str) -> None:
        self.rows: dict[RowType, list[Any]] = {row: [] for row in ROW_TYPES}
        self._ids = {row: count(1).__next__ for row in ROW_TYPES}
        self._uids = {
            row: Uids(row.model.uid_prefix, seed).make
            for row in ROW_TYPES
            if issubclass(row.model, Identified)
        }

    def next_id(self, row: RowType) -> int:
        """Return the next id of a table, for a row that is added later."""
        return self._ids[row]()

    def add(self, row: RowType, **columns: Any) -> int:
        """Add a part under its next id (or the `id` given); return the id."""
        if "id" not in columns:
            columns["id"] = self._ids[row]()
        self.rows[row].append(row(**columns))
        return int(columns["id"])

    def add_identified(self, row: RowType, milliseconds: int, **columns: Any) -> int:
        """Add a row that has a uid, made at that time; return its id."""
        if "id" not in columns:
            columns["id"] = self._ids[row]()
        number = int(columns["id"])
        self.rows[row].append(row(uid=self._uids[row](number, milliseconds), **columns))
        return number

    def clear(self) -> None:
        """Forget the rows, once they are written."""
        for rows in self.rows.values():
            rows.clear()

    def __len__(self) -> int:
        return sum(map(len, self.rows.values()))
