"""A row that another file had otherwise: whether its record may follow, or somebody owns it now."""

from __future__ import annotations

from collections.abc import Iterable

from archive.loaders.drafts import Mapped
from archive.models import Incident, Statement


def revise(mapped: Mapped, earlier: Iterable[int]) -> str | None:
    """Let a mapped row rewrite the record that an earlier row made.

    Only a draft that nobody has touched since its import is rewritten: its `updated_at` is then
    the moment at which its row was loaded. Returns why the record stays as it is, or None.
    """
    records = [
        record
        for model in (Incident, Statement)
        for record in model.objects.filter(imported_row__in=earlier).select_related("imported_row")
    ]
    if not records:
        return None
    if len(records) > 1 or len(mapped.mains) != 1:
        return "changed in the data set, but the old row did not make just one record: not followed"
    record, main = records[0], mapped.mains[0]
    if type(record) is not main.model:
        return f"changed in the data set into another kind of record: {record.uid} not followed"
    untouched = (
        record.review_status == "draft"
        and record.merged_into_id is None
        and record.imported_row is not None
        and record.updated_at == record.imported_row.loaded_at
    )
    if not untouched:
        return f"changed in the data set, but somebody has worked on {record.uid}: not followed"
    main.id = record.pk
    return None
