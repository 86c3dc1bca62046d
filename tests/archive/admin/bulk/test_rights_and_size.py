"""Who may edit many records, and what that costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.recording import recording
from tests.archive.admin.bulk.pages import LIST, asked, chosen, confirmed, refusals
from tests.archive.admin.page import fields_of
from tests.factories import IncidentFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_coder_edits_own_drafts_and_no_others(client):
    coder = UserFactory(role="coder")
    client.force_login(coder)
    published = IncidentFactory(title="Published")
    own = IncidentFactory(title="Own", review_status="draft", origin="machine")

    page = asked(client, chosen(client, [published, own]), modality="planned")
    confirmed(client, page)

    assert [name for name, _ in refusals(page)] == ["Published"]
    assert "As a coder you may not change this" in refusals(page)[0][1]
    own.refresh_from_db()
    published.refresh_from_db()
    assert (own.modality, published.modality) == ("planned", "actual")


def test_what_somebody_else_looked_at_is_not_confirmed(client, admin_client):
    incident = IncidentFactory(modality="actual")
    page = asked(admin_client, chosen(admin_client, [incident]), modality="planned")
    client.force_login(UserFactory(role="reviewer"))

    answer = confirmed(client, page)

    assert "too old; choose the records again" in answer.content.decode()
    incident.refresh_from_db()
    assert incident.modality == "actual"


def test_person_without_the_right_is_neither_offered_it_nor_let_in(client):
    client.force_login(UserFactory(staff=True))

    assert client.get(f"{LIST}bulk/").status_code == 403
    assert client.post(f"{LIST}bulk/", {"confirmed": "x"}).status_code == 403
    assert client.get(f"{LIST}bulk/edt_x/").status_code == 403


def test_address_without_a_choice_leads_to_the_list(admin_client):
    answer = admin_client.get(f"{LIST}bulk/", follow=True)

    assert answer.redirect_chain == [(LIST, 302)]
    assert "Choose records in the list" in answer.content.decode()


def queries(client, path: str, fields) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.post(path, fields).status_code in {200, 302}
    return len(captured)


def test_form_costs_the_same_for_1_and_30_records(admin_client):
    def cost(records) -> int:
        fields = {"action": "edit_together", "_selected_action": [row.pk for row in records]}
        return queries(admin_client, LIST, fields)

    cost([IncidentFactory()])
    assert cost([IncidentFactory()]) == cost(IncidentFactory.create_batch(30))


@pytest.mark.parametrize("role", ["coder", "reviewer"])
def test_each_record_costs_what_its_saving_costs(client, role):
    client.force_login(UserFactory(role=role))

    def costs(number: int) -> tuple[int, int]:
        records = IncidentFactory.create_batch(number, review_status="draft", origin="machine")
        page = chosen(client, records)
        fields = {**fields_of(page), "reason": "Coded anew", "modality": "planned"}
        seen = queries(client, f"{LIST}bulk/", fields)
        page = client.post(f"{LIST}bulk/", fields)
        return seen, queries(client, f"{LIST}bulk/", {"confirmed": page.context["confirmed"]})

    incident = IncidentFactory(modality="actual", origin="machine")
    with recording(), CaptureQueriesContext(connection) as saving:
        incident.save()
    costs(2)
    few, many = costs(2), costs(12)

    # How it stood is read of all at once; a savepoint keeps a refusal apart from the others.
    each = len(saving) - 1 + 2
    assert [(many[at] - few[at]) / 10 for at in (0, 1)] == [each, each]
