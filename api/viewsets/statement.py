"""Statements over HTTP."""

from __future__ import annotations

from api.export.tables import STATEMENTS
from api.filters.statement import StatementFilterSet
from api.serializers.statement import StatementDetailSerializer, StatementSerializer
from api.viewsets.bulk import WrittenViewSet
from api.viewsets.statistics import DatedViewSet
from archive.models import Statement


class StatementViewSet(WrittenViewSet, DatedViewSet):
    """Who said what to whom, in the words of an article, and what they assert."""

    model = Statement
    queryset = Statement.objects.none()
    serializer_class = StatementSerializer
    detail_serializer_class = StatementDetailSerializer
    filterset_class = StatementFilterSet
    orderings = {"date": "sort_date", "created_at": "created_at", "updated_at": "updated_at"}
    default_ordering = "-date"
    faceted = (
        "form",
        "speech_act",
        "anonymity",
        "medium",
        "hedge",
        "link_kind",
        "date_semantics",
        "origin",
    )
    table = STATEMENTS
