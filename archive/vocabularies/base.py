"""What a vocabulary is: an ordered, immutable set of terms under one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from types import MappingProxyType
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Term:
    """One permitted value.

    `code` is what is stored and sent, `label` what a person reads, `definition` one sentence to
    code by. `parents` are codes of the parent vocabulary; a term may belong to several of them.
    `mappings` gives the code of the same notion elsewhere, `{scheme: code}`, and only where it is
    the same notion.
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
    """A code that a vocabulary lacks; its text names the nearest code that the vocabulary has."""

    def __init__(self, vocabulary: Vocabulary, code: object) -> None:
        super().__init__(code)
        self.vocabulary = vocabulary
        self.code = code

    @property
    def suggestion(self) -> str | None:
        return self.vocabulary.suggest(str(self.code))

    def __str__(self) -> str:
        problem = f"“{self.code}” is not a code of {self.vocabulary.name}"
        nearest = self.suggestion
        return f"{problem}; did you mean “{nearest}”?" if nearest else f"{problem}."


@dataclass(frozen=True, eq=False, repr=False)
class Vocabulary:
    """A named set of terms; `in`, `[]`, `len` and iteration work on its codes, as in a dict.

    `definition` says what the terms tell about a record, `source` where the scheme comes from.
    `open` announces that terms may be added, so that clients must accept a code they do not know.
    Raises ValueError when a code occurs twice, or a term names a parent that does not exist.
    """

    name: str
    label: str
    definition: str
    terms: tuple[Term, ...]
    source: str = field(kw_only=True)
    open: bool = field(default=False, kw_only=True)
    parent: Vocabulary | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        if len(self) != len(self.terms):
            raise ValueError(f"{self.name}: a code occurs twice.")
        known = set(self.parent.codes) if self.parent else set()
        for term in self.terms:
            if unknown := set(term.parents) - known:
                raise ValueError(f"{self.name}: {term.code} names an unknown parent, {unknown}.")
            if self.parent and not term.parents:
                raise ValueError(f"{self.name}: {term.code} belongs to no {self.parent.name}.")

    @cached_property
    def _by_code(self) -> dict[str, Term]:
        return {term.code: term for term in self.terms}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(self._by_code)

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        return [(term.code, term.label) for term in self.terms]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Term:
        """The term of that code; UnknownTermError, which is a KeyError, when there is none."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownTermError(self, code) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self._by_code)

    def __repr__(self) -> str:
        return f"<Vocabulary {self.name}: {len(self)} terms>"

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        # Forms, filters and serializers deep-copy their declared fields for each request.
        return self

    def label_of(self, code: str) -> str:
        return self[code].label

    def children_of(self, parent: str) -> tuple[Term, ...]:
        """The terms that belong to one code of the parent vocabulary, as the modes of ASSAULT."""
        return tuple(term for term in self.terms if parent in term.parents)

    def suggest(self, text: str) -> str | None:
        """The code whose code or label is nearest to `text`, or None when none is near."""
        nearest = get_close_matches(_key(text), self._code_by_key, n=1)
        return self._code_by_key[nearest[0]] if nearest else None

    @cached_property
    def _code_by_key(self) -> dict[str, str]:
        by_label = {_key(term.label): term.code for term in self.terms}
        return by_label | {_key(term.code): term.code for term in self.terms}


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
