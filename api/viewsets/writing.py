"""The write side of a resource: records made, put anew, changed and deleted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from api import sparse
from api.conditions import require_match
from api.idempotency import once
from api.kinds import Text
from api.problems import ConflictError
from api.reader.compile import compile_plan
from api.reader.plan import RowPlan
from api.strict import Parameter, one
from api.viewsets.base import RecordViewSet
from api.writing.body import JSONBody
from api.writing.derive import patch_of, shape_of
from api.writing.references import look_up
from api.writing.report import Report
from api.writing.rows import Writer
from api.writing.shapes import Shape
from api.writing.texts import Texts
from archive.errors import ArchiveError, ForbiddenError
from archive.models.base import Record
from archive.querysets import reads_all
from archive.recording import recording
from archive.rights import require
from archive.services.deletion import delete
from archive.services.publishing import publish, submit

REASON = Parameter(
    Text(500), "Why: it is kept in the history of the record.", example="The outlet corrected it."
)
CREATED = 201

# What a body may say of a record that is there, but not change.
_STATE = ("uid", "review_status", "origin")


class WritingViewSet(RecordViewSet):
    """Records that can be written with a token; every answer is the record as it is then."""

    parser_classes = (JSONBody,)
    writes: ClassVar[frozenset[str]] = frozenset({"create", "update", "partial_update", "destroy"})

    def _declared(self) -> dict[str, Parameter]:
        if self.action in self.writes:
            return {"reason": REASON}
        return super()._declared()

    def body_shape(self) -> Shape | None:
        """Return the shape of the body that the current action reads, if any."""
        if self.action in {"create", "update"}:
            return shape_of(self.detail_serializer_class)
        if self.action == "partial_update":
            return patch_of(self.detail_serializer_class)
        return None

    def create(self, request: Request) -> Response | HttpResponse:
        """Make a record."""
        return once(request, lambda: self._create(request))

    def _create(self, request: Request) -> Response:
        report = Report()
        given = self._read(request, report)
        with self._act():
            record = self._make(report, given, "")
            report.settle()
        return self._shown(record.pk, CREATED)

    def update(self, request: Request, uid: str) -> Response:
        """Put a record anew: what the body leaves out is emptied."""
        return self._change(request, uid, whole=True)

    def partial_update(self, request: Request, uid: str) -> Response:
        """Change a record: what the body leaves out stays as it is."""
        return self._change(request, uid, whole=False)

    def destroy(self, request: Request, uid: str) -> Response:
        """Delete a record that nothing refers to."""
        with self._act():
            record = self._locked(uid, goes=True)
            if isinstance(record, Response):
                return record
            require(request.user, "delete", record)
            require_match(request.headers.get("If-Match"), record.version)
            try:
                delete(record)
            except ArchiveError as error:
                raise ConflictError(error.message) from error
        return Response(status=204)

    def _change(self, request: Request, uid: str, *, whole: bool) -> Response:
        report = Report()
        given = self._read(request, report)
        with self._act():
            record = self._locked(uid)
            if isinstance(record, Response):
                return record
            require(request.user, "change", record)
            require_match(request.headers.get("If-Match"), record.version)
            self._put(record, report, given, "", whole=whole)
            report.settle()
        return self._shown(record.pk, 200)

    def _act(self) -> Any:
        """Return the act that this request is: of its user, with the reason that it gives."""
        return recording(self.request.user.get_username(), one(self.given, "reason"))

    def _read(self, request: Request, report: Report) -> Any:
        """Return what the body says; raises what breaks the schema."""
        if request.META.get("CONTENT_LENGTH") in {None, "", "0"}:
            report.breaks("", "empty", "It is empty: send JSON.")
            report.settle()
        shape: Any = self.body_shape()
        given = shape.read(request.data, "", report)
        if report.broken:
            report.settle()
        return given

    def _locked(self, uid: str, *, goes: bool = False) -> Any:
        """Return the record, which nobody else changes until the transaction ends.

        Others may come to refer to it meanwhile, unless it goes. Where it was merged, the answer
        that leads to its survivor.
        """
        records = self.model._default_manager.select_for_update(no_key=not goes)
        record = records.filter(uid=uid).first()
        if record is None:
            raise self._unknown(uid)
        return self._fate(record.pk) if record.merged_into_id is not None else record

    def _make(self, report: Report, given: Any, at: str) -> Any:
        """Make a record of a body; what is refused goes to the report."""
        record: Any = self.model()
        wanted = given.get("review_status", "draft")
        if "uid" in given:
            report.refuses(f"{at}/uid", "given", "The archive gives the identifier: leave it out.")
        if wanted == "retracted":
            report.refuses(
                f"{at}/review_status", "wrong_state", "A new record cannot be retracted already."
            )
        record.origin = given.get("origin", "human")
        if wanted == "published":
            require(self.request.user, "publish")
            if settings.ARCHIVE_SECOND_PERSON:
                raise ForbiddenError("You may not publish this yourself: somebody else has to.")
        self._store(Writer(report, True, Texts()), record, shape_of, given, at)
        if not (report.broken or report.refused) and wanted != "draft":
            step = publish if wanted == "published" else submit
            try:
                step(record, by=self.request.user.get_username())
            except ArchiveError as error:
                report.refuses(f"{at}/review_status", error.code.replace("-", "_"), error.message)
        return record

    def _put(self, record: Record, report: Report, given: Any, at: str, *, whole: bool) -> None:
        """Put a body into a record; what is refused goes to the report."""
        for name in _STATE:
            stands = getattr(record, name)
            if given.get(name, stands) != stands:
                report.refuses(
                    f"{at}/{name}",
                    "read_only",
                    f"This is “{stands}”, and no body changes it. Leave it out"
                    + ("; use the actions." if name == "review_status" else "."),
                )
        derive = shape_of if whole else patch_of
        self._store(Writer(report, whole, Texts()), record, derive, given, at)

    def _store(self, writer: Writer, record: Record, derive: Any, given: Any, at: str) -> None:
        look_up(writer.report, self.request.user)
        writer.write(record, derive(self.detail_serializer_class), given, at)

    def _record_plan(self) -> RowPlan:
        """Return the plan that reads whole records."""
        shown = self.detail_serializer_class
        selection = sparse.select({}, shown.shown(), shown.expandable(), shown.widenable)
        site = self.request.build_absolute_uri("/")
        return compile_plan(
            shown, selection, staff=reads_all(self.request.user), site=site, as_json=True
        )

    def _shown(self, key: int, status: int) -> Response:
        """Answer with the record as it is now."""
        record = self._record_plan().read([key]).get(key)
        if record is None:
            raise Http404
        headers = {"ETag": record["etag"]}
        if status == CREATED:
            headers["Location"] = record["url"]
        return Response(record, status=status, headers=headers)
