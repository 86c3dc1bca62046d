"""What is wrong with a body: what breaks the schema, what only cannot be accepted, and where."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from api.problems import Fault, InvalidRequestError, UnacceptableRequestError

# Nobody mends more at once.
MAX_FAULTS = 100


class Report:
    """The faults of one request, and the records that its body refers to."""

    def __init__(self) -> None:
        self.broken: list[Fault] = []
        self.refused: list[Fault] = []
        self.references: list[Any] = []

    def breaks(self, at: str, code: str, detail: str, **more: Any) -> None:
        """Note what breaks the schema."""
        self.broken.append(fault(at, code, detail, **more))

    def refuses(self, at: str, code: str, detail: str, **more: Any) -> None:
        """Note what fits the schema but cannot be accepted."""
        self.refused.append(fault(at, code, detail, **more))

    def refuses_by_rule(self, at: str, error: ValidationError, paths: dict[str, str]) -> None:
        """Note what a rule of a row says; `paths` lead from its columns to members of the body."""
        named = getattr(error, "error_dict", None) or {NON_FIELD_ERRORS: error.error_list}
        for name, errors in named.items():
            where = f"{at}/{paths[name]}" if name in paths else at
            for each in errors:
                self.refuses(where, each.code or "invalid", " ".join(each.messages))

    def settle(self) -> None:
        """Raise what was found: 400 for what breaks the schema, else 422; nothing if all fits."""
        if self.broken:
            raise InvalidRequestError(self.broken[:MAX_FAULTS])
        if self.refused:
            raise UnacceptableRequestError(self.refused[:MAX_FAULTS])


def fault(at: str, code: str, detail: str, **more: Any) -> Fault:
    """Return a fault at a JSON pointer."""
    return Fault(None, code, f"{at or 'The body'}: {detail}", pointer=at, **more)


def step(name: str | int) -> str:
    """Return a step of a JSON pointer (RFC 6901)."""
    return "/" + str(name).replace("~", "~0").replace("/", "~1")
