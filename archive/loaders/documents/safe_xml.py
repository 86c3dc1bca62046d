"""Parsing XML that anybody may have written: no entities, nothing fetched, no depth without end."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any
from xml.parsers import expat

from lxml import etree

from archive.errors import LoadError
from archive.loaders.documents.decoding import declared_in_xml, decode

_DEEPEST = 200
_NAMED = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)|&([A-Za-z][A-Za-z0-9]*);", re.DOTALL)
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*\?>")
_AT_THE_END = {
    expat.errors.codes[reason]
    for reason in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def parse_xml(
    raw: bytes, *, path: str, encoding: str | None = None, html_entities: bool = False
) -> Any:
    """Return the root element; its lines and those of its children are those of the file.

    `html_entities` takes “&nbsp;” and the like, which XML does not know, for what HTML means by
    them. Raises LoadError with the line of what is not well-formed or not allowed.
    """
    text = decode(raw, path=path, declared=encoding or declared_in_xml(raw))
    if not text.strip():
        raise LoadError("the file is empty", path=path)
    # What it declares was read; blank lines before it, which feeds have, are no fault then.
    text = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)
    if html_entities:
        text = _NAMED.sub(_as_character, text)
    content = text.encode()
    _check(content, path)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        return etree.fromstring(content, parser=parser)
    except etree.XMLSyntaxError as error:
        raise LoadError(f"not XML: {error.msg}", path=path, line=error.lineno) from error


def _check(content: bytes, path: str) -> None:
    """Raise LoadError where XML is not well-formed, declares an entity or is nested too deeply."""
    parser = expat.ParserCreate("utf-8")
    depth = 0

    def fail(reason: str) -> None:
        raise LoadError(reason, path=path, line=parser.CurrentLineNumber)

    def start(*_: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            fail(f"elements are nested more than {_DEEPEST} deep")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.EntityDeclHandler = lambda name, *_: fail(
        f"declares the entity “{name}”: entities are refused, they can grow or read files"
    )
    parser.SkippedEntityHandler = lambda name, _: fail(f"the entity “{name}” is not declared")
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        cut = depth > 0 and error.code in _AT_THE_END
        words = "the file ends within an element: it was cut" if cut else ""
        reason = words or f"not XML: {expat.ErrorString(error.code)}"
        raise LoadError(reason, path=path, line=error.lineno) from error


def _as_character(found: re.Match[str]) -> str:
    """Return the character of a reference by an HTML name; all else as it is."""
    name = found[2]
    if name is None or name in _OF_XML:
        return found[0]
    return html5.get(f"{name};", found[0])


def local(element: Any) -> str:
    """Return the name of an element without its namespace; “” of a comment or an instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def namespace(element: Any) -> str:
    """Return the namespace of an element, “” where it has none."""
    return (etree.QName(element).namespace or "") if isinstance(element.tag, str) else ""


def inherited(element: Any, attribute: str) -> str | None:
    """Return an attribute of the nearest element around that has it; None where it is empty."""
    while element is not None:
        value = element.get(attribute)
        if value is not None:
            return value.strip() or None
        element = element.getparent()
    return None
