"""The merge desk: likely pairs, side by side, tried out, merged, taken back, and by whom."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.merging import pair as pair_page
from archive.admin.merging import relations
from archive.duplicates import likely_pairs, pairs, tell_apart
from archive.health import CHECKS, look
from archive.models import Actor, Change, DistinctPair
from archive.services.merging import merge
from tests.archive.admin.page import fields_of
from tests.archive.test_duplicates import on_a_day
from tests.archive.test_merging import state
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ExternalIdFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    StatementFactory,
    StatementParticipantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DESK = "/admin/merge/"


@pytest.fixture
def reviewer(client):
    client.force_login(UserFactory(username="rita", role="reviewer"))
    return client


@pytest.fixture
def coder(client):
    client.force_login(UserFactory(username="carl", role="coder"))
    return client


def two(**fields):
    """Return two actors of one name, the older first."""
    return ActorFactory.create_batch(2, **{"name": "Hezbollah", "kind": "party", **fields})


def address(goes, stays) -> str:
    return f"/admin/merge/{goes._meta.model_name}/{goes.uid}/{stays.uid}/"


def sent(client, goes, stays, act: str, **fields):
    """Open a pair, change some fields of its form, send it; a merge is tried out before."""
    path = address(goes, stays)
    given = {**fields_of(client.get(path)), **fields}
    if act == "merge":
        given |= fields_of(client.post(path, {**given, "act": "try"}))
    return client.post(path, {**given, "act": act})


def test_desk_lists_pairs_with_the_reason_and_the_way_to_compare_them(reviewer):
    older, newer = two()

    response = reviewer.get(DESK, {"kind": "actor"})

    (row,) = response.context["pairs"]
    assert row["clues"] == ["The same name: Hezbollah"]
    assert [each["record"] for each in row["records"]] == [newer, older]
    assert row["url"] == address(newer, older)
    assert f'href="{row["url"]}"' in response.content.decode()


def test_desk_is_asked_for_a_kind_and_a_reason(reviewer):
    two()
    places = PlaceFactory.create_batch(2, name="Basra", kind="city", country="IQ")
    for place in places:
        ExternalIdFactory(place=place, scheme="geonames", value="99532")

    def found(**asked):
        return [row["clues"] for row in reviewer.get(DESK, asked).context["pairs"]]

    assert found(kind="place") == [
        ["The same name: Basra", "The same external identifier: geonames:99532"]
    ]
    assert found(kind="place", reason="same_id") == [
        ["The same external identifier: geonames:99532"]
    ]
    assert found(kind="incident") == []
    assert reviewer.get(DESK, {"kind": "source"}).status_code == 404


def test_what_everybody_reads_stays_to_begin_with_and_else_the_older(reviewer):
    draft, published = two()
    draft.review_status = "draft"
    draft.save()

    (row,) = reviewer.get(DESK).context["pairs"]

    assert row["url"] == address(draft, published)


def test_desk_goes_on_where_a_stretch_ended(reviewer, monkeypatch):
    monkeypatch.setattr(pairs, "STRETCH", 2)
    older, newer = two()
    ActorFactory.create_batch(4)

    seen, url = [], DESK
    for _ in range(9):
        response = reviewer.get(url)
        seen += [row["url"] for row in response.context["pairs"]]
        url = response.context["then_url"]
        if url is None:
            break

    assert (url, seen) == (None, [seen[0]])
    assert seen[0].startswith(address(newer, older))


def test_pairs_that_are_too_many_for_a_page_are_on_the_next(reviewer):
    actors = ActorFactory.create_batch(8, name="Hezbollah", kind="party")

    first = reviewer.get(DESK).context
    then = reviewer.get(first["then_url"]).context

    assert (len(first["pairs"]), len(then["pairs"])) == (25, len(actors) * 7 // 2 - 25)
    assert then["then_url"] is None


@pytest.mark.parametrize("start", ["x", "1", "1-", "-1", "9" * 40 + "-1", "1-2-3"])
def test_a_place_in_the_list_that_is_none_is_its_beginning(reviewer, start):
    two()

    assert len(reviewer.get(DESK, {"from": start}).context["pairs"]) == 1


def test_pair_says_field_by_field_what_differs_in_words(reviewer):
    older, newer = two(country=None)
    newer.country, newer.sector, older.sector = "LB", "MIL", "GOV"
    newer.save()
    older.save()

    response = reviewer.get(address(newer, older))

    lines = {line.label: line for line in response.context["lines"]}
    assert {name: (line.words, line.choice) for name, line in lines.items()} == {
        "Name": ("The same", None),
        "Kind": ("The same", None),
        "Sector": ("They differ", "keep"),
        "Country": ("Only one says it", "take"),
    }
    assert (lines["Country"].goes, lines["Country"].stays) == ("Lebanon", "not known")
    assert response.context["clues"] == ["The same name: Hezbollah"]


def test_fields_that_belong_together_are_chosen_together(reviewer):
    basra = PlaceFactory(name="Basra", kind="city", country="IQ")
    older, newer = on_a_day(basra), on_a_day(basra, event_mode=None)

    response = reviewer.get(address(newer, older))

    lines = {line.label: line.fields for line in response.context["lines"]}
    assert lines["Type and mode"] == ("event_type", "event_mode")
    assert "date_earliest" in lines["When"]


def filled(record) -> None:
    """Hang one of everything on a record that can hang there."""
    revision = RevisionFactory()
    kind = record._meta.model_name
    ExternalIdFactory(**{kind: record})
    PassageFactory(revision=revision, exact="Market Street", **{kind: record})
    if kind == "actor":
        AliasFactory(actor=record)
        AliasFactory(used_by=record, voice="quoted")
        AffiliationFactory(actor=record)
        AffiliationFactory(organisation=record)
        IncidentParticipantFactory(actor=record)
        MeasureFactory(group_actor=record)
        StatementParticipantFactory(actor=record)
        StatementFactory(relayed_by=record, form="relayed")
    elif kind == "place":
        PlaceFactory(parent=record)
        IncidentPlaceFactory(place=record)
    else:
        IncidentParticipantFactory(incident=record, alleged=True)
        IncidentPlaceFactory(incident=record)
        MeasureFactory(incident=record)
        IncidentLinkFactory(from_incident=record)
        IncidentLinkFactory(to_incident=record)
        StatementFactory(about=[record])


FACTORIES = {"actor": ActorFactory, "place": PlaceFactory, "incident": IncidentFactory}
KINDS = pytest.mark.parametrize("kind", FACTORIES)


@KINDS
def test_pair_shows_all_that_hangs_on_both(reviewer, kind):
    goes, stays = FACTORIES[kind](), FACTORIES[kind]()
    filled(goes)

    response = reviewer.get(address(goes, stays))

    shown = response.context["hanging"]
    report = merge(goes, stays, by=None, dry_run=True)
    moved = sum(report.moved.values()) - report.moved["names"]
    assert sum(int(mine.number) for _title, mine, _theirs in shown) == moved
    assert {theirs.number for _title, _mine, theirs in shown} == {"0"}


def noun_of(row) -> str:
    """Return what the service calls what a row of the page tells of."""
    return row["noun"].lower().removesuffix(" kept as aliases")


@KINDS
def test_trying_out_says_what_happens_and_changes_nothing(reviewer, kind):
    goes, stays = FACTORIES[kind](), FACTORIES[kind]()
    filled(goes)
    before, last = state(), Change.objects.last().seq

    response = sent(reviewer, goes, stays, "try", reason="The same.")

    assert (response.status_code, state(), Change.objects.last().seq) == (200, before, last)
    told = {noun_of(row): (row["moved"], row["stays"]) for row in response.context["report"]}
    report = merge(goes, stays, by=None)
    nouns = {*report.moved, *report.stays}
    assert told == {noun: (report.moved[noun], report.stays[noun]) for noun in nouns}


@KINDS
def test_merge_does_what_was_tried_and_undo_restores_every_byte(reviewer, kind):
    goes, stays = FACTORIES[kind](), FACTORIES[kind]()
    filled(goes)
    filled(stays)
    before = state()
    tried = sent(reviewer, goes, stays, "try")

    response = reviewer.post(
        address(goes, stays), {**fields_of(tried), "act": "merge", "reason": "The same."}
    )

    done = f"{DESK}{kind}/{goes.uid}/done/"
    assert (response.status_code, response["Location"]) == (302, done)
    goes.refresh_from_db()
    assert goes.merged_into == stays
    entry = Change.objects.get(uid=goes.uid, op="merge")
    assert (entry.by, entry.reason) == ("rita", "The same.")
    page = reviewer.get(done).content.decode()
    assert "The same." in page
    assert f"/api/v1/{goes._meta.verbose_name_plural}/{goes.uid}/" in page

    response = reviewer.post(done, {"reason": "They are two."})

    assert response["Location"] == address(goes, stays)
    assert state() == before
    assert Change.objects.last().reason == "They are two."


@KINDS
def test_old_address_answers_301_as_long_as_the_merge_stands(reviewer, kind):
    goes, stays = FACTORIES[kind](), FACTORIES[kind]()
    plural = goes._meta.verbose_name_plural
    old = f"/api/v1/{plural}/{goes.uid}/"
    assert reviewer.get(old).status_code == 200

    sent(reviewer, goes, stays, "merge")

    answer = reviewer.get(old)
    assert answer.status_code == 301
    assert answer["Location"].endswith(f"/api/v1/{plural}/{stays.uid}/")
    reviewer.post(f"{DESK}{kind}/{goes.uid}/done/", {})
    assert reviewer.get(old).status_code == 200


def test_chosen_fields_are_taken_in_the_same_act(reviewer):
    older, newer = two(country=None)
    newer.name, newer.country, newer.sector = "Hizballah", "LB", "MIL"
    newer.save()

    sent(reviewer, newer, older, "merge", field_name="take", field_sector="keep")

    older.refresh_from_db()
    assert (older.name, older.country, older.sector) == ("Hizballah", "LB", None)
    entry = Change.objects.get(uid=older.uid, op="update", act=Change.objects.last().act)
    assert set(entry.fields) == {"name", "country", "aliases"}


def test_merge_is_of_what_was_tried_out_and_of_nothing_else(reviewer):
    older, newer = two()
    newer.sector = "MIL"
    newer.save()
    path = address(newer, older)
    before = state()
    tried = fields_of(sent(reviewer, newer, older, "try", field_sector="keep"))

    untried = reviewer.post(path, {**fields_of(reviewer.get(path)), "act": "merge"})
    otherwise = reviewer.post(path, {**tried, "field_sector": "take", "act": "merge"})

    assert (untried.status_code, otherwise.status_code, state()) == (200, 200, before)
    assert "You chose otherwise since it was tried out" in otherwise.content.decode()
    assert "You chose otherwise" not in untried.content.decode()
    assert otherwise.context["taken"] == ["Sector"]
    assert reviewer.post(path, {**fields_of(otherwise), "act": "merge"}).status_code == 302
    older.refresh_from_db()
    assert older.sector == "MIL"


def test_what_the_survivor_may_not_say_is_refused_in_words_and_the_choice_is_kept(reviewer):
    stays = PlaceFactory(name="Basra", kind="city", country="IQ", parent=None)
    goes = PlaceFactory(name="Basra", kind="city", country="IQ", parent=stays)
    line = reviewer.get(address(goes, stays)).context["lines"][-2]
    assert (line.code, line.choice) == ("parent", "keep")
    before = state()

    response = sent(reviewer, goes, stays, "merge", field_parent="take", reason="At length.")

    assert (response.status_code, state()) == (422, before)
    assert response.context["faults"] == ["parent: A place cannot lie within itself."]
    given = fields_of(response)
    assert (given["field_parent"], given["reason"]) == ("take", "At length.")


def test_a_choice_that_there_is_not_keeps_what_the_survivor_says(reviewer):
    older, newer = two()
    newer.sector = "MIL"
    newer.save()

    response = sent(reviewer, newer, older, "try", field_sector="typo")

    assert {line.code: line.choice for line in response.context["lines"]}["sector"] == "keep"


@pytest.mark.parametrize("act", ["try", "merge"])
@pytest.mark.parametrize("which", [0, 1])
def test_merge_over_what_was_changed_since_is_refused_and_nothing_is_lost(reviewer, act, which):
    older, newer = pair = two()
    path = address(newer, older)
    given = fields_of(sent(reviewer, newer, older, "try"))
    pair[which].sector = "MIL"
    pair[which].save()
    before = state()

    response = reviewer.post(path, {**given, "act": act, "reason": "Typed at length."})

    assert (response.status_code, state()) == (409, before)
    (fault,) = response.context["faults"]
    assert "was changed since you opened this page (somebody: sector)" in fault
    assert fields_of(response)["reason"] == "Typed at length."
    assert reviewer.post(path, {**fields_of(response), "act": "try"}).status_code == 200


def test_what_the_service_refuses_is_said_and_the_reason_is_kept(reviewer):
    older, newer = two()
    older.review_status = "draft"
    older.save()

    response = sent(reviewer, newer, older, "merge", reason="Typed at length.")

    assert response.status_code == 422
    assert "would find nothing" in response.context["faults"][0]
    assert fields_of(response)["reason"] == "Typed at length."
    newer.refresh_from_db()
    assert newer.merged_into is None


@pytest.mark.django_db(transaction=True)
def test_what_takes_too_long_is_taken_back_with_an_advice(reviewer, monkeypatch):
    if connection.vendor == "postgresql":
        pytest.skip("its limit is one of each query, and all of these are quick")
    older, newer = two()
    for _ in range(20):
        IncidentParticipantFactory(actor=newer)
    before = state()
    monkeypatch.setattr(pair_page, "SECONDS", 0.001)
    monkeypatch.setattr("archive.budget._SQLITE_STEPS", 1)

    response = sent(reviewer, newer, older, "try")

    assert (response.status_code, state()) == (422, before)
    assert "takes longer than a page may" in response.context["faults"][0]


def test_a_lot_on_the_side_that_goes_is_remarked(reviewer, monkeypatch):
    monkeypatch.setattr(relations, "BOUND", 2)
    older, newer = two()
    for _ in range(3):
        IncidentParticipantFactory(actor=newer)

    response = reviewer.get(address(newer, older))

    assert response.context["is_heavy"] is True
    assert reviewer.get(address(older, newer)).context["is_heavy"] is False
    (numbers,) = [
        (mine.number, theirs.number)
        for title, mine, theirs in response.context["hanging"]
        if title == "Takes part in"
    ]
    assert numbers == ("2+", "0")


def test_pair_that_is_two_is_not_suggested_again_until_that_is_taken_back(reviewer):
    older, newer = two()

    response = sent(reviewer, newer, older, "apart", reason="Party and bank.")

    assert response["Location"] == f"{DESK}?kind=actor"
    said = DistinctPair.objects.get()
    assert (said.by, said.reason) == ("rita", "Party and bank.")
    assert reviewer.get(DESK).context["pairs"] == []
    page = reviewer.get(f"{DESK}told-apart/", {"kind": "actor"})
    assert "Party and bank." in page.content.decode()
    assert "rita told them apart" in reviewer.get(address(newer, older)).content.decode()

    reviewer.post(f"{DESK}told-apart/?kind=actor", {"one": older.pk, "other": newer.pk})

    assert len(reviewer.get(DESK).context["pairs"]) == 1


@pytest.mark.parametrize("given", [{}, {"one": "1", "other": "1"}, {"one": "x", "other": "9" * 30}])
def test_taking_back_what_nobody_said_changes_nothing(reviewer, given):
    tell_apart(*two(), by="rita")

    response = reviewer.post(f"{DESK}told-apart/?kind=actor", given, follow=True)

    assert "Nobody has told these two apart." in response.content.decode()
    assert DistinctPair.objects.count() == 1


def test_other_record_is_chosen_by_typing_or_by_its_uid(reviewer):
    older, newer = two()
    unlike = ActorFactory(name="Amal")
    page = f"{DESK}actor/{older.uid}/"

    listed = reviewer.get(page)
    assert [row["url"] for row in listed.context["pairs"]] == [address(newer, older)]
    assert reviewer.get(page, {"other": unlike.pk})["Location"] == address(unlike, older)
    assert reviewer.get(page, {"uid": unlike.uid})["Location"] == address(unlike, older)
    for given in ({"uid": older.uid}, {"uid": "act_nobody"}, {"other": "", "uid": ""}):
        assert reviewer.get(page, given).status_code == 422


def test_page_of_a_record_names_those_it_looks_like(reviewer):
    older, newer = two()
    for actor, other in ((older, newer), (newer, older)):
        page = reviewer.get(reverse("admin:archive_actor_change", args=[actor.pk]))
        (row,) = page.context["merging"]["pairs"]
        assert row["other"]["record"] == other
        content = page.content.decode()
        assert f'href="{address(newer, older)}"' in content
        assert f'href="{DESK}actor/{actor.uid}/"' in content


def test_page_of_a_merged_record_leads_to_what_became_of_it(reviewer):
    older, newer = two()
    merge(newer, older, by="rita")

    page = reviewer.get(reverse("admin:archive_actor_change", args=[newer.pk])).content.decode()

    assert f'href="{DESK}actor/{newer.uid}/done/"' in page
    assert reviewer.get(address(newer, older))["Location"] == f"{DESK}actor/{newer.uid}/done/"
    assert reviewer.get(f"{DESK}actor/{older.uid}/done/").status_code == 302


def test_undo_over_a_later_change_is_refused_and_says_so(reviewer):
    older, newer = two()
    participant = IncidentParticipantFactory(actor=newer)
    merge(newer, older, by="rita")
    participant.refresh_from_db()
    participant.actor = ActorFactory()
    participant.save()

    response = reviewer.post(f"{DESK}actor/{newer.uid}/done/", {})

    assert response.status_code == 422
    assert "has been changed since" in response.content.decode()
    assert Actor.objects.get(pk=newer.pk).merged_into == older


def test_number_of_the_health_page_leads_to_the_desk_and_both_find_the_same(reviewer):
    older, newer = two()
    ActorFactory.create_batch(2, unnamed=True, name="Hezbollah")
    check = next(check for check in CHECKS if check.code == "same_name_actor")
    checkup = look(check)

    page = reviewer.get("/admin/health/").content.decode()

    assert f'href="{DESK}?kind=actor&amp;reason=same_name"' in page
    listed = set(checkup.findings.values_list("row", flat=True))
    assert listed == {older.pk, newer.pk}
    found = likely_pairs("actor", "same_name").pairs
    assert {key for pair in found for key in (pair.one, pair.other)} == listed


def test_coder_looks_and_does_not_decide(coder):
    older, newer = two()
    path = address(newer, older)

    assert len(coder.get(DESK).context["pairs"]) == 1
    content = coder.get(path).content.decode()
    assert "You may look; reviewers merge." in content
    assert re.findall(r'name="act"', content) == []
    versions = {"seen_goes": newer.version, "seen_stays": older.version}
    for act in ("try", "merge", "apart"):
        assert coder.post(path, {**versions, "act": act}).status_code == 403
    tell_apart(older, newer, by="rita")
    given = {"one": older.pk, "other": newer.pk}
    assert coder.post(f"{DESK}told-apart/?kind=actor", given).status_code == 403
    merge(newer, older, by="rita")
    assert coder.get(f"{DESK}actor/{newer.uid}/done/").status_code == 200
    assert coder.post(f"{DESK}actor/{newer.uid}/done/", {}).status_code == 403
    assert DistinctPair.objects.count() == 1


def test_reader_is_told_that_their_account_may_not(client):
    older, newer = two()
    user = UserFactory(staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)

    for path in (DESK, f"{DESK}told-apart/", address(newer, older), f"{DESK}actor/{older.uid}/"):
        response = client.get(path)
        assert response.status_code == 403
        assert "Your account may not do this" in response.content.decode()
    page = client.get(reverse("admin:archive_actor_change", args=[older.pk]))
    assert page.context["merging"] is None
    assert "Merge desk" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    "path",
    ["actor/act_nobody/", "source/act_nobody/", "actor/act_nobody/act_nobody/", "actor/x/done/"],
)
def test_address_of_nothing_is_404(reviewer, path):
    assert reviewer.get(f"{DESK}{path}").status_code == 404


def test_a_record_is_no_pair_with_itself(reviewer):
    actor = ActorFactory()

    assert reviewer.get(address(actor, actor)).status_code == 404


def test_an_act_that_there_is_not_does_nothing(reviewer):
    older, newer = two()
    before = state()

    response = sent(reviewer, newer, older, "typo")

    assert (response.status_code, state()) == (422, before)


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@KINDS
def test_desk_of_30_pairs_costs_what_one_of_1_does(reviewer, kind, monkeypatch):
    monkeypatch.setattr("archive.admin.merging.desk.AT_ONCE", 100)

    def make(number: int) -> None:
        for at in range(number):
            for record in FACTORIES[kind].create_batch(2):
                ExternalIdFactory(**{kind: record}, scheme="wikidata", value=f"Q{number}-{at}")

    make(1)
    one = queries(reviewer, f"{DESK}?kind={kind}")
    make(29)

    assert queries(reviewer, f"{DESK}?kind={kind}") == one
    assert len(reviewer.get(f"{DESK}?kind={kind}").context["pairs"]) == 30


@KINDS
def test_pair_with_30_of_each_costs_what_one_with_1_does(reviewer, kind):
    goes, stays = FACTORIES[kind](), FACTORIES[kind]()
    filled(goes)
    one = queries(reviewer, address(goes, stays))
    for _ in range(29):
        filled(goes)

    assert queries(reviewer, address(goes, stays)) == one


def test_list_of_pairs_told_apart_costs_the_same_for_20_as_for_1(reviewer):
    tell_apart(*two(), by="rita")
    path = f"{DESK}told-apart/?kind=actor"
    one = queries(reviewer, path)
    for _ in range(19):
        tell_apart(*two(), by="rita")

    assert queries(reviewer, path) == one
    assert len(reviewer.get(path).context["rows"]) == 20
