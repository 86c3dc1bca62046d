"""The feed of changes over HTTP: what a mirror follows to stay equal to the archive."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from api.kinds import Choice, Integer, Term
from api.pagination import DEFAULT_LIMIT, MAX_LIMIT
from api.serializers.change import RESOURCES, ChangeSerializer, shown
from api.strict import Parameter, one, values_of
from api.unchanged import unless_unchanged
from api.viewsets.base import StrictViewSet
from archive.driver import Row
from archive.models import Change
from archive.vocabularies import CHANGE_OP

# The largest whole number that every JSON reader keeps exactly.
MAX_SEQ = 2**53 - 1


class ChangeViewSet(StrictViewSet):
    """What was done to the records: one entry for each record and act, in an order for good."""

    serializer_class = ChangeSerializer
    summaries = {"list": "List changes since"}
    descriptions = {
        "list": "To follow the archive, keep the largest `seq` that you have seen and ask for what "
        "came `since`; `next_cursor` is the `since` of the next page. No entry is ever added "
        "before one that was given out. For each entry ask the record's address: its answer is "
        "what it is now; a redirect (merged), a 410 (retracted, deleted) or a 404 (withdrawn) "
        "means to drop it. Entries from before a record was published are for those who may read "
        "drafts.",
    }

    def parameters(self) -> dict[str, Parameter]:
        return {
            "since": Parameter(
                Integer(0, MAX_SEQ),
                "Only entries whose `seq` is larger.",
                example="0",
            ),
            "type": Parameter(
                Choice(*RESOURCES), "Only these kinds of records.", example="incident", many=True
            ),
            "op": Parameter(
                Term(CHANGE_OP), "Only these acts.", example="merge,retract", many=True
            ),
            "limit": Parameter(
                Integer(1, MAX_LIMIT),
                "How many entries a page holds at most.",
                example="50",
                default=DEFAULT_LIMIT,
            ),
        }

    def list(self, request: Request) -> HttpResponseBase:
        """Answer with a page of the log."""
        return unless_unchanged(request, self._page)

    def _page(self, _: Row | None) -> Response:
        request = self.request
        limit = one(self.given, "limit", DEFAULT_LIMIT)
        entries = Change.objects.visible_to(request.user).after(one(self.given, "since", 0))
        if "type" in self.given:
            entries = entries.filter(type__in=values_of(self.given["type"]))
        if "op" in self.given:
            entries = entries.filter(op__in=values_of(self.given["op"]))
        found = list(entries[: limit + 1])
        page = found[:limit]
        following = str(page[-1].seq) if len(found) > limit else None
        address = request.build_absolute_uri()
        site = request.build_absolute_uri("/")
        return Response(
            {
                "next": following and replace_query_param(address, "since", following),
                "previous": None,
                "next_cursor": following,
                "count": None,
                "count_relation": None,
                "results": [shown(entry, site=site, user=request.user) for entry in page],
            }
        )
