"""What keeps the admin quick at a million rows: bounded counts, lists in the order of an index."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories

ADMINS = {
    model: model_admin
    for model, model_admin in admin.site._registry.items()
    if model._meta.app_label == "archive"
}
MODELS = pytest.mark.parametrize("model", ADMINS, ids=[model._meta.model_name for model in ADMINS])
pytestmark = pytest.mark.django_db

# Few of them there will ever be: they are in the order in which people look for them.
FEW = {"token"}


def address(model, name: str = "changelist") -> str:
    return reverse(f"admin:archive_{model._meta.model_name}_{name}")


def statements(client, path: str, **parameters) -> list[str]:
    """Return the SQL that a page asks for."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path, parameters).status_code == 200
    return [query["sql"] for query in captured]


@MODELS
def test_list_counts_no_further_than_anybody_pages(admin_client, model):
    for parameters in ({}, {"q": "gate"}):
        for sql in statements(admin_client, address(model), **parameters):
            if "COUNT(" in sql:
                assert re.search(r"LIMIT 10001\) subquery$", sql), sql


@MODELS
def test_search_of_30_costs_what_a_search_of_1_does(admin_client, model):
    factory = getattr(factories, f"{model.__name__}Factory")
    if not ADMINS[model].search_fields:
        pytest.skip("not searched")
    word = found_by(factory())
    statements(admin_client, address(model), q=word)
    one = len(statements(admin_client, address(model), q=word))
    for _ in range(29):
        factory()

    assert len(statements(admin_client, address(model), q=word)) == one


def found_by(row) -> str:
    """Return a word that finds rows like this one, as far as there is one."""
    words = re.findall(r"[A-Za-z]{4,}", str(row))
    return words[0] if words else "a"


@MODELS
def test_list_is_read_in_the_order_of_an_index(admin_client, model):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL sorts what is little, and here everything is")
    if model._meta.model_name in FEW:
        pytest.skip("there are few of them")
    response = admin_client.get(address(model))

    listed = response.context["cl"].queryset.prefetch_related(None)[:50]

    assert "TEMP B-TREE FOR ORDER BY" not in listed.explain()


@MODELS
def test_filters_list_no_records(admin_client, model):
    """The choices of a filter are terms, or are found by typing."""
    row = getattr(factories, f"{model.__name__}Factory")()
    names = {str(row)} if len(str(row)) > 8 else set()
    response = admin_client.get(address(model), {"q": "no-such-word"})

    if hasattr(response.context["cl"], "result_list"):
        assert list(response.context["cl"].result_list) == []
    assert [name for name in names if name in response.content.decode()] == []
