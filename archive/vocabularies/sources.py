"""Vocabularies of sources and of how far to trust them."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

SOURCE_KIND = Vocabulary(
    "source_kind",
    "Source kind",
    "What sort of publisher a source is.",
    (
        Term(
            "newspaper",
            "Newspaper",
            "A title that appears, or grew out of one that appeared, daily or weekly in print, "
            "with its website.",
        ),
        Term(
            "magazine",
            "Magazine",
            "A periodical of reportage or analysis that appears less often than a newspaper.",
        ),
        Term(
            "agency",
            "News agency",
            "A service that sells or supplies reports to other media, such as Reuters or AFP.",
        ),
        Term("broadcaster", "Broadcaster", "A radio or television organisation, with its website."),
        Term(
            "online",
            "Online outlet",
            "A news publisher with an editorial staff that has only ever published on the web.",
        ),
        Term(
            "government",
            "Government",
            "A ministry, armed force, embassy, court, parliament or other organ of a state that "
            "publishes in its own name.",
        ),
        Term(
            "igo",
            "Intergovernmental organisation",
            "An organisation whose members are states, such as the United Nations, publishing in "
            "its own name.",
        ),
        Term(
            "ngo",
            "Non-governmental organisation",
            "A private non-profit organisation that publishes what it has observed or collected "
            "itself.",
        ),
        Term(
            "academic",
            "Academic publisher",
            "A university, research institute or scholarly journal.",
        ),
        Term(
            "blog_or_social",
            "Blog or social media",
            "A personal site, a channel or an account without editorial control by others.",
        ),
        Term(
            "dataset",
            "Data set",
            "A collection of coded records from which rows were imported without their original "
            "articles.",
        ),
        Term(
            "unknown",
            "Unknown",
            "The publisher cannot be told from the document that was received.",
        ),
    ),
    source="This archive; compare source_scale of ACLED.",
    open=True,
)

SOURCE_SCALE = Vocabulary(
    "source_scale",
    "Source scale",
    "How wide an area a source covers as a rule.",
    (
        Term(
            "subnational",
            "Subnational",
            "It covers a city, a province or another part of one country.",
        ),
        Term("national", "National", "It covers one country as a whole."),
        Term("regional", "Regional", "It covers several countries of one part of the world."),
        Term("international", "International", "It covers countries in many parts of the world."),
        Term("unknown", "Unknown", "Its area of coverage has not been established."),
    ),
    source="After source_scale of ACLED, https://acleddata.com/, in coarser steps.",
)

SOURCE_RELIABILITY = Vocabulary(
    "source_reliability",
    "Source reliability",
    "How far a source has proved right until now: a grade of the source, never of a single report.",
    (
        Term(
            "A",
            "A: completely reliable",
            "It has a long record without known errors, and nothing speaks against its honesty or "
            "competence.",
        ),
        Term(
            "B",
            "B: usually reliable",
            "It has been right nearly always and corrects the few errors that it makes.",
        ),
        Term(
            "C",
            "C: fairly reliable",
            "It has been right more often than wrong, and some doubt about its care or interests "
            "remains.",
        ),
        Term(
            "D",
            "D: not usually reliable",
            "It has been wrong or one-sided often enough that its reports need support from "
            "others.",
        ),
        Term(
            "E",
            "E: unreliable",
            "It has spread what it knew to be false, or has been wrong so often that its reports "
            "count for little.",
        ),
        Term(
            "F",
            "F: cannot be judged",
            "Too little is known of its record to grade it, which is no verdict against it.",
        ),
    ),
    source=(
        "The letters of the Admiralty code, as in the NATO intelligence doctrine AJP-2.1; "
        "definitions in our own words."
    ),
)
