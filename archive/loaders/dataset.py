"""Loading a data set of rows: what was read before stays, what is new is mapped, all or nothing."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, Protocol

import orjson
from django.db import Error as DatabaseError
from django.utils import timezone

from archive.errors import LoadError
from archive.loaders.base import Format, Head, Options, Refusal, Report, RowError
from archive.loaders.bulk import Json
from archive.loaders.crosswalks import CROSSWALK_VERSION
from archive.loaders.drafts import Mapped
from archive.loaders.files import TextFile
from archive.loaders.ledger import Ledger, Standing
from archive.loaders.reading import Flaw, Reader, Row
from archive.loaders.revise import revise
from archive.loaders.rules import check_mapped
from archive.loaders.store import Store
from archive.loaders.tables import Columns, TableReader, names_column
from archive.models.imported_row import canonical_json, sha256_of
from archive.recording import log_unlogged, recording

_AT_ONCE = 2000
# A file of which so many rows are bad, and none is good, is not of this format.
_HOPELESS = 1000


class Mapper(Protocol):
    """Maps the rows of one file; what it remembers of earlier rows is the file's."""

    def __call__(self, values: dict[str, Any]) -> Mapped:
        """Return what a row becomes. Raises RowError where it cannot be taken in."""


class Dataset(Format):
    """A data set: `read` its rows, tell their `native_id`, and map them.

    `dataset` is its name in the imported rows, `origin` that of the records. `revises` says whether
    a row with a known native id and other values is a newer state of the same row.
    """

    dataset: ClassVar[str]
    origin: ClassVar[str]
    revises: ClassVar[bool] = True

    @abstractmethod
    def read(self, file: TextFile) -> Reader:
        """Open a file. Raises LoadError where it is none of this format."""

    @abstractmethod
    def native_id(self, values: dict[str, Any]) -> str:
        """Return the identifier of a row. Raises RowError where it has none."""

    @abstractmethod
    def mapper(self, options: Options) -> Mapper:
        """Return what maps the rows of one file."""

    def waiting(self, row_ids: list[int]) -> set[int]:
        """Return those of some known rows that have come to nothing yet and may now."""
        return set()

    def version(self, name: str) -> str:
        """Return the version of the data set, as far as the name of a file tells it."""
        return "unknown"

    def load(self, path: Path, options: Options) -> Report:
        return _Loading(self, path, options).run()


class HeadedTable(Dataset):
    """A data set that is a table with a header; `telling` is a column that no other one has."""

    columns: ClassVar[Columns]
    telling: ClassVar[str]

    def sniff(self, head: Head) -> bool:
        return names_column(head.first_line, self.telling, self.columns)

    def read(self, file: TextFile) -> Reader:
        return TableReader(file, self.columns)


class _Loading:
    """One file on its way into the archive."""

    def __init__(self, dataset: Dataset, path: Path, options: Options) -> None:
        self.dataset, self.path, self.options = dataset, path, options
        self.report = Report(path)
        self.file = TextFile(path)
        self.reader = dataset.read(self.file)
        self.mapper = dataset.mapper(options)
        now = timezone.now()
        self.store = Store(origin=dataset.origin, review_status=options.review_status, now=now)
        self.ledger = Ledger(
            dataset.name,
            dataset.dataset,
            options.version or dataset.version(path.name),
            self.file,
            self.store.tables,
        )

    def run(self) -> Report:
        try:
            with recording(reason=f"load {self.dataset.name} {self.path.name}") as act:
                self._load()
                log_unlogged(act.by, act.reason, created_at=self.store.now)
        except DatabaseError as error:
            reason = f"the database refused rows up to {self.report.rows}: {error}"
            raise LoadError(reason, path=str(self.path)) from error
        self.report.created = self.store.created
        self.report.kept += self.store.kept
        self.report.notices += self.store.notices
        return self.report

    def _load(self) -> None:
        rows = self._sound(self.reader)
        while some := list(islice(rows, _AT_ONCE)):
            self._take(some)
            self._give_up_if_all_are_bad(after=_HOPELESS)
            self._tell_progress()
        self._give_up_if_all_are_bad(after=1)
        self.ledger.close(self.reader.layout, self.report.rows)

    def _sound(self, reader: Reader) -> Iterator[tuple[Row, Standing]]:
        """Yield the rows that can be read, with what the archive has of each to be looked up."""
        for row in reader:
            self.report.rows += 1
            if isinstance(row, Flaw):
                self._refuse(Refusal(*row))
                continue
            try:
                native_id = self.dataset.native_id(row.values)
                raw = canonical(row.values)
            except RowError as error:
                self._refuse(Refusal(row.number, row.line, error.column, error.reason))
                continue
            yield row, Standing(native_id, Json(raw), sha256_of(raw))

    def _take(self, some: list[tuple[Row, Standing]]) -> None:
        self.ledger.look_up(some)
        known = [standing.row_id for _, standing in some if standing.row_id is not None]
        waiting = self.dataset.waiting(known) if known else set()
        taken: list[tuple[int, Mapped]] = []
        for row, standing in some:
            row_id = standing.row_id or self.ledger.twin_of(standing)
            if row_id is not None:
                self.ledger.note(row, row_id)
                if row_id in waiting:
                    taken.append((row_id, self.mapper(row.values)))
                else:
                    self.report.unchanged += 1
                continue
            try:
                mapped = self.mapper(row.values)
                check_mapped(mapped)
            except RowError as error:
                self._refuse(Refusal(row.number, row.line, error.column, error.reason))
                continue
            row_id = self.ledger.add(row, standing, CROSSWALK_VERSION)
            if self._is_new(standing, mapped):
                taken.append((row_id, mapped))
        self.store.take(taken)

    def _is_new(self, standing: Standing, mapped: Mapped) -> bool:
        """Count what comes of a row; tell whether there is anything to store of it."""
        if standing.earlier and self.dataset.revises:
            if standing.repeated:
                self.report.unchanged += 1
                return False
            notice = revise(mapped, standing.earlier)
            self.report.changed += notice is None
            if notice is not None:
                self.report.notices[notice] += 1
                return False
        self.report.notices.update(mapped.notices)
        if mapped.kept is not None:
            self.report.kept += 1
            self.report.notices[mapped.kept] += 1
        return True

    def _refuse(self, refusal: Refusal) -> None:
        if self.options.on_error == "stop":
            where = f" ({refusal.column})" if refusal.column else ""
            reason = f"row {refusal.row}{where}: {refusal.reason}"
            raise LoadError(reason, path=str(self.path), line=refusal.line)
        self.report.refused.append(refusal)
        self._give_up_if_all_are_bad(after=_HOPELESS)

    def _give_up_if_all_are_bad(self, *, after: int) -> None:
        refused = self.report.refused
        if len(refused) == self.report.rows >= after:
            reason = f"none of {len(refused)} rows is one of {self.dataset.dataset}: {refused[0]}"
            raise LoadError(reason, path=str(self.path))

    def _tell_progress(self) -> None:
        if self.options.progress is not None:
            self.options.progress(self.file.done, self.file.size, self.report.rows)


def canonical(values: dict[str, Any]) -> str:
    """Return a row as JSON with sorted keys and no blanks: what `row_sha256` hashes.

    Raises RowError where no database could keep it as JSON.
    """
    try:
        if all(type(value) is str for value in values.values()):
            return orjson.dumps(values, option=orjson.OPT_SORT_KEYS).decode()
        text = canonical_json(values)
        text.encode()
    except (TypeError, ValueError) as error:
        raise RowError(f"cannot be kept as JSON: {error}") from error
    if "\\u0000" in text:
        raise RowError("a NUL character, which no text holds")
    return text
