"""From the text of a query to its tree, or to one error that says what is wrong, and where."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.search.folding import BETWEEN, words
from archive.search.query import And, Node, Not, Or, QueryError, Term

MAX_LENGTH = 500  # code points
MAX_TERMS = 40
MAX_DEPTH = 10  # parentheses within parentheses
MIN_PREFIX = 2  # letters before a star

_OPENING = '"“”„‟«»'
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<minus>-(?=[^\s)]))
    | (?P<field>[A-Za-z_]+):
    | (?P<quote>[{_OPENING}])
    | (?P<word>[^\s(){_OPENING}]+)
    """,
    re.VERBOSE,
)
_DOTTED = re.compile(r"(?:[A-Za-z]\.){2,}|(?:[A-Za-z]\.)+[A-Za-z]")
_OPERATORS = {"OR", "AND", "NOT"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def parse(text: str, fields: Sequence[str]) -> Node:
    """Return the tree of a query; `fields` are those it may name. Raises QueryError."""
    if len(text) > MAX_LENGTH:
        raise QueryError(
            f"A query has at most {MAX_LENGTH} characters; this one has {len(text)}.", MAX_LENGTH
        )
    return _Parser(text, fields).parse()


class _Parser:
    """Recursive descent; each method reads one level of the grammar from `self.at` on."""

    def __init__(self, text: str, fields: Sequence[str]) -> None:
        self.fields = fields
        self.tokens = list(_tokens(text))
        self.end = len(text)
        self.at = 0
        self.terms = 0

    def parse(self) -> Node:
        if not self.tokens:
            raise QueryError("Nothing to search for: give at least one word.", 0)
        node = self._either(None, 0)
        left = self._peek()
        if left is not None:
            raise QueryError("This “)” closes nothing.", left.position)
        return node

    def _peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _position(self) -> int:
        token = self._peek()
        return token.position if token else max(self.end - 1, 0)

    def _take(self, *kinds: str) -> _Token | None:
        token = self._peek()
        if token is None or token.kind not in kinds:
            return None
        self.at += 1
        return token

    def _either(self, field: str | None, depth: int) -> Node:
        nodes = [self._all(field, depth)]
        while self._take("OR"):
            nodes.append(self._all(field, depth))
        return nodes[0] if len(nodes) == 1 else Or(tuple(_flat(nodes, Or)))

    def _all(self, field: str | None, depth: int) -> Node:
        start = self._position()
        nodes = [self._one(field, depth)]
        while True:
            if self._take("AND"):
                nodes.append(self._one(field, depth))
            elif (token := self._peek()) is None or token.kind in {"OR", "close"}:
                break
            else:
                nodes.append(self._one(field, depth))
        positive = [node for node in nodes if not isinstance(node, Not)]
        if not positive:
            raise QueryError("This only says what must not be there; add a word that must.", start)
        if len(nodes) == 1:
            return nodes[0]
        negative = [node for node in nodes if isinstance(node, Not)]
        return And(tuple(_flat([*positive, *negative], And)))

    def _one(self, field: str | None, depth: int) -> Node:
        token = self._peek()
        if token is None:
            raise QueryError("A word is missing at the end.", self._position())
        self.at += 1
        match token.kind:
            case "minus":
                return self._negated(token, field, depth)
            case "field":
                return self._fielded(token, field, depth)
            case "open":
                return self._group(token, field, depth)
            case "phrase" | "word":
                return self._term(token, field)
            case "NOT":
                raise QueryError(
                    "NOT is written as a minus before the word: -word. To search for the word, "
                    'put it in quotes: "NOT".',
                    token.position,
                )
            case _:
                raise QueryError(f"A word is missing before “{token.text}”.", token.position)

    def _negated(self, minus: _Token, field: str | None, depth: int) -> Node:
        following = self._peek()
        if following is not None and following.kind == "minus":
            raise QueryError("One minus is enough.", following.position)
        return Not(self._one(field, depth))

    def _fielded(self, token: _Token, field: str | None, depth: int) -> Node:
        name = token.text
        if name not in self.fields:
            near = difflib.get_close_matches(name.lower(), self.fields, n=1)
            hint = f" Did you mean “{near[0]}:”?" if near else ""
            raise QueryError(
                f"“{name}:” is no field; there are: {', '.join(self.fields)}.{hint} To search for "
                "words with a colon between, put them in quotes.",
                token.position,
            )
        if field is not None:
            raise QueryError(
                f"“{name}:” stands within “{field}:”; a word has one field.", token.position
            )
        following = self._peek()
        if (
            following is None
            or following.position != token.position + len(name) + 1
            or following.kind not in {"open", "phrase", "word"}
        ):
            raise QueryError(f"“{name}:” needs a word right after it.", token.position)
        return self._one(name, depth)

    def _group(self, opening: _Token, field: str | None, depth: int) -> Node:
        if depth == MAX_DEPTH:
            raise QueryError(f"Parentheses go at most {MAX_DEPTH} deep.", opening.position)
        if self._take("close"):
            raise QueryError("There is nothing between these parentheses.", opening.position)
        node = self._either(field, depth + 1)
        if not self._take("close"):
            raise QueryError("This “(” is never closed.", opening.position)
        return node

    def _term(self, token: _Token, field: str | None) -> Node:
        self._count(token)
        prefix = token.kind == "word" and token.text.endswith("*")
        text = token.text.removesuffix("*") if prefix else token.text
        if token.kind == "word" and "*" in text:
            raise QueryError("A star goes at the end of a word only: word*.", token.position)
        found = tuple(words(text))
        if not found or BETWEEN in token.text:
            raise QueryError(
                f"“{token.text}” holds nothing to search for: only letters and digits are.",
                token.position,
            )
        if prefix and len(found[-1]) < MIN_PREFIX:
            raise QueryError(
                f"A star needs at least {MIN_PREFIX} letters before it.", token.position
            )
        term = Term(found, prefix, field, token.position)
        if token.kind == "word" and not prefix and _DOTTED.fullmatch(text) and not text.isupper():
            # “u.s.” may be meant for “US” or be printed just so; small letters keep their dots.
            self._count(token)
            return Or((replace(term, words=("".join(found),)), term))
        return term

    def _count(self, token: _Token) -> None:
        self.terms += 1
        if self.terms > MAX_TERMS:
            raise QueryError(f"A query has at most {MAX_TERMS} words and phrases.", token.position)


def _flat(nodes: list[Node], kind: type[And] | type[Or]) -> list[Node]:
    """Return the nodes with the nodes of those of the same kind in their place."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, kind) else [node])
    if kind is And:
        flat.sort(key=lambda node: isinstance(node, Not))
    return flat


def _tokens(text: str) -> Sequence[_Token]:
    """Cut a query into tokens; phrases lose their quotes, capital OR, AND, NOT are operators."""
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise AssertionError(f"no token at {at}")
        kind = str(found.lastgroup)
        if kind == "quote":
            closing = next((i for i in range(at + 1, len(text)) if text[i] in _OPENING), None)
            if closing is None:
                raise QueryError("This quotation mark is never closed.", at)
            tokens.append(_Token("phrase", text[at + 1 : closing], at))
            at = closing + 1
            continue
        if kind == "word" and found.group() in _OPERATORS:
            kind = found.group()
        if kind != "space":
            tokens.append(_Token(kind, found.group(kind) if kind == "field" else found.group(), at))
        at = found.end()
    return tokens
