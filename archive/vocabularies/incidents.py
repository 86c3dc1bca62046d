"""Vocabularies of incidents and of what is claimed about them."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

INCIDENT_KIND = Vocabulary(
    "incident_kind",
    "Incident kind",
    "",
    (
        Term("single", "Single", ""),
        Term("aggregate", "Aggregate", ""),
        Term("ongoing", "Ongoing", ""),
    ),
    source="",
)

MODALITY = Vocabulary(
    "modality",
    "Modality",
    "",
    (
        Term("actual", "Actual", ""),
        Term("suspected", "Suspected", ""),
        Term("alleged", "Alleged", ""),
        Term("planned", "Planned", ""),
        Term("anticipated", "Anticipated", ""),
        Term("hypothetical", "Hypothetical", ""),
        Term("negated", "Negated", ""),
    ),
    source="",
)

PARTICIPANT_ROLE = Vocabulary(
    "participant_role",
    "Participant role",
    "",
    (
        Term("initiator", "Initiator", ""),
        Term("perpetrator", "Perpetrator", ""),
        Term("target", "Target", ""),
        Term("victim", "Victim", ""),
        Term("participant", "Participant", ""),
        Term("host", "Host", ""),
        Term("mediator", "Mediator", ""),
    ),
    source="",
)

PARTICIPANT_SIDE = Vocabulary(
    "participant_side",
    "Participant side",
    "",
    (
        Term("a", "Side A", ""),
        Term("b", "Side B", ""),
        Term("none", "No side", ""),
    ),
    source="",
)

INCIDENT_PLACE_ROLE = Vocabulary(
    "incident_place_role",
    "Incident place role",
    "",
    (
        Term("occurred", "Occurred here", ""),
        Term("actor", "Actor's location", ""),
        Term("recipient", "Recipient's location", ""),
        Term("origin", "Origin", ""),
    ),
    source="",
)

MEASURE_KIND = Vocabulary(
    "measure_kind",
    "Measure kind",
    "",
    (
        Term("killed", "Killed", ""),
        Term("injured", "Injured", ""),
        Term("missing", "Missing", ""),
        Term("captured", "Captured", ""),
        Term("arrested", "Arrested", ""),
        Term("displaced", "Displaced", ""),
        Term("attacks", "Attacks", ""),
        Term("targets_hit", "Targets hit", ""),
        Term("locations_hit", "Locations hit", ""),
        Term("asset", "Asset", ""),
    ),
    source="",
    open=True,
)

INCIDENT_LINK_KIND = Vocabulary(
    "incident_link_kind",
    "Incident link kind",
    "",
    (
        Term("part_of", "Part of", ""),
        Term("precedes", "Precedes", ""),
        Term("response_to", "Response to", ""),
        Term("occurred_amid", "Occurred amid", ""),
        Term("slowed_after", "Slowed after", ""),
        Term("discusses", "Discusses", ""),
        Term("same_place_as", "Same place as", ""),
        Term("possible_same_as", "Possibly the same as", ""),
        Term("contradicts", "Contradicts", ""),
    ),
    source="",
    open=True,
)
