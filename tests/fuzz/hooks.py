"""What schemathesis is told beyond the document; loaded by it, in its own environment.

No check is left out. What `q` takes is a format of its own, with a grammar (docs/search.md); a file
to take in is like a story, more often than not, and never of no bytes. What
the server's library of HTTP refuses by itself, an address beyond 64 KB, is not asked. Two headers
of the drawn requests are given a value that gets past them, or nearly every write would end there;
and an answer that leaves out what it was asked to leave out is held to the document without
`required`, as OpenAPI has no words for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import schemathesis
from hypothesis import strategies as st
from schemathesis.checks import CHECKS
from schemathesis.generation.meta import CoverageScenario, TestPhase
from schemathesis.specs.openapi.checks import response_schema_conformance as as_documented

# The examples of the document, which are drawn again and again.
KEY = "2f1c9c1e-7d1b-4a52-9b54-0a4d1d0b6f5e"
VERSION = '"7-all"'
ALLOWED_KEY = re.compile(r"[\x21-\x7e]{1,255}")
SPARSE = {"fields", "omit"}
# The type of a body that is a file as it is; an empty text of JSON has two bytes.
FILE = "application/octet-stream"
# A little below what granian reads: beyond it the answer is a bare 414, and none of ours.
LONGEST_QUERY = 30_000
SEARCHED = ("search", "actor", "article", "incident", "statement")
# The document of this run without `required`, made once.
_SPARSE: list[Any] = []


_word = st.from_regex(r"[a-z]{2,12}", fullmatch=True)
_wanted = st.one_of(
    _word,
    _word.map("{}*".format),
    st.lists(_word, min_size=2, max_size=4).map(lambda words: f'"{" ".join(words)}"'),
    st.tuples(_word, _word).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
)
QUERIES = st.tuples(
    st.lists(_wanted, min_size=1, max_size=5), st.lists(_word.map("-{}".format), max_size=2)
).map(lambda both: " ".join([*both[0], *both[1]]))
for kind in SEARCHED:
    schemathesis.openapi.format(f"{kind}-query", QUERIES)

_line = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)
DOCUMENTS = st.tuples(
    st.sampled_from(
        (
            "{}\n\n{}\n",
            "---\ntitle: {}\ndate: 2024-08-05\n---\n{}\n",
            "<html><head><title>{}</title></head><body><article><p>{}</p></article></body></html>",
            '<rss version="2.0"><channel><item><title>{}</title><description>{}</description>'
            "</item></channel></rss>",
            '{{"uri": "urn:a:1", "type": "text", "headline": "{}", "body_text": "{}"}}',
        )
    ),
    _line,
    _line,
).map(lambda parts: parts[0].format(*parts[1:]).encode())
schemathesis.openapi.format("binary", st.one_of(st.binary(min_size=1, max_size=500), DOCUMENTS))


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    """Leave out what never comes as far as the archive, or is nothing on the wire."""
    given = case.query if isinstance(case.query, Mapping) else {}
    return len(urlencode(given, doseq=True)) < LONGEST_QUERY and not _is_nothing(case)


def _is_nothing(case: Any) -> bool:
    """Whether the body is there and has no bytes: nobody can tell it from none."""
    # What is drawn as bytes is a text without letters that holds them.
    drawn = getattr(case.body, "data", case.body)
    return drawn == b"" or (drawn == "" and case.media_type == FILE)


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Give a key of its own to each request, and the version that there is to most."""
    if _lacks_a_header(case):
        # Whoever edits its headers gives it what it is to lack.
        return
    headers = case.headers or {}
    said = repr((case.method, case.path, case.path_parameters, case.query, case.body))
    digest = sha256(said.encode(errors="replace")).hexdigest()
    if _may_come_again(headers.get("Idempotency-Key"), case):
        case.headers["Idempotency-Key"] = digest
    # One in eight stays as it was drawn, and is 412 or, by chance, right.
    if headers.get("If-Match") == VERSION and digest[0] > "1":
        case.headers["If-Match"] = "*"


def _may_come_again(key: str | None, case: Any) -> bool:
    """Whether a key is an example of the document, or drawn at random and allowed."""
    is_drawn = case.meta is not None and case.meta.phase.name != TestPhase.COVERAGE
    return key == KEY or (key is not None and is_drawn and bool(ALLOWED_KEY.fullmatch(key)))


def _lacks_a_header(case: Any) -> bool:
    data = case.meta.phase.data if case.meta else None
    lacks = getattr(data, "scenario", None) == CoverageScenario.MISSING_PARAMETER
    return lacks and data.parameter_location == "header"


CHECKS.unregister(as_documented.__name__)


@schemathesis.check
def response_schema_conformance(ctx: Any, response: Any, case: Any) -> bool | None:
    """Hold the answer to the document; a sparse one to the document without `required`."""
    query = case.query if isinstance(case.query, Mapping) else {}
    is_declared = case.method.upper() == case.operation.method.upper()
    if is_declared and response.status_code == 200 and SPARSE & query.keys():
        operation = _sparse(case.operation.schema)[case.operation.path][case.method]
        checked: bool | None = operation.validate_response(response, case=case)
        return checked
    told: bool | None = as_documented(ctx, response, case)
    return told


def _sparse(schema: Any) -> Any:
    if not _SPARSE:
        _SPARSE.append(schemathesis.openapi.from_dict(_without_required(schema.raw_schema)))
    return _SPARSE[0]


def _without_required(node: Any) -> Any:
    """Return a part of a document; a list named `required` is one of properties."""
    if isinstance(node, list):
        return [_without_required(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        name: _without_required(value)
        for name, value in node.items()
        if not (name == "required" and isinstance(value, list))
    }
