"""The words that were selected at the desk: a span of the text, checked before anything is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from archive.models import Passage, Revision
from archive.models.passage import span_problems

_OPENING, _CLOSING = '“«„"‘', '”»“"’'


@dataclass(frozen=True)
class Selection:
    """Code points `start` to `end` (half-open) of a text, which are the words `exact`."""

    revision: Revision
    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, revision: Revision, sent: Mapping[str, Any]) -> Selection:
        """Return what a page sent; ValidationError says why it is no span of this text."""
        start, end, exact = sent.get("start"), sent.get("end"), sent.get("exact")
        if not _is_offset(start) or not _is_offset(end):
            raise ValidationError(
                "Select words in the text first: start and end are whole numbers."
            )
        if not isinstance(exact, str):
            raise ValidationError("Send the selected words (exact) with their offsets.")
        problems = span_problems(revision.body, start, end, exact)  # type: ignore[arg-type]  # -- checked by span_problems
        if problems:
            raise ValidationError(
                [f"{message} Nothing was saved." for message in problems.values()]
            )
        return cls(revision, start, end, exact)  # type: ignore[arg-type]  # -- checked by span_problems

    @property
    def quoted(self) -> bool:
        """Whether the text puts these words between quotation marks."""
        body = self.revision.body
        before = body[max(0, self.start - 1) : self.start] or " "
        after = body[self.end : self.end + 1] or " "
        inside = before in _OPENING[:3] + '"' and after in _CLOSING[:3] + '"'
        return inside or (self.exact[0] in _OPENING[:4] and self.exact[-1] in _CLOSING[:4])

    def passage(self, *, role: str, **supports: Any) -> Passage:
        """Save these words as a passage of something: `incident=…`, `measure=…`."""
        passage = Passage(
            revision=self.revision,
            start=self.start,
            end=self.end,
            exact=self.exact,
            role=role,
            quoted=self.quoted,
            **supports,
        )
        passage.save()
        return passage


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
