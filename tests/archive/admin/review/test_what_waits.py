"""What the queue offers, in which order, and how a record is shown."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone

from archive.services.publishing import submit
from tests.archive.admin.review.pages import QUEUE, in_hand, look, made, page, said, send, status
from tests.factories import (
    ActorFactory,
    AliasFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    SourceFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


def test_all_six_kinds_wait_the_oldest_first(client):
    revision = RevisionFactory()
    oldest_first = [
        made(factory=SourceFactory, days=6),
        made(factory=StatementFactory, days=5, revision=revision),
        made(factory=ArticleFactory, days=4),
        made(factory=PlaceFactory, days=3),
        made(factory=ActorFactory, days=2),
        made(days=1),
    ]

    assert in_hand(client.get(QUEUE, follow=True)) == oldest_first[0].uid
    for record, following in pairwise(oldest_first):
        assert in_hand(client.get(QUEUE, {"after": record.uid}, follow=True)) == following.uid
    back = client.get(QUEUE, {"before": oldest_first[-1].uid}, follow=True)
    assert in_hand(back) == oldest_first[-2].uid


def test_records_of_one_moment_keep_their_order(client):
    then = timezone.now() - timedelta(days=1)
    records = [made(factory=ActorFactory), made(), made(), made(factory=ArticleFactory)]
    for record in records:
        type(record)._base_manager.filter(pk=record.pk).update(created_at=then)

    seen = [in_hand(client.get(QUEUE, follow=True))]
    while len(seen) < 4:
        seen.append(in_hand(client.get(QUEUE, {"after": seen[-1]}, follow=True)))

    article, first, second, actor = records[3], records[1], records[2], records[0]
    assert seen == [article.uid, first.uid, second.uid, actor.uid]
    for earlier, later in pairwise(seen):
        assert in_hand(client.get(QUEUE, {"before": later}, follow=True)) == earlier


def test_what_does_not_wait_is_not_offered(client):
    survivor = IncidentFactory()
    IncidentFactory(review_status="retracted", retraction_reason="Wrong place.")
    made(review_status="draft")
    made(review_status="draft", origin="external")
    made(merged_into=survivor)
    draft = made(review_status="draft", origin="machine", by="drafter")

    response = client.get(QUEUE, follow=True)

    assert in_hand(response) == draft.uid
    assert response.context["waiting_words"] == "1"


def test_a_returned_draft_of_a_machine_waits_for_a_coder(client, reviewer):
    draft = made(origin="machine")
    send(client, draft, "return", reason="Which camp?")

    assert (status(draft), in_hand(client.get(QUEUE, follow=True))) == ("draft", None)
    submit(draft, by="carl")
    assert in_hand(client.get(QUEUE, follow=True)) == draft.uid


def test_filters_narrow_the_queue(client):
    source = SourceFactory()
    revision = RevisionFactory(article=ArticleFactory(source=source))
    old = made(days=40)
    machine = made(review_status="draft", origin="machine", by="drafter", days=3)
    told = made(by="dora", days=2)
    PassageFactory(incident=told, revision=revision)
    actor = made(factory=ActorFactory, days=1)
    alias = AliasFactory(actor=actor)
    PassageFactory(alias=alias, revision=revision, exact="Market Street")
    statement = made(factory=StatementFactory, revision=revision)

    def found(**asked) -> list[str]:
        asked = {name: str(value) for name, value in asked.items()}
        seen, response = [], client.get(QUEUE, asked, follow=True)
        while in_hand(response) and in_hand(response) not in seen:
            seen.append(in_hand(response))
            response = client.get(QUEUE, asked | {"after": seen[-1]}, follow=True)
        return [uid for uid in seen if uid]

    assert found() == [old.uid, machine.uid, told.uid, actor.uid, statement.uid]
    assert found(kind="actor") == [actor.uid]
    assert found(state="draft") == [machine.uid]
    assert found(state="in_review") == [old.uid, told.uid, actor.uid, statement.uid]
    assert found(origin="machine") == [machine.uid]
    assert found(made_by="dora") == [told.uid]
    assert found(age="30") == [old.uid]
    assert found(article=revision.article.pk) == [told.uid, actor.uid, statement.uid]
    assert found(source=source.pk) == [told.uid, actor.uid, statement.uid]
    assert found(kind="incident", source=source.pk) == [told.uid]
    assert found(kind="place") == []


def test_a_filter_that_is_none_is_said(client):
    made()

    response = client.get(QUEUE, {"kind": "planet", "age": "x"}, follow=True)

    assert in_hand(response) is not None
    assert [message.partition(":")[0] for message in said(response)] == ["Kind", "Waits since"]


def test_a_record_is_shown_with_all_it_takes_to_judge_it(client):
    revision = RevisionFactory()
    incident = made(title="Shelling of Market Street", summary=None)
    draft = ActorFactory(name="Northern Front", review_status="draft")
    participant = IncidentParticipantFactory(incident=incident, actor=draft)
    PassageFactory(incident=incident, revision=revision)
    PassageFactory(participant=participant, revision=revision, exact="Market Street")

    response = client.get(page(incident))
    content = response.content.decode()
    shown = response.context["shown"]

    assert shown["sections"][0].known[0] == ("Title", "Shelling of Market Street")
    assert "summary" in shown["sections"][0].unknown
    (text,) = shown["texts"]
    marks = re.sub(r"<span[^>]*></span>", "", "".join(each.html for each in text.excerpts))
    plain = re.sub(r"<[^>]+>", "", marks)
    assert "the shelling of Market Street" in plain
    assert plain.strip() in revision.body.replace("\r", "")
    (parts,) = shown["lists"]
    assert parts.title == "Who took part"
    assert [passage.exact for passage in parts.rows[0].passages] == ["Market Street"]
    assert f'<a href="{reverse("admin:archive_actor_change", args=[draft.pk])}">' in content
    (doubt,) = shown["doubts"]
    assert "what names it stays hidden until it is: <a" in doubt
    assert [version["entry"].op for version in shown["versions"]][-1] == "create"


def test_what_stands_in_the_way_is_said_before(client):
    article = ArticleFactory(review_status="draft")
    statement = made(factory=StatementFactory, revision=RevisionFactory(article=article))

    context = look(client, statement)

    assert context["may_publish"] is False
    assert context["shown"]["obstacles"] == [
        f"It cannot be read without {article.uid} (“{article.title}”), which is draft: publish "
        "that first."
    ]


def test_a_text_with_markup_and_emoji_is_escaped_and_marked_whole(client):
    body = "Tom & <b>Jerry</b> said 🚀 “the shelling of Market Street” went on.\r\nMore."
    incident = made()
    PassageFactory(incident=incident, revision=RevisionFactory(body=body))

    (text,) = look(client, incident)["shown"]["texts"]

    html = text.excerpts[0].html
    assert "Tom &amp; &lt;b&gt;Jerry" in html
    assert re.search(
        r"🚀 “<span[^>]*></span><mark[^>]*>the shelling of Market Street</mark>”", html
    )
    assert "&#13;\nMore." in html
