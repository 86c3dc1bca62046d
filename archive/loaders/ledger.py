"""The books of an import: which rows the archive has, in which file, at which line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from archive.errors import LoadError
from archive.loaders.bulk import Json, Tables
from archive.loaders.files import TextFile
from archive.loaders.reading import Layout, Row
from archive.models import ImportedFile, ImportedLine, ImportedRow


@dataclass(slots=True)
class Standing:
    """How a row stands to the archive.

    `row_id` is set where this very row is there. `earlier` are the rows of the same native id that
    other files brought, of any version of the data set, oldest first; `repeated` says that one of
    them has the very same content.
    """

    native_id: str
    raw: Json
    sha256: str
    row_id: int | None = None
    earlier: tuple[int, ...] = ()
    repeated: bool = False


class Ledger:
    """Looks rows up and enters them. The file itself is entered last, when its layout is known."""

    def __init__(
        self, format_: str, dataset: str, version: str, file: TextFile, tables: Tables
    ) -> None:
        self._format, self._dataset, self._version = format_, dataset, version
        self._file, self._tables = file, tables
        known = ImportedFile.objects.filter(
            format=format_, version=version, sha256=file.sha256
        ).first()
        self._known = known is not None
        self._id: int = known.pk if known else tables[ImportedFile].next_id()
        # The index of imported rows begins with data set and version, so these are always named.
        versions = ImportedRow.objects.filter(dataset=dataset).order_by("version")
        self._versions = {*versions.values_list("version", flat=True).distinct(), version}
        self._entered: dict[tuple[str, str], int] = {}
        self._lines: set[int] = set()

    def look_up(self, rows: list[tuple[Row, Standing]]) -> None:
        """Fill in what the archive has of these rows."""
        self._entered.clear()
        if self._known:
            numbers = [row.number for row, _ in rows]
            lines = ImportedLine.objects.filter(file=self._id, number__in=numbers)
            self._lines = set(lines.values_list("number", flat=True))
        same, others = self._rows_of({standing.native_id for _, standing in rows})
        here = set(
            ImportedLine.objects.filter(
                file=self._id, row__in=[each for some in others.values() for each, _ in some]
            ).values_list("row", flat=True)
        )
        here |= {same[key] for _, each in rows if (key := (each.native_id, each.sha256)) in same}
        for _, standing in rows:
            standing.row_id = same.get((standing.native_id, standing.sha256))
            if standing.row_id is None:
                earlier = [each for each in others[standing.native_id] if each[0] not in here]
                standing.earlier = tuple(id_ for id_, _ in earlier)
                standing.repeated = any(sha256 == standing.sha256 for _, sha256 in earlier)

    def _rows_of(
        self, native_ids: set[str]
    ) -> tuple[dict[tuple[str, str], int], dict[str, list[tuple[int, str]]]]:
        """Return the rows of this version by native id and content, and all by native id."""
        same: dict[tuple[str, str], int] = {}
        others: dict[str, list[tuple[int, str]]] = defaultdict(list)
        there = ImportedRow.objects.filter(
            dataset=self._dataset, version__in=self._versions, native_id__in=native_ids
        ).order_by("id")
        for id_, version, native_id, sha256 in there.values_list(
            "id", "version", "native_id", "sha256"
        ):
            if version == self._version:
                same[native_id, sha256] = id_
            others[native_id].append((id_, sha256))
        return same, others

    def twin_of(self, standing: Standing) -> int | None:
        """Return the row of the same content that was entered just before, or None."""
        return self._entered.get((standing.native_id, standing.sha256))

    def add(self, row: Row, standing: Standing, crosswalk_version: str) -> int:
        """Enter a row that the archive does not have, and its line; return the row's id."""
        values = {
            "dataset": self._dataset,
            "version": self._version,
            "native_id": standing.native_id,
            "raw": standing.raw,
            "sha256": standing.sha256,
            "crosswalk_version": crosswalk_version,
        }
        number = self._tables.add(ImportedRow, values)
        self._entered[standing.native_id, standing.sha256] = number
        self.note(row, number)
        return number

    def note(self, row: Row, row_id: int) -> None:
        """Enter at which line of the file a row stands, unless it was entered before."""
        if row.number not in self._lines:
            values = {"file": self._id, "number": row.number, "row": row_id, "text": row.text}
            self._tables.add(ImportedLine, values)

    def close(self, layout: Layout, rows: int) -> None:
        """Enter the file, unless it was before."""
        if rows == 0:
            raise LoadError("the file holds no rows", path=str(self._file.path))
        if not self._known:
            values = {
                "format": self._format,
                "dataset": self._dataset,
                "version": self._version,
                "name": self._file.path.name[-300:],
                "sha256": self._file.sha256,
                "size": self._file.size,
                "row_count": rows,
                "layout": layout,
            }
            self._tables.add(ImportedFile, values, id_=self._id)
        self._tables.flush()
