"""The review queue: what it offers to whom, what is done there, and that two do not collide."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from archive.admin.review.claims import hold
from archive.admin.review.queue import Queue
from archive.budget import OutOfTimeError
from archive.models import Change, Incident, ReviewClaim, ReviewStep
from archive.models.base import waiting
from archive.recording import recording
from archive.services.publishing import publish, return_to_draft, submit
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    SourceFactory,
    StatementFactory,
    StatementParticipantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
QUEUE = reverse("admin:review")


def patiently(do: Callable[[], object]) -> object:
    """Do something again while SQLite's tables in memory, unlike a file, refuse to wait."""
    while True:
        try:
            return do()
        except OperationalError as error:
            if "locked" not in str(error) or connection.vendor != "sqlite":
                raise
            time.sleep(0.01)


def user_of(role: str, **fields) -> User:
    user: User = UserFactory(role=role, **fields)
    return user


def login(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def reviewer() -> User:
    return user_of("reviewer", username="rita")


@pytest.fixture
def client(reviewer) -> Client:
    return login(reviewer)


def made(by: str = "carl", factory=IncidentFactory, *, days: int = 0, **fields):
    """A record in review, made by somebody, some days ago."""
    with recording(by=by):
        record = factory(**({"review_status": "in_review"} | fields))
    if days:
        then = timezone.now() - timedelta(days=days)
        type(record)._base_manager.filter(pk=record.pk).update(created_at=then)
        record.refresh_from_db()
    return record


def page(record) -> str:
    return reverse("admin:review_record", args=[record.uid])


def look(client, record) -> dict:
    """Look at a record; return what the page was made of."""
    response = client.get(page(record))
    assert response.status_code == 200
    context: dict = response.context
    return context


def send(client, record, what: str, **fields):
    """Send what a form of the page would, for the version as it is; return the next page."""
    fields.setdefault("version", type(record).objects.get(pk=record.pk).version)
    path = reverse("admin:review_act", args=[record.uid, what])
    return client.post(path, fields, follow=True)


def said(response) -> list[str]:
    refused = response.context.get("refused")
    return [refused] if refused else [str(message) for message in response.context["messages"]]


def in_hand(response) -> str | None:
    shown = response.context.get("shown")
    return shown["record"].uid if shown else None


def status(record) -> str:
    record.refresh_from_db()
    state: str = record.review_status
    return state


# --- What waits, in which order


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


# --- How a record is shown


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


# --- What is done


def test_publishing_goes_on_to_the_next(client):
    first, second = made(days=2), made(days=1)

    response = send(client, first, "publish")

    assert (status(first), in_hand(response)) == ("published", second.uid)
    assert said(response) == [f"Published: {first.title}"]
    entry = Change.objects.filter(uid=first.uid).order_by("-seq").first()
    assert (entry.op, entry.by) == ("publish", "rita")
    assert send(client, second, "publish").context["waiting_words"] == "0"


def test_returning_takes_a_reason_and_the_author_reads_it(client):
    incident = made(by="carl", title="Shelling")

    refused = send(client, incident, "return", reason="  ")
    response = send(client, incident, "return", reason="Which street?")

    assert said(refused) == ["Say why: the log keeps it."]
    assert said(response) == ["Returned: Shelling"]
    assert status(incident) == "draft"
    entry = Change.objects.filter(uid=incident.uid).order_by("-seq").first()
    assert (entry.by, entry.reason) == ("rita", "Which street?")
    submit(incident, by="carl")
    assert look(client, incident)["shown"]["remark"].reason == "Which street?"


def test_a_machines_draft_is_rejected_and_comes_back_by_undo(client):
    draft = made(review_status="draft", origin="machine", by="drafter", title="Shelling")
    participant = IncidentParticipantFactory(incident=draft)
    PassageFactory(participant=participant, exact="Market Street")

    send(client, draft, "reject", reason="Nothing happened.")

    assert Incident.objects.filter(uid=draft.uid).count() == 0
    assert Change.objects.get(uid=draft.uid, op="delete").reason == "Nothing happened."
    step = ReviewStep.objects.get()
    response = send_undo(client, step)
    assert said(response) == ["Undone: Shelling waits again, as before."]
    back = Incident.objects.get(uid=draft.uid)
    assert [part.passages.count() for part in back.participants.all()] == [1]


def send_undo(client, step):
    path = reverse("admin:review_act", args=[step.uid, "undo"])
    return client.post(path, {"step": step.pk}, follow=True)


@pytest.mark.parametrize("what", ["publish", "return"])
def test_undo_puts_a_record_back_in_review_and_the_log_tells_both(client, what):
    incident = made()
    send(client, incident, what, reason="Which street?")
    assert status(incident) != "in_review"

    response = send_undo(client, ReviewStep.objects.get())

    assert (status(incident), in_hand(response)) == ("in_review", incident.uid)
    entry = Change.objects.filter(uid=incident.uid).order_by("-seq").first()
    assert (entry.by, entry.fields) == ("rita", ["review_status"])
    assert entry.reason == f"Undone at the review queue: {what}ed"
    again = send_undo(client, ReviewStep.objects.get())
    assert said(again) == ["There is nothing to undo."]


def test_mirrors_are_told_that_what_was_published_is_withdrawn(client):
    incident = made()
    send(client, incident, "publish")
    send_undo(client, ReviewStep.objects.get())

    feed = APIClient().get("/api/v1/changes/", {"type": "incident"}).json()["results"]

    assert [(each["op"], each["is_public"]) for each in feed] == [
        ("publish", True),
        ("update", False),
    ]
    assert APIClient().get(f"/api/v1/incidents/{incident.uid}/").status_code == 404


def test_undo_is_refused_where_somebody_changed_the_record_since(client):
    incident = made()
    send(client, incident, "publish")
    with recording(by="ed"):
        changed = Incident.objects.get(pk=incident.pk)
        changed.title = "Shelling of Mill Lane"
        changed.save()

    response = send_undo(client, ReviewStep.objects.get())

    assert said(response)[0] == "It was not undone: ed has changed the record since."
    assert status(incident) == "published"


def test_undo_takes_nothing_that_others_rest_on(client):
    article = made(factory=ArticleFactory)
    statement = made(factory=StatementFactory, revision=RevisionFactory(article=article))
    send(client, article, "publish")
    publish(statement, by="ed")

    response = send_undo(client, ReviewStep.objects.get())

    assert said(response)[0].startswith(f"It was not undone: {statement.uid}")
    assert status(article) == "published"


def test_nobody_undoes_what_another_did(client):
    incident = made()
    send(client, incident, "publish")
    other = login(user_of("reviewer"))

    response = send_undo(other, ReviewStep.objects.get())

    assert said(response)[0] == "There is nothing to undo."
    assert status(incident) == "published"


# --- Claims


def test_who_looks_at_a_record_holds_it_and_others_are_offered_the_next(client, reviewer):
    first, second = made(days=2), made(days=1)
    other = user_of("reviewer", username="olga")

    assert in_hand(client.get(QUEUE, follow=True)) == first.uid
    response = login(other).get(QUEUE, follow=True)

    assert in_hand(response) == second.uid
    assert [row.holder for row in response.context["rows"]] == ["rita", None]
    held = {claim.uid: claim.user for claim in ReviewClaim.objects.all()}
    assert held == {first.uid: reviewer, second.uid: other}


def test_a_record_that_another_holds_is_read_and_taken_over_by_saying_so(client, reviewer):
    incident = made()
    look(client, incident)
    other = login(user_of("reviewer", username="olga"))

    context = look(other, incident)
    refused = send(other, incident, "publish")

    assert context["holder"].user == reviewer
    assert (context["may_publish"], context["may_refuse"]) == (False, False)
    assert said(refused)[0].startswith("rita holds this record until ")
    assert status(incident) == "in_review"
    taken = send(other, incident, "take-over")
    assert said(taken) == ["You hold it now; rita does no longer."]
    late = send(client, incident, "publish")
    assert said(late)[0].startswith("olga holds this record until ")
    assert said(send(other, incident, "publish")) == [f"Published: {incident.title}"]


def test_a_claim_is_let_go_by_acting_by_moving_on_and_in_time(client, reviewer):
    first, second = made(days=2), made(days=1)
    look(client, first)
    look(client, second)
    assert [*ReviewClaim.objects.values_list("uid", flat=True)] == [second.uid]

    send(client, second, "return", reason="Which street?")
    assert [*ReviewClaim.objects.values_list("uid", flat=True)] == [first.uid]

    ReviewClaim.objects.update(until=timezone.now() - timedelta(seconds=1))
    other = user_of("reviewer")
    assert hold(first.uid, other).user == other


def test_leaving_the_page_lets_go_of_the_claim_that_it_had_and_no_later_one(client):
    incident = made()
    look(client, incident)
    stale = ReviewClaim.objects.get().until
    look(client, incident)
    path = reverse("admin:review_act", args=[incident.uid, "release"])

    client.post(path, {"until": stale.isoformat()})
    assert ReviewClaim.objects.count() == 1
    client.post(path, {"until": ReviewClaim.objects.get().until.isoformat()})
    assert ReviewClaim.objects.count() == 0
    assert client.post(path, {"until": "then"}).status_code == 204


def test_a_claim_is_renewed_unless_it_was_taken_over(client):
    incident = made()
    look(client, incident)
    ReviewClaim.objects.update(until=timezone.now() + timedelta(seconds=30))
    path = reverse("admin:review_act", args=[incident.uid, "renew"])

    until = client.post(path).json()["until"]
    assert ReviewClaim.objects.get().until.isoformat() == until
    assert ReviewClaim.objects.get().until > timezone.now() + timedelta(minutes=5)
    hold_by = login(user_of("reviewer", username="olga"))
    send(hold_by, incident, "take-over")
    assert client.post(path).json()["lost"].startswith("olga has taken it over, until ")


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_once_one_gets_the_record():
    incident = made()
    users = [user_of("reviewer") for _ in range(4)]
    together, got = Barrier(len(users)), {}

    def ask(user: User) -> None:
        try:
            together.wait()
            got[user.pk] = patiently(lambda: hold(incident.uid, user).user_id)
        finally:
            connections.close_all()

    threads = [Thread(target=ask, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(got) == len(users)
    assert set(got.values()) == {ReviewClaim.objects.get().user_id}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_does():
    incident = made()
    people = [login(user_of("reviewer")) for _ in range(2)]
    version = Incident.objects.get().version
    together, answers = Barrier(2), []

    def publish_it(person: Client) -> None:
        try:
            together.wait()
            answer = patiently(lambda: send(person, incident, "publish", version=version))
            answers.append(said(answer))
        finally:
            connections.close_all()

    threads = [Thread(target=publish_it, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Change.objects.filter(uid=incident.uid, op="publish").count() == 1
    assert ReviewStep.objects.count() == 1
    assert len(answers) == 2


# --- What was changed since


def test_what_was_changed_since_is_refused_and_the_reason_kept(client):
    incident = made(title="Shelling")
    version = look(client, incident)["shown"]["record"].version
    with recording(by="ed"):
        changed = Incident.objects.get(pk=incident.pk)
        changed.title = "Shelling of Mill Lane"
        changed.save()

    for what in ("publish", "return"):
        response = send(client, incident, what, version=version, reason="Which street?")
        assert said(response) == [
            "The record was changed since it was shown to you (ed: title). Nothing was done; this "
            "is how it is now."
        ]
        assert response.context["reason"] == "Which street?"
        assert response.context["shown"]["record"].title == "Shelling of Mill Lane"
    assert status(incident) == "in_review"


def test_what_no_longer_waits_is_said(client):
    incident = made(title="Shelling")
    look(client, incident)
    return_to_draft(incident, by="ed", reason="Which street?")

    response = client.get(page(incident), follow=True)

    assert said(response) == ["“Shelling” no longer waits: it is draft."]


# --- Rights


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


# --- Editing and back


def test_the_form_leads_back_to_the_queue_and_nowhere_else(client):
    incident = made()
    look(client, incident)
    edit = reverse("admin:review_act", args=[incident.uid, "edit"])

    form = client.get(edit, {"kind": "incident"})

    change = reverse("admin:archive_incident_change", args=[incident.pk])
    assert form.url == f"{change}?review=kind%3Dincident"
    assert ReviewClaim.objects.get().until > timezone.now() + timedelta(minutes=20)
    from tests.archive.admin.page import fields_of  # noqa: PLC0415

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


# --- Progress and size


def test_progress_counts_what_was_done_and_what_remains(client, reviewer):
    records = [made(days=days) for days in (3, 2, 1)]
    send(client, records[0], "publish")
    response = send(client, records[1], "return", reason="Which street?")

    progress = response.context["progress"]
    assert (progress["today"], progress["remain"], progress["total"]) == (2, "1", 3)
    response = send_undo(client, ReviewStep.objects.order_by("-pk").first())
    assert response.context["progress"]["today"] == 1


def test_counting_stops_at_a_bound(client, monkeypatch):
    monkeypatch.setattr("archive.admin.review.queue.BOUND", 2)
    for _ in range(4):
        made()

    with CaptureQueriesContext(connection) as captured:
        response = client.get(QUEUE, follow=True)

    assert response.context["progress"]["is_more"] is True
    counted = [query["sql"] for query in captured if "COUNT(" in query["sql"]]
    assert [sql for sql in counted if "LIMIT 3" not in sql] == []


def fill(revision) -> list:
    """One of each kind that waits, with one of everything."""
    incident = made()
    participant = IncidentParticipantFactory(incident=incident, alleged=True)
    IncidentPlaceFactory(incident=incident)
    MeasureFactory(incident=incident)
    PassageFactory(incident=incident, revision=revision)
    PassageFactory(participant=participant, revision=revision, exact="Market Street")
    actor = made(factory=ActorFactory)
    AliasFactory(actor=actor)
    AffiliationFactory(actor=actor)
    statement = made(factory=StatementFactory, revision=revision)
    StatementParticipantFactory(statement=statement)
    others = [made(factory=each) for each in (ArticleFactory, PlaceFactory, SourceFactory)]
    return [incident, actor, statement, *others]


def queries(client, record) -> int:
    client.get(page(record))
    with CaptureQueriesContext(connection) as captured:
        look(client, record)
    return len(captured)


def test_page_where_30_of_each_kind_wait_costs_what_one_of_3_does(client):
    revision = RevisionFactory()
    # What stands around a record in the queue is shown as well.
    _, among, _ = [fill(revision) for _ in range(3)]
    few = [queries(client, record) for record in among]
    for _ in range(27):
        fill(revision)

    assert [queries(client, record) for record in among] == few


def test_page_of_a_record_with_10_of_each_part_costs_what_one_with_1_does(client):
    revision = RevisionFactory()
    incident = fill(revision)[0]
    one = queries(client, incident)
    for _ in range(9):
        with recording(by="carl"):
            part = IncidentParticipantFactory(incident=incident, alleged=True)
        IncidentPlaceFactory(incident=incident)
        MeasureFactory(incident=incident)
        PassageFactory(participant=part, revision=revision, exact="Market Street")

    assert queries(client, incident) <= one + 30  # what changed since is told in words


@pytest.mark.parametrize("order", [("created_at", "id"), ("-created_at", "-id")])
def test_what_waits_is_walked_in_the_order_of_its_index(order):
    """However many drafts of people and data sets, and however much is published."""
    rows = Incident.objects.filter(waiting()).order_by(*order)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    plan = rows[:10].explain()

    assert "incident_waiting" in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan
