"""How it happened: the modes that belong to each event type."""

from __future__ import annotations

from archive.vocabularies.assault_modes import ASSAULT_MODES
from archive.vocabularies.base import Term, Vocabulary
from archive.vocabularies.events import EVENT_TYPE

EVENT_MODE = Vocabulary(
    "event_mode",
    "Event mode",
    "In which manner the action was done, or what a request, refusal or threat was about.",
    (
        Term(
            "visit",
            "Visit",
            "One side travels to the other, which receives it as the host.",
            parents=("CONSULT",),
        ),
        Term(
            "third-party",
            "Third party",
            "The sides meet at the place or by the invitation of somebody who is on neither side.",
            parents=("CONSULT",),
        ),
        Term(
            "multilateral",
            "Multilateral",
            "Several actors meet in the frame of an alliance, a summit or an international "
            "organisation.",
            parents=("CONSULT",),
        ),
        Term(
            "phone",
            "Phone",
            "The sides talk by telephone, video or another remote medium.",
            parents=("CONSULT",),
        ),
        Term(
            "withdraw",
            "Withdraw",
            "Under RETREAT, armed forces leave an area or it is ceded; under SANCTION, an actor "
            "pulls its diplomats, aid, observers or membership out.",
            parents=("RETREAT", "SANCTION"),
        ),
        Term(
            "release",
            "Release",
            "Prisoners, hostages or property that was taken are set free or given back.",
            parents=("RETREAT",),
        ),
        Term(
            "disarm",
            "Disarm",
            "Fighters lay down, hand over or lose by agreement their own weapons, or are "
            "demobilised.",
            parents=("RETREAT",),
        ),
        Term(
            "ceasefire",
            "Ceasefire",
            "Fighting stops in fact under a truce; only announcing one is CONCEDE.",
            parents=("RETREAT",),
        ),
        Term(
            "access",
            "Access",
            "Observers, inspectors, peacekeepers, mediators or aid workers are let in.",
            parents=("RETREAT",),
        ),
        Term(
            "resign",
            "Resign",
            "The holder of an office steps down, freely or under pressure.",
            parents=("RETREAT",),
        ),
        Term(
            "assist",
            "Assist",
            "Help or cooperation of any sort, such as aid, troops, trade or intelligence, is "
            "asked for or refused.",
            parents=("REQUEST", "REJECT"),
        ),
        Term(
            "change",
            "Change",
            "A change of policy, leadership, rights or institutions is asked for or refused.",
            parents=("REQUEST", "REJECT"),
        ),
        Term(
            "yield",
            "Yield",
            "Giving ground is asked for or refused, such as a truce, a withdrawal, a release or "
            "the end of sanctions.",
            parents=("REQUEST", "REJECT"),
        ),
        Term(
            "meet",
            "Meet",
            "A meeting, a negotiation, a mediation or a settlement is asked for or refused.",
            parents=("REQUEST", "REJECT"),
        ),
        Term(
            "disapprove",
            "Disapprove",
            "An actor criticises, condemns or complains about another without charging it with a "
            "particular deed.",
            parents=("ACCUSE",),
        ),
        Term(
            "investigate",
            "Investigate",
            "An authority, a commission or a court looks into what somebody may have done.",
            parents=("ACCUSE",),
        ),
        Term(
            "allege",
            "Allege",
            "An actor says that another did a particular wrong, in public words, in a lawsuit or "
            "in an indictment.",
            parents=("ACCUSE",),
        ),
        Term(
            "restrict",
            "Restrict",
            "Limits on movement, trade or political freedom are threatened or, under COERCE, "
            "imposed, including blockades and bans.",
            parents=("THREATEN", "COERCE"),
        ),
        Term(
            "arrest",
            "Arrest",
            "Custody or prison is threatened or, under COERCE, people are taken into custody by "
            "an authority.",
            parents=("THREATEN", "COERCE"),
        ),
        Term(
            "relations",
            "Relations",
            "The threat is to cut or suspend relations, talks, help or membership.",
            parents=("THREATEN",),
        ),
        Term(
            "expel",
            "Expel",
            "Putting diplomats, missions or members out of a country or body is threatened or, "
            "under SANCTION, done; single foreigners put out are COERCE.",
            parents=("THREATEN", "SANCTION"),
        ),
        Term(
            "territory",
            "Territory",
            "The threat is to seize, occupy or annex territory.",
            parents=("THREATEN",),
        ),
        Term(
            "violence",
            "Violence",
            "The threat is to attack or to use other physical force.",
            parents=("THREATEN",),
        ),
        Term(
            "demo",
            "Demonstration",
            "People march, rally or hold a vigil, on the whole peacefully.",
            parents=("PROTEST",),
        ),
        Term(
            "riot",
            "Riot",
            "A crowd sets out to hurt people or to damage property.",
            parents=("PROTEST",),
        ),
        Term(
            "strike",
            "Strike",
            "Workers, students or traders stay away from work, class or business, in one trade or "
            "in general.",
            parents=("PROTEST",),
        ),
        Term(
            "hunger",
            "Hunger strike",
            "People refuse food in order to press a demand.",
            parents=("PROTEST",),
        ),
        Term(
            "boycott",
            "Boycott",
            "People refuse to buy, use, vote or take part in order to press a demand.",
            parents=("PROTEST",),
        ),
        Term(
            "obstruct",
            "Obstruct",
            "People block a road, an entrance or a site, or occupy it.",
            parents=("PROTEST",),
        ),
        Term(
            "vandalize",
            "Vandalize",
            "Protesters deface or break things to make their point, without a crowd turning "
            "violent.",
            parents=("PROTEST",),
        ),
        Term(
            "convict",
            "Convict",
            "A court finds a person or an organisation guilty or liable.",
            parents=("SANCTION",),
        ),
        Term(
            "discontinue",
            "Discontinue",
            "Diplomatic, commercial or material exchange is cut back or ended in another way than "
            "by pulling out or expelling, as by an embargo.",
            parents=("SANCTION",),
        ),
        Term(
            "troops",
            "Troops",
            "Units or soldiers of a state are called up, moved or put on alert.",
            parents=("MOBILIZE",),
        ),
        Term(
            "weapons",
            "Weapons",
            "Ships, aircraft, missiles or other weapon systems are deployed, moved or made ready.",
            parents=("MOBILIZE",),
        ),
        Term(
            "police",
            "Police",
            "Police or other internal security forces are called up, moved or put on alert.",
            parents=("MOBILIZE",),
        ),
        Term(
            "militia",
            "Militia",
            "An armed group outside the state raises, moves or readies its fighters.",
            parents=("MOBILIZE",),
        ),
        Term(
            "seize",
            "Seize",
            "Property, a vessel or territory is taken or occupied.",
            parents=("COERCE",),
        ),
        Term(
            "censor",
            "Censor",
            "Media, publications, websites or speech are banned, blocked or cut.",
            parents=("COERCE",),
        ),
        Term(
            "curfew",
            "Curfew",
            "People are ordered to stay indoors at certain hours.",
            parents=("COERCE",),
        ),
        Term(
            "martial-law",
            "Martial law",
            "A state of emergency or military rule is declared or extended.",
            parents=("COERCE",),
        ),
        Term(
            "deport",
            "Deport",
            "People are forced out of a country as individuals or in groups.",
            parents=("COERCE",),
        ),
        Term(
            "withhold",
            "Withhold",
            "Power, water, communications, food, medicine or another public service is cut off "
            "from people.",
            parents=("COERCE",),
        ),
        Term(
            "misinformation",
            "Misinformation",
            "Falsehoods are spread by an organised effort to harm or mislead others.",
            parents=("COERCE",),
        ),
        Term(
            "cyber",
            "Cyber",
            "Computers, networks or data of others are attacked, disabled or broken into.",
            parents=("COERCE",),
        ),
        *ASSAULT_MODES,
    ),
    source=(
        "PLOVER 2021, Open Event Data Alliance, https://github.com/openeventdata/PLOVER, CC BY-SA "
        "4.0: its terms, our definitions."
    ),
    open=True,
    parent=EVENT_TYPE,
)
