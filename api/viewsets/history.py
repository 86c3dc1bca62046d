"""The history of a record over HTTP: its versions, and the record as it stood at an instant."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from api.conditions import etag_of
from api.kinds import Instant, Integer
from api.pagination import DEFAULT_LIMIT, MAX_LIMIT
from api.past import as_it_stood
from api.serializers.change import told_by
from api.serializers.history import VersionSerializer
from api.strict import Parameter, one
from api.viewsets.base import RecordViewSet
from archive.querysets import reads_all
from archive.services.history import History, in_order, versions

AS_OF = "as_of"


class HistoryViewSet(RecordViewSet):
    """Records that tell what they were."""

    def get_serializer_class(self) -> Any:
        return VersionSerializer if self.action == "history" else super().get_serializer_class()

    def _declared(self) -> dict[str, Parameter]:
        if self.action == "history":
            return {
                "before": Parameter(
                    Integer(1),
                    "Only versions before this one: `next_cursor` of the page before.",
                    example="5",
                ),
                "limit": Parameter(
                    Integer(1, MAX_LIMIT),
                    "How many versions a page holds at most.",
                    example="50",
                    default=DEFAULT_LIMIT,
                ),
            }
        declared = super()._declared()
        if self.action == "retrieve":
            declared[AS_OF] = Parameter(
                Instant(),
                "The record as it stood at this instant: its own fields and lists. Records that it "
                "names, and what others say of it, are as they are now.",
                example="2026-11-22T12:00:00Z",
            )
        return declared

    def retrieve(self, request: Request, uid: str) -> HttpResponseBase:
        """Answer with a record, as it is or as it stood."""
        if AS_OF not in self.given:
            return super().retrieve(request, uid)
        record = self._seen(uid)
        if isinstance(record, Response):
            return record
        found = as_it_stood(
            record,
            one(self.given, AS_OF),
            self.get_serializer_class(),
            self._selection(),
            request,
        )
        if found is None:
            raise Http404
        version, body = found
        tag = etag_of(version, reads_all=reads_all(request.user))
        return Response(body, headers={"ETag": tag})

    @action(detail=True)
    def history(self, request: Request, uid: str) -> Response:
        """Answer with the versions of a record, the newest first."""
        record = self._seen(uid)
        if isinstance(record, Response):
            return record
        limit = one(self.given, "limit", DEFAULT_LIMIT)
        found = versions(uid, request.user)
        if "before" in self.given:
            found = found.filter(version__lt=one(self.given, "before"))
        entries = list(found[: limit + 1])
        page = entries[:limit]
        following = str(page[-1].version) if len(entries) > limit else None
        differences = History(uid, request.user).differences(page)
        address = request.build_absolute_uri()
        return Response(
            {
                "next": following and replace_query_param(address, "before", following),
                "previous": None,
                "next_cursor": following,
                "count": None,
                "count_relation": None,
                "results": [
                    {
                        "version": entry.version,
                        "seq": entry.seq,
                        "at": entry.at,
                        "op": entry.op,
                        "because_of": entry.because_of,
                        **told_by(entry, request.user),
                        "differences": [
                            {"path": each.path, "before": each.before, "after": each.after}
                            for each in in_order(differences[entry.seq])
                        ],
                    }
                    for entry in page
                ],
            }
        )

    def _seen(self, uid: str) -> Any:
        """Return the record where the reader may see it, or the answer that says what became of it.

        Raises as `retrieve` does where there is nothing to see.
        """
        found = self.model._default_manager.filter(uid=uid).first()
        if found is None:
            raise self._unknown(uid)
        shown = found.is_public or reads_all(self.request.user)
        if found.merged_into_id is not None or not shown:
            return self._fate(found.pk)
        if not self.model._default_manager.visible_to(self.request.user).filter(pk=found.pk):
            raise Http404
        return found
