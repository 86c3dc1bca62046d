"""The merge desk: likely pairs with the reason, side by side, what will move, and back again."""

from __future__ import annotations

from archive.admin.merging import choosing, desk, done, pair, telling_apart
from archive.admin.merging.ways import may_look
from archive.admin_site import ArchiveSite, Page

for page in (
    Page(
        route="merge/",
        name="merging",
        view=desk.desk,
        may=may_look,
        title="Merge desk",
        description="Actors, places and incidents that look like one another",
    ),
    Page(
        route="merge/told-apart/", name="merging_apart", view=telling_apart.told_apart, may=may_look
    ),
    Page(
        route="merge/<slug:kind>/<slug:uid>/",
        name="merging_choose",
        view=choosing.choose,
        may=may_look,
    ),
    Page(
        route="merge/<slug:kind>/<slug:uid>/done/",
        name="merging_done",
        view=done.done,
        may=may_look,
    ),
    Page(
        route="merge/<slug:kind>/<slug:goes>/<slug:stays>/",
        name="merging_pair",
        view=pair.pair,
        may=may_look,
    ),
):
    ArchiveSite.add_page(page)
