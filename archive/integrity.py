"""Checks over what is stored: passages by their texts, rows by their rules, records by the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, models

from archive.models import Passage, Revision
from archive.models.article import text_sha256
from archive.models.base import Record
from archive.models.passage import span_problems


@dataclass(frozen=True, slots=True)
class Fault:
    """Something stored that breaks a rule: what it is, which field, and how."""

    subject: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.field}: {self.message}"


def passage_faults() -> Iterator[Fault]:
    """Yield every revision whose text is not what it was, every passage that is not its words.

    Reads text by text, so that memory holds one body at a time.
    """
    for revision in Revision.objects.select_related("article").order_by("id").iterator(100):
        name = f"{revision.article.uid} text {revision.number}"
        if text_sha256(revision.body) != revision.sha256:
            yield Fault(name, "sha256", "The text is not the one that was captured.")
        spans = Passage.objects.filter(revision=revision).order_by("start", "id")
        for passage in spans.iterator(500):
            problems = span_problems(revision.body, passage.start, passage.end, passage.exact)
            for field, message in problems.items():
                yield Fault(f"{passage.uid} in {name}", field, message)


def rule_faults(rows: Iterable[models.Model]) -> Iterator[Fault]:
    """Yield what each row breaks of its own rules.

    Constraints are left to the database, which lets no row in that breaks one.
    """
    for row in rows:
        try:
            row.full_clean(validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            key = row.natural_key() if hasattr(row, "natural_key") else (row.pk,)
            subject = f"{row._meta.model_name} {'/'.join(map(str, key))}"
            for field, messages in error.message_dict.items():
                for message in messages:
                    yield Fault(subject, field, message)


def log_faults() -> Iterator[Fault]:
    """Yield every record of which the log of changes does not tell all, and entries of no record.

    The version of a record is the number of its entries, the first of which says that it was
    created; a record that is gone ends with the entry that says so.
    """
    for model in Record.__subclasses__():
        kind, table = str(model._meta.model_name), model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT r.uid, r.version, count(c.seq), coalesce(max(c.version), 0),"  # noqa: S608 -- tables of ours
                " coalesce(sum(CASE WHEN c.op = 'create' THEN 1 ELSE 0 END), 0)"
                f" FROM {table} r LEFT JOIN archive_change c ON c.uid = r.uid"
                " GROUP BY r.uid, r.version HAVING count(c.seq) <> r.version"
                " OR max(c.version) <> r.version"
                " OR sum(CASE WHEN c.op = 'create' THEN 1 ELSE 0 END) <> 1"
            )
            for uid, version, entries, last, created in cursor.fetchall():
                yield Fault(
                    f"{kind} {uid}",
                    "version",
                    f"It is version {version}; the log has {entries} entries up to version {last}, "
                    f"of which {created} say that it was created.",
                )
            cursor.execute(
                "SELECT c.uid FROM archive_change c WHERE c.type = %s AND NOT EXISTS"  # noqa: S608 -- tables of ours
                f" (SELECT 1 FROM {table} r WHERE r.uid = c.uid)"
                " GROUP BY c.uid HAVING max(CASE WHEN c.op = 'delete' THEN c.seq END)"
                " IS DISTINCT FROM max(c.seq)",
                [kind],
            )
            for (uid,) in cursor.fetchall():
                yield Fault(f"{kind} {uid}", "uid", "It is gone, and the log does not say so.")
