"""GET /api/v1/actors/{uid}/."""

from __future__ import annotations

from rest_framework.test import APIClient

from tests.api.answers import shown
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    PassageFactory,
    StatementFactory,
    StatementParticipantFactory,
)


def test_an_actor_shows_its_names_with_whose_words_and_where(api: APIClient) -> None:
    actor, user = ActorFactory(name="Northern Front", group=True), ActorFactory(name="Ida Holm")
    alias = AliasFactory(
        actor=actor, text="the Front", kind="short_name", used_by=user, voice="quoted"
    )
    passage = PassageFactory(alias=alias, exact="Northern Front", role="mention")
    article = passage.revision.article

    assert shown(api, actor, fields="aliases") == {
        "aliases": [
            {
                "position": 1,
                "text": "the Front",
                "kind": "short_name",
                "used_by": {
                    "uid": user.uid,
                    "url": f"http://testserver/api/v1/actors/{user.uid}/",
                    "name": "Ida Holm",
                    "kind": "person",
                },
                "voice": "quoted",
                "passages": [
                    {
                        "uid": passage.uid,
                        "article": {
                            "uid": article.uid,
                            "url": f"http://testserver/api/v1/articles/{article.uid}/",
                            "title": article.title,
                        },
                        "revision": 1,
                        "start": passage.start,
                        "end": passage.end,
                        "exact": "Northern Front",
                        "role": "mention",
                        "quoted": False,
                    }
                ],
            }
        ]
    }


def test_an_actor_shows_its_affiliations_with_the_words_of_who_asserts_them(api: APIClient) -> None:
    speaker = ActorFactory(name="Speaker")
    statement = StatementFactory(text="They back it,")
    StatementParticipantFactory(statement=statement, actor=speaker)
    claim = AffiliationFactory(
        kind="backed_by",
        role_title=None,
        status="alleged",
        asserted_by=[statement],
        date_text="since May",
        date_earliest="2024-05-01",
        date_semantics="open",
        date_basis="explicit",
    )

    (affiliation,) = shown(api, claim.actor)["affiliations"]

    assert affiliation["organisation"]["uid"] == claim.organisation.uid
    assert affiliation["status"] == "alleged"
    assert affiliation["date"] == {
        "text": "since May",
        "earliest": "2024-05-01",
        "latest": None,
        "semantics": "open",
        "basis": "explicit",
        "note": None,
        "edtf": "2024-05-01/..",
    }
    (asserting,) = affiliation["asserted_by"]
    assert asserting["text"] == "They back it,"
    assert [(who["actor"]["name"], who["role"]) for who in asserting["participants"]] == [
        ("Speaker", "speaker")
    ]


def test_an_organisation_shows_who_belongs_to_it(api: APIClient) -> None:
    claim = AffiliationFactory(kind="leads")

    (affiliate,) = shown(api, claim.organisation)["affiliates"]

    assert (affiliate["actor"]["uid"], affiliate["kind"]) == (claim.actor.uid, "leads")


def test_words_that_a_machine_proposes_are_shown_once_somebody_accepts_them(api: APIClient) -> None:
    actor = ActorFactory()
    passage = PassageFactory(actor=actor, role="mention", proposed=True)
    assert shown(api, actor, fields="passages") == {"passages": []}
    passage.proposed = False
    passage.save()
    assert [each["uid"] for each in shown(api, actor, fields="passages")["passages"]] == [
        passage.uid
    ]
