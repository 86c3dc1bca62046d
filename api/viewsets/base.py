"""What every resource answers to: a strict list, a record by its uid, whatever became of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

from django.http import Http404
from django.http.response import HttpResponseBase
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from api import pagination, sparse, strict
from api.answer import Answer
from api.conditions import etag_of, is_known
from api.filters.base import StrictFilterSet
from api.problems import GoneError, UnacceptableRequestError
from api.reader.compile import compile_plan
from api.reader.keys import Question
from api.reader.plan import RowPlan
from api.serializers.base import RecordSerializer
from api.serializers.match import match_of
from api.sites import site_of
from api.unchanged import unless_unchanged
from archive.driver import Row, run
from archive.models import Change
from archive.models.base import Record
from archive.querysets import reads_all
from archive.search import snippets
from archive.typeids import is_uid

MATCH = "match"
# An answer differs by these; `Origin` as long as the site says to whom it may be shown.
VARY = "Accept, Authorization, origin"

# The parameters of each view and action: declared once, and asked for with every request.
_PARAMETERS: dict[tuple[type, str | None], dict[str, strict.Parameter]] = {}


def _selected(serializer_class: type[RecordSerializer], given: strict.Given) -> sparse.Selection:
    shown, expandable = serializer_class.shown(), serializer_class.expandable()
    return sparse.select(given, shown, expandable, serializer_class.widenable)


@cache
def _unasked(serializer_class: type[RecordSerializer]) -> sparse.Selection:
    """Return what is shown to who does not say what."""
    return _selected(serializer_class, {})


# The methods of each view's address, as `Allow` tells them.
_ALLOWED: dict[tuple[type, tuple[str, ...]], str] = {}


def _was_public(uid: str) -> bool:
    """Whether anybody could ever read it: of what nobody could, nobody is told that it is there."""
    return bool(Change.objects.filter(uid=uid).visible_to(None).exists())


class StrictViewSet(GenericViewSet):
    """A view whose every query parameter is declared; `given` holds what was read of them."""

    given: strict.Given
    format_kwarg = None

    @property
    def default_response_headers(self) -> dict[str, str]:
        key = (type(self), tuple(self.action_map))
        if key not in _ALLOWED:
            _ALLOWED[key] = ", ".join(self.allowed_methods)
        return {"Allow": _ALLOWED[key]}

    def parameters(self) -> dict[str, strict.Parameter]:
        """Return the query parameters of the current action, by name."""
        return {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Do what the framework does here, but for suffixes, versions and throttles: none are."""
        # Before permissions: what the address cannot do, it cannot do for anybody.
        if self.action is None:
            raise exceptions.MethodNotAllowed(str(request.method))
        chosen = self.perform_content_negotiation(request)
        request.accepted_renderer, request.accepted_media_type = chosen
        self.perform_authentication(request)
        self.check_permissions(request)
        if self.action != "metadata":
            try:
                self.given = strict.read(request.query_params, self.parameters())
            except UnacceptableRequestError:
                self.require_address(**kwargs)
                raise

    def require_address(self, **parts: str) -> None:
        """Raise Http404 where nothing can stand at the path, whatever the query means."""

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        """Say what the answer depends on: who asks decides what is shown."""
        response = super().finalize_response(*args, **kwargs)
        response.headers["Vary"] = VARY
        return response


class RecordViewSet(StrictViewSet):
    """The read side of a resource.

    `orderings` maps the words of `ordering` to columns that are never null;
    `detail_serializer_class` shows one record; `descriptions` tell users of single actions.
    """

    model: ClassVar[type[Record]]
    serializer_class: type[RecordSerializer]
    detail_serializer_class: type[RecordSerializer]
    filterset_class: type[StrictFilterSet]
    orderings: ClassVar[Mapping[str, str]]
    default_ordering: ClassVar[str]
    descriptions: ClassVar[Mapping[str, str]] = {}
    lookup_field = "uid"
    lookup_value_converter = "str"

    def get_queryset(self) -> Any:
        return self.model._default_manager.all()

    def get_serializer_class(self) -> type[RecordSerializer]:
        return self.serializer_class if self.action == "list" else self.detail_serializer_class

    def parameters(self) -> dict[str, strict.Parameter]:
        key = (type(self), self.action)
        if key not in _PARAMETERS:
            _PARAMETERS[key] = self._declared()
        return _PARAMETERS[key]

    def require_address(self, **parts: str) -> None:
        if "uid" in parts and not is_uid(parts["uid"], self.model.uid_prefix):
            raise Http404

    def _declared(self) -> dict[str, strict.Parameter]:
        serializer = self.get_serializer_class()
        shape = sparse.parameters(serializer.shown(), serializer.expandable(), serializer.widenable)
        if self.action != "list":
            return shape
        filters = self.filterset_class.parameters()
        paging = pagination.parameters(
            self.orderings, self.default_ordering, searched=pagination.SEARCH in filters
        )
        return {**filters, **paging, **shape}

    def list(self, request: Request) -> HttpResponseBase:
        return unless_unchanged(request, self._page)

    def _page(self, _: Row | None) -> Answer:
        request = self.request
        question = Question(self.model, self.filterset_class, self.given, request.user)
        page = pagination.paginate(question, self.given, self.orderings, self.default_ordering)
        keys = [key for _, key in page.keys]
        found = self._plan().read(keys)
        if pagination.SEARCH in self.given and MATCH in self._selection().fields:
            self._say_why(found)
        results = [found[key] for key in keys if key in found]
        return Answer(pagination.envelope(page, results, request))

    def retrieve(self, request: Request, uid: str) -> HttpResponseBase:
        """Answer with a record; one that was merged or retracted says what became of it."""
        table = self.model._meta.db_table
        columns = "id, version, is_public, merged_into_id"
        sql = f"SELECT {columns} FROM {table} WHERE uid = %s"  # noqa: S608 -- a table of ours
        rows = run(sql, [uid], keeps_plan=True)
        if not rows:
            raise self._unknown(uid)
        ((key, version, is_public, merged_into),) = rows
        if merged_into is not None or not (is_public or reads_all(request.user)):
            return self._fate(key)
        tag = etag_of(version, reads_all=reads_all(request.user))
        if is_known(request.META.get("HTTP_IF_NONE_MATCH"), tag):
            return Answer(None, status=304, headers={"ETag": tag})
        record = self._plan().read([key]).get(key)
        if record is None:
            raise Http404
        # What was read a moment later may be newer; the older tag is the one that is safe.
        return Answer(record, headers={"ETag": record.get("etag", tag)})

    def _unknown(self, uid: str) -> Exception:
        """Return what tells of a uid that no record has: whether a public one once had it."""
        return GoneError("This record was deleted.") if _was_public(uid) else Http404()

    def _selection(self) -> sparse.Selection:
        """Return what the request wants to be shown."""
        serializer_class = self.get_serializer_class()
        if not self.given.keys() & sparse.NAMES:
            return _unasked(serializer_class)
        return _selected(serializer_class, self.given)

    def _plan(self) -> RowPlan:
        """Return the plan that reads what the request wants to be shown."""
        site = site_of(self.request._request)
        staff = reads_all(self.request.user)
        return compile_plan(
            self.get_serializer_class(), self._selection(), staff=staff, site=site, as_json=True
        )

    def _say_why(self, found: Mapping[int, dict[str, Any]]) -> None:
        """Add to these records why they match `q`."""
        node = strict.one(self.given, pagination.SEARCH)
        shown = snippets(str(self.model._meta.model_name), node, list(found))
        for key, snippet in shown.items():
            found[key][MATCH] = match_of(snippet)

    def _fate(self, key: int) -> Response:
        """Answer with what became of a record that is not shown itself; raises otherwise."""
        record = self.model._default_manager.select_related("merged_into").get(pk=key)
        if not (reads_all(self.request.user) or _was_public(record.uid)):
            raise Http404
        if record.merged_into is not None:
            return self._moved(record.merged_into)
        if record.review_status == "retracted":
            raise GoneError(f"This record was retracted: {record.retraction_reason}")
        raise Http404

    def _moved(self, survivor: Record) -> Response:
        withdrawn = survivor.review_status == "retracted" and _was_public(survivor.uid)
        if not (survivor.is_public or withdrawn or reads_all(self.request.user)):
            raise Http404
        url = self.reverse_action("detail", args=[survivor.uid])
        body = {"merged_into": {"uid": survivor.uid, "url": url}}
        return Response(body, status=301, headers={"Location": url})
