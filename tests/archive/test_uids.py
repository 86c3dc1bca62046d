"""Public identifiers are TypeIDs: of their kind, in the order of their making, never reused."""

from __future__ import annotations

import re
import time
import uuid

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from archive.models.base import Identified
from archive.typeids import UID_LENGTH, is_uid, new_uid
from tests.archive.refusals import refusal
from tests.archive.test_factories import BY_MODEL
from tests.factories import ActorFactory, IncidentFactory

PREFIXES = {
    "actor": "act",
    "article": "art",
    "incident": "inc",
    "passage": "psg",
    "place": "plc",
    "source": "src",
    "statement": "stm",
}
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def identified():
    return [
        model
        for model in apps.get_app_config("archive").get_models()
        if issubclass(model, Identified)
    ]


def decoded(uid):
    number = 0
    for char in uid.partition("_")[2]:
        number = number * 32 + CROCKFORD.index(char)
    return uuid.UUID(int=number)


def test_every_kind_of_record_has_a_prefix_of_its_own():
    assert {model._meta.model_name: model.uid_prefix for model in identified()} == PREFIXES


@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_new_uid_is_a_uuid7_in_crockford_base32(prefix):
    uid = new_uid(prefix)
    assert len(uid) == UID_LENGTH
    assert re.fullmatch(rf"{prefix}_[0-7][{CROCKFORD}]{{25}}", uid)
    assert decoded(uid).version == 7
    assert decoded(uid).variant == uuid.RFC_4122
    assert is_uid(uid, prefix)


def test_uid_tells_when_it_was_made():
    before = time.time_ns() // 1_000_000
    made = decoded(new_uid("inc")).int >> 80
    assert before <= made <= time.time_ns() // 1_000_000


def test_uids_sort_in_the_order_of_their_making():
    uids = [new_uid("inc") for _ in range(1000)]
    assert len(set(uids)) == 1000
    assert sorted(uids, key=lambda uid: decoded(uid).int >> 80) == uids


@pytest.mark.parametrize(
    "text",
    [
        "",
        "inc",
        "inc_",
        "inc_01m817qnmxe7ttmpca53k2tg1",  # 25 characters
        "inc_01m817qnmxe7ttmpca53k2tg1qq",  # 27
        "inc_81m817qnmxe7ttmpca53k2tg1q",  # more than 128 bits
        "inc_01m817qnmxe7ttmpca53k2tg1u",  # no “u” in the alphabet
        "inc_01M817QNMXE7TTMPCA53K2TG1Q",  # lower case only
        "inc-01m817qnmxe7ttmpca53k2tg1q",
        "01m817qnmxe7ttmpca53k2tg1q",
        "act_01m817qnmxe7ttmpca53k2tg1q",
        "INC_01m817qnmxe7ttmpca53k2tg1q",
        " inc_01m817qnmxe7ttmpca53k2tg1q",
        "inc_01m817qnmxe7ttmpca53k2tg1q\n",
        "1",
        "inc_01m817qnmxe7ttmpca53k2tg1\u0660",
    ],
)
def test_what_is_no_uid_of_the_kind_is_none(text):
    assert not is_uid(text, "inc")


@given(st.text())
def test_any_text_is_a_uid_or_not(text):
    assert is_uid(text, "inc") in (True, False)


@given(st.uuids())
def test_every_uuid_has_its_uid(number):
    digits, value = "", number.int
    for _ in range(26):
        value, digit = divmod(value, 32)
        digits = CROCKFORD[digit] + digits
    assert is_uid(f"inc_{digits}", "inc")
    assert decoded(f"inc_{digits}") == number


@pytest.mark.django_db
@pytest.mark.parametrize("model", identified(), ids=lambda model: model._meta.model_name)
def test_uid_is_given_by_itself(model):
    row = BY_MODEL[model]()
    assert is_uid(row.uid, PREFIXES[model._meta.model_name])
    assert row.natural_key() == (row.uid,)
    assert model.objects.get_by_natural_key(row.uid) == row


@pytest.mark.django_db
def test_uid_of_another_kind_is_refused():
    uid = ActorFactory().uid
    assert refusal(IncidentFactory, uid=uid) == {
        "uid": [
            f"“{uid}” is not an identifier of this kind: it must be inc_ and 26 characters of a "
            "TypeID."
        ]
    }


@pytest.mark.django_db
def test_uid_stays_when_a_record_is_saved_again():
    incident = IncidentFactory()
    uid = incident.uid
    incident.title = "Another title"
    incident.save()
    incident.refresh_from_db()
    assert incident.uid == uid
