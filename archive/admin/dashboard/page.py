"""The dashboard put together: each part for those who may see its records."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from archive.admin.dashboard.latest import latest_changes, log_url
from archive.admin.dashboard.over_time import over_time
from archive.admin.dashboard.period import CHOICES, SHORTEST, period
from archive.admin.dashboard.places import where
from archive.admin.dashboard.waiting import waiting
from archive.admin_site import ArchiveSite
from archive.budget import OutOfTimeError, time_budget
from archive.rights import may

# How long the database may work on the charts of one page.
SECONDS = 3.0


def dashboard(request: HttpRequest) -> dict[str, Any]:
    """Return what the index's template shows of the dashboard."""
    user: Any = request.user
    asked = request.GET.get("years", "")
    years = int(asked) if asked.isdecimal() and int(asked) in CHOICES else SHORTEST
    return {
        "years": years,
        "choices": list(CHOICES),
        "charts": _charts(years) if user.has_perm("archive.view_incident") else None,
        "waiting": waiting(user),
        "may_review": may(user, "return"),
        "changes": latest_changes(user) if user.has_perm("archive.view_change") else None,
        "log_url": log_url(),
    }


def _charts(years: int) -> dict[str, Any]:
    """Return the charts; `late` where there is more in the period than a page may count."""
    try:
        with time_budget(SECONDS):
            shown = period(years)
            if shown is None:
                return {"empty": True}
            months = over_time(shown)
            places = where(shown)
    except OutOfTimeError:
        return {"late": True}
    return {"first": shown.first, "last": shown.last, "months": months, "places": places}


ArchiveSite.dashboard = dashboard
