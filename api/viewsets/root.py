"""The root of the API: what there is, for those who arrive with nothing but its address."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import APIRootView

from api.strict import read


class RootView(APIRootView):
    """The addresses of all resources, by name."""

    schema = None  # generated clients know the addresses

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        read(request.query_params, {})
        return super().get(request, *args, **kwargs)
