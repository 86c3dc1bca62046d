"""The words of a text as every index holds them, folded alike in Python, SQLite and PostgreSQL.

Three steps, and nothing else, lie between a text and its words:

1. Letters that the tokenizer leaves alone are spelled out (`SPELLED`), marks vanish (`MARKS`).
2. The dots of `U.S.` vanish: those between two capital letters A-Z.
3. What separates words becomes a space, letters become small and bare (`characters`).

On SQLite the first two are expressions of its own `replace()` and the third is the tokenizer; on
PostgreSQL all three are a function. So a row that no Python has written is folded as well.
"""

from __future__ import annotations

import re

from archive.search.characters import BARE_LETTERS, MORE_SEPARATORS, SEPARATORS

# Stands between two values of one column (two aliases, two places), so that no phrase spans both.
# It is a word of the index, of a character that no text holds.
BETWEEN = "\ue000"


def _span(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


# Marks that vanish: soft hyphen, half rings, combining accents, vowel points of Hebrew and Arabic.
MARKS = (
    "\u00ad\u02be\u02bf"
    + _span(0x300, 0x304)
    + _span(0x306, 0x30C)
    + "\u030f\u0311\u031b"
    + _span(0x323, 0x328)
    + "\u032d\u032e\u0330\u0331"
    + _span(0x591, 0x5BD)
    + "\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640"
    + _span(0x64B, 0x65F)
    + "\u0670"
)

# Letters spelled as most people type them.
SPELLED = {
    **dict.fromkeys("ßẞ", "ss"),
    **dict.fromkeys("æÆǽǼ", "ae"),
    **dict.fromkeys("œŒ", "oe"),
    **dict.fromkeys("øØǿǾ", "o"),
    **dict.fromkeys("đĐðÐ", "d"),
    **dict.fromkeys("þÞ", "th"),
    **dict.fromkeys("łŁ", "l"),
    **dict.fromkeys("ħĦ", "h"),
    "ı": "i",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    **dict.fromkeys("άΆ", "α"),
    **dict.fromkeys("έΈ", "ε"),
    **dict.fromkeys("ήΉ", "η"),
    **dict.fromkeys("ίΊϊΪΐ", "ι"),
    **dict.fromkeys("όΌ", "ο"),
    **dict.fromkeys("ύΎϋΫΰ", "υ"),
    **dict.fromkeys("ώΏ", "ω"),
    **dict.fromkeys("ёЁ", "е"),
    **dict.fromkeys("آأإٱ", "ا"),
    "ؤ": "و",
    **dict.fromkeys("ئىی", "ي"),
    "ة": "ه",
    "ک": "ك",
}

RESPELLED: dict[str, str] = dict.fromkeys(MARKS, "") | SPELLED

# The dot of an acronym. SQLite has no look-around: it marks such dots with U+0001 on the way, so
# that character counts as one here too.
ACRONYM_DOT = r"((?<=[A-Z])\.|\x01)(?=[A-Z])"

_RESPELL = str.maketrans(RESPELLED)
_DOT = re.compile(ACRONYM_DOT)
_FOLD: dict[int, str | int] = {
    **{
        code: " "
        for first, last in (*SEPARATORS, *MORE_SEPARATORS)
        for code in range(first, last + 1)
    },
    **BARE_LETTERS,
    **{code: code + 32 for code in range(ord("A"), ord("Z") + 1)},
}


def words(text: str) -> list[str]:
    """Return the words of `text` as the index holds them, in order.

    >>> words("The U.S. base at Al-Asad: “Ḥizbullāh’s”")
    ['the', 'us', 'base', 'at', 'al', 'asad', 'hizbullah', 's']
    """
    return _DOT.sub("", text.translate(_RESPELL)).translate(_FOLD).split()
