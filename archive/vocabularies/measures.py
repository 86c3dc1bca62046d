"""The vocabulary of measures: what a reported number counts."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

MEASURE_KIND = Vocabulary(
    "measure_kind",
    "Measure kind",
    "What a number reported about an incident counts.",
    (
        Term(
            "killed",
            "Killed",
            "People who died in the incident or from its effects, without those who are only "
            "missing.",
        ),
        Term(
            "injured",
            "Injured",
            "People who were hurt or taken ill through the incident and survived it.",
        ),
        Term(
            "missing",
            "Missing",
            "People whose fate the source does not know after the incident.",
        ),
        Term(
            "captured",
            "Captured",
            "People whom an opponent took and held, as prisoners of war, hostages or abducted "
            "persons.",
        ),
        Term("arrested", "Arrested", "People whom police or another authority took into custody."),
        Term("displaced", "Displaced", "People who had to leave their homes."),
        Term(
            "attacks",
            "Attacks",
            "Attacks that are summed up in one record because the text does not tell them apart.",
        ),
        Term(
            "targets_hit",
            "Targets hit",
            "Single objects, positions or groups that were struck, as the source counts them.",
        ),
        Term(
            "locations_hit",
            "Locations hit",
            "Places at which something was struck, each of which may hold several targets.",
        ),
        Term(
            "asset",
            "Asset",
            "Ships, aircraft, weapons, units or other means that were sent, used or lost, as "
            "named in the item.",
        ),
    ),
    source="This archive; killed corresponds to the death counts of UCDP and ACLED.",
    open=True,
)
