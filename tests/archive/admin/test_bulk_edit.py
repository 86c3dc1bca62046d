"""Records edited together: what is left empty stays, all of it is looked at first, one act."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.admin.bulk.edit import MOST_RECORDS
from archive.models import Actor, Article, Change, Incident, Place, Source, Statement
from archive.recording import recording
from tests import factories
from tests.archive.admin.page import fields_of
from tests.factories import ArticleFactory, IncidentFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/archive/incident/"


def chosen(client, records, path: str = LIST, **more):
    """Return the page of the action for these records."""
    return client.post(
        path,
        {"action": "edit_together", "_selected_action": [row.pk for row in records], **more},
    )


def asked(client, page, path: str = LIST, *, reason: str = "Coded anew", **values):
    """Return what the form answers to these values, and nothing else."""
    fields = {**fields_of(page), "reason": reason, **values}
    return client.post(f"{path}bulk/", fields)


def confirmed(client, page, path: str = LIST):
    return client.post(f"{path}bulk/", {"confirmed": page.context["confirmed"]}, follow=True)


def edited(client, records, path: str = LIST, **values):
    """Edit the records and return the page that comes after."""
    return confirmed(client, asked(client, chosen(client, records, path), path, **values), path)


def steps(page) -> list[tuple[str, str, str, int]]:
    return [
        (step.label, step.before, step.after, step.number) for step in page.context["preview"].steps
    ]


def refusals(page) -> list[tuple[str, str]]:
    return [(str(each.record), each.message) for each in page.context["preview"].refusals]


@pytest.mark.parametrize("model", [Actor, Article, Incident, Place, Source, Statement])
def test_form_of_every_kind_begins_empty_and_asks_for_nothing(admin_client, model):
    records = getattr(factories, f"{model.__name__}Factory").create_batch(2)
    path = f"/admin/archive/{model._meta.model_name}/"
    page = chosen(admin_client, records, path)

    sent = {name: value for name, value in fields_of(page).items() if value}
    answer = asked(admin_client, page, path)

    assert page.status_code == 200
    assert sent.keys() == {"chosen", "csrfmiddlewaretoken"} or sent.keys() == {"chosen"}
    assert answer.status_code == 422
    assert "Nothing is asked for: fill in what is to change." in answer.content.decode()


def test_fields_are_those_that_many_can_share(admin_client):
    def names(model) -> list[str]:
        record = getattr(factories, f"{model.__name__}Factory")()
        path = f"/admin/archive/{model._meta.model_name}/"
        groups = chosen(admin_client, [record], path).context["form"].groups
        return [name for _, named in groups for name in named]

    assert names(Article) == ["source", "language", "published_tz_known"]
    assert names(Place) == ["kind", "country", "parent", "coordinate_basis"]
    assert names(Source) == ["kind", "country", "scale", "reliability", "reliability_note"]
    assert names(Actor) == ["kind", "sector", "country", "identity", "scope", "article"]
    assert names(Incident) == [
        "kind",
        "modality",
        "event_type",
        "event_mode",
        "date_semantics",
        "date_earliest",
        "date_latest",
        "date_basis",
        "date_note",
        "contexts",
        "cameo_code",
        "acled_event_type",
        "acled_sub_event_type",
        "ucdp_violence_type",
    ]


def test_edit_is_shown_first_and_then_written_as_one_act(admin_client):
    riots = IncidentFactory.create_batch(3, event_type="PROTEST", event_mode=None)
    threat = IncidentFactory(event_type="THREATEN", event_mode=None)
    there = IncidentFactory(event_type="ASSAULT", event_mode=None, summary="It stays.")
    written = Change.objects.count()
    other = [riots[0].event_type, there.event_type]

    page = asked(admin_client, chosen(admin_client, [*riots, threat, there]), event_type="ASSAULT")

    assert page.status_code == 200
    assert "4 of 5 incidents will change" in page.content.decode()
    assert "1 is so already and stays as it is." in page.content.decode()
    assert steps(page) == [
        ("Event type", "Protest", "Assault", 3),
        ("Event type", "Threaten", "Assault", 1),
    ]
    riots[0].refresh_from_db()
    assert ([riots[0].event_type, there.event_type], Change.objects.count()) == (other, written)

    done = confirmed(admin_client, page)

    assert "4 incidents changed." in done.content.decode()
    assert set(Incident.objects.values_list("event_type", flat=True)) == {"ASSAULT"}
    entries = list(Change.objects.order_by("seq")[written:])
    assert {(each.uid, each.by, each.reason) for each in entries} == {
        (each.uid, "admin", "Coded anew") for each in [*riots, threat]
    }
    assert ({tuple(each.fields) for each in entries}, len({each.act for each in entries})) == (
        {("event_type",)},
        1,
    )
    assert LogEntry.objects.count() == 4
    there.refresh_from_db()
    assert (there.version, there.summary) == (1, "It stays.")


def test_field_is_emptied_only_where_that_is_asked(admin_client):
    incidents = IncidentFactory.create_batch(2, event_type="ASSAULT", event_mode="beat")

    page = asked(
        admin_client, chosen(admin_client, incidents), modality="planned", event_mode__unknown="on"
    )
    confirmed(admin_client, page)

    assert steps(page) == [
        ("Modality", "Actual", "Planned", 2),
        ("Event mode", "Beat", "not known", 2),
    ]
    assert set(Incident.objects.values_list("modality", "event_mode", "event_type")) == {
        ("planned", None, "ASSAULT")
    }


def test_value_and_unknown_contradict_each_other(admin_client):
    page = chosen(admin_client, [IncidentFactory()])

    answer = asked(admin_client, page, event_mode="beat", event_mode__unknown="on")

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "event_mode": ["Either give a value or make it unknown, not both."]
    }


def test_terms_of_a_list_come_and_go_and_the_others_stay(admin_client):
    one = IncidentFactory(contexts=["military", "economic"])
    two = IncidentFactory(contexts=["diplomatic"])

    page = asked(
        admin_client,
        chosen(admin_client, [one, two]),
        contexts__add=["diplomatic"],
        contexts__drop=["military"],
    )
    confirmed(admin_client, page)

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.contexts, two.contexts) == (["economic", "diplomatic"], ["diplomatic"])
    assert page.context["preview"].unchanged == 1


def test_records_and_words_are_given_to_many(admin_client):
    country, town = PlaceFactory(kind="country"), PlaceFactory()
    path = "/admin/archive/place/"
    page = asked(admin_client, chosen(admin_client, [town], path), path, parent=str(country.pk))
    confirmed(admin_client, page, path)
    articles = "/admin/archive/article/"
    article = ArticleFactory(language="en", published_tz_known=False)
    edited(admin_client, [article], articles, language="fr", published_tz_known="true")

    town.refresh_from_db()
    article.refresh_from_db()
    assert town.parent == country
    assert [(each[0], each[1], each[3]) for each in steps(page)] == [("Parent", "not known", 1)]
    assert (article.language, article.published_tz_known) == ("fr", True)


def test_reason_is_asked_for(admin_client):
    page = chosen(admin_client, [IncidentFactory()])

    answer = asked(admin_client, page, reason=" ", modality="planned")

    assert answer.context["form"].errors == {"reason": ["This field is required."]}


def test_reason_beside_the_action_is_kept(admin_client):
    page = chosen(admin_client, [IncidentFactory()], reason="As the codebook has it")

    assert fields_of(page)["reason"] == "As the codebook has it"


def test_what_breaks_a_rule_is_listed_and_left_out(admin_client):
    sound = IncidentFactory(date_semantics="unknown", date_earliest=None, date_latest=None)
    day = date(2024, 3, 1)
    exact = IncidentFactory(
        title="On a day", date_semantics="exact_day", date_earliest=day, date_latest=day
    )

    page = asked(admin_client, chosen(admin_client, [sound, exact]), date_latest="2024-04-01")
    body = page.content.decode()

    assert refusals(page) == [
        ("On a day", "An exact day has its earliest and latest on the same day.")
    ]
    assert f'<a href="{LIST}{exact.pk}/change/">On a day</a>' in body
    assert "1 of 2 incidents will change" in body

    assert "1 incident changed." in confirmed(admin_client, page).content.decode()
    exact.refresh_from_db()
    sound.refresh_from_db()
    assert (exact.date_latest, sound.date_latest) == (day, date(2024, 4, 1))


def test_where_all_are_refused_nothing_can_be_confirmed(admin_client):
    incident = IncidentFactory(event_type="ASSAULT", event_mode="beat")

    page = asked(admin_client, chosen(admin_client, [incident]), event_type="PROTEST")

    assert page.context["confirmed"] is None
    assert [name for name, _ in refusals(page)] == [incident.title]


def test_record_that_was_changed_since_it_was_chosen_is_refused(admin_client):
    one, two = IncidentFactory.create_batch(2, modality="actual")
    early = chosen(admin_client, [one, two])
    one.summary = "Somebody else wrote this."
    one.save()

    page = asked(admin_client, early, modality="planned")

    assert [name for name, _ in refusals(page)] == [one.title]
    assert page.context["preview"].changing == 1


def test_record_that_was_changed_since_it_was_looked_at_keeps_all_from_being_written(admin_client):
    one, two = IncidentFactory.create_batch(2, modality="actual")
    page = asked(admin_client, chosen(admin_client, [one, two]), modality="planned")
    one.summary = "Somebody else wrote this."
    one.save()

    late = confirmed(admin_client, page)

    assert late.status_code == 422
    assert "Nothing was changed: 1 can no longer be changed so" in late.content.decode()
    assert set(Incident.objects.values_list("modality", flat=True)) == {"actual"}
    one.refresh_from_db()
    assert one.summary == "Somebody else wrote this."
    # What was chosen is still chosen, as it is now.
    assert asked(admin_client, late, modality="planned").context["preview"].changing == 2


def test_record_that_is_gone_is_refused(admin_client):
    one, two = IncidentFactory.create_batch(2)
    early = chosen(admin_client, [one, two])
    one.delete()

    page = asked(admin_client, early, modality="planned")

    assert [message for _, message in refusals(page)] == [
        f"“{one.uid}”: There is no such record here."
    ]


def test_coder_edits_own_drafts_and_no_others(client):
    coder = UserFactory(role="coder")
    client.force_login(coder)
    published = IncidentFactory(title="Published")
    own = IncidentFactory(title="Own", review_status="draft", origin="machine")

    page = asked(client, chosen(client, [published, own]), modality="planned")
    confirmed(client, page)

    assert [name for name, _ in refusals(page)] == ["Published"]
    assert "As a coder you may not change this" in refusals(page)[0][1]
    own.refresh_from_db()
    published.refresh_from_db()
    assert (own.modality, published.modality) == ("planned", "actual")


def test_all_that_match_are_edited_as_far_as_the_bound_goes(admin_client, monkeypatch):
    IncidentFactory.create_batch(3, event_type="ASSAULT")
    IncidentFactory(event_type="PROTEST", event_mode=None)
    path = f"{LIST}?event_type=ASSAULT"
    one = Incident.objects.filter(event_type="ASSAULT").first()

    page = chosen(admin_client, [one], path, select_across="1")
    assert page.context["title"] == "Edit 3 incidents together"
    done = confirmed(admin_client, asked(admin_client, page, modality="planned"))

    assert done.redirect_chain == [(path, 302)]
    assert Incident.objects.filter(modality="planned").count() == 3
    monkeypatch.setattr("archive.admin.bulk.views.MOST_RECORDS", 2)
    refused = admin_client.post(
        path,
        {"action": "edit_together", "_selected_action": [one.pk], "select_across": "1"},
        follow=True,
    )
    assert "More than 2 are too many to edit at a time" in refused.content.decode()
    assert MOST_RECORDS == 500


def test_edit_is_taken_back_as_a_whole(admin_client):
    incidents = IncidentFactory.create_batch(3, modality="actual")
    edited(admin_client, incidents, modality="planned")
    act = Change.objects.latest("seq").act
    address = f"{LIST}bulk/{act}/"
    shown = admin_client.get(address)

    admin_client.post(address, {"reason": "It was not so"}, follow=True)

    assert "One act: 3 incidents changed" in shown.content.decode()
    assert set(Incident.objects.values_list("modality", "version")) == {("actual", 3)}
    last = Change.objects.order_by("-seq")[:3]
    assert {(each.reason, each.by) for each in last} == {("It was not so", "admin")}
    assert len({each.act for each in last}) == 1


def test_edit_is_not_taken_back_over_what_was_changed_since(admin_client):
    one, two = IncidentFactory.create_batch(2, modality="actual")
    edited(admin_client, [one, two], modality="planned")
    act = Change.objects.latest("seq").act
    one.refresh_from_db()
    one.modality = "alleged"
    one.save()

    page = admin_client.post(f"{LIST}bulk/{act}/", {}, follow=True)

    assert "Nothing was taken back" in page.content.decode()
    two.refresh_from_db()
    assert two.modality == "planned"


def test_single_record_is_taken_back_by_its_history(admin_client):
    one, two = IncidentFactory.create_batch(2, modality="actual")
    edited(admin_client, [one, two], modality="planned")
    entry = Change.objects.filter(uid=one.uid).latest("seq")

    admin_client.post(f"{LIST}{one.pk}/history/", {"seq": entry.pk})

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.modality, two.modality) == ("actual", "planned")


def test_act_of_another_kind_has_no_page(admin_client):
    incident = IncidentFactory()
    made = Change.objects.get(uid=incident.uid)
    PlaceFactory()

    assert admin_client.get(f"{LIST}bulk/{made.act}/").status_code == 404
    assert admin_client.get("/admin/archive/place/bulk/edt_none/").status_code == 404


def test_what_somebody_else_looked_at_is_not_confirmed(client, admin_client):
    incident = IncidentFactory(modality="actual")
    page = asked(admin_client, chosen(admin_client, [incident]), modality="planned")
    client.force_login(UserFactory(role="reviewer"))

    answer = confirmed(client, page)

    assert "too old; choose the records again" in answer.content.decode()
    incident.refresh_from_db()
    assert incident.modality == "actual"


def test_person_without_the_right_is_neither_offered_it_nor_let_in(client):
    client.force_login(UserFactory(staff=True))

    assert client.get(f"{LIST}bulk/").status_code == 403
    assert client.post(f"{LIST}bulk/", {"confirmed": "x"}).status_code == 403
    assert client.get(f"{LIST}bulk/edt_x/").status_code == 403


def test_address_without_a_choice_leads_to_the_list(admin_client):
    answer = admin_client.get(f"{LIST}bulk/", follow=True)

    assert answer.redirect_chain == [(LIST, 302)]
    assert "Choose records in the list" in answer.content.decode()


def queries(client, path: str, fields) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.post(path, fields).status_code in {200, 302}
    return len(captured)


def test_form_costs_the_same_for_1_and_30_records(admin_client):
    def cost(records) -> int:
        fields = {"action": "edit_together", "_selected_action": [row.pk for row in records]}
        return queries(admin_client, LIST, fields)

    cost([IncidentFactory()])
    assert cost([IncidentFactory()]) == cost(IncidentFactory.create_batch(30))


@pytest.mark.parametrize("role", ["coder", "reviewer"])
def test_each_record_costs_what_its_saving_costs(client, role):
    client.force_login(UserFactory(role=role))

    def costs(number: int) -> tuple[int, int]:
        records = IncidentFactory.create_batch(number, review_status="draft", origin="machine")
        page = chosen(client, records)
        fields = {**fields_of(page), "reason": "Coded anew", "modality": "planned"}
        seen = queries(client, f"{LIST}bulk/", fields)
        page = client.post(f"{LIST}bulk/", fields)
        return seen, queries(client, f"{LIST}bulk/", {"confirmed": page.context["confirmed"]})

    incident = IncidentFactory(modality="actual", origin="machine")
    with recording(), CaptureQueriesContext(connection) as saving:
        incident.save()
    costs(2)
    few, many = costs(2), costs(12)

    # How it stood is read of all at once; a savepoint keeps a refusal apart from the others.
    each = len(saving) - 1 + 2
    assert [(many[at] - few[at]) / 10 for at in (0, 1)] == [each, each]
