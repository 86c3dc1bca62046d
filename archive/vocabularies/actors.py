"""Vocabularies of actors, their names and their ties."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

ACTOR_KIND = Vocabulary(
    "actor_kind",
    "Actor kind",
    "",
    (
        Term("person", "Person", ""),
        Term("state", "State", ""),
        Term("government_body", "Government body", ""),
        Term("military", "Military", ""),
        Term("armed_group", "Armed group", ""),
        Term("party", "Political party", ""),
        Term("igo", "Intergovernmental organisation", ""),
        Term("ngo", "Non-governmental organisation", ""),
        Term("company", "Company", ""),
        Term("media", "Media organisation", ""),
        Term("generic_group", "Generic group", ""),
        Term("unnamed_person", "Unnamed person", ""),
        Term("unknown", "Unknown", ""),
    ),
    source="",
    open=True,
)

ACTOR_IDENTITY = Vocabulary(
    "actor_identity",
    "Actor identity",
    "",
    (
        Term("named", "Named", ""),
        Term("unnamed", "Unnamed", ""),
        Term("generic", "Generic", ""),
    ),
    source="",
)

ACTOR_SCOPE = Vocabulary(
    "actor_scope",
    "Actor scope",
    "",
    (
        Term("global", "Global", ""),
        Term("article", "Article", ""),
    ),
    source="",
)

ALIAS_KIND = Vocabulary(
    "alias_kind",
    "Alias kind",
    "",
    (
        Term("name", "Name", ""),
        Term("full_name", "Full name", ""),
        Term("short_name", "Short name", ""),
        Term("title_and_name", "Title and name", ""),
        Term("acronym", "Acronym or abbreviation", ""),
        Term("former_name", "Former name", ""),
        Term("spelling", "Other spelling", ""),
        Term("translation", "Translation", ""),
        Term("pseudonym", "Pseudonym", ""),
        Term("metonym", "Metonym", ""),
        Term("description", "Description", ""),
    ),
    source="",
    open=True,
)

ALIAS_VOICE = Vocabulary(
    "alias_voice",
    "Alias voice",
    "",
    (
        Term("quoted", "Quoted", ""),
        Term("indirect", "Indirect", ""),
        Term("narrator", "Narrator", ""),
    ),
    source="",
)

AFFILIATION_KIND = Vocabulary(
    "affiliation_kind",
    "Affiliation kind",
    "",
    (
        Term("holds_office", "Holds office", ""),
        Term("works_for", "Works for", ""),
        Term("spokesperson", "Spokesperson", ""),
        Term("leads", "Leads", ""),
        Term("serves_in", "Serves in", ""),
        Term("member", "Member", ""),
        Term("part_of", "Part of", ""),
        Term("aligned_with", "Aligned with", ""),
        Term("backed_by", "Backed by", ""),
    ),
    source="",
    open=True,
)
