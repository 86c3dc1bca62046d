"""Vocabularies of aliases: what a printed form is and whose words it is in."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

ALIAS_KIND = Vocabulary(
    "alias_kind",
    "Alias kind",
    "What sort of designation a printed form is.",
    (
        Term(
            "name",
            "Name",
            "The usual name of the actor, in the form in which most texts print it.",
        ),
        Term(
            "full_name",
            "Full name",
            "The official or complete form of the name, longer than the usual one.",
        ),
        Term(
            "short_name",
            "Short name",
            "A part of the name that stands for the whole, such as a family name alone.",
        ),
        Term(
            "title_and_name",
            "Title and name",
            "A name together with an office, rank or description, such as “President Joe Biden”.",
        ),
        Term(
            "acronym",
            "Acronym or abbreviation",
            "Letters or a clipped form that stand for the name, with or without dots.",
        ),
        Term("former_name", "Former name", "A name that the actor bore earlier and has given up."),
        Term(
            "spelling",
            "Other spelling",
            "The same name written or transliterated in another manner, such as “Hizballah”.",
        ),
        Term(
            "translation",
            "Translation",
            "The name in another language, or its translation into the language of the text.",
        ),
        Term(
            "pseudonym",
            "Pseudonym",
            "A name that an actor took or was given beside its own, such as a nom de guerre.",
        ),
        Term(
            "metonym",
            "Metonym",
            "The name of a place or building that stands for the actor, such as “Pentagon”.",
        ),
        Term(
            "description",
            "Description",
            "Words that describe the actor and are no name, such as “a US defense official”.",
        ),
    ),
    source="This archive.",
    open=True,
)

ALIAS_VOICE = Vocabulary(
    "alias_voice",
    "Alias voice",
    "In whose words a designation is printed.",
    (
        Term(
            "quoted",
            "Quoted",
            "It stands inside quotation marks as the words of the actor who uses it.",
        ),
        Term(
            "indirect",
            "Indirect",
            "The article uses it in retelling what that actor said, so that the choice of words "
            "may be either's.",
        ),
        Term("narrator", "Narrator", "The article uses it in its own voice."),
    ),
    source="This archive.",
)
