"""What form of answer a client gets for what it says that it accepts."""

from __future__ import annotations

import pytest
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from api import negotiation
from api.negotiation import ContentNegotiation
from api.renderers import JSONRenderer
from tests.api.answers import ROOT


@pytest.mark.parametrize("accept", sorted(negotiation._PLAIN))
def test_the_short_cut_chooses_as_the_framework_does(accept):
    request = Request(APIRequestFactory().get("/", HTTP_ACCEPT=accept))
    renderers = [JSONRenderer()]

    assert ContentNegotiation().select_renderer(
        request, renderers
    ) == DefaultContentNegotiation().select_renderer(request, renderers)


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "text/html, */*;q=0.1"])
def test_answer_is_json_for_who_takes_it(client, accept):
    headers = {} if accept is None else {"Accept": accept}

    answer = client.get(f"{ROOT}/problems/not-found/", headers=headers)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize("accept", ["text/html", "application/xml, text/csv"])
def test_who_takes_no_json_is_told_so(client, accept):
    answer = client.get(f"{ROOT}/problems/not-found/", headers={"Accept": accept})

    assert (answer.status_code, answer["Content-Type"]) == (406, "application/problem+json")
