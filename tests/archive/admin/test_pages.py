"""Every page of every model answers: list, search, choices, add, change, history, delete."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.contrib import admin
from django.urls import reverse

from archive.models import Change, ImportedFile, ImportedRow, Revision
from tests import factories

ADMINS = {
    model: model_admin
    for model, model_admin in admin.site._registry.items()
    if model._meta.app_label == "archive"
}
READ_ONLY = {Change, ImportedFile, ImportedRow, Revision}
MODELS = pytest.mark.parametrize("model", ADMINS, ids=[model._meta.model_name for model in ADMINS])
pytestmark = pytest.mark.django_db


def make(model):
    """Make a row of the model, published and valid."""
    return getattr(factories, f"{model.__name__}Factory")()


def page(model, name: str, *args) -> str:
    return reverse(f"admin:archive_{model._meta.model_name}_{name}", args=args)


def test_every_model_of_the_archive_is_managed():
    factories_of_rows = {
        name.removesuffix("Factory") for name in factories.__all__ if name != "UserFactory"
    }

    # These have no page of their own: they are rows of another.
    on_another_page = {
        "ChangedRow",
        "Checkup",
        "DistinctPair",
        "Finding",
        "Citation",
        "ExternalId",
        "ImportedLine",
        "ReviewClaim",
        "ReviewStep",
        "StatementLink",
        "StatementParticipant",
    }
    assert {model.__name__ for model in ADMINS} == factories_of_rows - on_another_page


@MODELS
@pytest.mark.parametrize("query", ["", "?q=market", "?q=Market%00 Stréet (1)'\"%25_\\", "?p=7"])
def test_list_answers(admin_client, model, query):
    make(model)

    response = admin_client.get(page(model, "changelist") + query)

    assert response.status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    "model", [model for model in ADMINS if hasattr(model, "uid_prefix")], ids=lambda m: m.__name__
)
def test_list_finds_a_record_by_its_uid(admin_client, model):
    row, _other = make(model), make(model)

    response = admin_client.get(page(model, "changelist"), {"q": row.uid})

    assert list(response.context["cl"].result_list) == [row]


@MODELS
@pytest.mark.parametrize("name", ["change", "delete", "history"])
def test_page_of_a_row_answers(admin_client, model, name):
    row = make(model)

    response = admin_client.get(page(model, name, row.pk))

    # What is not known is said in words.
    assert '<div class="readonly">None</div>' not in response.content.decode()
    nobody_deletes_it = name == "delete" and model in READ_ONLY
    assert response.status_code == (HTTPStatus.FORBIDDEN if nobody_deletes_it else HTTPStatus.OK)


@MODELS
def test_add_page_answers_where_rows_are_added_by_hand(admin_client, model):
    response = admin_client.get(page(model, "add"))

    assert '<div class="readonly">None</div>' not in response.content.decode()
    assert response.status_code == (HTTPStatus.FORBIDDEN if model in READ_ONLY else HTTPStatus.OK)


def test_related_records_are_chosen_by_typing_everywhere(admin_client):
    """No foreign key is a drop-down of a whole table."""
    for model, model_admin in ADMINS.items():
        if model in READ_ONLY:
            continue
        response = admin_client.get(page(model, "add"))
        forms = [response.context["adminform"].form]
        forms += [inline.formset.empty_form for inline in response.context["inline_admin_formsets"]]
        for form in forms:
            for name, field in form.fields.items():
                if hasattr(field, "queryset") and name != "id":
                    widget = getattr(field.widget, "widget", field.widget)
                    assert "admin-autocomplete" in widget.build_attrs({})["class"], (model, name)
        assert model_admin.search_fields, model


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("source", "sources"),
        ("article", "articles"),
        ("incident", "incidents"),
        ("statement", "statements"),
        ("actor", "actors"),
        ("place", "places"),
    ],
)
def test_record_links_to_its_address_in_the_api(admin_client, name, plural):
    row = getattr(factories, f"{name.capitalize()}Factory")()

    response = admin_client.get(reverse(f"admin:archive_{name}_change", args=[row.pk]))

    address = f"/api/v1/{plural}/{row.uid}/"
    assert f'href="{address}"' in response.content.decode()
    assert admin_client.get(address).status_code == HTTPStatus.OK


def test_index_lists_the_records_and_not_their_parts(admin_client):
    response = admin_client.get(reverse("admin:index"))

    (archive,) = [app for app in response.context["app_list"] if app["app_label"] == "archive"]
    assert [model["object_name"] for model in archive["models"]] == [
        "Actor",
        "Article",
        "Change",
        "ImportedFile",
        "ImportedRow",
        "Incident",
        "Passage",
        "Place",
        "Source",
        "Statement",
        "Token",
    ]
