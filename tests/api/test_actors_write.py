"""Writing actors: columns, names, affiliations and the passages that they rest on."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from archive.models import Actor, Alias, Change, Passage
from tests.api.answers import ROOT, body
from tests.api.conftest import client_of
from tests.api.writing import address, faults, make, patch, put, ref, tag
from tests.factories import (
    ActorFactory,
    AliasFactory,
    ArticleFactory,
    IncidentParticipantFactory,
    RevisionFactory,
    UserFactory,
)

MINISTRY = {"name": "The Ministry", "kind": "government_body", "country": "IQ"}


@pytest.fixture
def text() -> Any:
    """A text in which the same word stands twice."""
    return RevisionFactory(body="The minister came. Nobody met the minister.")


def test_a_new_actor_is_a_draft_with_an_address(coder: APIClient, api: APIClient) -> None:
    answer = coder.post(f"{ROOT}/actors/", MINISTRY)

    made = body(answer, 201)
    assert answer["Location"] == made["url"]
    assert answer["ETag"] == made["etag"] == '"1-all"'
    assert (made["name"], made["country"], made["review_status"]) == (
        "The Ministry",
        "IQ",
        "draft",
    )
    assert api.get(made["url"]).status_code == 404
    assert body(coder.get(made["url"])) == made


def test_parts_are_made_with_their_owner(coder: APIClient, text: Any) -> None:
    state = ActorFactory()

    made = make(
        coder,
        "actors",
        **MINISTRY,
        aliases=[
            {
                "text": "the ministry",
                "passages": [{"article": ref(text.article), "exact": "The minister"}],
            },
            {"text": "MoD", "kind": "acronym"},
        ],
        affiliations=[
            {
                "organisation": ref(state),
                "kind": "part_of",
                "date": {"earliest": "2020-01-01", "semantics": "open"},
            }
        ],
        external_ids=[{"scheme": "wikidata", "value": "Q1"}],
    )

    assert [(each["position"], each["text"]) for each in made["aliases"]] == [
        (1, "the ministry"),
        (2, "MoD"),
    ]
    (passage,) = made["aliases"][0]["passages"]
    assert (passage["start"], passage["end"], passage["exact"]) == (0, 12, "The minister")
    (affiliation,) = made["affiliations"]
    assert affiliation["organisation"]["uid"] == state.uid
    assert affiliation["date"]["edtf"] == "2020-01-01/.."
    assert made["external_ids"] == [{"scheme": "wikidata", "value": "Q1"}]


def test_the_log_says_who_and_why_in_one_entry(db: None) -> None:
    user = UserFactory(role="coder")
    made = body(
        client_of(user).post(
            f"{ROOT}/actors/?reason=A first draft", {**MINISTRY, "aliases": [{"text": "MoD"}]}
        ),
        201,
    )

    entry = Change.objects.get(uid=made["uid"])
    assert (entry.op, entry.by, entry.reason) == ("create", user.get_username(), "A first draft")


def test_all_that_breaks_the_schema_is_told_at_once(coder: APIClient) -> None:
    answer = coder.post(
        f"{ROOT}/actors/",
        {
            "nam": "x",
            "scope": "globl",
            "aliases": [{"text": 3}, {"kind": "name"}],
            "article": {"uuid": "x"},
            "affiliations": {},
        },
    )

    assert faults(answer, 400) == {
        "/nam": "unknown_field",
        "/name": "missing",
        "/scope": "unknown_term",
        "/aliases/0/text": "wrong_type",
        "/aliases/1/text": "missing",
        "/article/uid": "not_a_uid",
        "/affiliations": "wrong_type",
    }
    meant = {fault["pointer"]: fault.get("did_you_mean") for fault in answer.json()["errors"]}
    assert (meant["/nam"], meant["/scope"]) == ("name", "global")
    assert not Actor.objects.exists()


def test_nothing_is_made_where_a_part_is_refused(coder: APIClient) -> None:
    organisation = {"uid": Actor().uid}

    answer = coder.post(
        f"{ROOT}/actors/",
        {
            **MINISTRY,
            "aliases": [{"text": "MoD"}],
            "affiliations": [{"organisation": organisation, "kind": "part_of"}],
        },
    )

    assert faults(answer, 422) == {"/affiliations/0/organisation/uid": "unknown_uid"}
    assert not Actor.objects.exists()
    assert not Alias.objects.exists()
    assert not Change.objects.exists()


def test_rules_across_fields_name_the_member(coder: APIClient) -> None:
    answer = coder.post(f"{ROOT}/actors/", {**MINISTRY, "scope": "article"})

    assert faults(answer, 422) == {"/article": "invalid"}


def test_a_merged_record_stands_for_its_survivor(coder: APIClient) -> None:
    survivor = ActorFactory()
    merged = ActorFactory(merged_into=survivor)

    made = make(
        coder, "actors", **MINISTRY, affiliations=[{"organisation": ref(merged), "kind": "part_of"}]
    )

    assert made["affiliations"][0]["organisation"]["uid"] == survivor.uid


def test_a_patch_changes_what_it_names(reviewer: APIClient) -> None:
    actor = ActorFactory(country="IQ", sector="GOV")
    AliasFactory(actor=actor)
    before = body(reviewer.get(address(actor)))

    answer = patch(reviewer, actor, country=None)

    after = body(answer)
    assert after["etag"] != before["etag"]
    told = ("country", "etag", "updated_at")
    assert {name: after[name] for name in after if name not in told} == {
        name: before[name] for name in before if name not in told
    }
    assert after["country"] is None


def test_a_put_empties_what_it_leaves_out(reviewer: APIClient) -> None:
    actor = ActorFactory(country="IQ", sector="GOV")
    AliasFactory(actor=actor)

    after = body(put(reviewer, actor, name="Another", kind="person"))

    assert (after["name"], after["country"], after["sector"], after["aliases"]) == (
        "Another",
        None,
        None,
        [],
    )


def test_items_keep_their_rows_by_position_and_by_what_they_say(
    reviewer: APIClient, text: Any
) -> None:
    actor = ActorFactory()
    one, two, three = (AliasFactory(actor=actor, text=name) for name in ("One", "Two", "Three"))
    Passage(
        alias=three, revision=text, start=0, end=12, exact="The minister", role="evidence"
    ).save()
    three_now = body(reviewer.get(address(actor)))["aliases"][2]

    answer = patch(
        reviewer,
        actor,
        aliases=[
            three_now,
            {"text": "Zero"},
            {"position": 1, "text": "Uno"},
            {"text": "Two", "kind": two.kind, "voice": two.voice},
        ],
    )

    shown = [(each["position"], each["text"]) for each in body(answer)["aliases"]]
    assert shown == [(1, "Three"), (2, "Zero"), (3, "Uno"), (4, "Two")]
    rows = {alias.text: alias.pk for alias in actor.aliases.all()}
    assert (rows["Three"], rows["Uno"], rows["Two"]) == (three.pk, one.pk, two.pk)
    assert body(answer)["aliases"][0]["passages"] == three_now["passages"]


def test_words_that_stand_twice_want_to_be_told_apart(coder: APIClient, text: Any) -> None:
    quote = {"article": ref(text.article), "exact": "minister"}

    answer = coder.post(f"{ROOT}/actors/", {**MINISTRY, "passages": [quote]})

    assert faults(answer, 400) == {"/passages/0/exact": "ambiguous_quote"}
    (fault,) = answer.json()["errors"]
    assert [(each["ordinal"], each["start"], each["end"]) for each in fault["candidates"]] == [
        (1, 4, 12),
        (2, 34, 42),
    ]
    for how in ({"ordinal": 2}, {"prefix": "met the "}, {"suffix": "."}, {"start": 34, "end": 42}):
        made = make(coder, "actors", **MINISTRY, passages=[{**quote, **how}])
        assert made["passages"][0]["start"] == 34


@pytest.mark.parametrize(
    ("how", "pointer"),
    [
        ({"exact": "nowhere"}, "/passages/0/exact"),
        ({"exact": "minister", "prefix": "old "}, "/passages/0/exact"),
        ({"exact": "minister", "ordinal": 3}, "/passages/0/ordinal"),
        ({"exact": "minister", "start": 0, "end": 8}, "/passages/0/exact"),
        ({"exact": "minister", "start": 4}, "/passages/0/end"),
        ({"exact": "minister", "revision": 7}, "/passages/0/revision"),
    ],
)
def test_words_that_do_not_stand_there_are_refused(
    coder: APIClient, text: Any, how: dict[str, Any], pointer: str
) -> None:
    passage = {"article": ref(text.article), **how}

    answer = coder.post(f"{ROOT}/actors/", {**MINISTRY, "passages": [passage]})

    assert list(faults(answer, 422)) == [pointer]


def test_a_change_needs_the_version_that_was_read(reviewer: APIClient) -> None:
    actor = ActorFactory()
    stale = tag(actor)
    assert patch(reviewer, actor, name="Newer").status_code == 200

    assert reviewer.patch(address(actor), {"name": "x"}).status_code == 428
    answer = reviewer.patch(address(actor), {"name": "x"}, headers={"If-Match": stale})
    assert answer.status_code == 412
    assert answer["ETag"] == tag(actor)
    assert reviewer.delete(address(actor), headers={"If-Match": stale}).status_code == 412
    answer = reviewer.patch(address(actor), {"name": "Any"}, headers={"If-Match": "*"})
    assert body(answer)["name"] == "Any"


def test_coders_change_their_own_drafts_alone(coder: APIClient) -> None:
    mine = Actor.objects.get(uid=make(coder, "actors", **MINISTRY)["uid"])
    public = ActorFactory()

    assert patch(coder, mine, name="Better").status_code == 200
    assert patch(coder, public, name="Better").status_code == 403
    assert coder.delete(address(public), headers={"If-Match": tag(public)}).status_code == 403
    assert coder.delete(address(mine), headers={"If-Match": tag(mine)}).status_code == 204


def test_nobody_writes_without_a_token(api: APIClient, user_api: APIClient) -> None:
    assert api.post(f"{ROOT}/actors/", MINISTRY).status_code == 401
    assert user_api.post(f"{ROOT}/actors/", MINISTRY).status_code == 403


@pytest.mark.parametrize(
    ("status", "role", "expected"),
    [
        ("draft", "coder", 201),
        ("in_review", "coder", 201),
        ("published", "coder", 403),
        ("published", "reviewer", 201),
        ("retracted", "reviewer", 422),
    ],
)
def test_a_new_record_is_published_by_who_may(
    db: None, api: APIClient, status: str, role: str, expected: int
) -> None:
    client = client_of(UserFactory(role=role))

    answer = client.post(f"{ROOT}/actors/", {**MINISTRY, "review_status": status})

    assert answer.status_code == expected
    if expected == 201:
        made = body(answer, 201)
        assert made["review_status"] == status
        assert (api.get(made["url"]).status_code == 200) == (status == "published")


def test_no_body_changes_where_a_record_stands(reviewer: APIClient) -> None:
    actor = ActorFactory()

    answer = patch(reviewer, actor, review_status="draft", origin="machine", uid=Actor().uid)

    assert faults(answer, 422) == {
        "/review_status": "read_only",
        "/origin": "read_only",
        "/uid": "read_only",
    }


def test_what_others_rest_on_is_not_deleted(reviewer: APIClient) -> None:
    part = IncidentParticipantFactory()
    actor = part.actor

    answer = reviewer.delete(address(actor), headers={"If-Match": tag(actor)})

    assert answer.status_code == 409
    assert part.incident.uid in answer.json()["detail"]


def test_a_deleted_record_is_gone_if_it_was_ever_public(
    reviewer: APIClient, api: APIClient
) -> None:
    public, draft = ActorFactory(), ActorFactory(review_status="draft")
    for actor in (public, draft):
        answer = reviewer.delete(address(actor), headers={"If-Match": tag(actor)})
        assert (answer.status_code, answer.content) == (204, b"")

    assert api.get(address(public)).status_code == 410
    assert api.get(address(draft)).status_code == 404
    assert reviewer.patch(address(public), {}, headers={"If-Match": "*"}).status_code == 410


def test_a_merged_record_leads_to_its_survivor(reviewer: APIClient) -> None:
    survivor = ActorFactory()
    merged = ActorFactory(merged_into=survivor)

    answer = reviewer.patch(address(merged), {"name": "x"}, headers={"If-Match": "*"})

    assert answer.status_code == 301
    assert answer["Location"].endswith(address(survivor))


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"[" * 5000 + b"]" * 5000, "application/json", 400),
        (b'{"name": "\xff"}', "application/json", 400),
        (b'{"name": "\\ud800"}', "application/json", 400),
        (b'{"name": "a\\u0000b"}', "application/json", 422),
        (b'{"name": NaN}', "application/json", 400),
        (b"[]", "application/json", 400),
        (b"name=x", "application/x-www-form-urlencoded", 415),
        (b" " * (settings.MAX_BODY_BYTES + 1), "application/json", 413),
    ],
)
def test_what_cannot_be_read_is_a_clear_problem(
    coder: APIClient, content: bytes, media_type: str, status: int
) -> None:
    answer = coder.generic("POST", f"{ROOT}/actors/", content, content_type=media_type)

    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"


def test_an_unnamed_actor_lives_in_one_article(coder: APIClient) -> None:
    article = ArticleFactory(review_status="draft")

    made = make(
        coder,
        "actors",
        name="an official",
        identity="unnamed",
        scope="article",
        article=ref(article),
    )

    assert made["article"]["uid"] == article.uid
