"""Writing statements: in a text, by whom, about what, and where their words stand."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from archive.models import Revision
from tests.api.answers import ROOT, body
from tests.api.writing import address, faults, make, patch, ref, tag
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    RevisionFactory,
    StatementFactory,
)


@pytest.fixture
def text() -> Revision:
    made: Revision = RevisionFactory(body="“We did nothing,” he said. He left.")
    return made


def said(text: Revision, **members: Any) -> dict[str, Any]:
    """Return the body of a statement in a text."""
    return {
        "article": ref(text.article),
        "text": "We did nothing",
        "form": "direct",
        "speech_acts": ["deny"],
        "verbatim": True,
        **members,
    }


def test_a_statement_is_made_with_who_and_what(coder: APIClient, text: Revision) -> None:
    speaker, incident, other = ActorFactory(), IncidentFactory(), StatementFactory()

    made = make(
        coder,
        "statements",
        **said(
            text,
            participants=[{"actor": ref(speaker), "role": "speaker"}],
            about=[ref(incident)],
            occasion=ref(incident),
            relayed_by=None,
            links=[{"statement": ref(other), "kind": "responds_to"}],
            passages=[{"exact": "We did nothing", "quoted": True}],
        ),
    )

    assert (made["article"]["uid"], made["revision"]) == (text.article.uid, 1)
    assert made["participants"][0]["actor"]["uid"] == speaker.uid
    assert [each["uid"] for each in made["about"]] == [incident.uid]
    (passage,) = made["passages"]
    assert (passage["article"]["uid"], passage["start"], passage["end"]) == (
        text.article.uid,
        1,
        15,
    )


def test_it_stands_in_the_text_that_is_named(coder: APIClient, text: Revision) -> None:
    RevisionFactory(article=text.article, body="“We did much,” he said.")

    assert make(coder, "statements", **said(text))["revision"] == 2
    assert make(coder, "statements", **said(text, revision=1))["revision"] == 1
    answer = coder.post(f"{ROOT}/statements/", said(text, revision=3))
    assert faults(answer, 422) == {"/revision": "no_text"}


def test_it_moves_to_another_text_with_its_passages(reviewer: APIClient, text: Revision) -> None:
    made = make(reviewer, "statements", **said(text, passages=[{"exact": "We did nothing"}]))
    RevisionFactory(article=text.article, body="He said: “We did nothing”.")

    answer = reviewer.patch(
        made["url"],
        {"revision": 2, "passages": [{"exact": "We did nothing"}]},
        headers={"If-Match": made["etag"]},
    )

    after = body(answer)
    assert (after["revision"], after["passages"][0]["start"]) == (2, 10)


def test_an_article_without_a_text_has_no_statements(coder: APIClient) -> None:
    article = ArticleFactory()
    article.revisions.all().delete()

    answer = coder.post(
        f"{ROOT}/statements/",
        {"article": ref(article), "text": "x", "form": "direct"},
    )

    assert faults(answer, 422) == {"/article": "no_text"}


def test_rules_are_told_by_member(coder: APIClient, text: Revision) -> None:
    answer = coder.post(f"{ROOT}/statements/", said(text, form="relayed"))

    assert faults(answer, 422) == {"/verbatim": "invalid"}


def test_what_it_is_about_is_replaced(reviewer: APIClient) -> None:
    statement, one, two = StatementFactory(), IncidentFactory(), IncidentFactory()
    statement.about.set([one])

    after = body(patch(reviewer, statement, about=[ref(two)]))

    assert [each["uid"] for each in after["about"]] == [two.uid]


def test_one_actor_takes_one_part_once(coder: APIClient, text: Revision) -> None:
    part = {"actor": ref(ActorFactory()), "role": "speaker"}

    answer = coder.post(f"{ROOT}/statements/", said(text, participants=[part, part]))

    assert set(faults(answer, 422)) == {"/participants/1"}


def test_a_statement_that_carries_a_claim_stays(reviewer: APIClient) -> None:
    statement = StatementFactory()
    part = IncidentParticipantFactory(status="alleged", asserted_by=[statement])

    answer = reviewer.delete(address(statement), headers={"If-Match": tag(statement)})

    assert answer.status_code == 409
    assert part.incident.uid in answer.json()["detail"]
