"""Filters by other records: by uid, by name, by identifier elsewhere."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q

from api.filters.base import Filter
from api.kinds import Kind, RefusedError, Term, Text, Uid
from archive.folding import fold_padded
from archive.models import Actor, ExternalId
from archive.vocabularies import EXTERNAL_SCHEME


class UidFilter(Filter):
    """Records by uid: a merged record stands for its survivor, one that is not there is refused."""

    kind: Uid

    def prepare(self, values: tuple[str, ...], user: Any) -> list[int]:
        """Return the keys of the records, of whatever kind."""
        return [key for keys in self.keys_by_kind(values, user).values() for key in keys]

    def keys_by_kind(self, values: tuple[str, ...], user: Any) -> dict[str, list[int]]:
        """Return the keys of the records by the prefix of their kind; one query for each kind."""
        found: dict[str, list[int]] = {}
        missing: list[str] = []
        for model in self.kind.models:
            uids = [uid for uid in values if uid.startswith(model.uid_prefix)]
            if uids:
                keys = model.objects.resolve(uids, user)
                found[model.uid_prefix] = list(keys.values())
                missing += [uid for uid in uids if uid not in keys]
        if missing:
            raise RefusedError(
                "unknown_uid",
                f"{', '.join(missing)}: no record that you may read.",
                only_meaning=True,
            )
        return found


class NameFilter(Filter):
    """Actors by a name that they have or are given: whole words, in order, folded."""

    def __init__(self, help_text: str, *, example: str, column: str = "pk", **options: Any) -> None:
        super().__init__(Text(), help_text, example=example, column=column, lookup="in", **options)

    def prepare(self, values: tuple[str, ...], user: Any) -> Any:
        return Actor.objects.named(folded(values[0])).order_by().values("pk")


class FoldedFilter(Filter):
    """Records by a folded column: whole words, in order."""

    def __init__(self, help_text: str, *, example: str, column: str, **options: Any) -> None:
        super().__init__(
            Text(), help_text, example=example, column=column, lookup="contains", **options
        )

    def prepare(self, values: tuple[str, ...], user: Any) -> tuple[str]:
        return (folded(values[0]),)


def folded(text: str) -> str:
    """Return the words of a text as the archive folds them; raises RefusedError without a word."""
    words = fold_padded(text)
    if not words.strip():
        raise RefusedError("no_word", f"“{text}” holds no word to look for.", only_meaning=True)
    return words


class ExternalKey(Kind):
    """`scheme:value`. In a list a comma ends a value only where a scheme follows it."""

    _schemes = "|".join(map(re.escape, EXTERNAL_SCHEME.codes))
    schema = {"type": "string", "pattern": f"^({_schemes}):.+$", "maxLength": 400}
    vocabulary = EXTERNAL_SCHEME

    def split(self, text: str) -> list[str]:
        return re.split(rf",(?=(?:{self._schemes}):)", text)

    def parse(self, text: str) -> tuple[str, str]:
        scheme, _, value = text.partition(":")
        if not scheme or not value:
            raise RefusedError(
                "not_an_external_id", f"“{text[:60]}” is not of the form scheme:value."
            )
        return Term(EXTERNAL_SCHEME).parse(scheme), value


class ExternalIdFilter(Filter):
    """Records by their identifier in another scheme."""

    def __init__(self, record: str) -> None:
        super().__init__(
            ExternalKey(),
            "Identifier of the record in another scheme, as `scheme:value`.",
            example="wikidata:Q11210",
            many=True,
            repeatable=True,
        )
        self.record = record

    def condition(self, prepared: tuple[tuple[str, str], ...]) -> Q:
        either = Q()
        for scheme, value in prepared:
            either |= Q(scheme=scheme, value=value)
        identified = ExternalId.objects.filter(either, **{f"{self.record}__isnull": False})
        return Q(pk__in=identified.order_by().values(f"{self.record}_id"))
