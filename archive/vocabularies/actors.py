"""Vocabularies of actors: kind, identity and scope."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

ACTOR_KIND = Vocabulary(
    "actor_kind",
    "Actor kind",
    "What sort of being or body an actor is.",
    (
        Term("person", "Person", "One human being with a name, in office or not."),
        Term(
            "state",
            "State",
            "A country as an actor, which is what a text means by “Iran said” or “the United "
            "States struck”.",
        ),
        Term(
            "government_body",
            "Government body",
            "A ministry, an agency, a court, a parliament or another organ of a state, apart from "
            "its armed forces.",
        ),
        Term(
            "military",
            "Military",
            "The regular armed forces of a state, a branch or a unit of them, also when named "
            "only as “US forces”.",
        ),
        Term(
            "armed_group",
            "Armed group",
            "A named organisation that fights and is not part of a state's forces, even if it is "
            "also a party.",
        ),
        Term(
            "party",
            "Political party",
            "An organisation that runs for or holds political office and does not fight.",
        ),
        Term(
            "igo",
            "Intergovernmental organisation",
            "An organisation whose members are states, or a body of one.",
        ),
        Term(
            "ngo",
            "Non-governmental organisation",
            "A private organisation that works for a cause and not for profit.",
        ),
        Term(
            "company",
            "Company",
            "An enterprise run for profit, or owned by a state and run like one, apart from media.",
        ),
        Term(
            "media",
            "Media organisation",
            "A publisher, a broadcaster or an agency that acts in or speaks in the story.",
        ),
        Term(
            "generic_group",
            "Generic group",
            "People or groups that the text lumps together without naming one, such as "
            "“Iran-aligned militia groups”.",
        ),
        Term(
            "unnamed_person",
            "Unnamed person",
            "One human being whom the text describes without a name.",
        ),
        Term("unknown", "Unknown", "The text does not tell what sort of actor it is."),
    ),
    source="This archive.",
    open=True,
)

ACTOR_IDENTITY = Vocabulary(
    "actor_identity",
    "Actor identity",
    "Whether the text lets one know which actor it is.",
    (
        Term("named", "Named", "The actor has a name by which it can be told from all others."),
        Term(
            "unnamed",
            "Unnamed",
            "The actor is a definite person or body, and the text keeps the name back or does not "
            "know it.",
        ),
        Term(
            "generic",
            "Generic",
            "The words describe a category of actors, and no definite member of it.",
        ),
    ),
    source="This archive.",
)

ACTOR_SCOPE = Vocabulary(
    "actor_scope",
    "Actor scope",
    "Whether an actor record may be used for more than one article.",
    (
        Term(
            "global",
            "Global",
            "The same actor wherever it appears, so that articles share the record.",
        ),
        Term(
            "article",
            "Article",
            "An actor of one article only, never joined with a similar description elsewhere by "
            "its words.",
        ),
    ),
    source="This archive.",
)
