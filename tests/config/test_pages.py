"""The site's own pages: home and errors."""

from __future__ import annotations

import logging
import re

import pytest
from django.urls import include, path

from config.urls import urlpatterns as site_urls

LINK = r'<a\b[^>]* href="([^"]+)"'


def broken(request):
    raise RuntimeError("a fault of our own")


urlpatterns = [path("broken/", broken), path("", include(site_urls))]


def test_home_page_says_what_this_is_and_where_to_go(client):
    page = client.get("/").content.decode()

    assert "who says so, in which words, in which article" in page
    assert set(re.findall(LINK, page)) == {
        "/api/v1/incidents/",
        "/api/v1/docs/",
        "/api/v1/redoc/",
        "/api/v1/schema/",
        "/admin/",
    }


@pytest.mark.django_db
def test_home_page_leads_nowhere_that_is_not_there(client):
    page = client.get("/").content.decode()

    answers = {link: client.get(link, follow=True).status_code for link in re.findall(LINK, page)}

    assert answers == dict.fromkeys(answers, 200)


@pytest.mark.parametrize("path", ["/", "/nothing/"])
def test_page_holds_nothing_inline_and_nothing_foreign(client, path):
    page = client.get(path).content.decode()

    assert re.findall(r"<style|<script(?![^>]* src=)| style=| on\w+=|javascript:", page) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*', page) == []


def test_unknown_page_is_a_404_of_our_own(client):
    response = client.get("/nothing/")

    assert response.status_code == 404
    assert "There is nothing at this address." in response.content.decode()


def test_fault_is_logged_with_its_traceback_and_shown_without(client, settings, caplog):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False

    with caplog.at_level(logging.ERROR, logger="django.request"):
        response = client.get("/broken/")

    assert response.status_code == 500
    assert "The error has been logged." in response.content.decode()
    assert "a fault of our own" not in response.content.decode()
    assert "RuntimeError: a fault of our own" in caplog.text
    assert "default-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_browser_finds_an_icon(client):
    response = client.get("/favicon.ico", follow=True)

    assert response["Content-Type"] == "image/svg+xml"
    assert response.getvalue().startswith(b"<svg")
