"""Propose drafts for the text of an article: who said what, who and which places it names, when."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from archive.date_words import date_words
from archive.drafting import Proposal, StatementProposal, Stored, as_json, propose, store
from archive.drafting.proposals import DateProposal
from archive.models import Article, Revision

_SHOWN = 70  # characters of a statement on the screen


class Command(BaseCommand):
    """`manage.py draft ARTICLE`: keeps what it proposes as drafts, for people to decide on.

    It publishes nothing, makes nothing twice, and may well find nothing.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("article", help="The uid of the article: art_…")
        parser.add_argument("--text", type=int, help="The number of its text; the newest if not.")
        parser.add_argument("--dry-run", action="store_true", help="Say it and do nothing.")
        parser.add_argument("--json", action="store_true", help="Write the proposals as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        revision = _text(options["article"], options["text"])
        with transaction.atomic():
            proposals = propose(revision)
            stored = None if options["dry_run"] else store(revision, proposals)
        if options["json"]:
            self._write_json(revision, proposals, stored)
            return
        for proposal in proposals:
            self.stdout.write(_line(proposal))
        self.stdout.write(_summary(proposals, stored))

    def _write_json(
        self, revision: Revision, proposals: list[Proposal], stored: Stored | None
    ) -> None:
        report = {
            "article": revision.article.uid,
            "text": revision.number,
            "proposals": [as_json(proposal) for proposal in proposals],
            "stored": None
            if stored is None
            else {
                "made": [row.uid for row in stored.made],
                "present": stored.present,
            },
        }
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))


def _text(uid: str, number: int | None) -> Revision:
    """Return the text that is meant. Raises CommandError where there is none."""
    article = Article.objects.filter(uid=uid).first()
    if article is None:
        raise CommandError(f"There is no article “{uid}”; give a uid such as art_01m8….")
    if article.review_status == "retracted" or article.merged_into is not None:
        state = "retracted" if article.merged_into is None else "merged into another"
        raise CommandError(f"{uid} is {state}: nothing is drafted for it.")
    texts = article.revisions.order_by("-number")
    revision: Revision | None = (texts if number is None else texts.filter(number=number)).first()
    if revision is None:
        raise CommandError(f"{uid} has no text{'' if number is None else f' {number}'}.")
    return revision


def _line(proposal: Proposal) -> str:
    if isinstance(proposal, StatementProposal):
        speakers = " and ".join(
            speaker.name + ("" if speaker.uid else " (new)") for speaker in proposal.speakers
        )
        text = proposal.text
        words = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        where = min(each.start for each in proposal.passages)
        return f"{where:>6}  {proposal.form} statement of {speakers or 'nobody named'}: “{words}”"
    start, exact = proposal.words.start, proposal.words.exact
    if isinstance(proposal, DateProposal):
        when = proposal.when
        days = date_words(when.semantics, when.earliest, when.latest)
        return f"{start:>6}  date “{exact}”: {days}"
    new = "" if proposal.uid else " (new)"
    return f"{start:>6}  {proposal.record} “{exact}”: {proposal.name}{new}"


def _summary(proposals: list[Proposal], stored: Stored | None) -> str:
    if not proposals:
        return "Nothing is proposed."
    if stored is None:
        return f"{len(proposals)} proposals. A dry run: nothing was written."
    made = ", ".join(f"{number} {name}" for name, number in sorted(stored.counts().items()))
    return (
        f"{len(proposals)} proposals. Drafts made: {made or 'none'}; "
        f"{stored.present} were there already, or were decided on."
    )
