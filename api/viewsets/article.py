"""Articles over HTTP."""

from __future__ import annotations

from api.export.tables import ARTICLES
from api.filters.article import ArticleFilterSet
from api.serializers.article import ArticleDetailSerializer, ArticleSerializer
from api.viewsets.bulk import WrittenViewSet
from api.viewsets.statistics import FacetedViewSet
from archive.models import Article


class ArticleViewSet(WrittenViewSet, FacetedViewSet):
    """The stories that everything is taken from, with the exact text that passages count in."""

    model = Article
    queryset = Article.objects.none()
    serializer_class = ArticleSerializer
    detail_serializer_class = ArticleDetailSerializer
    filterset_class = ArticleFilterSet
    orderings = {"published": "sort_at", "updated_at": "updated_at"}
    default_ordering = "-published"
    faceted = ("source", "language", "origin")
    table = ARTICLES
