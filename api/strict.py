"""Query parameters, read strictly: what is unknown, repeated, empty or malformed is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from itertools import chain
from typing import Any

from django.http import QueryDict

from api.kinds import Kind, RefusedError, short
from api.problems import Fault, InvalidRequestError, UnacceptableRequestError

MAX_VALUES = 100
MAX_LENGTH = 4000
MAX_REPETITIONS = 20

# name -> one tuple for each time the parameter was given: its alternatives.
Given = Mapping[str, Sequence[tuple[Any, ...]]]


class Parameter:
    """One query parameter: how it is read, and what the schema says of it.

    `many`: a comma separates alternatives (OR). `repeatable`: it speaks of something that a record
    has many of, and may be given several times (AND). `default` is only told, never applied.
    """

    def __init__(
        self,
        kind: Kind,
        help_text: str,
        *,
        example: str,
        many: bool = False,
        repeatable: bool = False,
        default: str | int | None = None,
        required: bool = False,
    ) -> None:
        self.kind = kind
        self.help_text = help_text
        self.example = example
        self.many = many
        self.repeatable = repeatable
        self.default = default
        self.required = required

    def read(self, text: str) -> tuple[Any, ...]:
        """Return the alternatives that a text names; raises RefusedError."""
        if len(text) > MAX_LENGTH:
            raise RefusedError(
                "too_long", f"The value has {len(text)} characters; at most {MAX_LENGTH} go."
            )
        parts = self.kind.split(text) if self.many else [text]
        if len(parts) > MAX_VALUES:
            raise RefusedError(
                "too_many", f"The list has {len(parts)} values; at most {MAX_VALUES} go."
            )
        if not all(parts):
            what = "An empty value stands in the list." if len(parts) > 1 else "The value is empty."
            raise RefusedError("empty", f"{what} Leave the parameter out to ask for everything.")
        read = tuple(self.kind.parse(part) for part in parts)
        if "\x00" in text or "\ufffd" in text:
            raise RefusedError(
                "not_text",
                "The value is not text in UTF-8 without NUL characters.",
                only_meaning=True,
            )
        return read


def read(query: QueryDict, parameters: Mapping[str, Parameter]) -> Given:
    """Return what a query gives; raises InvalidRequestError that names everything that is wrong."""
    faults: list[Fault] = []
    unacceptable: list[Fault] = []
    given: dict[str, list[tuple[Any, ...]]] = {}
    for name, texts in query.lists():
        parameter = parameters.get(name)
        if parameter is None:
            faults.append(_unknown(name, parameters))
            continue
        if len(texts) > 1 and not parameter.repeatable:
            faults.append(_repeated(name, parameter, len(texts)))
            continue
        if len(texts) > MAX_REPETITIONS:
            detail = f"{name}: given {len(texts)} times; at most {MAX_REPETITIONS} go."
            faults.append(Fault(name, "too_many", detail))
            continue
        for text in texts:
            try:
                given.setdefault(name, []).append(parameter.read(text))
            except RefusedError as error:
                (unacceptable if error.only_meaning else faults).append(refusal(name, error))
    faults += [
        Fault(name, "missing", f"{name}: this has to be given.")
        for name, parameter in parameters.items()
        if parameter.required and name not in query
    ]
    if faults:
        raise InvalidRequestError(faults)
    if unacceptable:
        raise UnacceptableRequestError(unacceptable)
    return given


def one(given: Given, name: str, default: Any = None) -> Any:
    """Return the value of a parameter that takes one, or the default."""
    return given[name][0][0] if name in given else default


def values_of(occurrences: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Return every value of every time that a parameter was given, flat."""
    return list(chain.from_iterable(occurrences))


def refusal(name: str, error: RefusedError) -> Fault:
    """Return what a refused value tells the caller."""
    return Fault(
        name,
        error.code,
        f"{name}: {error.detail}",
        allowed=error.allowed,
        did_you_mean=error.did_you_mean,
        position=error.position,
    )


def nearest(name: str, names: Sequence[str]) -> str | None:
    """Return the name that was probably meant, or None."""
    found = get_close_matches(name.lower(), names, n=1)
    return found[0] if found else None


def _unknown(name: str, parameters: Mapping[str, Parameter]) -> Fault:
    allowed = sorted(parameters)
    meant = nearest(name, allowed)
    hint = f"; did you mean “{meant}”?" if meant else "."
    return Fault(
        name[:200],
        "unknown_parameter",
        f"There is no parameter “{short(name)}” here{hint}",
        allowed=allowed,
        did_you_mean=meant,
    )


def _repeated(name: str, parameter: Parameter, times: int) -> Fault:
    instead = " Separate alternatives with a comma." if parameter.many else ""
    return Fault(name, "repeated", f"{name}: given {times} times, but it takes one value.{instead}")
