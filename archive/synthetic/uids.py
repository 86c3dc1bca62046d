"""TypeIDs that follow from a seed and a number, instead of from the clock and the dice."""

from __future__ import annotations

import hashlib
from itertools import product

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base32, as TypeID has it
_THREE = ["".join(letters) for letters in product(_ALPHABET, repeat=3)]  # 15 bits each
_VERSION_7 = 0b0111
_VARIANT = 0b10
_ODD = 0x2545F4914F6CDD1D  # multiplying by an odd number gives each number another one
_LOW_62 = (1 << 62) - 1


class Uids:
    """Makes the uids of one kind of record: `uids.make(number, milliseconds)`.

    Different numbers give different uids: the number, spread by a bijection, fills the 62 random
    bits of the UUIDv7, its lowest 12 bits the counter in front of them.
    """

    def __init__(self, prefix: str, seed: int | str) -> None:
        digest = hashlib.sha256(f"{seed}/{prefix}".encode()).digest()
        self._salt = int.from_bytes(digest[:8], "big")
        self._prefix = prefix
        self._time = (-1, "")

    def make(self, number: int, milliseconds: int) -> str:
        """Return the uid of a record made at that time, in milliseconds since 1970."""
        if self._time[0] != milliseconds:
            # 48 bits of time fill ten characters, two bits in front of them are empty.
            head = _THREE[milliseconds >> 35 & 0x7FFF] + _THREE[milliseconds >> 20 & 0x7FFF]
            head += _THREE[milliseconds >> 5 & 0x7FFF] + _ALPHABET[milliseconds & 31]
            self._time = (milliseconds, f"{self._prefix}_{head}")
        spread = (number * _ODD + self._salt) & _LOW_62
        rest = (_VERSION_7 << 12 | number & 0xFFF) << 64 | _VARIANT << 62 | spread
        three = _THREE
        return (
            f"{self._time[1]}{three[rest >> 65]}{three[rest >> 50 & 0x7FFF]}"
            f"{three[rest >> 35 & 0x7FFF]}{three[rest >> 20 & 0x7FFF]}"
            f"{three[rest >> 5 & 0x7FFF]}{_ALPHABET[rest & 31]}"
        )
