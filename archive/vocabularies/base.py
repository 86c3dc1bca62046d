"""What a vocabulary is: an ordered, immutable set of terms under one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Term:
    """One permitted value.

    `code` is what is stored and sent; `label` is what a person reads; `definition` is one sentence to
    code by. `parents` are codes of the vocabulary's parent; a term may belong to several. `mappings`
    names the same notion elsewhere, `{scheme: code}`, and only where the two mean the same.
    """

    code: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()
    mappings: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mappings", MappingProxyType(dict(self.mappings)))

    def __str__(self) -> str:
        return self.label


class UnknownTermError(KeyError):
    """A code that a vocabulary does not have; its text names the nearest code that it does have."""

    def __init__(self, vocabulary: Vocabulary, code: object) -> None:
        super().__init__(code)
        self.vocabulary = vocabulary
        self.code = code

    @property
    def suggestion(self) -> str | None:
        return self.vocabulary.suggest(str(self.code))

    def __str__(self) -> str:
        message = f"“{self.code}” is not a code of {self.vocabulary.name}"
        nearest = self.suggestion
        return f"{message}; did you mean “{nearest}”?" if nearest else f"{message}."


class Vocabulary:
    """A named set of terms; `in`, `[]`, `len` and iteration work on its codes, as in a dict.

    `open` says that later versions may add terms, so that clients must accept a code they do not know.
    A vocabulary is never changed or copied after it was made. Raises ValueError when a code occurs
    twice, or when a term names a parent that the parent vocabulary lacks.
    """

    def __init__(
        self,
        name: str,
        label: str,
        definition: str,
        terms: Sequence[Term],
        *,
        source: str,
        open: bool = False,
        parent: Vocabulary | None = None,
    ) -> None:
        self.name = name
        self.label = label
        self.definition = definition
        self.source = source
        self.open = open
        self.parent = parent
        self.terms = tuple(terms)
        self._by_code = {term.code: term for term in self.terms}
        self.codes = tuple(self._by_code)
        self.choices = [(term.code, term.label) for term in self.terms]
        self._code_by_key = {
            _key(text): term.code
            for term in reversed(self.terms)
            for text in (term.label, term.code)
        }
        self._check()

    def _check(self) -> None:
        if len(self.codes) != len(self.terms):
            raise ValueError(f"{self.name}: a code occurs twice.")
        for term in self.terms:
            if bool(term.parents) != (self.parent is not None):
                raise ValueError(
                    f"{self.name}: {term.code} and the vocabulary disagree on a parent."
                )
            for code in term.parents:
                if self.parent is None or code not in self.parent:
                    raise ValueError(f"{self.name}: {term.code} names an unknown parent, {code}.")

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Term:
        """The term of that code; raises UnknownTermError, a KeyError that suggests the nearest code."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownTermError(self, code) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __repr__(self) -> str:
        return f"<Vocabulary {self.name}: {len(self)} terms>"

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        # Forms, filters and serializers deep-copy their declared fields for each request.
        return self

    def label_of(self, code: str) -> str:
        return self[code].label

    def children_of(self, parent: str) -> tuple[Term, ...]:
        """The terms that belong to one code of the parent vocabulary, such as the modes of ASSAULT."""
        return tuple(term for term in self.terms if parent in term.parents)

    def suggest(self, text: str) -> str | None:
        """The code whose code or label is nearest to `text`, or None when none is near."""
        nearest = get_close_matches(_key(text), self._code_by_key, n=1)
        return self._code_by_key[nearest[0]] if nearest else None


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
