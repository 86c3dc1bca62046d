"""Invented incidents, each told in a sentence of an article."""

from __future__ import annotations

import json

from archive.models.imported_row import row_sha256
from archive.synthetic import dates
from archive.synthetic.chance import Chance, Weighted
from archive.synthetic.clock import iso
from archive.synthetic.page import Page, Sentence, Standing
from archive.synthetic.parts import Parts, Telling
from archive.synthetic.phrases import MODALITIES, phrase_of
from archive.synthetic.rows import (
    CitationRow,
    ExternalIdRow,
    ImportedRowRow,
    IncidentRow,
    Tables,
    json_list,
)
from archive.synthetic.sizes import Sizes
from archive.synthetic.story import Slot, Story, Told
from archive.vocabularies import (
    ACLED_EVENT_TYPE,
    ACLED_SUB_EVENT_TYPE,
    CONTEXT,
    EVENT_MODE,
    EVENT_TYPE,
)

_TYPES = Weighted.of(
    {
        "ASSAULT": 20.0,
        "CONSULT": 13.0,
        "COERCE": 10.0,
        "PROTEST": 9.0,
        "ACCUSE": 9.0,
        "SUPPORT": 6.0,
        "REQUEST": 6.0,
        "THREATEN": 5.0,
        "MOBILIZE": 5.0,
        "REJECT": 4.0,
        "AID": 4.0,
        "AGREE": 3.0,
        "COOPERATE": 3.0,
        "RETREAT": 3.0,
        "SANCTION": 3.0,
        "CONCEDE": 2.0,
    }
)
_MODES = {code: [term.code for term in EVENT_MODE.children_of(code)] for code in EVENT_TYPE}
_CAMEO = {code: EVENT_TYPE[code].mappings.get("cameo") for code in EVENT_TYPE}
_ACLED = {
    "ASSAULT": ["Battles", "Explosions/Remote violence", "Violence against civilians"],
    "PROTEST": ["Protests", "Riots"],
    "RETREAT": ["Strategic developments"],
}
_ACLED_MODES = {
    code: [term.code for term in ACLED_SUB_EVENT_TYPE.children_of(code)]
    for code in ACLED_EVENT_TYPE
}
_MODALITIES = Weighted.of(
    {
        "actual": 0.88,
        "suspected": 0.04,
        "alleged": 0.03,
        "planned": 0.015,
        "anticipated": 0.015,
        "hypothetical": 0.01,
        "negated": 0.01,
    }
)
_TO_COME = {"planned", "anticipated", "hypothetical"}
_KINDS = Weighted.of({"single": 0.93, "aggregate": 0.05, "ongoing": 0.02})
_CONTEXTS = Weighted.zipf(CONTEXT.codes, offset=2)


class IncidentDesk:
    """Reports incidents: `report` adds one with its parts and returns the sentence telling it."""

    def __init__(self, chance: Chance, tables: Tables, sizes: Sizes) -> None:
        self._chance, self._tables = chance, tables
        self.parts = Parts(chance, tables, sizes)

    def report(self, page: Page, story: Story, slots: list[Slot], standing: Standing) -> Sentence:
        """Add an incident that an article of that day reports; it joins what the story told."""
        chance = self._chance
        event_type = _TYPES.draw(chance)
        modes = _MODES[event_type]
        mode = chance.pick(modes) if modes and chance.happens(0.75) else None
        modality, kind = _MODALITIES.draw(chance), _KINDS.draw(chance)
        when = (
            dates.expected(chance, page.day)
            if modality in _TO_COME
            else dates.of_incident(chance, page.day, lasts=kind != "single")
        )
        verb, noun = phrase_of(event_type, mode)
        spot = story.spot(chance)
        told = Told(
            self._tables.next_id(IncidentRow),
            event_type,
            title=f"{MODALITIES[modality][2]}{noun} in {spot.name}",
            happened=modality == "actual",
            holds_others=kind != "single" and modality == "actual",
        )
        imported = self._import(told, page) if chance.happens(0.01) else None
        if imported is not None:
            standing = Standing(origin="external")
        survivor = self._survivor(story, told)
        sort_date = when.sort_date or iso(page.day)
        told.follows = standing.shown(sort_date, survivor)
        telling = Telling(told, story, slots, Sentence(), modality, kind, imported)

        actors = self.parts.add_participants(telling)
        sentence = telling.sentence
        for at, (phrase, nobody) in enumerate(
            (("", "unknown people"), (f" {MODALITIES[modality][0]}{verb} ", "others"))
        ):
            sentence.say(phrase)
            if at < len(actors):
                self.parts.name(sentence, *actors[at])
            else:
                sentence.say(nobody)
        self.parts.add_places(telling, spot)
        if when.date_text:
            sentence.say(f" {when.date_text}")
        self.parts.add_measures(telling)
        self.parts.add_links(telling)
        sentence.say(f"{MODALITIES[modality][1]}.")
        sentence.mark_all("incident_id", told.id)

        lethal = event_type == "ASSAULT" and chance.happens(0.4)
        acled = None
        if event_type in _ACLED and chance.happens(0.4):
            acled = chance.pick(_ACLED[event_type])
        self._tables.add_identified(
            IncidentRow,
            page.moment.milliseconds,
            id=told.id,
            created_at=page.moment.text,
            updated_at=page.moment.text,
            **standing._asdict(),
            merged_into_id=survivor,
            imported_row_id=imported,
            **when.columns(sort_date),
            title=told.title[0].upper() + told.title[1:],
            summary=sentence.text if chance.happens(0.6) else None,
            kind=kind,
            event_type=event_type,
            event_mode=mode,
            contexts=self._contexts(),
            modality=modality,
            cameo_code=_CAMEO[event_type] if chance.happens(0.5) else None,
            acled_event_type=acled,
            acled_sub_event_type=chance.pick(_ACLED_MODES[acled]) if acled else None,
            ucdp_violence_type=chance.pick("123") if lethal else None,
        )
        story.told.append(told)
        return sentence

    def _contexts(self) -> str:
        draw = self._chance.random()
        wanted = 0 if draw < 0.1 else 1 if draw < 0.6 else 2 if draw < 0.9 else 3
        return json_list(_CONTEXTS.draw(self._chance) for _ in range(wanted))

    def _survivor(self, story: Story, told: Told) -> int | None:
        """Return the incident that this one was merged into; None for nearly all."""
        if not self._chance.happens(0.004) or not story.told or story.told[-1].merged:
            return None
        told.merged = True
        return story.told[-1].id

    def _import(self, told: Told, page: Page) -> int:
        """Add the row of another data set that an incident comes from; return its id."""
        raw = {"id": told.id, "event": told.title, "day": iso(page.day)}
        native = f"SYN{told.id}"
        self._tables.add(ExternalIdRow, scheme="ucdp", value=native, incident_id=told.id)
        imported = self._tables.add(
            ImportedRowRow,
            dataset="Synthetic events",
            version="1.0",
            native_id=native,
            raw=json.dumps(raw, ensure_ascii=False),
            sha256=row_sha256(raw),
            crosswalk_version="1",
            loaded_at=page.moment.text,
        )
        self._tables.add(
            CitationRow,
            position=1,
            incident_id=told.id,
            article_id=page.article,
            text=f"Synthetic Wire, {iso(page.day)}",
            imported_row_id=imported,
        )
        return imported
