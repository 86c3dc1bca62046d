"""Source documents: their formats, and taking in the bytes of one, as the API is given them."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from archive.errors import LoadError
from archive.loaders.base import Options, Report, forget_made
from archive.loaders.documents.base import DocumentFormat, LeftOut
from archive.loaders.documents.feed import Feed
from archive.loaders.documents.html_page import HtmlPage
from archive.loaders.documents.markdown import Markdown
from archive.loaders.documents.newsml import NewsMl
from archive.loaders.documents.ninjs import Ninjs
from archive.loaders.documents.plain import PlainText
from archive.loaders.documents.received import DOCUMENT
from archive.loaders.files import TextFile, head_in
from archive.loaders.guessing import the_one_of
from archive.loaders.reading import Flaw
from archive.services.documents import SourceDocument

DOCUMENT_FORMATS: dict[str, DocumentFormat] = {
    known.name: known
    for known in (DOCUMENT, Markdown(), PlainText(), HtmlPage(), Feed(), Ninjs(), NewsMl())
}

_PACKED = (b"\x1f\x8b", b"PK\x03\x04")


def load_documents(
    raw: bytes,
    kind: str | None = None,
    options: Options | None = None,
    *,
    name: str = "document",
    dry_run: bool = False,
) -> Report:
    """Take in the documents in some bytes, all or none, and return what came of each.

    `kind` names the format (see DOCUMENT_FORMATS), None recognises it by content and by the ending
    of `name`, which errors use too. Raises LoadError with line and reason where the bytes, or with
    `on_error` “stop” any document in them, cannot be taken in; ForbiddenError where `options.by`
    may not change what one is a new text of; KeyError for an unknown kind.
    """
    file, found = _open(raw, kind, name)
    with transaction.atomic():
        report = found.take_in(file, options or Options())
        report.format = found.name
        transaction.set_rollback(dry_run)
    if dry_run:
        forget_made([report])
    return report


def read_story(raw: bytes, *, name: str = "document") -> SourceDocument:
    """Return the one story in some bytes, recognised by content and by the ending of `name`.

    Raises LoadError with line and reason where they hold none, or several.
    """
    file, found = _open(raw, None, name)
    stories = []
    for each in found.read(file, Options()):
        if isinstance(each, Flaw):
            raise LoadError(each.reason, path=name, line=each.line)
        if not isinstance(each, LeftOut):
            stories.append(each)
        if len(stories) > 1:
            raise LoadError("holds several stories: load it from the list of articles", path=name)
    if not stories:
        raise LoadError("holds no story", path=name)
    return stories[0]


def _open(raw: bytes, kind: str | None, name: str) -> tuple[TextFile, DocumentFormat]:
    if raw.startswith(_PACKED):
        raise LoadError("is packed: unpack it first", path=name)
    file = TextFile(Path(name), raw)
    if kind is not None:
        return file, DOCUMENT_FORMATS[kind]
    return file, the_one_of(DOCUMENT_FORMATS.values(), head_in(name, raw))
