"""What a speaker does in saying something."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

SPEECH_ACT = Vocabulary(
    "speech_act",
    "Speech act",
    "What the speaker does in saying it; as many acts as the words support.",
    (
        Term("assert", "Assert", "Says that something is so."),
        Term(
            "confirm",
            "Confirm",
            "Says that something which others have reported or asked about is so.",
        ),
        Term(
            "deny",
            "Deny",
            "Says that something is not so, apart from the speaker's own responsibility.",
        ),
        Term(
            "assess",
            "Assess",
            "Judges what something means, how grave it is or how it will go on.",
        ),
        Term(
            "announce",
            "Announce",
            "Makes known a decision or something that the speaker is going to do, without a "
            "threat.",
        ),
        Term(
            "claim_responsibility",
            "Claim responsibility",
            "Says that the speaker, or the speaker's own side, did it.",
            mappings={"cameo": "015"},
        ),
        Term(
            "deny_responsibility",
            "Deny responsibility",
            "Says that the speaker, or the speaker's own side, did not do it.",
            mappings={"cameo": "016"},
        ),
        Term(
            "decline_comment",
            "Decline to comment",
            "Was asked and says that there will be no comment.",
            mappings={"cameo": "011"},
        ),
        Term(
            "no_comment_reported",
            "No comment reported",
            "Has said nothing according to the article, which does not report that anybody asked.",
        ),
        Term(
            "accuse",
            "Accuse",
            "Says that somebody did a particular wrong.",
            mappings={"cameo": "112"},
        ),
        Term(
            "condemn",
            "Condemn",
            "Calls a deed or a party bad or unacceptable.",
            mappings={"cameo": "111"},
        ),
        Term(
            "threaten",
            "Threaten",
            "Announces harm to somebody, as a rule on a condition.",
            mappings={"cameo": "130"},
        ),
        Term(
            "vow",
            "Vow",
            "Binds the speaker to a course of action in solemn words, such as revenge.",
        ),
        Term("warn", "Warn", "Points to a danger that does not come from the speaker."),
        Term(
            "demand",
            "Demand",
            "Insists that somebody do something, as of right.",
            mappings={"cameo": "100"},
        ),
        Term("request", "Request", "Asks a particular party to do something, without insisting."),
        Term("appeal", "Appeal", "Calls on many or on all, often in public, to do something."),
        Term(
            "offer",
            "Offer",
            "Says what the speaker would do for another if that party wants it.",
        ),
        Term("agree", "Agree", "Accepts what another has proposed or said."),
        Term(
            "reject",
            "Reject",
            "Refuses what another has proposed, asked or demanded.",
            mappings={"cameo": "120"},
        ),
        Term("support", "Support", "Stands by somebody or by a course of action."),
        Term(
            "reassure",
            "Reassure",
            "Says that something feared will not happen or is not intended.",
        ),
        Term(
            "empathise",
            "Empathise",
            "Shows sympathy, grief or thanks.",
            mappings={"cameo": "018"},
        ),
        Term("order", "Order", "Commands somebody over whom the speaker has authority."),
    ),
    source="This archive; the numbers are those of CAMEO 1.1b3, which PLOVER left out in part.",
    open=True,
)
