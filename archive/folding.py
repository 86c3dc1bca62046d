"""How text is folded for finding; what is stored and shown is never folded."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
# These do not split a word: “Haniyeh’s” stays one word, “U.S.” is “us”.
_JOINERS = str.maketrans("", "", "'’‘ʼ`´.")


def fold(text: str) -> str:
    """Return the words of `text` without case, accents and punctuation, one space between them.

    >>> fold("Iran-backed  “Ḥizballāh”")
    'iran backed hizballah'
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_JOINERS))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(_WORD.findall(bare.casefold()))


def fold_padded(text: str) -> str:
    """Return the folded words with a space at both ends, so that whole words match by substring.

    >>> fold_padded("U.S. forces")
    ' us forces '
    """
    return f" {fold(text)} "
