"""From quotations and who said them to statements as they are coded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archive.drafting.attribution import Reading, Said
from archive.drafting.cast import Speaker
from archive.drafting.lexicon import ACTS, DOCUMENTS, MEDIA
from archive.drafting.mentions import Mention, Named, Names
from archive.drafting.proposals import (
    DateProposal,
    SpeakerProposal,
    StatementProposal,
    Words,
)
from archive.folding import fold
from archive.spans import Span
from archive.vocabularies import COUNTRY

_COUNTRIES = {fold(term.label): term.code for term in COUNTRY.terms}
# What may stand between the cue and the words that date it: “said in a letter on Monday”.
_TO_DATE = re.compile(
    r"[\s]*(?:on|in|at|during|late|early)?\s*$|\s+(?:to\s+)?\w+(?:\s+\w+)?\s*(?:on\s+)?$"
)
_INTERVIEW = re.compile(r"\bin an? (?:\w+ )?interview\b")
_BRIEFING = re.compile(r"\b(?:news|press) (?:conference|briefing)\b")
_SPEECH = re.compile(r"\bin an? (?:\w+ )?(?:speech|address)\b")
_POST = re.compile(r"\b(?:on Twitter|on Facebook|on X|on social media|in a tweet|blog post)\b")

# Of a speaker's kind: the actor's kind and identity, the anonymity of the statement.
_KINDS = {
    "person": ("person", "named", "named"),
    "body": ("unknown", "named", "institution"),
    "name": ("unknown", "named", "unknown"),
    "individual": ("unnamed_person", "unnamed", "unnamed_individual"),
    "collective": ("generic_group", "generic", "unnamed_collective"),
    "office": ("unknown", "generic", "institution"),
}


class Statements:
    """Makes statements of what is said in a text, with the names and dates found in it."""

    def __init__(
        self,
        reading: Reading,
        mentions: Sequence[Mention],
        names: Names,
        dates: Iterable[DateProposal],
    ) -> None:
        self._reading = reading
        self._actors = [each for each in mentions if each.named.kind == "actor"]
        self._names = names
        self._dates = list(dates)

    def of(self, said: Iterable[Said]) -> list[StatementProposal]:
        """Return a statement for each utterance; quotations that go on are parts of one."""
        groups: list[list[Said]] = []
        for each in said:
            if each.follows and groups:
                groups[-1].append(each)
            else:
                groups.append([each])
        return [self._statement(group) for group in groups]

    def _statement(self, group: list[Said]) -> StatementProposal:
        body, first = self._reading.body, group[0]
        form = _form(body, group)
        speakers = tuple(dict.fromkeys(self._speaker(each) for each in first.speakers))
        relayed_by = self._body(first.relayed_by) if first.relayed_by else None
        said = self._dated(first)
        content = self._content(group, retold=form == "mixed")
        passages = list(content)
        if first.cue is not None:
            passages.append(self._words(first.cue.span, "cue"))
        if said is not None:
            passages.append(said.words)
        outer = [
            words
            for words in content
            if not any(
                o != words and o.start <= words.start and words.end <= o.end for o in content
            )
        ]
        verb = first.cue.verb if first.cue else ""
        act = ACTS.get(verb)
        return StatementProposal(
            text=" ".join(words.exact for words in outer),
            form=form,
            verbatim=form == "direct",
            anonymity=self._anonymity(first.speakers, speakers),
            medium=self._medium(first),
            speech_acts=() if act is None else (act,),
            passages=tuple(passages),
            speakers=speakers,
            relayed_by=relayed_by,
            said=said,
        )

    def _content(self, group: list[Said], *, retold: bool) -> list[Words]:
        content = []
        if retold:
            clauses = [each.retold for each in group if each.retold is not None]
            whole = Span(min(c.start for c in clauses), max(c.end for c in clauses))
            if whole.end <= self._paragraph_end(whole.start):
                content.append(self._words(whole, "content"))
        for each in group:
            content += [self._words(part, "content", quoted=True) for part in each.quotation.parts]
        return content

    def _paragraph_end(self, position: int) -> int:
        return self._reading.paragraphs[self._reading.place(position)[0]].end

    def _words(self, span: Span, role: str, *, quoted: bool = False) -> Words:
        return Words(span.start, span.end, self._reading.body[slice(*span)], role, quoted)

    def _speaker(self, speaker: Speaker) -> SpeakerProposal:
        """Return the actor of the archive that speaks, else one as the text names it."""
        who = speaker.who
        kind, identity, _ = _KINDS.get(speaker.kind, _KINDS["name"])
        alias, alias_kind = None, "description"
        if who.phrase.lower() not in {"he", "she", "it"}:
            alias = self._words(who.span, "mention")
            alias_kind = _alias_kind(alias.exact, speaker)
        known = self._known(speaker)
        if known is not None:
            return SpeakerProposal(known.name, known.uid, alias=alias, alias_kind=alias_kind)
        country = _COUNTRIES.get(fold(speaker.name)) if identity == "named" else None
        if country is not None:
            kind = "state"
        name = speaker.name[:300]
        return SpeakerProposal(name, None, kind, identity, country, alias, alias_kind)

    def _known(self, speaker: Speaker) -> Named | None:
        last = speaker.who.span.end - 1
        if speaker.who.named:
            for mention in self._actors:
                inside = mention.span.start <= last < mention.span.end
                if inside and mention.span.start <= last - len(speaker.who.name) + 1:
                    return mention.named
        return self._by_name(speaker.name)

    def _by_name(self, name: str) -> Named | None:
        borne = {
            named.key: named
            for named in self._names.get(fold(name), ())
            if named.kind == "actor" and named.full
        }
        return next(iter(borne.values())) if len(borne) == 1 else None

    def _body(self, name: str) -> str | None:
        named = self._by_name(name)
        return None if named is None else named.uid

    def _anonymity(self, speakers: tuple[Speaker, ...], made: tuple[SpeakerProposal, ...]) -> str:
        if not speakers:
            return "unknown"
        kind = speakers[0].kind
        anonymity = _KINDS.get(kind, _KINDS["name"])[2]
        if kind == "name":
            known = self._known(speakers[0])
            if known is not None:
                return "named" if known.person else "institution"
            return "institution" if made[0].kind == "state" else "unknown"
        return anonymity

    def _medium(self, said: Said) -> str:
        cue = said.cue
        if said.paper is not None:
            return DOCUMENTS[said.paper]
        if cue is None:
            return "unknown"
        if cue.verb in MEDIA:
            return MEDIA[cue.verb]
        paragraph, number = self._reading.place(cue.span.start)
        sentence = self._reading.sentences[paragraph][number]
        around = self._reading.masked[sentence.start : sentence.end]
        for medium, pattern in (
            ("interview", _INTERVIEW),
            ("briefing", _BRIEFING),
            ("speech", _SPEECH),
            ("post", _POST),
        ):
            if pattern.search(around):
                return medium
        paper = cue.speaker.name if cue.speaker and cue.speaker.kind == "paper" else None
        return DOCUMENTS.get(paper, "unknown") if paper else "unknown"

    def _dated(self, said: Said) -> DateProposal | None:
        """Return the words of the cue that tell when it was said: “said on July 18”."""
        cue = said.cue
        if cue is None:
            return None
        masked = self._reading.masked
        for found in self._dates:
            span = found.words.span
            if cue.span.start < span.start and span.end <= cue.span.end:
                return found
            gap = masked[cue.span.end : span.start]
            if cue.span.end <= span.start and len(gap) <= 30 and _TO_DATE.fullmatch(gap):  # noqa: PLR2004 -- so far a speaker stands from the cue
                return found
        return None


def _form(body: str, group: list[Said]) -> str:
    """Return the form (vocabulary statement_form) of quotations that belong together."""
    if group[0].relayed_by is not None or group[0].paper is not None:
        return "relayed"
    retold = all(
        each.retold is not None and not body[each.quotation.parts[0].start].isupper()
        for each in group
    )
    return "mixed" if retold else "direct"


def _alias_kind(printed: str, speaker: Speaker) -> str:
    """Return what a designation is (vocabulary alias_kind)."""
    if not speaker.who.named:
        return "description"
    if fold(printed) == fold(speaker.name):
        return "name"
    if len(printed) > len(speaker.who.name):
        return "title_and_name" if speaker.kind == "person" else "full_name"
    return "short_name"
