"""What reading a text proposes: statements, mentions and dates, each with its passages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from archive.drafting.days import When
from archive.spans import Span


@dataclass(frozen=True, slots=True)
class Words:
    """A passage to be: code points `start` to `end` of the text, which are `exact`."""

    start: int
    end: int
    exact: str
    role: str
    quoted: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class SpeakerProposal:
    """Who speaks: an actor of the archive (`uid`), or one to be made as the text names it.

    `alias` are the words that designate the actor here, with their kind (vocabulary alias_kind);
    None where a pronoun does.
    """

    name: str
    uid: str | None
    kind: str = "unknown"
    identity: str = "named"
    country: str | None = None
    alias: Words | None = None
    alias_kind: str = "name"


@dataclass(frozen=True, slots=True)
class DateProposal:
    """Words that tell when, and what they mean; a record is theirs only once somebody says so."""

    type: ClassVar[str] = "date"

    words: Words
    when: When


@dataclass(frozen=True, slots=True)
class StatementProposal:
    """What somebody said in quotation marks. Codes are those of the fields of `Statement`."""

    type: ClassVar[str] = "statement"

    text: str
    form: str
    verbatim: bool
    anonymity: str
    medium: str
    speech_acts: tuple[str, ...]
    passages: tuple[Words, ...]
    speakers: tuple[SpeakerProposal, ...] = ()
    relayed_by: str | None = None  # uid of an actor
    said: DateProposal | None = None

    @property
    def content(self) -> tuple[Words, ...]:
        """The passages in which the statement itself stands."""
        return tuple(words for words in self.passages if words.role == "content")


@dataclass(frozen=True, slots=True)
class MentionProposal:
    """Words that name an actor or a place of the archive, or one that is proposed with them.

    `uid` is None for a country that is no place of the archive yet (`country` is its code), and
    for a speaker whom the text brings new.
    """

    type: ClassVar[str] = "mention"

    record: Literal["actor", "place"]
    uid: str | None
    name: str
    words: Words
    country: str | None = None


Proposal = StatementProposal | MentionProposal | DateProposal


def as_json(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as plain JSON: days as ISO 8601, codes as they are."""
    plain: dict[str, Any] = _plain({"type": proposal.type, **asdict(proposal)})
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
