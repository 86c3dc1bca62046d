"""The folding of `archive.search.folding` as SQLite does it: an expression, then its tokenizer."""

from __future__ import annotations

from archive.search.characters import MORE_SEPARATORS
from archive.search.folding import RESPELLED

_SEPARATORS = "".join(
    chr(code) for first, last in MORE_SEPARATORS for code in range(first, last + 1)
)
TOKENIZER = f"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc' separators '{_SEPARATORS}'"

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DOT = "\x01"  # an acronym's dot on its way out
_NESTED = 14  # calls within calls: SQLite's parser takes some thirty


def prepared(sql: str) -> str:
    """Return the SQL of a text as the tokenizer is to read it (`archive.search.folding`, 1 and 2).

    Each step rewrites the text of the step before, and only a text that needs it.
    """
    not_ascii = "length(t) <> length(CAST(t AS BLOB))"
    respelled = _steps("x", _respellings())
    undotted = _steps("y", [("1", pairs) for pairs in (_MARK_DOTS, _DROP_DOTS)])
    return (
        f"(WITH x(t) AS (SELECT {sql} LIMIT 1), y(t) AS ("
        f"SELECT CASE WHEN {not_ascii} THEN {respelled} ELSE t END FROM x LIMIT 1) "
        f"SELECT CASE WHEN t GLOB '*[A-Z].[A-Z]*' OR instr(t, '{_DOT}') THEN {undotted} "
        "ELSE t END FROM y LIMIT 1)"
    )


_MARK_DOTS = [(f"{letter}.", letter + _DOT) for letter in _CAPITALS]
_DROP_DOTS = [(_DOT + letter, letter) for letter in _CAPITALS]


def _respellings() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the letters to respell by their first byte, with the condition that a text has it."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for old, new in RESPELLED.items():
        lead = old.encode()[:1].hex()
        # Common in any text for another reason: no-break spaces, rarer scripts, ligatures.
        if lead in {"c2", "e1", "ef"}:
            lead = old.encode().hex()
        groups.setdefault(lead, []).append((old, new))
    return [(f"instr(CAST(t AS BLOB), x'{lead}')", pairs) for lead, pairs in groups.items()]


def _steps(source: str, groups: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """Return the SQL of the text `t` of `source` after the replacements that it needs."""
    tables: list[str] = []
    table = source
    for condition, pairs in groups:
        for start in range(0, len(pairs), _NESTED):
            text = "t"
            for old, new in pairs[start : start + _NESTED]:
                text = f"replace({text}, '{old}', '{new}')"
            name = f"{source}{len(tables)}"
            chosen = f"CASE WHEN {condition} THEN {text} ELSE t END"
            tables.append(f"{name}(t) AS (SELECT {chosen} FROM {table} LIMIT 1)")
            table = name
    return f"(WITH {', '.join(tables)} SELECT t FROM {table} LIMIT 1)"
