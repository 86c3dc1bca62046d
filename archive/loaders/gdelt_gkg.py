"""The quotations in GDELT's Global Knowledge Graph 2.1; its other columns stay in the row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from archive.loaders.base import Head, Options, RowError
from archive.loaders.dataset import Dataset
from archive.loaders.drafts import Main, Mapped, Shared, Text
from archive.loaders.files import TextFile
from archive.loaders.gdelt_columns import GKG
from archive.loaders.gdelt_mentions import language_of
from archive.loaders.json_rows import JsonReader
from archive.loaders.mapping import LONGEST_TITLE, Outlets, is_url, key_of, shorten
from archive.loaders.reading import Reader
from archive.loaders.tables import TableReader, looks_like
from archive.models import Passage, Statement

# offset|length|verb|words, with “#” between; the words may hold either character.
_QUOTATION = re.compile(r"(\d+)\|(\d+)\|([^|]*)\|(.*?)(?=#\d+\|\d+\||\Z)", re.DOTALL)
_RECORD = re.compile(r"\d{14}-T?\d+")
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})\d{6}")


class Quotation(NamedTuple):
    """Words between quotation marks, as GDELT split them, and the verb that led to them."""

    words: str
    verb: str


class GdeltGkg(Dataset):
    """Records of documents: an article stub with its quotations as statements."""

    name = "gdelt2-gkg"
    summary = "quotations in the knowledge graph of GDELT 2.1: 27 columns, or JSON lines of them"
    dataset = "GDELT 2.1 GKG"
    origin = "machine"
    revises = False

    def sniff(self, head: Head) -> bool:
        line = head.first_line
        if line.startswith("{"):
            return '"GKGRECORDID"' in line
        return "\t" in line and (
            _RECORD.fullmatch(line.partition("\t")[0]) is not None
            or ("gkgrecordid" in line.lower() and looks_like(line, GKG))
        )

    def read(self, file: TextFile) -> Reader:
        first = next(file.lines())
        file.done = 0
        return (
            JsonReader(file) if first.lstrip("\ufeff ").startswith("{") else TableReader(file, GKG)
        )

    def native_id(self, values: Mapping[str, Any]) -> str:
        record = values.get("GKGRECORDID")
        if not isinstance(record, str) or not _RECORD.fullmatch(record):
            raise RowError(f"“{record}” is no record number", column="GKGRECORDID")
        return record

    def mapper(self, options: Options) -> _Mapper:
        return _Mapper(options)


class _Mapper:
    """Maps the records of one file."""

    def __init__(self, options: Options) -> None:
        self._outlets = Outlets("gdelt", options.source)

    def __call__(self, values: Mapping[str, Any]) -> Mapped:
        quotations = quotations_in(values.get("Quotations") or "")
        if not quotations:
            return Mapped(kept="no quotations in the record")
        # Exactly what is given of the article: its quotations, one on each line.
        text = Text(self._article(values), "\n".join(quotation.words for quotation in quotations))
        translated = bool(values.get("TranslationInfo"))
        dates = {
            "date_latest": _day(values),
            "date_basis": "imported",
            "date_note": "Not later than the day on which GDELT saw the article.",
        }
        mapped, start = Mapped(), 0
        for quotation in quotations:
            main = Main(
                Statement,
                None,
                {
                    "revision": text,
                    "text": quotation.words,
                    "form": "direct",
                    # A machine's translation is not what the speaker said.
                    "verbatim": not translated,
                    **dates,
                },
            )
            end = start + len(quotation.words)
            main.add(
                Passage,
                revision=text,
                start=start,
                end=end,
                exact=quotation.words,
                role="content",
                quoted=True,
                statement=main,
            )
            start = end + 1
            mapped.mains.append(main)
        return mapped

    def _article(self, values: Mapping[str, Any]) -> Shared:
        name = values.get("DocumentIdentifier") or ""
        if not name:
            raise RowError("no document is named", column="DocumentIdentifier")
        extras = values.get("Extras") or ""
        stamp = _tag(extras, "PAGE_PRECISEPUBTIMESTAMP")
        known = {
            "byline": shorten(_tag(extras, "PAGE_AUTHORS") or "", 500) or None,
            "language": language_of(values.get("TranslationInfo")),
            "published_raw": stamp,
            "published_at": _moment(stamp),
        }
        if title := _tag(extras, "PAGE_TITLE"):
            known["title"] = shorten(title, LONGEST_TITLE)
        if is_url(name):
            return self._outlets.at_url(name, **known)
        return self._outlets.by_key(
            key_of("gdelt", "document", name), **{"title": shorten(name, LONGEST_TITLE), **known}
        )


def quotations_in(column: str) -> list[Quotation]:
    """Return the quotations of a record. Raises RowError where the column is not made of them."""
    found = list(_QUOTATION.finditer(column))
    if "#".join(each[0] for each in found) != column:
        raise RowError("not a list of quotations", column="Quotations")
    return [Quotation(each[4], each[3]) for each in found if each[4]]


def _tag(extras: str, name: str) -> str | None:
    inner = extras.partition(f"<{name}>")[2].partition(f"</{name}>")[0].strip()
    return inner or None


def _day(values: Mapping[str, Any]) -> date:
    found = _STAMP.fullmatch(str(values.get("DATE")))
    try:
        if found is not None:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise RowError(f"“{values.get('DATE')}” is no stamp of fourteen digits", column="DATE")


def _moment(stamp: str | None) -> datetime | None:
    try:
        return datetime.strptime(stamp or "", "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
