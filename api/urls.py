"""URLs of version 1 of the API."""

from __future__ import annotations

from django.urls import include, path
from rest_framework.routers import DefaultRouter

from api.viewsets.actor import ActorViewSet
from api.viewsets.article import ArticleViewSet
from api.viewsets.change import ChangeViewSet
from api.viewsets.document import DocumentViewSet
from api.viewsets.incident import IncidentViewSet
from api.viewsets.place import PlaceViewSet
from api.viewsets.problem import ProblemTypeViewSet
from api.viewsets.root import RootView
from api.viewsets.search import SearchViewSet
from api.viewsets.source import SourceViewSet
from api.viewsets.statement import StatementViewSet
from api.viewsets.vocabulary import VocabularyViewSet


class Router(DefaultRouter):
    """Plain paths, and a root that says what there is."""

    APIRootView = RootView
    include_format_suffixes = False


router = Router(use_regex_path=False)
router.register("incidents", IncidentViewSet, "incidents")
router.register("statements", StatementViewSet, "statements")
router.register("actors", ActorViewSet, "actors")
router.register("articles", ArticleViewSet, "articles")
router.register("places", PlaceViewSet, "places")
router.register("sources", SourceViewSet, "sources")
router.register("search", SearchViewSet, "search")
router.register("changes", ChangeViewSet, "changes")
router.register("vocabularies", VocabularyViewSet, "vocabularies")
router.register("documents", DocumentViewSet, "documents")
router.register("problems", ProblemTypeViewSet, "problems")

urlpatterns = [*router.urls, path("", include("api.schema.urls"))]
