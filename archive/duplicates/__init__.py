"""Likely duplicates: which actors, places and incidents look like one another, and why."""

from archive.duplicates.pairs import Clue, Pair, likely_pairs, likely_same_as
from archive.duplicates.reasons import KINDS, Reason, reasons_of
from archive.duplicates.telling_apart import take_back, tell_apart

__all__ = [
    "KINDS",
    "Clue",
    "Pair",
    "Reason",
    "likely_pairs",
    "likely_same_as",
    "reasons_of",
    "take_back",
    "tell_apart",
]
