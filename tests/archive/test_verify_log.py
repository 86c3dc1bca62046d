"""`manage.py verify_log`."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.models import Incident
from tests.factories import ChangeFactory, IncidentFactory, IncidentParticipantFactory

pytestmark = pytest.mark.django_db


def run() -> str:
    out = StringIO()
    call_command("verify_log", stdout=out)
    return out.getvalue()


def test_a_log_that_tells_all_is_said_to():
    participant = IncidentParticipantFactory()
    participant.delete()
    IncidentFactory().delete()
    assert run() == "6 entries agree with the records.\n"


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (
            lambda incident: Incident._base_manager.filter(pk=incident.pk).update(version=7),
            "version",
        ),
        (
            lambda incident: Incident._base_manager.filter(pk=incident.pk)._raw_delete("default"),
            "uid",
        ),
        (lambda incident: ChangeFactory(uid=incident.uid), "version"),
        (lambda _incident: ChangeFactory(), "uid"),
    ],
)
def test_a_log_that_lacks_something_is_found_out(spoil, what):
    spoil(IncidentFactory())
    with pytest.raises(CommandError, match="does not agree with 1 records"):
        run()
