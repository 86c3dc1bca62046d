"""Source documents: their formats, and taking in the bytes of one, as the API is given them."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from archive.loaders.base import Options, Report, forget_made
from archive.loaders.documents.base import DocumentFormat
from archive.loaders.documents.feed import Feed
from archive.loaders.documents.html_page import HtmlPage
from archive.loaders.documents.markdown import Markdown
from archive.loaders.documents.newsml import NewsMl
from archive.loaders.documents.ninjs import Ninjs
from archive.loaders.documents.plain import PlainText
from archive.loaders.documents.received import DOCUMENT
from archive.loaders.files import TextFile, head_in
from archive.loaders.guessing import the_one_of

DOCUMENT_FORMATS: dict[str, DocumentFormat] = {
    known.name: known
    for known in (DOCUMENT, Markdown(), PlainText(), HtmlPage(), Feed(), Ninjs(), NewsMl())
}


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
    file = TextFile(Path(name), raw)
    formats = DOCUMENT_FORMATS
    found = the_one_of(formats.values(), head_in(name, raw)) if kind is None else formats[kind]
    with transaction.atomic():
        report = found.take_in(file, options or Options())
        report.format = found.name
        transaction.set_rollback(dry_run)
    if dry_run:
        forget_made([report])
    return report
