"""Source documents sent to the archive: each becomes an article, or a new text of a known one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from api.filters.article import LanguageTag
from api.idempotency import once
from api.kinds import Boolean, Choice, Text
from api.problems import Fault, UnacceptableRequestError, is_unavailable
from api.serializers.document import FileReport, shown
from api.strict import Parameter, one
from api.viewsets.base import StrictViewSet
from api.viewsets.writing import CREATED, REASON
from api.writing.body import FileBody
from api.writing.report import Report as Faults
from archive.errors import ArchiveError, LoadError
from archive.loaders.base import Options
from archive.loaders.documents import DOCUMENT_FORMATS, load_documents
from archive.models import Source
from archive.recording import recording
from archive.services.outlets import source_named

# More would keep a worker for too long; the command takes any number.
MOST = 200


class DocumentViewSet(StrictViewSet):
    """Stories as people have them: news pages, feeds, ninjs, NewsML-G2, Markdown, plain text."""

    serializer_class = FileReport
    parser_classes = (FileBody,)
    problems: ClassVar[dict[str, tuple[int, ...]]] = {"create": (403, 409, 422)}
    outcomes: ClassVar[dict[str, str]] = {
        "200": "Nothing was made: all of it was there already, or it is a dry run.",
        "201": "Something was made.",
    }
    summaries: ClassVar[dict[str, str]] = {"create": "Take in source documents"}
    descriptions: ClassVar[dict[str, str]] = {
        "create": f"The body is one file of one document or up to {MOST}, as it is; "
        "`Content-Type` is `application/octet-stream` whatever is in it. Each document becomes a "
        "draft article with its text. A story that the archive has is recognised, by identifier, "
        "address, or title and text: the same text changes nothing, a new text becomes its next "
        "revision. All or nothing, unless `on_error=skip` leaves out what cannot be taken in; "
        "faults name the document and its line. Addresses in documents are never fetched. "
        "`manage.py load` does the same.",
    }

    def parameters(self) -> dict[str, Parameter]:
        return _PARAMETERS if self.action == "create" else {}

    def create(self, request: Request) -> Response | HttpResponse:
        """Take in the documents of a file."""
        return once(request, lambda: self._create(request))

    def _create(self, request: Request) -> Response:
        faults = Faults()
        if request.META.get("CONTENT_LENGTH") in {None, "", "0"}:
            faults.breaks("", "empty", "It is empty: send a file.")
            faults.settle()
        dry_run = one(self.given, "dry_run", False)
        raw: Any = request.data  # bytes: see FileBody
        try:
            with recording(request.user.get_username(), one(self.given, "reason")):
                report = load_documents(
                    raw,
                    one(self.given, "format"),
                    self._options(),
                    name=one(self.given, "name", "document"),
                    dry_run=dry_run,
                )
        except LoadError as error:
            if error.__cause__ is not None and is_unavailable(error.__cause__):
                raise error.__cause__ from error
            fault = Fault(None, "not_loadable", str(error), pointer="", line=error.line)
            raise UnacceptableRequestError([fault]) from error
        made = not dry_run and report.created.total() > 0
        answer = shown(report, dry_run=dry_run, request=request)
        return Response(answer, status=CREATED if made else 200)

    def _options(self) -> Options:
        return Options(
            source=self._source(),
            language=one(self.given, "language"),
            encoding=one(self.given, "encoding"),
            on_error=one(self.given, "on_error", "stop"),
            by=self.request.user,
            most=MOST,
        )

    def _source(self) -> Source | None:
        named = one(self.given, "source")
        try:
            return None if named is None else source_named(named)
        except ArchiveError as error:
            fault = Fault("source", error.code, f"source: {error.message}")
            raise UnacceptableRequestError([fault]) from error


_PARAMETERS = {
    "format": Parameter(
        Choice(*DOCUMENT_FORMATS),
        "What the file is. Without it, that is recognised by content and by the ending of `name`.",
        example="feed",
    ),
    "name": Parameter(
        Text(200), "What the file is called: faults and the log name it so.", example="rss.xml"
    ),
    "source": Parameter(
        Text(500),
        "The outlet of documents that name none: a source by its uid, domain or exact name.",
        example="courier.example",
    ),
    "language": Parameter(
        LanguageTag(), "The language of texts whose document names none (BCP 47).", example="en"
    ),
    "encoding": Parameter(
        Text(40),
        "What the file is written in, whatever it declares, byte order marks apart.",
        example="latin-1",
    ),
    "on_error": Parameter(
        Choice("stop", "skip"),
        "What becomes of the file where a document cannot be taken in: `stop`, which is the "
        "default, refuses all of it, `skip` leaves that document out and reports it.",
        example="skip",
    ),
    "dry_run": Parameter(
        Boolean(), "Whether only to say what would come of it, and do nothing.", example="true"
    ),
    "reason": REASON,
}
