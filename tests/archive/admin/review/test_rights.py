"""Who works the queue, and the way to a form and back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from archive.admin.review.queue import Queue
from archive.budget import OutOfTimeError
from archive.models import ReviewClaim
from tests.archive.admin.page import fields_of
from tests.archive.admin.review.pages import (
    QUEUE,
    in_hand,
    login,
    look,
    made,
    page,
    said,
    send,
    status,
    user_of,
)
from tests.factories import ArticleFactory, PassageFactory, RevisionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_reviewers_and_admins_work_the_queue(role):
    incident = made()

    response = send(login(user_of(role)), incident, "publish")

    assert (said(response), status(incident)) == ([f"Published: {incident.title}"], "published")


def test_a_coder_reads_what_waits_of_their_own_and_corrects_it():
    coder = user_of("coder", username="carl")
    mine, theirs = made(by="carl", days=1), made(by="dora", days=2)
    client = login(coder)

    response = client.get(QUEUE, follow=True)
    content = response.content.decode()

    assert in_hand(response) == mine.uid
    assert [row.uid for row in response.context["rows"]] == [mine.uid]
    assert re.findall(r'aria-keyshortcuts="(.)"', content) == ["k", "j", "e", "?"]
    assert ReviewClaim.objects.count() == 0
    for what in ("publish", "return", "reject", "undo", "take-over", "renew", "release"):
        assert send(client, theirs, what, reason="No.").status_code == 403
    assert [status(record) for record in (mine, theirs)] == ["in_review", "in_review"]


def test_a_person_without_a_role_is_told_so():
    client = login(UserFactory(staff=True))

    for path in (QUEUE, page(made())):
        response = client.get(path)
        assert response.status_code == 403
        assert "Your account may not do this" in response.content.decode()


def test_a_second_person_publishes_where_the_archive_asks_for_one(settings, client, reviewer):
    settings.ARCHIVE_SECOND_PERSON = True
    mine, theirs = made(by="rita", days=2), made(by="carl", days=1)

    assert in_hand(client.get(QUEUE, follow=True)) == theirs.uid
    context = look(client, mine)
    assert context["may_publish"] is False
    assert context["shown"]["obstacles"] == [
        "You may not publish this yourself: you made it, or changed it last; somebody else has to."
    ]
    assert [row.is_own for row in context["rows"]] == [True, False]
    refused = send(client, mine, "publish")
    assert said(refused) == context["shown"]["obstacles"]
    assert status(mine) == "in_review"
    assert said(send(client, theirs, "publish")) == [f"Published: {theirs.title}"]


def test_the_form_leads_back_to_the_queue_and_nowhere_else(client):
    incident = made()
    look(client, incident)
    edit = reverse("admin:review_act", args=[incident.uid, "edit"])

    form = client.get(edit, {"kind": "incident"})

    change = reverse("admin:archive_incident_change", args=[incident.pk])
    assert form.url == f"{change}?review=kind%3Dincident"
    assert ReviewClaim.objects.get().until > timezone.now() + timedelta(minutes=20)
    fields = fields_of(client.get(form.url)) | {"title": "Shelling of Mill Lane"}
    saved = client.post(form.url, fields)
    assert saved.url == f"{page(incident)}?kind=incident"
    fields = fields_of(client.get(form.url))
    elsewhere = client.post(f"{change}?review=//evil.example/", fields)
    assert elsewhere.url == f"{page(incident)}?//evil.example/"


def test_the_reading_desk_leads_back_to_the_record_that_was_in_hand(client):
    incident = made()
    passage = PassageFactory(incident=incident)
    content = client.get(page(incident), {"kind": "incident"}).content.decode()
    (link,) = re.findall(r'href="([^"]*/desk/[^"]*)"', content)
    desk = link.replace("&amp;", "&")

    at_the_desk = client.get(desk)

    assert at_the_desk.context["article"] == passage.revision.article
    assert at_the_desk.context["way_back"] == f"{page(incident)}?kind=incident"
    astray = client.get(desk.replace(incident.uid, "../../logout/"))
    assert astray.context["way_back"] is None


def test_too_much_to_look_through_is_said(client, monkeypatch):
    incident = made()

    def late(*_: object, **__: object) -> None:
        raise OutOfTimeError

    monkeypatch.setattr(Queue, "after", late)

    assert "more behind these filters than a page" in client.get(QUEUE).content.decode()
    assert "more behind these filters than a page" in client.get(page(incident)).content.decode()
    done = send(client, incident, "publish")
    assert (status(incident), done.status_code) == ("published", 200)


def test_an_article_is_edited_at_the_reading_desk(client):
    article = made(factory=ArticleFactory)
    edit = reverse("admin:review_act", args=[article.uid, "edit"])
    assert client.get(edit).url.startswith(f"/admin/archive/article/{article.pk}/change/")
    RevisionFactory(article=article)

    desk = client.get(edit).url

    assert desk == f"/admin/archive/article/{article.pk}/desk/?review="
    assert f'href="{page(article)}"' in client.get(desk).content.decode()
