"""Records edited together: what is left empty stays, all of it is looked at first, one act."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry

from archive.admin.bulk.edit import MOST_RECORDS
from archive.models import Actor, Article, Change, Incident, Place, Source, Statement
from tests import factories
from tests.archive.admin.bulk.pages import LIST, asked, chosen, confirmed, edited, refusals, steps
from tests.archive.admin.page import fields_of
from tests.factories import ArticleFactory, IncidentFactory, PlaceFactory

pytestmark = pytest.mark.django_db


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
