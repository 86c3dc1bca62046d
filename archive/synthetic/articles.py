"""Invented articles, story by story, with everything that is coded from them."""

from __future__ import annotations

import hashlib

from archive.folding import fold_padded
from archive.synthetic import measures
from archive.synthetic.actors import Actors, Character
from archive.synthetic.chance import Chance, Weighted
from archive.synthetic.clock import Moment, coded_at, iso
from archive.synthetic.incidents import IncidentDesk
from archive.synthetic.lexicon import CHANGE_NOTES, RETRACTIONS, UNNAMED, UNNAMED_GROUPS
from archive.synthetic.outlets import Outlet
from archive.synthetic.page import Page, Sentence, Standing
from archive.synthetic.parts import Telling
from archive.synthetic.places import Land
from archive.synthetic.rows import ActorRow, AliasRow, ArticleRow, RevisionRow, StatementRow, Tables
from archive.synthetic.sizes import Quota, Sizes
from archive.synthetic.statements import StatementDesk
from archive.synthetic.story import Slot, Story

_LANGUAGES = Weighted.of({"en": 70.0, "en-GB": 12.0, "en-US": 10.0, "en-IN": 3.0, None: 5.0})
_SHORTEST, _LONGEST = 1900, 2900  # characters, before the last paragraph is complete
_PUBLISHED = 0.955
_COUNTABLE = {"ASSAULT": "killed", "PROTEST": "arrested", "COERCE": "arrested"}


class ArticleDesk:
    """Writes articles: each call of `write` adds the next one."""

    def __init__(
        self,
        chance: Chance,
        tables: Tables,
        sizes: Sizes,
        *,
        actors: Actors,
        lands: Weighted[Land],
        outlets: Weighted[Outlet],
        sentences: list[str],
    ) -> None:
        self._chance, self._tables, self._sizes = chance, tables, sizes
        self._actors, self._lands, self._outlets = actors, lands, outlets
        self._sentences = sentences
        self._incidents = Quota(sizes.incidents, sizes.articles)
        self._statements = Quota(sizes.statements, sizes.articles)
        self._scoped = Quota(sizes.scoped_actors, sizes.articles)
        self._incident_desk = IncidentDesk(chance, tables, sizes)
        self._statement_desk = StatementDesk(chance, tables, sentences)
        self._story: Story | None = None
        self._left = 0

    def write(self) -> None:
        """Add an article of the story that runs, its texts, and all that is coded from them."""
        chance, tables = self._chance, self._tables
        if self._story is None or not self._left:
            self._story = Story(chance, self._actors, self._lands)
            self._left = self._story.articles
        story = self._story
        self._left -= 1
        story.day += chance.between(0, 2)
        article = tables.next_id(ArticleRow)
        moment = coded_at(article / self._sizes.articles)
        revised = chance.happens(0.08)
        revisions = [tables.next_id(RevisionRow) for _ in range(1 + revised)]
        coded = chance.pick(revisions)
        undated = chance.happens(0.02)
        page = Page(
            tables,
            article=article,
            revision=coded,
            day=moment.day if undated else story.day,
            moment=moment,
        )
        standing = self._standing()
        slots = self._slots(page, story, standing)
        sentences = self._tell(page, story, slots, standing)
        self._fill(page, sentences)
        self._add_article(page, story, standing, undated=undated)
        self._add_revisions(page, revisions)

    def _standing(self, of_article: Standing | None = None) -> Standing:
        """Return how far a record has come; what comes from an article is no further than it."""
        if of_article is not None and of_article.review_status != "published":
            return of_article
        draw = self._chance.random()
        if of_article is not None and self._chance.happens(0.6):
            draw *= _PUBLISHED
        if draw < _PUBLISHED:
            return Standing(origin="machine" if draw < 0.08 else "human")
        if draw < 0.98:
            return Standing("draft", "machine")
        if draw < 0.988:
            return Standing("draft")
        if draw < 0.993:
            return Standing("in_review")
        return Standing("retracted", retraction_reason=self._chance.pick(RETRACTIONS))

    def _slots(self, page: Page, story: Story, standing: Standing) -> list[Slot]:
        """Return the statements that the article will report, each with its speaker."""
        chance, tables = self._chance, self._tables
        unnamed = [self._add_scoped(page, story, standing) for _ in range(self._scoped.take(0.5))]
        story.guests = []
        slots = []
        for _ in range(self._statements.take(chance.random() * 3 - 1)):
            if unnamed:
                speaker, anonymity = unnamed.pop(), "unnamed_individual"
                if speaker.kind == "generic_group":
                    anonymity = "unnamed_collective"
            elif chance.happens(0.6):
                speaker, anonymity = story.person(chance), "named"
            else:
                speaker, anonymity = story.body(chance), "institution"
            slots.append(Slot(tables.next_id(StatementRow), speaker, anonymity))
        story.guests = unnamed  # who does not speak takes part
        return slots

    def _add_scoped(self, page: Page, story: Story, standing: Standing) -> Character:
        """Add an actor without a name, who lives in this article only."""
        chance = self._chance
        group = chance.happens(0.3)
        words = chance.pick(UNNAMED_GROUPS if group else UNNAMED)
        kind = "generic_group" if group else "unnamed_person"
        number = self._tables.add_identified(
            ActorRow,
            page.moment.milliseconds,
            created_at=page.moment.text,
            updated_at=page.moment.text,
            **standing._asdict(),
            name=words,
            name_folded=fold_padded(words),
            kind=kind,
            country=story.land.code if chance.happens(0.7) else None,
            identity="unnamed",
            scope="article",
            article_id=page.article,
        )
        self._tables.add(
            AliasRow,
            position=1,
            actor_id=number,
            text=words,
            text_folded=fold_padded(words),
            kind="description",
        )
        return Character(number, kind, [words])

    def _tell(
        self, page: Page, story: Story, slots: list[Slot], standing: Standing
    ) -> list[Sentence]:
        """Add the incidents and the statements; return their sentences in turn."""
        chance = self._chance
        before = len(story.told)
        sentences = [
            self._incident_desk.report(page, story, slots, self._standing(standing))
            for _ in range(self._incidents.take(chance.random() * 4 - 1))
        ]
        here = story.told[before:]
        if before and chance.happens(0.6):
            sentences.append(self._come_back(story, slots, before))
        for at, slot in enumerate(slots):
            if not slot.about and story.told:
                slot.about.append(chance.pick(here or story.told))
            said = self._statement_desk.report(page, story, slot, self._standing(standing))
            sentences.insert(min(2 * at + 1, len(sentences)), said)
        return sentences

    def _come_back(self, story: Story, slots: list[Slot], before: int) -> Sentence:
        """Return a sentence on an incident that an earlier article told, perhaps recounted."""
        chance = self._chance
        told = story.told[chance.between(0, before - 1)]
        sentence = Sentence()
        sentence.say(f"the {told.title} came up again")
        measure = _COUNTABLE.get(told.event_type)
        if measure and told.happened and chance.happens(0.7):
            count = measures.count_of(chance, measure)
            sentence.say(", ")
            span = sentence.say(count.words)
            telling = Telling(told, story, slots, sentence, "actual", "single", None)
            sentence.mark(span, "measure_id", self._incident_desk.parts.add_measure(telling, count))
        sentence.say(".")
        sentence.mark_all("incident_id", told.id)
        return sentence

    def _fill(self, page: Page, sentences: list[Sentence]) -> None:
        """Write the sentences as paragraphs, filled up to the length of an article."""
        chance = self._chance
        length = chance.between(_SHORTEST, _LONGEST)
        each = length // (len(sentences) + 1)
        for at, sentence in enumerate(sentences, 1):
            page.add(sentence)
            while page.length < each * at:
                page.write(f" {chance.pick(self._sentences)}")
        page.write("\n\n" if page.length else "")
        page.write(chance.pick(self._sentences))
        while page.length < length:
            page.write(f" {chance.pick(self._sentences)}")

    def _add_article(self, page: Page, story: Story, standing: Standing, *, undated: bool) -> None:
        chance, moment = self._chance, page.moment
        outlet = None if chance.happens(0.05) else self._outlets.draw(chance)
        subject = story.told[-1].title if story.told else f"news of {story.land.name}"
        title = f"{subject}: {chance.pick(self._sentences).rstrip('.')}"
        at = f"{chance.between(0, 23):02}:{chance.between(0, 59):02}:{chance.between(0, 59):02}"
        published = None if undated else f"{iso(story.day)} {at}"
        slug = f"{iso(page.day).replace('-', '/')}/{page.article}"
        later = self._later(page) if chance.happens(0.1) else moment
        self._tables.add_identified(
            ArticleRow,
            moment.milliseconds,
            id=page.article,
            created_at=moment.text,
            updated_at=later.text,
            **standing._asdict(),
            source_id=outlet and outlet.id,
            title=title[0].upper() + title[1:],
            url=f"https://{outlet.domain}/{slug}" if outlet and chance.happens(0.8) else None,
            byline=story.person(chance).name if chance.happens(0.7) else None,
            language=_LANGUAGES.draw(chance),
            published_raw=published,
            published_at=published,
            published_tz_known=not undated and chance.happens(0.3),
            sort_at=published or moment.text,
        )

    def _later(self, page: Page) -> Moment:
        share = page.article / self._sizes.articles
        return coded_at(share, days_later=self._chance.between(1, 200))

    def _add_revisions(self, page: Page, revisions: list[int]) -> None:
        """Add the text that was coded, and where there is another, a paragraph more or less."""
        note = self._chance.pick(CHANGE_NOTES)
        for number, revision in enumerate(revisions, 1):
            body = page.body
            if revision != page.revision:
                extra = self._chance.pick(self._sentences)
                body = f"{body}\n\n{note if number > 1 else extra}"
            self._tables.add(
                RevisionRow,
                id=revision,
                article_id=page.article,
                number=number,
                body=body,
                sha256=hashlib.sha256(body.encode()).hexdigest(),
                captured_at=page.moment.text,
                change_note=note if number > 1 else None,
            )
