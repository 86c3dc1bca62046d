"""The page of the health of the data: numbers of the last look, each opening its rows."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince

from archive.admin.merging.beside import desk_of_check
from archive.admin_site import ArchiveSite, Page
from archive.budget import OutOfTimeError
from archive.health import CHECKS, Check, look
from archive.models.checkup import Checkup

# How long a person waits for a page; a large archive is looked over by `manage.py check_health`.
SECONDS = 8.0


def health(request: HttpRequest) -> HttpResponse:
    """Show what the last look found; a POST looks again, as far as the time goes."""
    checks = [check for check in CHECKS if _may(request.user, "view", check)]
    may_look = any(_may(request.user, "change", check) for check in checks)
    if request.method == "POST":
        if not may_look:
            raise PermissionDenied
        _look_again(request, checks)
        return HttpResponseRedirect(reverse("admin:health"))
    stored = {each.check_code: each for each in Checkup.objects.all()}
    looks = [stored[check.code].checked_at for check in checks if check.code in stored]
    oldest = min(looks, default=None)
    context = {
        **admin.site.each_context(request),
        "title": "Health of the data",
        "groups": [
            {"title": group, "rows": _rows(list(members), stored)}
            for group, members in groupby(checks, key=lambda check: check.group)
        ],
        "oldest": oldest,
        "age": _age(oldest),
        "is_whole": len(looks) == len(checks),
        "may_look": may_look,
    }
    return TemplateResponse(request, "admin/archive/health.html", context)


def _age(moment: datetime | None) -> str:
    if moment is None or timezone.now() - moment < timedelta(minutes=1):
        return "just now"
    return f"{timesince(moment, depth=1)} ago"


def _rows(checks: list[Check], stored: dict[str, Checkup]) -> list[dict[str, Any]]:
    """Return the rows of a group: each title with the kinds of rows that it is asked of."""
    rows = []
    for title, members in groupby(checks, key=lambda check: check.title):
        asked = list(members)
        rows.append(
            {
                "title": title,
                "advice": list(dict.fromkeys(check.advice for check in asked)),
                "kinds": [_kind(check, stored.get(check.code)) for check in asked],
            }
        )
    return rows


def _kind(check: Check, checkup: Checkup | None) -> dict[str, Any]:
    one = checkup is not None and checkup.found == 1
    return {
        "name": check.model._meta.verbose_name if one else check.kind,
        "url": f"{_list_of(check)}?health={check.code}",
        "desk": desk_of_check(check.code),
        "checkup": checkup,
        "number": checkup and f"{checkup.found:,}{'+' if checkup.is_cut else ''}",
    }


def _look_again(request: HttpRequest, checks: list[Check]) -> None:
    end = time.monotonic() + SECONDS
    late = []
    for check in checks:
        try:
            look(check, seconds=max(0.001, end - time.monotonic()))
        except OutOfTimeError:
            late.append(f"{check.title.lower()} ({check.kind})")
    if late:
        messages.warning(
            request,
            f"Not looked at again, since it takes longer than a page may: {'; '.join(late)}. "
            "Whoever runs the archive can do it with “manage.py check_health”.",
        )
    else:
        messages.success(request, "Everything was looked at again.")


def _list_of(check: Check) -> str:
    return reverse(f"admin:archive_{check.model._meta.model_name}_changelist")


def _may(user: Any, what: str, check: Check) -> bool:
    return bool(user.has_perm(f"archive.{what}_{check.model._meta.model_name}"))


def _may_open(user: Any) -> bool:
    return any(_may(user, "view", check) or _may(user, "change", check) for check in CHECKS)


ArchiveSite.add_page(
    Page(
        route="health/",
        name="health",
        view=health,
        may=_may_open,
        title="Health of the data",
        description="What wants mending, by number",
    )
)
