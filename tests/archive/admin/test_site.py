"""The admin's own pages: on the index for those whom they let in, clear words for the others."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.urls import reverse

from archive.admin_site import ArchiveSite
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_admin_is_the_archives_own():
    assert isinstance(admin.site, ArchiveSite)
    assert len({page.name for page in admin.site.pages}) == len(admin.site.pages)


def test_index_names_the_pages_that_somebody_may_open(admin_client):
    content = admin_client.get(reverse("admin:index")).content.decode()

    for page in admin.site.pages:
        assert not page.title or page.title in content


def test_page_sends_a_visitor_to_the_log_in_and_staff_without_rights_away(client):
    user = UserFactory(staff=True)
    for page in admin.site.pages:
        if "<" in page.route or not page.title:
            continue
        path = reverse(f"admin:{page.name}")
        client.logout()
        assert client.get(path).headers["Location"] == f"/admin/login/?next={path}"
        client.force_login(user)
        refused = client.get(path)
        assert refused.status_code == 403
        assert "Your account may not do this" in refused.content.decode()
