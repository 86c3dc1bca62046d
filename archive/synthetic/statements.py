"""Invented statements: who said what of which incidents, in which form."""

from __future__ import annotations

from archive.synthetic import dates
from archive.synthetic.actors import Character
from archive.synthetic.chance import Chance, Weighted
from archive.synthetic.clock import iso
from archive.synthetic.page import Page, Sentence, Standing
from archive.synthetic.rows import (
    AboutRow,
    AffiliationAssertionRow,
    AffiliationRow,
    StatementLinkRow,
    StatementParticipantRow,
    StatementRow,
    Tables,
    json_list,
)
from archive.synthetic.story import Slot, Story
from archive.vocabularies import SPEECH_ACT

_FORMS = Weighted.of(
    {"direct": 0.36, "indirect": 0.36, "mixed": 0.15, "relayed": 0.09, "absence": 0.04}
)
_MEDIA = Weighted.of(
    {
        "unknown": 4.0,
        "briefing": 2.0,
        "interview": 1.0,
        "press_release": 1.5,
        "speech": 1.0,
        "post": 1.0,
        "readout": 0.5,
        "report": 0.7,
    }
)
_HEDGES = Weighted.of(
    {
        "none": 0.86,
        "preliminary": 0.04,
        "likely": 0.04,
        "possible": 0.03,
        "unlikely": 0.01,
        "unclear": 0.02,
    }
)
_LINKS = Weighted.of(
    {
        "restates": 3.0,
        "responds_to": 4.0,
        "contradicts": 1.5,
        "possible_same_source": 1.0,
        "possible_same_utterance": 0.5,
    }
)
_ACTS = Weighted.zipf(
    [code for code in SPEECH_ACT if code not in {"decline_comment", "no_comment_reported"}],
    offset=2,
)
_MOST_AFFILIATIONS = 12


class StatementDesk:
    """Reports statements: `report` adds one and returns the sentence that it stands in."""

    def __init__(self, chance: Chance, tables: Tables, sentences: list[str]) -> None:
        self._chance, self._tables, self._sentences = chance, tables, sentences

    def report(self, page: Page, story: Story, slot: Slot, standing: Standing) -> Sentence:
        """Add the statement of a slot, about what it has gathered."""
        chance = self._chance
        form = "indirect" if slot.accused else _FORMS.draw(chance)
        relayed_by = None
        if form == "relayed" and chance.happens(0.7):
            relayed_by = story.body(chance)
        when = dates.exact(chance, page.day) if chance.happens(0.7) else dates.UNKNOWN
        sort_date = when.sort_date or iso(page.day)
        sentence, text = self._sentence(slot, form, relayed_by)
        self._tables.add_identified(
            StatementRow,
            page.moment.milliseconds,
            id=slot.id,
            created_at=page.moment.text,
            updated_at=page.moment.text,
            **standing._asdict(),
            **when.columns(sort_date),
            revision_id=page.revision,
            text=text,
            form=form,
            speech_acts=self._acts(slot, form),
            anonymity=slot.anonymity,
            medium="readout" if relayed_by else _MEDIA.draw(chance),
            relayed_by_id=relayed_by.id if relayed_by else None,
            verbatim=form == "direct" and chance.happens(0.95),
            conditional=chance.happens(0.05),
            hedge=_HEDGES.draw(chance),
            addressee_text="the public" if chance.happens(0.03) else None,
            occasion_id=self._occasion(slot),
            joint=self._add_participants(story, slot, standing.shown(sort_date)),
        )
        for told in slot.about:
            self._tables.add(AboutRow, statement_id=slot.id, incident_id=told.id)
        self._link(story, slot)
        self._allege_backing(page, story, slot, sentence)
        story.statements.append(slot.id)
        return sentence

    def _sentence(
        self, slot: Slot, form: str, relayed_by: Character | None
    ) -> tuple[Sentence, str]:
        """Return the sentence, and of it the words of the statement itself."""
        chance, sentence = self._chance, Sentence()
        speaker = slot.speaker.name if chance.happens(0.6) else chance.pick(slot.speaker.printed)
        clause = chance.pick(self._sentences).rstrip(".").replace("“", "‘").replace("”", "’")
        lower = clause[0].lower() + clause[1:]
        if form == "direct":
            sentence.say("“")
            content = sentence.say(clause)
            sentence.say(",” ")
            cue = sentence.say(f"{speaker} said")
        elif form == "absence":
            content = cue = sentence.say(f"{speaker} declined to comment on the matter")
        else:
            if relayed_by is not None:
                cue = sentence.say(f"in an account of {relayed_by.name}, {speaker} said")
            else:
                cue = sentence.say(f"{speaker} said")
            sentence.say(" that ")
            if slot.accused:
                lower = (
                    f"{slot.accused[0].name} was behind the {slot.about[0].title}, and that {lower}"
                )
            if form == "mixed":
                half = lower.rfind(" ", 0, len(lower) // 2) + 1
                lower = f"{lower[:half]}“{lower[half:]}”"
            content = sentence.say(lower)
        sentence.say(".")
        quoted = form == "direct"
        sentence.mark(content, "statement_id", slot.id, "content", quoted=quoted)
        if cue != content and chance.happens(0.5):
            sentence.mark(cue, "statement_id", slot.id, "cue")
        return sentence, sentence.text[slice(*content)]

    def _acts(self, slot: Slot, form: str) -> str:
        if form == "absence":
            return json_list(["decline_comment"])
        acts = ["accuse"] if slot.accused else []
        acts += [_ACTS.draw(self._chance) for _ in range(self._chance.between(1, 2))]
        return json_list(acts)

    def _occasion(self, slot: Slot) -> int | None:
        talks = [told for told in slot.about if told.event_type == "CONSULT"]
        return talks[0].id if talks and self._chance.happens(0.3) else None

    def _add_participants(self, story: Story, slot: Slot, follows: dict[str, object]) -> bool:
        """Add who takes part in it; return whether several speak as one."""
        chance = self._chance
        parts = [(slot.speaker, "speaker")]
        joint = slot.speaker.kind == "person" and chance.happens(0.03)
        if joint:
            parts.append((story.person(chance), "speaker"))
        if chance.happens(0.15):
            parts.append((story.body(chance), "addressee"))
        parts += [(actor, "accused") for actor in slot.accused]
        if chance.happens(0.06):
            parts.append((story.body(chance), chance.pick(("criticized", "target"))))
        once = {(actor.id, role): None for actor, role in parts}
        for position, (actor, role) in enumerate(once, 1):
            self._tables.add(
                StatementParticipantRow,
                position=position,
                statement_id=slot.id,
                actor_id=actor,
                role=role,
                **follows,
            )
        return sum(role == "speaker" for _, role in once) > 1

    def _link(self, story: Story, slot: Slot) -> None:
        if story.statements and self._chance.happens(0.12):
            self._tables.add(
                StatementLinkRow,
                position=1,
                from_statement_id=slot.id,
                to_statement_id=self._chance.pick(story.statements),
                kind=_LINKS.draw(self._chance),
            )

    def _allege_backing(self, page: Page, story: Story, slot: Slot, sentence: Sentence) -> None:
        """Let some speakers allege who backs a group: an affiliation that is only their word."""
        chance = self._chance
        group, backer = story.body(chance), story.body(chance)
        if (
            not chance.happens(0.15)
            or group.kind not in {"armed_group", "generic_group"}
            or group.affiliations >= _MOST_AFFILIATIONS
            or group.id == backer.id
        ):
            return
        group.affiliations += 1
        sentence.say(" ")
        span = sentence.say(f"{group.name} was called “backed” by {backer.name}.")
        affiliation = self._tables.add(
            AffiliationRow,
            position=group.affiliations,
            actor_id=group.id,
            organisation_id=backer.id,
            kind=chance.pick(("backed_by", "aligned_with")),
            status="alleged",
            sort_date=iso(page.day),
        )
        self._tables.add(AffiliationAssertionRow, affiliation_id=affiliation, statement_id=slot.id)
        sentence.mark(span, "affiliation_id", affiliation)
