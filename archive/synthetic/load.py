"""Writes a synthetic archive in bulk into an archive that is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from django.apps import apps
from django.db import connections, transaction

from archive import triggers
from archive.errors import ArchiveError
from archive.models import Change, ChangedRow
from archive.recording import log_unlogged
from archive.search import index
from archive.synthetic.engines import engine_of
from archive.synthetic.generate import generate
from archive.synthetic.sizes import Sizes

Report = Callable[[str, float], None]  # what is being done, and the share of it that is


def refuse_unless_empty(using: str = "default") -> None:
    """Raise ArchiveError, saying what is there, unless the archive holds nothing but its log."""
    held = []
    for model in set(apps.get_app_config("archive").get_models()) - {Change, ChangedRow}:
        number = model._base_manager.using(using).count()
        if number:
            held.append(f"{model._meta.verbose_name_plural} ({number:,})")
    if held:
        raise ArchiveError(
            "A synthetic archive is only ever made in an empty one, so that nothing invented "
            f"mixes with what is real. This one holds {', '.join(held)}.",
            code="not-empty",
        )


def load(sizes: Sizes, seed: int, report: Report, *, using: str = "default") -> Counter[str]:
    """Write it, all or nothing, and return the number of rows in each table.

    Triggers, indexes and foreign keys are taken away meanwhile; what they keep, the full-text index
    included, is made afterwards at one stroke. Raises ArchiveError when the archive is not empty.
    """
    refuse_unless_empty(using)
    connection = connections[using]
    engine = engine_of(connection)
    written: Counter[str] = Counter()
    with engine.hurried(), transaction.atomic(using=using):
        columns = ("indexing columns", engine.bare())
        words = ("indexing words", index.suspended(using))
        (first, inner), (last, outer) = (columns, words) if engine.words_last else (words, columns)
        with outer:
            with inner, triggers.suspended(using):
                for article, batch in generate(sizes, seed):
                    for row, rows in batch.items():
                        if rows:
                            engine.write(row, rows)
                            written[row.model._meta.db_table] += len(rows)
                    report("writing rows", article / sizes.articles)
                log_unlogged(reason="make_archive")
                report(first, 0)
            report(first, 1)
            report(last, 0)
        report(last, 1)
    report("analysing", 0)
    engine.finish()
    report("analysing", 1)
    return written
