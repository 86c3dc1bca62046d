"""Invented names: of places, people, bodies and outlets."""

from __future__ import annotations

from archive.synthetic.chance import Chance, Weighted

_ONSETS = tuple("b br ch d dr f g gr h j k kr l m n p r s sh st t tr v z".split())
_VOWELS = tuple("a a a e e i o o u ai ei ou é ā ı ö".split())
_CODAS = ("", "", "", "", "n", "r", "l", "s", "sk", "nd", "rt", "m", "th", "k")
_LAST = ("a", "o", "en", "ik", "ar", "ov", "ine", "ia", "at", "un", "or", "esh", "il", "eau")
_SURE_AFTER = 20  # failed attempts, after which a syllable more makes a word new


class Coiner:
    """Makes words that nobody has used, each only once."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._made: set[str] = set()

    def word(self) -> str:
        """Return a new word of two to four syllables, in small letters."""
        pick, length = self._chance.pick, 1 + self._chance.happens(0.4)
        for attempt in range(1000):
            length += attempt % _SURE_AFTER == _SURE_AFTER - 1
            word = "".join(
                pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS) for _ in range(length)
            ) + pick(_LAST)
            if word not in self._made:
                self._made.add(word)
                return word
        raise RuntimeError("No new word in a thousand attempts.")

    def name(self) -> str:
        """Return a new word as a name."""
        return self.word().capitalize()


class People:
    """Names of people: few given names, many family names, some far more common than others."""

    def __init__(self, chance: Chance, coiner: Coiner, families: int) -> None:
        self._chance = chance
        given = [coiner.name() for _ in range(max(20, families // 8))]
        self._given = Weighted.zipf(given, offset=10)
        self._families = Weighted.zipf([coiner.name() for _ in range(families)], offset=30)

    def name(self) -> tuple[str, str]:
        """Return a given name and a family name."""
        return self._given.draw(self._chance), self._families.draw(self._chance)
