"""Who may do what in the admin: Django's own model permissions, and clear words without them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from archive.models import Incident
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    ExternalIdFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    PassageFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    """A member of the staff, logged in, who may do nothing yet."""
    user = UserFactory(staff=True)
    client.force_login(user)
    return user


def allow(user, *codenames: str) -> None:
    permissions = Permission.objects.filter(content_type__app_label="archive")
    user.user_permissions.add(*permissions.filter(codename__in=codenames))


def allow_to_see_everything(user) -> None:
    permissions = Permission.objects.filter(content_type__app_label="archive")
    user.user_permissions.add(*permissions.filter(codename__startswith="view_"))


def test_visitor_is_asked_to_log_in(client):
    response = client.get(reverse("admin:archive_incident_changelist"))

    assert response.headers["Location"] == "/admin/login/?next=/admin/archive/incident/"


def test_staff_without_rights_sees_what_is_missing(client, staff):
    index = client.get(reverse("admin:index"))
    refused = client.get(reverse("admin:archive_incident_changelist"))

    assert "You don’t have permission to view or edit anything." in index.content.decode()
    assert refused.status_code == 403
    content = refused.content.decode()
    assert "Your account may not do this" in content
    assert f"<strong>{staff.username}</strong>, who may not do this" in content


@pytest.mark.parametrize(
    ("factory", "words"),
    [
        (IncidentFactory, "Shelling of Market Street"),
        (ActorFactory, "Ana Ruiz"),
        (StatementFactory, "We condemn this attack"),
        (ArticleFactory, "Twelve injured in shelling"),
        (PassageFactory, "the shelling of Market Street"),
    ],
)
def test_reader_reads_a_record_and_changes_nothing(client, staff, factory, words):
    allow_to_see_everything(staff)
    record = factory()
    if factory is IncidentFactory:
        participant = IncidentParticipantFactory(incident=record, alleged=True)
        PassageFactory(participant=participant)
        ExternalIdFactory(incident=record)
    elif factory is ActorFactory:
        AliasFactory(actor=record, quoted=True)
        AffiliationFactory(actor=record, alleged=True)
    elif factory is StatementFactory:
        PassageFactory(statement=record, exact="We condemn this attack")
    page = reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])

    response = client.get(page)

    assert response.status_code == 200
    assert words in response.content.decode()
    assert 'name="_save"' not in response.content.decode()
    assert client.post(page, {}).status_code == 403


def test_reader_sees_terms_in_words(client, staff):
    allow_to_see_everything(staff)
    incident = IncidentFactory(contexts=["military", "human_rights"])

    content = client.get(
        reverse("admin:archive_incident_change", args=[incident.pk])
    ).content.decode()

    assert "Military, Human rights" in content
    assert "[&quot;military" not in content


def test_coder_without_the_right_to_delete_deletes_nothing(client, staff):
    allow(staff, "view_incident", "change_incident")
    incident = IncidentFactory()

    response = client.get(reverse("admin:archive_incident_change", args=[incident.pk]))

    delete = reverse("admin:archive_incident_delete", args=[incident.pk])
    assert delete not in response.content.decode()
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert Incident.objects.count() == 1


def test_choices_are_offered_only_to_who_may_see_the_records(client, staff):
    ActorFactory(name="Ana Ruiz")
    asked = {"app_label": "archive", "model_name": "incidentparticipant", "field_name": "actor"}
    path = reverse("admin:archive_actor_autocomplete")

    refused = client.get(path, asked)
    allow(staff, "view_actor")
    offered = client.get(path, asked)

    assert refused.status_code == 403
    assert [choice["text"] for choice in offered.json()["results"]] == ["Ana Ruiz · Person, Spain"]
