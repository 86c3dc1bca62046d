"""From marked-up text to plain text: paragraphs, with the words as they are."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

# Of HTML, of NITF (hl1, block, byline …) and of what the extractor of main texts makes (head, lb).
_BLOCKS = frozenset(
    (  # noqa: SIM905 -- words read best as words
        "address article aside blockquote body center dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html item "
        "legend li list main menu nav ol p pre section summary table tbody tfoot thead title "
        "tr ul abstract block body.content body.head byline dateline distributor hedline hl1 "
        "hl2 media media-caption note tagline head quote row"
    ).split()
)
_BREAKS = frozenset({"br", "lb"})
_CELLS = frozenset({"td", "th", "cell"})
_UNSEEN = frozenset(
    (  # noqa: SIM905 -- words read best as words
        "script style noscript template head svg math iframe object embed canvas select "
        "textarea button input audio video map docdata media-metadata media-object"
    ).split()
)
_AS_WRITTEN = frozenset({"pre"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MARKUP = re.compile(r"<[/!a-zA-Z][^<>]*>|&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")


def has_markup(text: str) -> bool:
    """Whether a text holds a tag or a reference to a character, as HTML does."""
    return _MARKUP.search(text) is not None


def parse_html(text: str) -> Any:
    """Return the root element of a page or a piece of HTML, or None where there is none."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def html_to_text(text: str) -> str:
    """Return the text of a piece of HTML: paragraphs with an empty line between them.

    >>> html_to_text("<p>He said <q>no</q>.</p><p>A&amp;B<br>C</p>")
    'He said “no”.\\n\\nA&B\\nC'
    """
    # In its own element, so that a text that begins with a word or a comment has a root.
    root = parse_html(f"<div>{text}</div>")
    return "" if root is None else element_to_text(root, seen_head=False)


def element_to_text(root: Any, *, seen_head: bool = True) -> str:
    """Return the text of an element of HTML, NITF or the extractor.

    Blanks are one blank, as a browser shows them; no-break spaces stay. `seen_head` says that an
    element “head” is a heading, as in the extractor's, not the unseen head of a page.
    """
    writer = _Writer()
    unseen = _UNSEEN - {"head"} if seen_head else _UNSEEN
    hidden: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if hidden is None and element is not root:
                writer.add(element.tail)
            continue
        name = etree.QName(element).localname.lower()
        if hidden is not None:
            if event == "end" and element is hidden:
                hidden = None
                writer.add(element.tail if element is not root else None)
            continue
        if event == "start" and (
            name is None or name in unseen or element.get("hidden") is not None
        ):
            hidden = element
            continue
        if event == "start":
            writer.open(name)
            writer.add(element.text)
        else:
            writer.close(name)
            writer.add(element.tail if element is not root else None)
    return writer.text()


class _Writer:
    """Puts paragraphs together."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._words: list[str] = []
        self._as_written = 0

    def open(self, name: str) -> None:
        """Note that an element begins."""
        if name in _BLOCKS:
            self._end_paragraph()
        self._as_written += name in _AS_WRITTEN
        if name in _BREAKS:
            self._words.append("\n")
        elif name == "q":
            self._words.append("“")

    def close(self, name: str) -> None:
        """Note that an element ends."""
        if name in _BLOCKS:
            self._end_paragraph()
        self._as_written -= name in _AS_WRITTEN
        if name in _CELLS:
            self._words.append("\t")
        elif name == "q":
            self._words.append("”")

    def add(self, text: str | None) -> None:
        """Add what stands between tags."""
        if text:
            self._words.append(text if self._as_written else _BLANKS.sub(" ", text))

    def text(self) -> str:
        """Return the paragraphs."""
        self._end_paragraph()
        return "\n\n".join(self._done)

    def _end_paragraph(self) -> None:
        text = "".join(self._words)
        self._words = []
        if not self._as_written:
            text = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", text)).strip(" \t\n")
        if text.strip():
            self._done.append(text.strip("\r\n"))
