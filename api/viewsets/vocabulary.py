"""Vocabularies over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from api.pagination import Page, envelope
from api.serializers.vocabulary import VocabularyDetailSerializer, VocabularySerializer
from api.viewsets.base import StrictViewSet
from archive.vocabularies import VOCABULARIES


class VocabularyViewSet(StrictViewSet):
    """The terms that the records are coded in, each with its definition."""

    lookup_field = "name"
    lookup_value_converter = "str"
    descriptions = {"list": "All of them in one page, without their terms."}

    def get_serializer_class(self) -> Any:
        return VocabularySerializer if self.action == "list" else VocabularyDetailSerializer

    def list(self, request: Request) -> Response:
        every = list(VOCABULARIES.values())
        page = Page([], None, None, len(every), "exact")
        results = self.get_serializer(every, many=True).data
        return Response(envelope(page, results, request))

    def retrieve(self, request: Request, name: str) -> Response:
        if name not in VOCABULARIES:
            raise Http404
        return Response(self.get_serializer(VOCABULARIES[name]).data)
