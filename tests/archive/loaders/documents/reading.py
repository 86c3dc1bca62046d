"""Reading documents in tests: what a format finds in some bytes, before anything is taken in."""

from __future__ import annotations

from pathlib import Path

from archive.loaders.base import Options
from archive.loaders.documents import DOCUMENT_FORMATS
from archive.loaders.files import TextFile


def found_in(kind, content, **options):
    """Every story, flaw and thing left out, in order."""
    raw = content if isinstance(content, bytes) else content.encode()
    file = TextFile(Path("story"), raw)
    return list(DOCUMENT_FORMATS[kind].read(file, Options(**options)))


def the_story(kind, content, **options):
    """The one story."""
    (story,) = found_in(kind, content, **options)
    return story
