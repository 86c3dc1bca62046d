"""URLs of version 1 of the API."""

from __future__ import annotations

from rest_framework.routers import SimpleRouter

from api.viewsets.actor import ActorViewSet
from api.viewsets.problem import ProblemTypeViewSet
from api.viewsets.source import SourceViewSet

router = SimpleRouter(use_regex_path=False)
router.register("actors", ActorViewSet, "actors")
router.register("sources", SourceViewSet, "sources")
router.register("problems", ProblemTypeViewSet, "problems")

urlpatterns = router.urls
