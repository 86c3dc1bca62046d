"""`make_archive` writes into an empty archive only, and all or nothing."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from archive.models import Actor, Incident
from archive.synthetic.load import load
from archive.synthetic.sizes import Sizes
from tests.archive.synthetic.catalogue import catalogue
from tests.factories import ActorFactory

pytestmark = pytest.mark.django_db


def test_load_leaves_nothing_when_it_fails():
    before = catalogue()

    def fail(step, share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        load(Sizes.of(10), 1, fail)
    assert Incident.objects.count() == 0
    assert catalogue() == before


def test_command_says_what_it_wrote(capsys):
    call_command("make_archive", incidents=20, seed=1, yes=True)
    printed = capsys.readouterr().out.splitlines()
    assert "          20  archive_incident" in printed
    assert printed[-1].startswith(f"{sum_of(printed):,} rows in ")


def sum_of(printed):
    return sum(int(line.split()[0].replace(",", "")) for line in printed[:-1])


def test_command_refuses_an_archive_that_is_not_empty():
    ActorFactory()
    with pytest.raises(CommandError, match=r"This one holds actors \(1\)\.$"):
        call_command("make_archive", incidents=20, seed=1, yes=True)
    assert Actor.objects.count() == 1


def test_command_refuses_too_few_incidents():
    with pytest.raises(CommandError, match="at least 10 incidents"):
        call_command("make_archive", incidents=3, seed=1, yes=True)
