"""Reading a text: everything that is proposed for it, in its order, without writing anything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from archive.drafting.attribution import Reading, attribute
from archive.drafting.dates import find_dates
from archive.drafting.known import known_names
from archive.drafting.mentions import Mention, Named, Names, by_text, find_mentions
from archive.drafting.proposals import (
    DateProposal,
    MentionProposal,
    Proposal,
    SpeakerProposal,
    StatementProposal,
    Words,
)
from archive.drafting.statements import Statements
from archive.models import Revision


def propose(revision: Revision) -> list[Proposal]:
    """Return what is proposed for a text of an article; nothing is written.

    Names are looked up in the archive; days count from the article's day of publication.
    """
    article = revision.article
    return read_text(
        revision.body,
        published=article.published_on,
        language=article.language,
        names=known_names(revision.body, article),
    )


def read_text(
    body: str, *, published: date | None, language: str | None = None, names: Names | None = None
) -> list[Proposal]:
    """Return what is proposed for a text; the same text always gives the same.

    `published` is the day that relative dates count from; without it they stay unresolved.
    The rules for quotations and dates are those of English: a text in another `language` (BCP 47)
    is searched for known names only. `names` are the names that are known (`mentions.by_text`).
    """
    names = names or {}
    if language is not None and language.split("-")[0].lower() != "en":
        return [_mention(body, each) for each in find_mentions(body, names)]
    reading = Reading(body)
    quoted = tuple(part for each in reading.quotations for part in each.parts)
    found = find_dates(body, published, quoted=quoted, spans=reading.all_sentences)
    dates = [
        DateProposal(Words(*each.span, body[slice(*each.span)], "evidence"), each.when)
        for each in found
    ]
    said = attribute(reading)
    statements = Statements(reading, find_mentions(body, names), names, dates).of(said)
    names = _with_speakers(names, statements)
    mentions = [_mention(body, each) for each in find_mentions(body, names)]
    proposals: list[Proposal] = [*statements, *mentions, *dates]
    return sorted(proposals, key=_place)


def _with_speakers(names: Names, statements: Iterable[StatementProposal]) -> Names:
    """Return the names and those of the speakers whom the text brings new."""
    fresh = []
    for speaker in (each for statement in statements for each in statement.speakers):
        if speaker.uid is not None or speaker.identity != "named":
            continue
        person = speaker.kind == "person"
        texts = {speaker.name: True}
        if speaker.alias is not None:
            texts.setdefault(speaker.alias.exact, speaker.alias_kind != "short_name")
        fresh += [
            Named(
                text,
                "actor",
                None,
                speaker.name,
                full=alone and not (person and len(text.split()) == 1),
                person=person,
                country=speaker.country,
                state=speaker.kind == "state",
            )
            for text, alone in texts.items()
        ]
    known = [named for group in names.values() for named in group]
    return by_text([*known, *fresh])


def _mention(body: str, mention: Mention) -> MentionProposal:
    named, span = mention.named, mention.span
    words = Words(span.start, span.end, body[span.start : span.end], "mention")
    country = named.country if named.kind == "place" and named.uid is None else None
    return MentionProposal(named.kind, named.uid, named.name, words, country)


def _place(proposal: Proposal) -> tuple[int, int, str]:
    """Return the place of a proposal in the text: its first words, the longer first."""
    if isinstance(proposal, StatementProposal):
        first = min(words.span for words in proposal.passages)
        return first.start, -first.end, proposal.type
    return proposal.words.start, -proposal.words.end, proposal.type


__all__ = ["SpeakerProposal", "propose", "read_text"]
