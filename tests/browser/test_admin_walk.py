"""Every page of the admin as a coder, a reviewer and a person without rights; on any screen.

Statuses are as the rights say; nothing is complained about, nothing is wider than a telephone, one
heading, names for all that can be used, a sign of the focus, colours that can be told apart.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import RequestFactory
from playwright.sync_api import Page

from archive.admin_site import ArchiveSite
from archive.models import Incident
from archive.models.base import Record
from archive.recording import recording
from archive.rights import role_of
from tests import factories
from tests.browser.desk import log_in
from tests.browser.walking import Place, faults_of, pages
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("first_story")]

PASSWORD = "correct horse battery staple"
ROLES = ["coder", "reviewer", None]


@pytest.fixture
def records() -> dict[Any, Any]:
    """One record of every kind that the admin has: of the first story, or made up."""
    found = {}
    for model in admin.site._registry:
        row = model._default_manager.order_by("pk").first()
        if row is None:
            name = f"{model.__name__}Factory"
            row = getattr(factories, name)() if hasattr(factories, name) else model()
        found[model] = row
    found[User] = UserFactory()
    found[Group] = Group.objects.order_by("pk").first()
    for row in found.values():
        if isinstance(row, Record):  # an act of several records has a page
            with recording(by="admin", reason="To be seen"):
                row.save()
    return found


def expected(place: Place, user: User) -> set[int]:
    """Return the statuses that a page may answer with, by what the rights say."""
    request = RequestFactory().get(place.path)
    request.user = User.objects.get(pk=user.pk)
    if place.name == "login":  # for who is not logged in
        return {302}
    if place.name == "app_list":
        return {200} if role_of(request.user) else {404}
    own = next((each for each in ArchiveSite.pages if each.name == place.name), None)
    if own is not None:
        return {200, 302} if own.may(request.user) else {403}
    site = admin.site._registry.get(place.model)
    if site is None:
        return {200}
    may_view = site.has_view_or_change_permission(request, place.record)
    may = {
        "add": site.has_add_permission(request),
        "delete": site.has_delete_permission(request, place.record),
        "password_change": site.has_change_permission(request, place.record),
    }.get(place.name.removeprefix(f"{place.model._meta.app_label}_{place.model._meta.model_name}_"))
    allowed = may_view if may is None else may
    # What is written only, and what a record lacks, has no page to show.
    return {200, 302, 404, 405} if allowed else {403, 302, 405}


@pytest.mark.parametrize("role", ROLES, ids=["coder", "reviewer", "nobody"])
def test_every_page_is_as_it_should_be(page: Page, records, role, complaints):
    user = UserFactory(username="walker", role=role, is_staff=True)
    log_in(page, "/admin/", name="walker", password=PASSWORD)
    wrong: dict[str, list[str]] = {}
    seen_in_full: set[str] = set()
    opened = 0
    for place in pages(records):
        answer = page.request.get(place.path, max_redirects=0)
        statuses = expected(place, user)
        if answer.status not in statuses:
            wrong[place.path] = [f"answers {answer.status}, not {sorted(statuses)}"]
        is_page = "text/html" in answer.headers.get("content-type", "")
        # A refusal is the same page everywhere.
        kind = place.kind if answer.status == 200 else str(answer.status)
        if not is_page or answer.status in {302, 404, 405} or kind in seen_in_full:
            continue
        seen_in_full.add(kind)
        page.goto(place.path)
        opened += 1
        page.wait_for_load_state("load")
        refused = (str(answer.status), "Failed to load") if answer.status != 200 else ()
        faults = [each for each in complaints if not each.startswith(refused)]
        faults += faults_of(page, in_full=role == "reviewer" or answer.status != 200)
        complaints.clear()  # axe-core tries styles that the policy blocks, as it should
        if faults:
            wrong.setdefault(place.path, []).extend(faults)

    assert not wrong, in_lines(wrong)
    assert opened > (50 if role else 0)


def in_lines(wrong: dict[str, list[str]]) -> str:
    return "\n".join(f"{path}\n    " + "\n    ".join(told) for path, told in wrong.items())


def test_pages_of_an_edit_of_many_are_as_they_should_be(page: Page, admin_user, complaints):
    log_in(page, "/admin/archive/incident/")
    page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option("edit_together")
    page.get_by_role("button", name="Go", exact=True).click()
    wrong = {"form": faults_of(page, in_full=True)}
    page.get_by_label("Modality:", exact=True).select_option("planned")
    page.get_by_label("Reason").fill("To be seen")
    page.get_by_role("button", name="Show what would change").click()
    page.wait_for_selector(".bulk-steps")
    wrong["preview"] = faults_of(page, in_full=True)
    complaints.clear()

    assert not any(wrong.values()), in_lines(wrong)
    assert Incident.objects.filter(modality="planned").count() < Incident.objects.count()
