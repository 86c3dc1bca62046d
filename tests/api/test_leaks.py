"""Nothing that is not public leaks: every address, every parameter, every reader, every state.

The addresses are those of the URLconf and the parameters those that the views declare, so that what
is added is walked by itself. A hidden record must be as if there were none: an answer never holds
its words, and asking for it is answered as asking for what does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from rest_framework.test import APIClient

from api.kinds import Choice, Uid
from api.kinds import Text as TextKind
from api.pagination import SEARCH
from api.strict import Parameter
from archive.models.base import Record
from archive.services.publishing import retract
from tests.api.answers import ROOT, body
from tests.api.conftest import client_of
from tests.api.hidden import COUNTRY, LANGUAGE, SECRET, STATES, Archive, fill
from tests.api.walk import ADDRESSES, Address
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TWIN = "quixotiza"  # as long as the secret, and of no record
# What is asked of every value of a parameter's closed list takes the values one by one.
ONE_BY_ONE = {"format", "interval", "profile", "ordering"}


@pytest.fixture(scope="module", autouse=True)
def archive(django_db_setup: None, django_db_blocker: Any) -> Iterator[Archive]:
    """Public records, and hidden ones of every state around them, for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill()
        transaction.set_rollback(True)


@pytest.fixture(params=["nobody", "no role"])
def outsider(request) -> APIClient:
    """Who reads what everybody reads: without a token, and with that of a user without a role."""
    client = APIClient()
    if request.param == "no role":
        client.credentials(**client_of(UserFactory())._credentials)
    return client


def content(response: Any) -> str:
    """Return all that an answer says, headers included; a file of columns by its headers alone."""
    whole = b"".join(response.streaming_content) if response.streaming else response.content
    said = "" if whole.startswith(b"PAR1") else whole.decode()
    headers = {
        name: value
        for name, value in response.headers.items()
        # Where it says where one is, it says what was asked.
        if name not in {"Content-Length", "ETag"}
    }
    return f"{response.status_code} {headers} {said}"


def needed(parameters: Mapping[str, Parameter]) -> dict[str, str]:
    """Return what a view does not answer without."""
    return {name: each.example for name, each in parameters.items() if each.required}


def at(address: Address, archive: Archive) -> str:
    """Return an address, of the public record where it is of one."""
    record = archive.public.get(address.resource)
    return address.at(record.uid if record else "")


def test_no_answer_holds_what_is_hidden(archive, outsider):
    leaks = []
    for address in ADDRESSES:
        for query in plain_queries(address.parameters()):
            said = content(outsider.get(at(address, archive), query))
            found = [each for each in (*archive.secrets(), "987654") if each in said]
            leaks += [(address.route, query, each) for each in found]

    assert leaks == []


def plain_queries(parameters: Mapping[str, Parameter]) -> Iterator[dict[str, Any]]:
    """Yield queries that name nothing hidden: all that can be shown, in every form."""
    yield needed(parameters)
    for name, parameter in parameters.items():
        if not isinstance(parameter.kind, Choice):
            continue
        values = parameter.kind.schema["enum"]
        if parameter.many and name not in ONE_BY_ONE:
            yield {**needed(parameters), name: ",".join(values)}
        else:
            for value in values:
                yield {**needed(parameters), name: value}


def test_asking_for_what_is_hidden_is_as_asking_for_what_does_not_exist(archive):
    outsider = APIClient()
    differences = []
    for address in ADDRESSES:
        for (query, twin), words in twin_queries(address.parameters(), archive):
            asked = content(outsider.get(at(address, archive), query))
            other = content(outsider.get(at(address, archive), twin))
            for secret, stand_in in words.items():
                asked = asked.replace(secret, stand_in)
            if asked != other:
                differences.append((address.route, query, asked, other))

    assert differences == []


def twin_queries(
    parameters: Mapping[str, Parameter], archive: Archive
) -> Iterator[tuple[tuple[dict[str, Any], dict[str, Any]], dict[str, str]]]:
    """Yield a query that names what is hidden, its twin that names nothing, and their words."""
    base = needed(parameters)
    for name, parameter in parameters.items():
        if isinstance(parameter.kind, Uid):
            uids = [uid for prefix in parameter.kind.prefixes for uid in archive.uids(prefix)]
            # Where a parameter takes several, all of them in one request.
            for together in [uids] if parameter.many else [[uid] for uid in uids]:
                words = {uid: archive.missing(uid) for uid in together}
                secret, twin = ",".join(words), ",".join(words.values())
                yield ({**base, name: secret}, {**base, name: twin}), words
        elif isinstance(parameter.kind, TextKind) or name == SEARCH:
            yield ({**base, name: SECRET}, {**base, name: TWIN}), {SECRET: TWIN}
    if "external_id" in parameters:
        value = ",".join(
            f"wikidata:{SECRET}-{state}-{kind}" for state, kind in product(STATES, archive.public)
        )
        twin = value.replace(SECRET, TWIN)
        yield ({**base, "external_id": value}, {**base, "external_id": twin}), {SECRET: TWIN}


@pytest.mark.parametrize(
    ("resource", "query"),
    [
        ("incidents", {"killed_min": "987654"}),
        ("incidents", {"country": COUNTRY}),
        ("actors", {"country": COUNTRY}),
        ("places", {"country": COUNTRY}),
        ("articles", {"language": LANGUAGE}),
    ],
)
def test_what_only_hidden_records_have_is_found_and_counted_nowhere(
    resource, query, archive, outsider
):
    page = body(outsider.get(f"{ROOT}/{resource}/", {**query, "count": "exact"}))

    assert (page["results"], page["count"]) == ([], 0)


def test_counts_are_those_of_what_is_public(archive, outsider):
    for resource, record in archive.public.items():
        of_all = body(outsider.get(f"{ROOT}/{resource}/", {"count": "exact"}))
        public = type(record)._default_manager.published().count()
        assert of_all["count"] == len(of_all["results"]) == public


def test_a_hidden_record_has_no_address(archive, outsider):
    for address, state in product(
        [each for each in ADDRESSES if each.of_one and each.action], STATES
    ):
        uid = archive.hidden[state][address.resource].uid
        missing = archive.missing(uid)
        query = needed(address.parameters())

        asked = outsider.get(address.at(uid), query)
        other = outsider.get(address.at(missing), query)

        assert content(asked).replace(uid, missing) == content(other)


def test_a_record_that_was_public_tells_why_it_is_not_and_nothing_else(archive, outsider):
    for address in [each for each in ADDRESSES if each.of_one and each.action]:
        if address.resource not in archive.hidden["draft"]:
            continue
        hidden = archive.hidden["draft"][address.resource]
        record = type(hidden)._default_manager.get(pk=hidden.pk)
        if record.review_status == "draft":
            publish_whatever(record)
            retract(record, by="coder-7", reason="It was a hoax.")

        problem = body(outsider.get(address.at(record.uid), needed(address.parameters())), 410)

        assert problem.pop("instance") == address.at(record.uid)
        assert problem == {
            "type": f"{ROOT}/problems/gone/",
            "title": "Gone",
            "status": 410,
            "detail": "This record was retracted: It was a hoax.",
        }


def publish_whatever(record: Record) -> None:
    """Publish a record, although what it stands on is hidden."""
    record.review_status = "published"
    record.save()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_who_may_not_write_is_told_the_same_of_what_is_hidden_and_what_is_not_there(
    method, archive, outsider
):
    refused = {403, 405} if "HTTP_AUTHORIZATION" in outsider._credentials else {401, 405}
    for address in ADDRESSES:
        uids = [""]
        if address.of_one:
            hidden = [archive.hidden[state][address.resource].uid for state in STATES]
            uids = [*hidden, archive.public[address.resource].uid, archive.missing(hidden[0])]
        answers = set()
        for uid in uids:
            response = getattr(outsider, method)(address.at(uid), {}, format="json")
            answers.add(content(response).replace(uid, "") if uid else content(response))
            assert response.status_code in refused, address
        assert len(answers) == 1, address


def test_a_token_that_is_not_accepted_reads_nothing_anywhere(archive):
    bad = {"Authorization": f"Bearer nea_00000000_{'0' * 40}"}
    for address in ADDRESSES:
        response = APIClient().get(at(address, archive), headers=bad)
        if response.status_code == 405:
            assert address.action is None, address
            continue
        # The document and its readers are the same for everybody.
        expected = 401 if getattr(address.view, "authentication_classes", ()) else 200
        assert response.status_code == expected, address


@pytest.mark.parametrize("role", ["coder", "reviewer", "admin"])
def test_members_of_every_role_read_every_state(role, archive):
    member = client_of(UserFactory(role=role))
    for state, resource in product(["draft", "in_review", "retracted"], archive.public):
        record = archive.hidden[state][resource]
        listed = body(member.get(f"{ROOT}/{resource}/", {"review_status": state}))
        assert record.uid in [each["uid"] for each in listed["results"]]
        shown = body(member.get(f"{ROOT}/{resource}/{record.uid}/"))
        assert shown["review_status"] == state
        exported = member.get(
            f"{ROOT}/{resource}/export/", {"format": "ndjson", "review_status": state}
        )
        assert record.uid in content(exported)


def test_members_read_hidden_records_within_public_ones_and_find_by_them(archive):
    member = client_of(UserFactory(role="coder"))
    incident = archive.public["incidents"]
    actor = archive.hidden["draft"]["actors"]

    shown = body(member.get(f"{ROOT}/incidents/{incident.uid}/"))
    found = body(member.get(f"{ROOT}/incidents/", {"participant": actor.uid}))
    facets = body(
        member.get(f"{ROOT}/incidents/facets/", {"by": "country", "review_status": "published"})
    )

    assert actor.uid in [part["actor"]["uid"] for part in shown["participants"]]
    assert [each["uid"] for each in found["results"]] == [incident.uid]
    assert COUNTRY in [term["code"] for term in facets["facets"][0]["terms"]]


def test_lists_of_members_hold_what_is_published_unless_they_ask_otherwise(archive):
    member, nobody = client_of(UserFactory(role="admin")), APIClient()
    for resource in archive.public:
        address = f"{ROOT}/{resource}/"
        mine, everybodys = (body(each.get(address))["results"] for each in (member, nobody))
        assert [each["uid"] for each in mine] == [each["uid"] for each in everybodys]
