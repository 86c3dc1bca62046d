"""Who said what: cues before, after and within quotations, and words that nobody said."""

from __future__ import annotations

import pytest

from archive.drafting.attribution import Reading, attribute


def said(body: str) -> list[tuple[str, str | None, list[str]]]:
    """Each quotation with the words of its cue and the names of its speakers."""
    return [
        (
            each.quotation.words(body),
            None if each.cue is None else body[slice(*each.cue.span)],
            [speaker.name for speaker in each.speakers],
        )
        for each in attribute(Reading(body))
    ]


@pytest.mark.parametrize(
    ("body", "words", "cue", "speaker"),
    [
        ("“We left,” the official said.", "We left,", "the official said", "the official"),
        ("“We left,” said Ana Ruiz.", "We left,", "said Ana Ruiz", "Ana Ruiz"),
        ("“We left”, said KCNA.", "We left", "said KCNA", "KCNA"),
        ("Ana Ruiz said, “We left.”", "We left.", "Ana Ruiz said", "Ana Ruiz"),
        (
            "Mayor Ana Ruiz told reporters: “We left.”",
            "We left.",
            "Mayor Ana Ruiz told",
            "Ana Ruiz",
        ),
        ("“We left,” according to Ana Ruiz.", "We left,", "according to Ana Ruiz", "Ana Ruiz"),
        ("According to Ana Ruiz, they were “most likely” gone.", "most likely", None, "Ana Ruiz"),
        ("“We left,” Ana Ruiz, the mayor of Vell, added.", "We left,", None, "Ana Ruiz"),
        ("Ana Ruiz, in remarks to a radio, said “We left.”", "We left.", None, "Ana Ruiz"),
        ("After the match, Ana Ruiz, Vell coach, said, “We left.”", "We left.", None, "Ana Ruiz"),
        ("The team's coach, Ana Ruiz, has called it “a mistake”.", "a mistake", None, "Ana Ruiz"),
        ("“It is over.” — Ana Ruiz", "It is over.", "Ana Ruiz", "Ana Ruiz"),
        (
            "President Ana Ruiz tweeted: “We left.”",
            "We left.",
            "President Ana Ruiz tweeted",
            "Ana Ruiz",
        ),
        (
            "The ministry on Monday blamed militias, calling it “a crime.”",
            "a crime.",
            "The ministry on Monday blamed",
            "The ministry",
        ),
        (
            "US Secretary of State John Kerry said it was “not yet” clear.",
            "not yet",
            "US Secretary of State John Kerry said",
            "John Kerry",
        ),
    ],
)
def test_speaker_stands_beside_the_verb(body, words, cue, speaker):
    ((found, found_cue, speakers),) = said(body)
    assert (found, speakers) == (words, [speaker])
    if cue is not None:
        assert found_cue == cue


@pytest.mark.parametrize(
    "body",
    [
        "She was awarded a medal for “courageous achievement” on Tuesday.",
        "The robot, named “Better Idea of Vell”, scored twice, the coach said.",
        "He was called “the hammer” by some.",
        "They sang “Yesterday” and left.",
        "A screen print called “Cowboys and Indians” hung there.",
        "The party (“Enough”) said it would go.",
        "Three of the “pills” were found.",
        "Nothing is quoted here, the official said.",
        "",
    ],
)
def test_names_titles_and_doubted_words_are_no_statements(body):
    assert said(body) == []


def test_quotation_goes_on_after_its_cue_and_after_an_indirect_sentence():
    body = (
        "“We left,” Ana Ruiz said. “We came back.”\n\n"
        "Ben Oyelaran said he had seen them. “They were ten in all.”"
    )
    assert [(words, speakers) for words, _, speakers in said(body)] == [
        ("We left,", ["Ana Ruiz"]),
        ("We came back.", ["Ana Ruiz"]),
        ("They were ten in all.", ["Ben Oyelaran"]),
    ]


def test_family_name_stands_for_the_full_name_unless_two_bear_it():
    one = "Mayor Ana Ruiz left. “I am gone,” Ruiz said."
    assert said(one)[0][2] == ["Ana Ruiz"]
    two = "Ana Ruiz met Ben Ruiz. “I am gone,” Ruiz said."
    assert said(two)[0][2] == ["Ruiz"]


def test_pronoun_is_resolved_only_where_one_person_can_be_meant():
    one = "Mayor Ana Ruiz won. She said, “We left at noon.”"
    assert said(one)[0][2] == ["Ana Ruiz"]
    two = "Mayor Ana Ruiz met President Ben Oyelaran. She said, “We left at noon.”"
    assert said(two)[0][2] == []
    nobody = "They said, “We left at noon.”"
    assert said(nobody)[0][2] == []


def test_official_of_before_is_the_same_unless_there_were_two():
    one = "They left, a US official said. “All of them,” the official said."
    assert said(one)[0][2] == ["a US official"]
    two = f"They stayed, an Iraqi official said. {one}"
    assert said(two)[0][2] == ["the official"]


def test_paper_passes_on_the_words_of_two():
    body = (
        "A Pentagon readout of a call between Secretary Ana Ruiz and Minister Ben Oyelaran said "
        "the two men “agreed that it marked an escalation.”"
    )
    (each,) = attribute(Reading(body))
    assert [speaker.name for speaker in each.speakers] == ["Ana Ruiz", "Ben Oyelaran"]
    assert (each.paper, each.relayed_by) == ("readout", "Pentagon")


def test_paper_of_a_body_is_the_words_of_that_body():
    body = "A Pentagon report said, “The base was hit twice that day.”"
    assert said(body)[0][2] == ["Pentagon"]


def test_letter_of_nobody_has_no_speaker():
    body = "A letter said, “The base was hit twice that day.”"
    assert said(body)[0][2] == []
