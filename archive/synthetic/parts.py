"""What an invented incident owns: participants, places, counts, links to earlier incidents."""

from __future__ import annotations

from dataclasses import dataclass

from archive.synthetic import measures
from archive.synthetic.actors import Character
from archive.synthetic.chance import Chance, Weighted
from archive.synthetic.claims import assert_claim, draw_status
from archive.synthetic.page import Sentence
from archive.synthetic.places import GEO_PRECISION, Spot
from archive.synthetic.rows import (
    IncidentLinkAssertionRow,
    IncidentLinkRow,
    IncidentPlaceRow,
    MeasureAssertionRow,
    MeasureRow,
    ParticipantAssertionRow,
    ParticipantRow,
    Tables,
)
from archive.synthetic.sizes import Quota, Sizes
from archive.synthetic.story import Slot, Story, Told

_HARMFUL = {"ASSAULT", "COERCE"}
_MUTUAL = {"CONSULT", "AGREE", "COOPERATE"}
_OPPOSED = {"ASSAULT", "MOBILIZE", "THREATEN", "PROTEST"}
_PLACE_ROLES = Weighted.of({"occurred": 0.92, "actor": 0.03, "recipient": 0.02, "origin": 0.03})
_WORDS_FOR_PLACES = ("a small outpost", "a village near the border", "the capital", "the coast")
_LINKS = Weighted.of(
    {
        "precedes": 3.0,
        "response_to": 4.0,
        "occurred_amid": 2.0,
        "slowed_after": 0.3,
        "discusses": 1.0,
        "same_place_as": 1.0,
        "possible_same_as": 0.7,
        "contradicts": 0.4,
    }
)


@dataclass(slots=True)
class Telling:
    """An incident while its sentence is put together."""

    told: Told
    story: Story
    slots: list[Slot]
    sentence: Sentence
    modality: str
    kind: str
    imported: int | None  # the row of another data set that it comes from


class Parts:
    """Adds the parts of one incident after the other, and says them in its sentence."""

    def __init__(self, chance: Chance, tables: Tables, sizes: Sizes) -> None:
        self._chance, self._tables = chance, tables
        self._participants = Quota(sizes.participants, sizes.incidents)

    def add_participants(self, telling: Telling) -> list[tuple[Character, int]]:
        """Add who took part; return each with the id of its participation."""
        chance, story, told = self._chance, telling.story, telling.told
        wanted = self._participants.take(chance.random() * 3 - 1.5)
        added: list[tuple[Character, int]] = []
        present: set[int] = set()
        for position in range(1, wanted + 1):
            role = self._role(told.event_type, position)
            in_person = 0.6 if role == "victim" else 0.25
            for _ in range(3):
                actor = (story.person if chance.happens(in_person) else story.body)(chance)
                if actor.id not in present:
                    break
            present.add(actor.id)
            status = draw_status(chance, telling.modality, telling.slots, telling.imported)
            side = "none"
            if told.event_type in _OPPOSED:
                side = "a" if position == 1 else "b"
            participant = self._tables.add(
                ParticipantRow,
                position=position,
                incident_id=told.id,
                actor_id=actor.id,
                role=role,
                side=side,
                status=status,
                imported_row_id=telling.imported,
                **told.follows,
            )
            slot = assert_claim(
                chance,
                self._tables,
                row=ParticipantAssertionRow,
                column="incidentparticipant_id",
                claim=participant,
                status=status,
                slots=telling.slots,
                about=told,
            )
            if slot and status == "alleged" and role in {"perpetrator", "initiator"}:
                slot.accused.append(actor)
            added.append((actor, participant))
        return added

    def name(self, sentence: Sentence, actor: Character, participant: int) -> None:
        """Say one of an actor's names; now and then it is coded as evidence of its part."""
        chance = self._chance
        at_hand = actor.printed
        span = sentence.say(at_hand[0] if chance.happens(0.6) else chance.pick(at_hand))
        if chance.happens(0.3):
            sentence.mark(span, "participant_id", participant)
        elif chance.happens(0.04):
            sentence.mark(span, "actor_id", actor.id, "mention")

    def _role(self, event_type: str, position: int) -> str:
        if event_type in _MUTUAL:
            late = position > 1 and self._chance.happens(0.2)
            return self._chance.pick(("host", "mediator")) if late else "participant"
        if position == 1:
            return "perpetrator" if event_type in _HARMFUL else "initiator"
        if event_type in _HARMFUL and self._chance.happens(0.6):
            return "victim"
        return "target" if position == 2 else "participant"

    def add_places(self, telling: Telling, spot: Spot) -> None:
        """Add where it was: mostly a place, else words, else nothing; rarely a second place."""
        chance, told = self._chance, telling.told
        draw = chance.random()
        if draw < 0.04:  # the text does not say
            return
        telling.sentence.say(" in ")
        if draw < 0.1:
            words = chance.pick(_WORDS_FOR_PLACES)
            span = telling.sentence.say(words)
            columns: dict[str, object] = {"text": words}
        else:
            span = telling.sentence.say(spot.name)
            columns = {
                "place_id": spot.id,
                "text": spot.name if chance.happens(0.3) else None,
                "country": spot.country,
                "geo_precision": GEO_PRECISION[spot.kind],
            }
        place = self._tables.add(
            IncidentPlaceRow,
            position=1,
            incident_id=told.id,
            role=_PLACE_ROLES.draw(chance),
            **columns,
            **told.follows,
        )
        if chance.happens(0.12):
            telling.sentence.mark(span, "incident_place_id", place)
        if chance.happens(0.12):
            second = telling.story.land.spot(chance)
            self._tables.add(
                IncidentPlaceRow,
                position=2,
                incident_id=told.id,
                place_id=second.id,
                role=chance.pick(("occurred", "origin", "actor")),
                geo_precision=GEO_PRECISION[second.kind],
                country=second.country,
                **told.follows,
            )

    def add_measures(self, telling: Telling) -> None:
        """Add what was counted; some counts are contradicted at once by another report."""
        for count in measures.of_incident(self._chance, telling.told.event_type, telling.kind):
            telling.sentence.say(", ")
            span = telling.sentence.say(count.words)
            measure = self.add_measure(telling, count)
            if self._chance.happens(0.5):
                telling.sentence.mark(span, "measure_id", measure)
            if self._chance.happens(0.12):
                self.add_measure(telling, measures.count_of(self._chance, count.measure))

    def add_measure(self, telling: Telling, count: measures.Count) -> int:
        """Add one count and who asserts it; return its id."""
        chance = self._chance
        status = draw_status(chance, telling.modality, telling.slots, telling.imported)
        measure = self._tables.add(
            MeasureRow,
            position=telling.told.next_position("measures"),
            incident_id=telling.told.id,
            **count.columns(),
            group_actor_id=telling.story.body(chance).id if chance.happens(0.03) else None,
            preliminary=chance.happens(0.08),
            status=status,
            imported_row_id=telling.imported,
            **telling.told.follows,
        )
        assert_claim(
            chance,
            self._tables,
            row=MeasureAssertionRow,
            column="measure_id",
            claim=measure,
            status=status,
            slots=telling.slots,
            about=telling.told,
        )
        return measure

    def add_links(self, telling: Telling) -> None:
        """Tie it to incidents that the story told before; only ever back, so nothing closes."""
        chance, told = self._chance, telling.told
        if not telling.story.told or not chance.happens(0.35):
            return
        earlier = chance.pick(telling.story.told)
        part = earlier.holds_others and chance.happens(0.7)
        status = draw_status(chance, telling.modality, telling.slots, telling.imported)
        link = self._tables.add(
            IncidentLinkRow,
            position=1,
            from_incident_id=told.id,
            to_incident_id=earlier.id,
            kind="part_of" if part else _LINKS.draw(chance),
            status=status,
            imported_row_id=telling.imported,
        )
        assert_claim(
            chance,
            self._tables,
            row=IncidentLinkAssertionRow,
            column="incidentlink_id",
            claim=link,
            status=status,
            slots=telling.slots,
            about=told,
        )
        if chance.happens(0.3):
            span = telling.sentence.say(f", after the {earlier.title}")
            telling.sentence.mark(span, "incident_link_id", link)
