"""The review queue: what waits, one after the other, published or returned without leaving it."""

from __future__ import annotations

from archive.admin.review.posts import post
from archive.admin.review.views import record, start
from archive.admin_site import ArchiveSite, Page
from archive.rights import may


def _may_open(user: object) -> bool:
    return may(user, "read_all")


for _page in (
    Page(
        route="review/",
        name="review",
        view=start,
        may=_may_open,
        title="Review queue",
        description="What waits, one after the other",
    ),
    Page(route="review/<slug:uid>/", name="review_record", view=record, may=_may_open),
    Page(route="review/<slug:uid>/<slug:what>/", name="review_act", view=post, may=_may_open),
):
    ArchiveSite.add_page(_page)
