"""A story as it was received, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.models.article import text_sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A story as it was received; what it does not tell is None.

    `title`, `published_raw` and `body` are as found; a `body` of "" says that no text is given, and
    `is_summary` that it is less than the story. `path` and `line` are where it was read. `url` is
    its address, `addresses` are others that lead to it. `publisher` is what the document calls its
    outlet, `domain` the outlet's host where the document shows it. `identifiers` are pairs of a
    scheme and a value. `change_note` is what the outlet says of this text. `held_back` is why it is
    not for the public (yet), `notices` what was found odd or could not be kept.
    """

    title: str
    body: str
    path: str
    published_raw: str | None = None
    line: int | None = None
    url: str | None = None
    addresses: tuple[str, ...] = ()
    byline: str | None = None
    language: str | None = None
    publisher: str | None = None
    domain: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    change_note: str | None = None
    is_summary: bool = False
    held_back: str | None = None
    notices: tuple[str, ...] = ()
    sha256: str = ""

    @property
    def body_sha256(self) -> str:
        """The SHA-256 of the body in UTF-8, hexadecimal."""
        return text_sha256(self.body)
