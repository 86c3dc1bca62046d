"""Tokens: made once and shown once, kept as a digest, taken back; by service and by command."""

from __future__ import annotations

import hashlib
import logging
import re
from datetime import timedelta
from io import StringIO
from threading import Event, Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.models import Token
from archive.services.tokens import BadTokenError, find_token, make_token, note_use, revoke
from tests.factories import SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_token_is_found_by_its_text_and_only_its_digest_is_kept():
    user = UserFactory()

    token, text = make_token(user, "nightly mirror")

    assert re.fullmatch(r"nea_[0-9A-Za-z]{8}_[0-9A-Za-z]{40}", text)
    assert text.startswith(f"{token.prefix}_")
    assert find_token(text) == token
    (row,) = Token.objects.values()
    assert row["digest"] == hashlib.sha256(text.encode()).hexdigest()
    secret = text.rpartition("_")[2]
    assert [name for name, value in row.items() if secret in str(value)] == []


def test_a_token_is_good_for_a_year_unless_told_otherwise(settings, time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    now = timezone.now()
    user = UserFactory()

    assert make_token(user, "a")[0].expires_at == now + timedelta(days=365)
    settings.TOKEN_DAYS = 30
    assert make_token(user, "b")[0].expires_at == now + timedelta(days=30)
    until = now + timedelta(days=2)
    assert make_token(user, "c", expires_at=until)[0].expires_at == until


@pytest.mark.parametrize(
    ("name", "options", "field"),
    [
        ("", {}, "name"),
        ("x" * 101, {}, "name"),
        ("tests", {"role": "king"}, "role"),
        ("tests", {"expires_at": timezone.now() - timedelta(days=1)}, "expires_at"),
    ],
)
def test_a_token_that_makes_no_sense_is_not_made(name, options, field):
    with pytest.raises(ValidationError) as refused:
        make_token(UserFactory(), name, **options)

    assert [*refused.value.message_dict] == [field]
    assert not Token.objects.exists()


def test_a_revoked_token_stays_revoked_since_the_first_time(time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    token, text = make_token(UserFactory(), "tests")
    revoke(token)
    since = token.revoked_at

    time_machine.shift(60)
    revoke(token)

    assert token.revoked_at == since
    with pytest.raises(BadTokenError) as refused:
        find_token(text)
    assert refused.value.code == "revoked"


def test_the_good_tokens_are_those_that_are_accepted():
    user = UserFactory()
    good, _ = make_token(user, "good")
    revoke(make_token(user, "revoked")[0])
    make_token(UserFactory(is_active=False), "disabled")
    expired, _ = make_token(user, "expired")
    Token.objects.filter(pk=expired.pk).update(expires_at=timezone.now())

    assert [*Token.objects.good()] == [good]
    assert sorted(str(token.fault()) for token in Token.objects.all()) == [
        "None",
        "disabled",
        "expired",
        "revoked",
    ]


@pytest.mark.django_db(transaction=True)
def test_noting_the_use_of_a_token_waits_for_nobody():
    token, _text = make_token(UserFactory(), "tests")
    holding, done = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            SourceFactory()
            Token.objects.filter(pk=token.pk).update(name="held")
            holding.set()
            done.wait(60)
        connections.close_all()

    writer = Thread(target=hold)
    writer.start()
    holding.wait(60)
    try:
        note_use(token)
        assert token.last_used_at is None
    finally:
        done.set()
        writer.join()
    note_use(token)
    assert Token.objects.get().last_used_at == token.last_used_at is not None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite locks the whole database")
def test_on_sqlite_the_lock_is_not_waited_for_and_waited_for_again_afterwards():
    token, _text = make_token(UserFactory(), "tests")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 7000")

    with CaptureQueriesContext(connection) as asked:
        note_use(token)

    said = [query["sql"] for query in asked]
    first, *_, last = [number for number, sql in enumerate(said) if "busy_timeout = " in sql]
    assert (said[first], said[last]) == ("PRAGMA busy_timeout = 0", "PRAGMA busy_timeout = 7000")
    (update,) = [number for number, sql in enumerate(said) if sql.startswith("UPDATE")]
    assert first < update < last


def test_a_database_that_cannot_be_written_only_loses_the_time_of_use(caplog):
    token, _text = make_token(UserFactory(), "tests")
    read_only = {"sqlite": "PRAGMA query_only = 1", "postgresql": "SET TRANSACTION READ ONLY"}
    with caplog.at_level(logging.INFO), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(read_only[connection.vendor])
        note_use(token)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA query_only = 0")

    assert f"The use of the token {token.prefix} was not noted" in caplog.text
    assert token.last_used_at is None


def command(*args: str) -> tuple[str, str]:
    """Return what the command says: what is asked for, and what goes with it."""
    out, err = StringIO(), StringIO()
    call_command("token", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_makes_a_token_and_shows_it_alone():
    UserFactory(username="ana", role="reviewer")

    out, err = command("create", "ana", "--name", "mirror", "--role", "coder", "--days", "7")

    token = find_token(out.strip())
    assert (token.name, token.role, token.user.get_username()) == ("mirror", "coder", "ana")
    assert f"Good until {timezone.now() + timedelta(days=7):%Y-%m-%d}" in err
    assert "no group" not in err


def test_the_command_says_that_a_user_has_no_role():
    UserFactory(username="guest")

    _out, err = command("create", "guest", "--name", "mirror")

    assert "guest is in no group of coder, reviewer, admin" in err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["create", "nobody", "--name", "x"], "There is no user 'nobody'."),
        (["create", "ana", "--name", "x", "--days", "0"], "A token has to be good for some time."),
        (["create", "ana", "--name", "x", "--days", "9" * 8], "--days: so far ahead"),
        (["list", "nobody"], "There is no user 'nobody'."),
        (["revoke", "nea_00000000"], "There is no token that begins with nea_00000000."),
    ],
)
def test_the_command_says_what_was_wrong(args, words):
    UserFactory(username="ana")

    with pytest.raises(CommandError, match=re.escape(words)):
        command(*args)


def test_the_command_lists_tokens_and_takes_them_back():
    ana, bo = UserFactory(username="ana"), UserFactory(username="bo")
    first, text = make_token(ana, "mirror", role="coder")
    second, _ = make_token(bo, "tool")
    until = f"{second.expires_at:%Y-%m-%d}"

    assert command("revoke", text)[0] == f"{first} is revoked.\n"
    listed = command("list")[0]
    mine = command("list", "bo")[0]

    assert listed.splitlines() == [
        f"{first.prefix}  ana  coder  revoked  until {until}  used never  mirror",
        f"{second.prefix}  bo  as its user  good  until {until}  used never  tool",
    ]
    assert mine == listed.splitlines(keepends=True)[1]
    assert text not in listed
