"""The rules of the models for drafts: what `full_clean` would refuse, checked fast in Python.

Every rule that needs no database is derived from the fields of the models or is the function that
the models use themselves; a test holds what was loaded to `full_clean`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import NOT_PROVIDED

from archive.loaders.base import RowError
from archive.loaders.drafts import Mapped, Shared, Text
from archive.models import Incident, Measure, Passage, Place
from archive.models.dated import Dated, date_problems
from archive.models.fields import VocabularyField, VocabularyListField
from archive.models.passage import span_problems

Check = Callable[[Any], str | None]

# PostgreSQL's; SQLite would take more.
_LARGEST = 2**31 - 1


def check(model: type[models.Model], values: Mapping[str, Any]) -> None:
    """Raise RowError where these values break a rule of the model."""
    checks, required = _checks(model)
    for name, value in values.items():
        if value is None:
            if name in required:
                raise RowError(f"a {model._meta.verbose_name} needs a {name}", column=name)
        elif (test := checks.get(name)) is not None and (problem := test(value)) is not None:
            raise RowError(problem, column=name)
    for kind, rule in _RULES:
        if issubclass(model, kind):
            for name, problem in rule(values).items():
                raise RowError(problem, column=name)


@cache
def _checks(model: type[models.Model]) -> tuple[dict[str, Check], frozenset[str]]:
    """Return the check of each field that has one, and the fields that cannot be null."""
    checks, required = {}, set()
    for field in model._meta.concrete_fields:
        if not field.null and field.default is NOT_PROVIDED and field.editable:
            required.add(field.name)
        if isinstance(field, VocabularyField):
            checks[field.name] = _term(field)
        elif isinstance(field, VocabularyListField):
            checks[field.name] = _terms(field)
        elif isinstance(field, models.CharField):
            checks[field.name] = _text(field)
        elif isinstance(field, models.PositiveIntegerField):
            checks[field.name] = _count
        elif isinstance(field, models.FloatField):
            checks[field.name] = _validated(field)
    return checks, frozenset(required)


def _term(field: VocabularyField) -> Check:
    codes = frozenset(field.vocabulary.codes)

    def test(value: Any) -> str | None:
        if value in codes:
            return None
        return f"“{value}” is not a term of {field.vocabulary.name}"

    return test


def _terms(field: VocabularyListField) -> Check:
    codes = frozenset(field.vocabulary.codes)

    def test(value: Any) -> str | None:
        unknown = [term for term in value if term not in codes]
        if unknown:
            return f"“{unknown[0]}” is not a term of {field.vocabulary.name}"
        return "a term is given twice" if len(set(value)) != len(value) else None

    return test


def _text(field: models.CharField[Any, Any]) -> Check:
    # What is left of the field's validators is the slow one of URLs: `is_url` was asked before.
    longest = field.max_length or 0

    def test(value: Any) -> str | None:
        if len(value) > longest:
            return f"longer than {longest} characters ({len(value)})"
        return "is empty" if not value and not field.blank else None

    return test


def _count(value: Any) -> str | None:
    return None if 0 <= value <= _LARGEST else f"{value} is not between 0 and {_LARGEST}"


def _validated(field: models.Field[Any, Any]) -> Check:
    validators = tuple(field.validators)

    def test(value: Any) -> str | None:
        try:
            for validator in validators:
                validator(value)
        except ValidationError as error:
            return f"{value}: {' '.join(error.messages)}"
        return None

    return test


def _dates(values: Mapping[str, Any]) -> dict[str, str]:
    return date_problems(
        values.get("date_semantics", "unknown"),
        values.get("date_earliest"),
        values.get("date_latest"),
    )


def _parent_terms(values: Mapping[str, Any]) -> dict[str, str]:
    problems = {}
    for child, parent in (
        ("event_mode", "event_type"),
        ("acled_sub_event_type", "acled_event_type"),
    ):
        code = values.get(child)
        if code is None:
            continue
        vocabulary = Incident._meta.get_field(child).vocabulary  # type: ignore[union-attr]  # -- a field of ours, with its vocabulary
        if values.get(parent) not in vocabulary[code].parents:
            problems[child] = f"“{code}” does not belong to {parent} “{values.get(parent)}”"
    return problems


def _bounds(values: Mapping[str, Any]) -> dict[str, str]:
    known = [values[n] for n in ("minimum", "best", "maximum") if values.get(n) is not None]
    return {} if known == sorted(known) else {"best": "minimum, best and maximum are not in order"}


def _coordinates(values: Mapping[str, Any]) -> dict[str, str]:
    if (values.get("lat") is None) != (values.get("lon") is None):
        return {"lat": "one coordinate without the other"}
    if values.get("lat") is not None and values.get("coordinate_basis") is None:
        return {"coordinate_basis": "coordinates without their basis"}
    return {}


def _span(values: Mapping[str, Any]) -> dict[str, str]:
    revision = values["revision"]
    body = revision.body if isinstance(revision, Text) else ""
    return span_problems(body, values["start"], values["end"], values["exact"])


_RULES: tuple[tuple[type[models.Model], Callable[[Mapping[str, Any]], dict[str, str]]], ...] = (
    (Dated, _dates),
    (Incident, _parent_terms),
    (Measure, _bounds),
    (Place, _coordinates),
    (Passage, _span),
)


def check_shared(shared: Shared) -> None:
    """Check a shared record and what it refers to, once."""
    if shared.checked:
        return
    check(shared.model, shared.values)
    for value in shared.values.values():
        if isinstance(value, Shared):
            check_shared(value)
    shared.checked = True


def check_mapped(mapped: Mapped) -> None:
    """Raise RowError where anything that a row became breaks a rule."""
    for main in mapped.mains:
        _check_draft(main.model, main.values)
        for part in main.parts:
            _check_draft(part.model, part.values)
    for _, part in mapped.attached:
        _check_draft(part.model, part.values)


def _check_draft(model: type[models.Model], values: Mapping[str, Any]) -> None:
    check(model, values)
    for value in values.values():
        if isinstance(value, Shared):
            check_shared(value)
        elif isinstance(value, Text):
            check_shared(value.article)
