"""The kinds of problems over HTTP: what the `type` of an error leads to."""

from __future__ import annotations

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.problem_types import PROBLEM_TYPES
from api.viewsets.base import StrictViewSet


class ProblemTypeSerializer(serializers.Serializer):
    """A kind of problem, as the `type` of an error names it."""

    slug = serializers.CharField(read_only=True, help_text="Last part of its address.")
    status = serializers.IntegerField(read_only=True, help_text="Status of the answer.")
    title = serializers.CharField(read_only=True)
    description = serializers.CharField(read_only=True)


class ProblemTypeViewSet(StrictViewSet):
    """Kinds of problems that errors tell of."""

    serializer_class = ProblemTypeSerializer
    schema = None  # for people who follow the `type` of an error, not for clients
    lookup_field = "slug"
    lookup_value_converter = "str"

    def list(self, request: Request) -> Response:
        return Response(ProblemTypeSerializer(PROBLEM_TYPES.values(), many=True).data)

    def retrieve(self, request: Request, slug: str) -> Response:
        if slug not in PROBLEM_TYPES:
            raise Http404
        return Response(ProblemTypeSerializer(PROBLEM_TYPES[slug]).data)
