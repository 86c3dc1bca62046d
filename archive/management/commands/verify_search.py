"""Prove that the full-text index holds every record as it is, and list what it does not."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.models.base import Record
from archive.search import DOCUMENTS, KINDS, Documents, index


class Command(BaseCommand):
    """`manage.py verify_search`: compares every document with its record; non-zero if any differs.

    It also looks for the triggers that keep the index, and has the engine check its own index.
    """

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--kind",
            action="append",
            choices=KINDS,
            help="What to verify the index of; may be given again. All of them without.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for kind in options["kind"] or KINDS:
            found = 0
            for fault in _faults(DOCUMENTS[kind]):
                found += 1
                self.stdout.write(fault)
            faults += found
            if not found:
                self.stdout.write(f"{kind}: every document is as it should be.")
        if faults:
            raise CommandError(
                f"{faults} of what the search needs is not as it should be; "
                "run manage.py rebuild_search, with --from-scratch where the engine complains."
            )


def _faults(documents: Documents) -> Iterator[str]:
    """Yield what is wrong with an index, a line for each."""
    kind = documents.kind
    missing = index.missing(documents)
    yield from (f"{kind}: {name} is missing." for name in missing)
    if documents.index in missing or documents.view in missing:
        return
    complaint = index.broken(documents)
    if complaint is not None:
        yield f"{kind}: the engine says: {complaint}"
    for document_id in index.faulty(documents):
        yield f"{kind} {_uid(documents, document_id)}: its document is not what the record says."
    for document_id in index.left_over(documents):
        yield f"{kind} {document_id}: a document is left of a record that is gone."


def _uid(documents: Documents, document_id: int) -> str:
    record = next(m for m in Record.__subclasses__() if m._meta.db_table == documents.table)
    return str(record.objects.values_list("uid", flat=True).get(pk=document_id))
