"""The way of a record to the public and back, and merging: actions with rules of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.conditions import etag_of, require_match
from api.problems import Fault, UnacceptableRequestError
from api.serializers.merging import MergeReport
from api.viewsets.writing import WritingViewSet
from api.writing.actions import MAY_SAY_WHY, MUST_SAY_WHY, merge_shape
from api.writing.references import look_up
from api.writing.report import Report
from api.writing.shapes import Shape
from archive.errors import ArchiveError
from archive.models.base import Record
from archive.rights import Act, require
from archive.services import merging, publishing

Step = Callable[..., Record]


class ActionViewSet(WritingViewSet):
    """Records that are submitted, published, returned, retracted, merged."""

    # What each action takes the right to do, for `api.permissions`.
    acts: ClassVar[dict[str, Act]] = {
        "submit": "submit",
        "publish": "publish",
        "return_to_draft": "return",
        "retract": "retract",
        "merge": "merge",
        "unmerge": "merge",
    }
    bodies: ClassVar[dict[str, Shape]] = {
        "submit": MAY_SAY_WHY,
        "publish": MAY_SAY_WHY,
        "return_to_draft": MUST_SAY_WHY,
        "retract": MUST_SAY_WHY,
        "unmerge": MAY_SAY_WHY,
    }

    def _declared(self) -> Any:
        return {} if self.action in self.acts else super()._declared()

    def body_shape(self) -> Shape | None:
        if self.action == "merge":
            return merge_shape(self.model)
        return self.bodies.get(str(self.action)) or super().body_shape()

    def get_serializer_class(self) -> Any:
        return MergeReport if self.action == "merge" else super().get_serializer_class()

    @action(detail=True, methods=["post"])
    def submit(self, request: Request, uid: str) -> Response:
        """Send a draft to review."""
        return self._step(request, uid, publishing.submit)

    @action(detail=True, methods=["post"])
    def publish(self, request: Request, uid: str) -> Response:
        """Let everybody read a record."""
        return self._step(request, uid, publishing.publish)

    @action(detail=True, methods=["post"], url_path="return")
    def return_to_draft(self, request: Request, uid: str) -> Response:
        """Return a record from review to its author."""
        return self._step(request, uid, publishing.return_to_draft)

    @action(detail=True, methods=["post"])
    def retract(self, request: Request, uid: str) -> Response:
        """Withdraw a published record; its address answers 410 with the reason."""
        return self._step(request, uid, publishing.retract)

    @action(detail=True, methods=["post"])
    def merge(self, request: Request, uid: str) -> Response:
        """Merge a record into another one, to which its address leads from then on."""
        report = Report()
        given = self._read(request, report)
        with self._act():
            record = self._locked(uid)
            if isinstance(record, Response):
                return record
            self._hold(record, "merge")
            look_up(report, request.user)
            report.settle()
            survivor = self.model._default_manager.get(pk=given["into"].key)
            dry_run = given.get("dry_run", False)
            done = self._try(
                merging.merge,
                record,
                survivor,
                by=request.user.get_username(),
                reason=given.get("reason"),
                dry_run=dry_run,
            )
        return Response(
            {
                "dry_run": dry_run,
                "merged": self._named(record),
                "survivor": self._named(survivor),
                "moved": _counts(done.moved),
                "stays": _counts(done.stays),
            }
        )

    @action(detail=True, methods=["post"])
    def unmerge(self, request: Request, uid: str) -> Response:
        """Take a merge back."""
        given = self._read(request, Report())
        with self._act():
            record = (
                self.model._default_manager.select_for_update(no_key=True).filter(uid=uid).first()
            )
            if record is None:
                raise self._unknown(uid)
            self._hold(record, "merge")
            by = request.user.get_username()
            self._try(merging.unmerge, record, by=by, reason=given.get("reason"))
        return self._shown(record.pk, 200)

    def _step(self, request: Request, uid: str, step: Step) -> Response:
        given = self._read(request, Report())
        with self._act():
            record = self._locked(uid)
            if isinstance(record, Response):
                return record
            self._hold(record, self.acts[str(self.action)])
            by = request.user.get_username()
            self._try(step, record, by=by, reason=given.get("reason"))
        return self._shown(record.pk, 200)

    def _hold(self, record: Record, act: Act) -> None:
        """Ask whether the user may do this to the record, as they have read it."""
        require(self.request.user, act, record)
        require_match(self.request.headers.get("If-Match"), record.version)

    def _try(self, step: Callable[..., Any], *args: Any, **options: Any) -> Any:
        try:
            return step(*args, **options)
        except ArchiveError as error:
            in_body = error.field in {"into", "reason"}
            at = f"/{error.field}" if in_body else ""
            code = error.code.replace("-", "_")
            raise UnacceptableRequestError(
                [Fault(None, code, error.message, pointer=at)]
            ) from error

    def _named(self, record: Record) -> dict[str, str]:
        record.refresh_from_db()
        url = self.request.build_absolute_uri(self.reverse_action("detail", args=[record.uid]))
        return {"uid": record.uid, "url": url, "etag": etag_of(record.version, reads_all=True)}


def _counts(counted: dict[str, int]) -> list[dict[str, Any]]:
    return [{"kind": noun, "count": number} for noun, number in sorted(counted.items())]
