"""Event types of other data sets, kept beside our own."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

ACLED_EVENT_TYPE = Vocabulary(
    "acled_event_type",
    "ACLED event type",
    "",
    (
        Term("Battles", "Battles", ""),
        Term("Protests", "Protests", ""),
        Term("Riots", "Riots", ""),
        Term("Explosions/Remote violence", "Explosions/Remote violence", ""),
        Term("Violence against civilians", "Violence against civilians", ""),
        Term("Strategic developments", "Strategic developments", ""),
    ),
    source="",
    open=True,
)

ACLED_SUB_EVENT_TYPE = Vocabulary(
    "acled_sub_event_type",
    "ACLED sub-event type",
    "",
    (
        Term("Armed clash", "Armed clash", "", parents=("Battles",)),
        Term(
            "Government regains territory", "Government regains territory", "", parents=("Battles",)
        ),
        Term(
            "Non-state actor overtakes territory",
            "Non-state actor overtakes territory",
            "",
            parents=("Battles",),
        ),
        Term("Peaceful protest", "Peaceful protest", "", parents=("Protests",)),
        Term("Protest with intervention", "Protest with intervention", "", parents=("Protests",)),
        Term(
            "Excessive force against protesters",
            "Excessive force against protesters",
            "",
            parents=("Protests",),
        ),
        Term("Violent demonstration", "Violent demonstration", "", parents=("Riots",)),
        Term("Mob violence", "Mob violence", "", parents=("Riots",)),
        Term("Chemical weapon", "Chemical weapon", "", parents=("Explosions/Remote violence",)),
        Term("Air/drone strike", "Air/drone strike", "", parents=("Explosions/Remote violence",)),
        Term("Suicide bomb", "Suicide bomb", "", parents=("Explosions/Remote violence",)),
        Term(
            "Shelling/artillery/missile attack",
            "Shelling/artillery/missile attack",
            "",
            parents=("Explosions/Remote violence",),
        ),
        Term(
            "Remote explosive/landmine/IED",
            "Remote explosive/landmine/IED",
            "",
            parents=("Explosions/Remote violence",),
        ),
        Term("Grenade", "Grenade", "", parents=("Explosions/Remote violence",)),
        Term("Sexual violence", "Sexual violence", "", parents=("Violence against civilians",)),
        Term("Attack", "Attack", "", parents=("Violence against civilians",)),
        Term(
            "Abduction/forced disappearance",
            "Abduction/forced disappearance",
            "",
            parents=("Violence against civilians",),
        ),
        Term("Agreement", "Agreement", "", parents=("Strategic developments",)),
        Term("Arrests", "Arrests", "", parents=("Strategic developments",)),
        Term(
            "Change to group/activity",
            "Change to group/activity",
            "",
            parents=("Strategic developments",),
        ),
        Term(
            "Disrupted weapons use",
            "Disrupted weapons use",
            "",
            parents=("Strategic developments",),
        ),
        Term(
            "Headquarters or base established",
            "Headquarters or base established",
            "",
            parents=("Strategic developments",),
        ),
        Term(
            "Looting/property destruction",
            "Looting/property destruction",
            "",
            parents=("Strategic developments",),
        ),
        Term(
            "Non-violent transfer of territory",
            "Non-violent transfer of territory",
            "",
            parents=("Strategic developments",),
        ),
        Term("Other", "Other", "", parents=("Strategic developments",)),
    ),
    source="",
    open=True,
    parent=ACLED_EVENT_TYPE,
)

UCDP_VIOLENCE_TYPE = Vocabulary(
    "ucdp_violence_type",
    "UCDP type of violence",
    "",
    (
        Term("1", "State-based conflict", ""),
        Term("2", "Non-state conflict", ""),
        Term("3", "One-sided violence", ""),
    ),
    source="",
)
