"""Keeping proposals as drafts: each is made once, and what people coded is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from archive.drafting.proposals import (
    MentionProposal,
    Proposal,
    SpeakerProposal,
    StatementProposal,
    Words,
)
from archive.models import (
    Actor,
    Alias,
    Article,
    Change,
    ChangedRow,
    Passage,
    Place,
    Revision,
    Statement,
    StatementParticipant,
)
from archive.models.base import Identified, Record
from archive.recording import recording
from archive.spans import Span
from archive.typeids import derived_uid

R = TypeVar("R", bound=Record)

_DRAFT: dict[str, Any] = {"review_status": "draft", "origin": "machine"}
_REASON = "Drafted from the text"


@dataclass(frozen=True, slots=True)
class Stored:
    """What came of proposals: the rows that were made, and how many were there or decided on."""

    made: list[Identified] = field(default_factory=list)
    present: int = 0

    def counts(self) -> dict[str, int]:
        """Return how many rows of each kind were made, by their name in the plural."""
        return dict(Counter(str(row._meta.verbose_name_plural) for row in self.made))


def store(revision: Revision, proposals: Iterable[Proposal], *, by: str | None = None) -> Stored:
    """Keep proposals for a text as drafts of origin machine, in one transaction.

    Nothing is made twice: what stands in the archive at the same words, whoever coded it, is left
    as it is, and what somebody deleted does not come back. A mention of a record that exists is a
    passage that is `proposed`. Dates are kept with the statement that they date, and else not.
    `by` is the user who asked for it. Raises ValidationError where a proposal breaks a rule of the
    archive, and then nothing is written.
    """
    with recording(by=by, reason=_REASON):
        Article.objects.select_for_update(no_key=True).get(pk=revision.article_id)
        return _Keeper(revision).keep(proposals)


class _Keeper:
    """Writes the proposals for one text."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        self._stored = Stored()
        self._made: list[Identified] = self._stored.made
        self._new_actors: dict[str, Actor | None] = {}
        self._records: dict[str, Any] = {}
        passages = Passage.objects.filter(revision=revision)
        self._contents = [
            Span(*ends)
            for ends in passages.filter(role="content", statement__isnull=False).values_list(
                "start", "end"
            )
        ]
        self._mentions: dict[tuple[str, int], list[Span]] = {}
        for kind, column in (("actor", "actor"), ("actor", "alias__actor"), ("place", "place")):
            found = passages.filter(**{f"{column}__isnull": False})
            for key, start, end in found.values_list(column, "start", "end"):
                self._mentions.setdefault((kind, key), []).append(Span(start, end))

    def keep(self, proposals: Iterable[Proposal]) -> Stored:
        waiting = list(proposals)
        present = 0
        for proposal in waiting:
            if isinstance(proposal, StatementProposal):
                present += not self._statement(proposal)
        for proposal in waiting:
            if isinstance(proposal, MentionProposal):
                present += not self._mention(proposal)
        return Stored(self._made, present)

    def _statement(self, proposal: StatementProposal) -> bool:
        """Make a statement with what belongs to it; False where it is there already."""
        content = [words.span for words in proposal.content]
        if any(_overlap(span, other) for span in content for other in self._contents):
            return False
        said = proposal.said
        statement = self._make(
            Statement(
                uid=self._uid("stm", *(str(span) for span in content)),
                revision=self._revision,
                text=proposal.text,
                form=proposal.form,
                verbatim=proposal.verbatim,
                anonymity=proposal.anonymity,
                medium=proposal.medium,
                speech_acts=list(proposal.speech_acts),
                relayed_by=self._record(Actor, proposal.relayed_by),
                joint=len(proposal.speakers) > 1,
                date_text=said.words.exact if said else None,
                date_earliest=said.when.earliest if said else None,
                date_latest=said.when.latest if said else None,
                date_semantics=said.when.semantics if said else "unknown",
                date_basis=said.when.basis if said else None,
                date_note=said.when.note if said else None,
                **_DRAFT,
            )
        )
        if statement is None:
            return False
        self._contents += content
        for words in proposal.passages:
            self._passage(words, statement=statement)
        for speaker in proposal.speakers:
            actor = self._speaker(speaker)
            if actor is not None:
                StatementParticipant(statement=statement, actor=actor, role="speaker").save()
        return True

    def _speaker(self, speaker: SpeakerProposal) -> Actor | None:
        if speaker.uid is not None:
            return self._record(Actor, speaker.uid)
        if speaker.name not in self._new_actors:
            self._new_actors[speaker.name] = self._new_actor(speaker)
        actor = self._new_actors[speaker.name]
        if actor is not None and speaker.alias is not None:
            self._alias(actor, speaker, speaker.alias)
        return actor

    def _new_actor(self, speaker: SpeakerProposal) -> Actor | None:
        """Make the actor whom the text brings; None where somebody deleted that draft."""
        scoped, uid = speaker.identity != "named", self._uid("act", speaker.name)
        made = self._make(
            Actor(
                uid=uid,
                name=speaker.name,
                kind=speaker.kind,
                identity=speaker.identity,
                country=speaker.country,
                scope="article" if scoped else "global",
                article=self._revision.article if scoped else None,
                **_DRAFT,
            )
        )
        return made or self._record(Actor, uid)

    def _alias(self, actor: Actor, speaker: SpeakerProposal, words: Words) -> None:
        """Give a new actor the name that is printed here, unless it bears it already."""
        if Alias.objects.filter(actor=actor, text=words.exact[:300]).exists():
            return
        alias = Alias(actor=actor, text=words.exact[:300], kind=speaker.alias_kind)
        alias.save()
        self._passage(words, alias=alias)
        self._mentions.setdefault(("actor", actor.pk), []).append(words.span)

    def _mention(self, proposal: MentionProposal) -> bool:
        """Make a passage that names a record; False where its words name it already."""
        record = self._mentioned(proposal)
        if record is None:
            return False
        there = self._mentions.setdefault((proposal.record, record.pk), [])
        if any(_overlap(proposal.words.span, other) for other in there):
            return False
        if self._was_rejected(record, self._passage_uid(proposal.words, record)):
            return False
        self._passage(proposal.words, proposed=True, **{proposal.record: record})
        there.append(proposal.words.span)
        return True

    def _was_rejected(self, record: Record, uid: str) -> bool:
        """Whether a passage of a record was deleted before."""
        gone = ChangedRow.objects.filter(change__uid=record.uid, model="passage", before__uid=uid)
        return gone.exists() and not Passage.objects.filter(uid=uid).exists()

    def _mentioned(self, proposal: MentionProposal) -> Record | None:
        if proposal.uid is not None:
            return self._record(Actor if proposal.record == "actor" else Place, proposal.uid)
        if proposal.record == "actor":
            return self._new_actors.get(proposal.name)
        return self._country(proposal)

    def _country(self, proposal: MentionProposal) -> Place | None:
        """Return the place of a country; a draft is made of it where the archive has none."""
        uid = self._uid("plc", f"country {proposal.country}")
        known = Place.objects.filter(kind="country", country=proposal.country, merged_into=None)
        there: Place | None = known.exclude(review_status="retracted").order_by("pk").first()
        if there is not None:
            return there
        country = {"name": proposal.name, "kind": "country", "country": proposal.country}
        return self._make(Place(uid=uid, **country, **_DRAFT))

    def _passage(self, words: Words, *, proposed: bool = False, **supports: Any) -> None:
        (supported,) = supports.values()
        passage = Passage(
            uid=self._passage_uid(words, supported),
            revision=self._revision,
            start=words.start,
            end=words.end,
            exact=words.exact,
            role=words.role,
            quoted=words.quoted,
            proposed=proposed,
            **supports,
        )
        passage.save()
        self._made.append(passage)

    def _passage_uid(self, words: Words, supported: Any) -> str:
        owner = supported.actor.uid if isinstance(supported, Alias) else supported.uid
        return self._uid("psg", f"{words.start} {words.end} {words.role}", owner)

    def _make(self, record: R) -> R | None:
        """Save a record; None where it was made before, even if it was deleted since."""
        if Change.objects.filter(uid=record.uid).exists():
            return None
        if type(record)._default_manager.filter(uid=record.uid).exists():
            return None
        record.save()
        self._made.append(record)
        return record

    def _record(self, model: type[R], uid: str | None) -> R | None:
        """Return a record by its uid, each looked up once."""
        if uid is None:
            return None
        if uid not in self._records:
            self._records[uid] = model._default_manager.filter(uid=uid).first()
        found: R | None = self._records[uid]
        return found

    def _uid(self, prefix: str, *parts: str) -> str:
        """Return the uid of what these parts of the text make: the same for the same words."""
        article, number = self._revision.natural_key()
        return derived_uid(prefix, self._revision.captured_at, article, str(number), *parts)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
