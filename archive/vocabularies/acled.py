"""The event types of ACLED, kept beside our own."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

_SOURCE = (
    "ACLED, https://acleddata.com/: names only, our definitions; its data are licensed and not "
    "part of this archive."
)

ACLED_EVENT_TYPE = Vocabulary(
    "acled_event_type",
    "ACLED event type",
    "The event type that ACLED gives, or would give, to the incident; its own names are the codes.",
    (
        Term("Battles", "Battles", "Armed and organised groups fight each other."),
        Term(
            "Protests",
            "Protests",
            "People demonstrate without using violence themselves, whatever is done to them.",
        ),
        Term(
            "Riots",
            "Riots",
            "A demonstration or a mob uses violence against people or property.",
        ),
        Term(
            "Explosions/Remote violence",
            "Explosions/Remote violence",
            "A weapon acts at a distance or by explosion, so that those hit cannot answer on the "
            "spot.",
        ),
        Term(
            "Violence against civilians",
            "Violence against civilians",
            "An organised armed group attacks people who are unarmed and not fighting.",
        ),
        Term(
            "Strategic developments",
            "Strategic developments",
            "Something that is not violence itself and matters for later violence, such as an "
            "agreement or arrests.",
        ),
    ),
    source=_SOURCE,
    open=True,
)

ACLED_SUB_EVENT_TYPE = Vocabulary(
    "acled_sub_event_type",
    "ACLED sub-event type",
    "The sub-event type that ACLED gives, or would give, to the incident; its own names are the "
    "codes.",
    (
        Term(
            "Armed clash",
            "Armed clash",
            "Armed groups fight and no territory is known to have changed hands.",
            parents=("Battles",),
        ),
        Term(
            "Government regains territory",
            "Government regains territory",
            "State forces win back an area by fighting an opponent.",
            parents=("Battles",),
        ),
        Term(
            "Non-state actor overtakes territory",
            "Non-state actor overtakes territory",
            "A group outside the state, or a foreign force, wins an area by fighting.",
            parents=("Battles",),
        ),
        Term(
            "Peaceful protest",
            "Peaceful protest",
            "A demonstration without violence and without any interference.",
            parents=("Protests",),
        ),
        Term(
            "Protest with intervention",
            "Protest with intervention",
            "A peaceful demonstration is dispersed or held back without grave or lethal force.",
            parents=("Protests",),
        ),
        Term(
            "Excessive force against protesters",
            "Excessive force against protesters",
            "A peaceful demonstration is met with force that kills or badly injures people, or "
            "could have.",
            parents=("Protests",),
        ),
        Term(
            "Violent demonstration",
            "Violent demonstration",
            "Demonstrators turn to violence, such as breaking, burning or fighting.",
            parents=("Riots",),
        ),
        Term(
            "Mob violence",
            "Mob violence",
            "A crowd that is not demonstrating attacks people or property, or two crowds attack "
            "each other.",
            parents=("Riots",),
        ),
        Term(
            "Chemical weapon",
            "Chemical weapon",
            "A chemical weapon is used, without another remote weapon that the report puts first.",
            parents=("Explosions/Remote violence",),
        ),
        Term(
            "Air/drone strike",
            "Air/drone strike",
            "A crewed or uncrewed aircraft strikes.",
            parents=("Explosions/Remote violence",),
        ),
        Term(
            "Suicide bomb",
            "Suicide bomb",
            "An attacker dies in setting off the bomb, on foot or in a vehicle.",
            parents=("Explosions/Remote violence",),
        ),
        Term(
            "Shelling/artillery/missile attack",
            "Shelling/artillery/missile attack",
            "Shells, mortars, rockets or missiles are fired, and not from an aircraft.",
            parents=("Explosions/Remote violence",),
        ),
        Term(
            "Remote explosive/landmine/IED",
            "Remote explosive/landmine/IED",
            "A mine, a bomb or another device goes off that was left or triggered from afar.",
            parents=("Explosions/Remote violence",),
        ),
        Term(
            "Grenade",
            "Grenade",
            "A grenade or a similar explosive is thrown or fired by hand.",
            parents=("Explosions/Remote violence",),
        ),
        Term(
            "Sexual violence",
            "Sexual violence",
            "An organised armed group attacks civilians in a sexual manner.",
            parents=("Violence against civilians",),
        ),
        Term(
            "Attack",
            "Attack",
            "Civilians are killed, wounded or beaten, and neither sexual violence nor a remote "
            "weapon is the point.",
            parents=("Violence against civilians",),
        ),
        Term(
            "Abduction/forced disappearance",
            "Abduction/forced disappearance",
            "Civilians are taken or made to disappear, and no other violence is reported.",
            parents=("Violence against civilians",),
        ),
        Term(
            "Agreement",
            "Agreement",
            "Sides settle something, such as a ceasefire, an exchange of prisoners or peace terms.",
            parents=("Strategic developments",),
        ),
        Term(
            "Arrests",
            "Arrests",
            "State forces or others in control detain many people or a person of importance.",
            parents=("Strategic developments",),
        ),
        Term(
            "Change to group/activity",
            "Change to group/activity",
            "A group forms, splits, joins another, moves, recruits or changes what it does.",
            parents=("Strategic developments",),
        ),
        Term(
            "Disrupted weapons use",
            "Disrupted weapons use",
            "An attack is stopped or fails, or weapons are found, seized or intercepted.",
            parents=("Strategic developments",),
        ),
        Term(
            "Headquarters or base established",
            "Headquarters or base established",
            "A group sets up a lasting base or headquarters.",
            parents=("Strategic developments",),
        ),
        Term(
            "Looting/property destruction",
            "Looting/property destruction",
            "Property is taken or destroyed, and nobody is physically attacked.",
            parents=("Strategic developments",),
        ),
        Term(
            "Non-violent transfer of territory",
            "Non-violent transfer of territory",
            "An area passes to other hands without a fight.",
            parents=("Strategic developments",),
        ),
        Term(
            "Other",
            "Other",
            "A development of importance that none of the other sub-event types covers.",
            parents=("Strategic developments",),
        ),
    ),
    source=_SOURCE,
    open=True,
    parent=ACLED_EVENT_TYPE,
)
