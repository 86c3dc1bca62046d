"""Many records at once, all or nothing: the faults of each under its place in the list."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.conditions import require_match
from api.idempotency import once
from api.problems import PreconditionFailedError
from api.viewsets.actions import ActionViewSet
from api.viewsets.writing import CREATED
from api.writing.bulk import MAX_RECORDS, bulk_patch_of, bulk_shape_of
from api.writing.report import Report
from archive.rights import Act, require


class WrittenViewSet(ActionViewSet):
    """Records that are written one by one or up to a hundred at once."""

    acts: ClassVar[dict[str, Act]] = {**ActionViewSet.acts, "bulk": "add", "bulk_change": "change"}

    def get_serializer_class(self) -> Any:
        if self.action in {"bulk", "bulk_change"}:
            return _bulk_answer(self.detail_serializer_class)
        return super().get_serializer_class()

    def body_shape(self) -> Any:
        if self.action == "bulk":
            return bulk_shape_of(self.detail_serializer_class)
        if self.action == "bulk_change":
            return bulk_patch_of(self.detail_serializer_class)
        return super().body_shape()

    @action(detail=False, methods=["post"])
    def bulk(self, request: Request) -> Any:
        """Make up to a hundred records."""
        return once(request, lambda: self._bulk(request))

    @bulk.mapping.patch
    def bulk_change(self, request: Request) -> Response:
        """Change up to a hundred records, each as it was read."""
        report = Report()
        items = self._read(request, report)
        with self._act():
            uids = [item["uid"] for item in items]
            for n, uid in enumerate(uids):
                if uid in uids[:n]:
                    report.refuses(f"/{n}/uid", "repeated", "It is in the list twice.")
            rows = self.model._default_manager.select_for_update(no_key=True).filter(uid__in=uids)
            found = {row.uid: row for row in rows.order_by("pk")}
            for n, item in enumerate(items):
                at = f"/{n}"
                record = found.get(item["uid"])
                if record is None or record.merged_into_id is not None:
                    report.refuses(f"{at}/uid", "unknown_uid", "No record stands at this uid.")
                    continue
                require(request.user, "change", record)
                try:
                    require_match(item["etag"], record.version)
                except PreconditionFailedError as error:
                    detail = f"It was changed meanwhile: {error.headers['ETag']} now."
                    report.refuses(f"{at}/etag", "stale", detail)
            report.settle()
            for n, item in enumerate(items):
                given = {name: value for name, value in item.items() if name != "etag"}
                self._put(found[item["uid"]], report, given, f"/{n}", whole=False)
            report.settle()
        return self._all([found[uid].pk for uid in uids], 200)

    def _bulk(self, request: Request) -> Response:
        report = Report()
        items = self._read(request, report)
        with self._act():
            made = [self._make(report, given, f"/{n}") for n, given in enumerate(items)]
            report.settle()
        return self._all([record.pk for record in made], CREATED)

    def _all(self, keys: list[int], status: int) -> Response:
        found = self._record_plan().read(keys)
        return Response({"results": [found[key] for key in keys]}, status=status)


@cache
def _bulk_answer(detail: type[serializers.ModelSerializer[Any]]) -> type[Any]:
    """Return the serializer of the answer: the records in the order of the request."""
    name = f"{detail.Meta.model.__name__}BulkSerializer"
    records = detail(many=True, read_only=True, help_text="In the order of the request.")
    doc = f"Up to {MAX_RECORDS} records that were written at once."
    return type(name, (serializers.Serializer,), {"results": records, "__doc__": doc})
