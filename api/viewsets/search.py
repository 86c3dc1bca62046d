"""Search over HTTP: everything at once."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from api import pagination, strict
from api.cursors import query_digest
from api.filters.search import Words, help_text
from api.hits import SEARCHED, Search
from api.kinds import Choice
from api.pagination import SEARCH, Page, envelope
from api.problems import Fault, UnacceptableRequestError
from api.serializers.search import Hit
from api.unchanged import unless_unchanged
from api.viewsets.base import StrictViewSet
from archive.driver import Row
from archive.search import KINDS


class SearchViewSet(StrictViewSet):
    """Articles, incidents, statements and actors that match a query, the best match first."""

    serializer_class = Hit
    summaries = {"list": "Search everything"}
    plural = "matches"
    problems = {"list": (422,)}
    descriptions = {
        "list": "A field of the query that a kind has not finds nothing of it. The lists of single "
        "kinds take the same `q` with all their other filters, and other orders.",
    }

    def parameters(self) -> dict[str, strict.Parameter]:
        paging = pagination.parameters((), "")
        return {
            SEARCH: strict.Parameter(
                Words(KINDS),
                help_text(KINDS),
                example='"rocket attack" -drone',
                required=True,
            ),
            "kind": strict.Parameter(
                Choice(*SEARCHED),
                "Only these kinds of records.",
                example="article,incident",
                many=True,
            ),
            "limit": paging["limit"],
            "cursor": paging["cursor"],
        }

    def list(self, request: Request) -> HttpResponseBase:
        return unless_unchanged(request, self._page)

    def _page(self, _: Row | None) -> Response:
        request = self.request
        cursor = strict.one(self.given, "cursor")
        asked = {name: self.given[name] for name in (SEARCH, "kind") if name in self.given}
        digest = query_digest("search", asked)
        if cursor is not None and cursor.query != digest:
            detail = "cursor: this cursor is of another search; begin again without a cursor."
            raise UnacceptableRequestError([Fault("cursor", "cursor_of_another_list", detail)])
        chosen = set(strict.values_of(self.given.get("kind", ()))) or set(SEARCHED)
        node: Any = strict.one(self.given, SEARCH)
        search = Search(node, [k for k in SEARCHED if k in chosen], request.user, digest)
        limit = strict.one(self.given, "limit", pagination.DEFAULT_LIMIT)
        page, following = search.page(cursor, limit)
        results = search.shown(page, request.build_absolute_uri("/"))
        return Response(envelope(Page([], following, None, None, None), results, request))
