"""The mentions of GDELT 2.0: in which sentence of which document an event was found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from archive.loaders.base import Head, Options, RowError
from archive.loaders.crosswalks import languages
from archive.loaders.dataset import Dataset
from archive.loaders.drafts import Key, Known, Mapped, Part, Shared
from archive.loaders.files import TextFile
from archive.loaders.gdelt_columns import MENTIONS
from archive.loaders.mapping import (
    LONGEST_TITLE,
    Outlets,
    event_number,
    is_url,
    key_of,
    number_in,
    shorten,
)
from archive.loaders.reading import Reader
from archive.loaders.tables import TableReader, looks_like
from archive.models import Citation, Incident

_STAMP = 14  # yyyymmddhhmmss
# What tells where in the document: our name, the column.
_LOCATOR = {
    "sentence": "SentenceID",
    "actor1_offset": "Actor1CharOffset",
    "actor2_offset": "Actor2CharOffset",
    "action_offset": "ActionCharOffset",
    "confidence": "Confidence",
}
_MISSING = -1


class GdeltMentions(Dataset):
    """Mentions: each is a citation of an incident that is in the archive."""

    name = "gdelt2-mentions"
    summary = "mentions of GDELT 2.0, 16 columns"
    dataset = "GDELT 2.0 mentions"
    origin = "machine"
    revises = False

    def sniff(self, head: Head) -> bool:
        fields = head.first_line.split("\t")
        if len(fields) == len(MENTIONS.names):
            return fields[0].isdigit() and all(len(stamp) == _STAMP for stamp in fields[1:3])
        return "mentionidentifier" in head.first_line.lower() and looks_like(
            head.first_line, MENTIONS
        )

    def read(self, file: TextFile) -> Reader:
        return TableReader(file, MENTIONS)

    def native_id(self, values: Mapping[str, Any]) -> str:
        event = event_number(values, "GlobalEventID")
        document = hashlib.sha256(values["MentionIdentifier"].encode()).hexdigest()[:16]
        return f"{event}/{values['MentionTimeDate']}/{document}/{values['SentenceID']}"

    def mapper(self, options: Options) -> _Mapper:
        return _Mapper(options)

    def waiting(self, row_ids: list[int]) -> set[int]:
        """Return the mentions whose event was not in the archive when they were loaded."""
        placed = Citation.objects.filter(imported_row__in=row_ids)
        return set(row_ids) - set(placed.values_list("imported_row", flat=True))


class _Mapper:
    """Maps the mentions of one file."""

    def __init__(self, options: Options) -> None:
        self._outlets = Outlets("gdelt", options.source)

    def __call__(self, values: Mapping[str, Any]) -> Mapped:
        locator = {}
        for name, column in _LOCATOR.items():
            number = number_in(values, column)
            if number is not None and number != _MISSING:
                locator[name] = number
        citation = Part(Citation, {"article": self._article(values), "locator": locator})
        incident = Known(Incident, Key("gdelt", values["GlobalEventID"]))
        return Mapped(attached=[(incident, citation)])

    def _article(self, values: Mapping[str, str]) -> Shared:
        """Return the document; where its identifier is no URL, it is a citation or another name."""
        name = values["MentionIdentifier"]
        if not name:
            raise RowError("no document is named", column="MentionIdentifier")
        language = language_of(values["MentionDocTranslationInfo"])
        if is_url(name):
            return self._outlets.at_url(name, language=language)
        outlet = values["MentionSourceName"]
        return self._outlets.by_key(
            key_of("gdelt", "document", name),
            title=shorten(name, LONGEST_TITLE),
            source=self._outlets.by_name(outlet) if outlet else None,
            language=language,
        )


def language_of(translation: str | None) -> str:
    """Return the BCP 47 tag of a document: GDELT translates all but English ones, and says so.

    >>> language_of("srclc:spa;eng:Moses 2.1.1")
    'es'
    """
    if not translation:
        return "en"
    source = translation.partition("srclc:")[2].partition(";")[0]
    return languages().get(source, source) or "und"
