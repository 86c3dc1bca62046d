"""The OpenAPI document and its two readers, Swagger UI and Redoc, all from this server."""

from __future__ import annotations

import hashlib
from functools import cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.settings import patched_settings
from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.views import APIView

from api.kinds import Choice
from api.strict import Parameter, one, read

VERSIONS: dict[str, dict[str, str]] = {"3.1": {}, "3.0": settings.OPENAPI_3_0}

# drf-spectacular keeps its settings and its counts of warnings in globals.
_generating = Lock()


@method_decorator(gzip_page, name="dispatch")
class SchemaView(APIView):
    """The OpenAPI document, as YAML or, where `Accept` says so, JSON."""

    schema = None
    authentication_classes = ()
    permission_classes = ()
    renderer_classes = (
        OpenApiYamlRenderer2,
        OpenApiYamlRenderer,
        OpenApiJsonRenderer2,
        OpenApiJsonRenderer,
    )
    parameters = {
        "version": Parameter(
            Choice(*VERSIONS), "The version of OpenAPI.", example="3.0", default="3.1"
        )
    }

    def get(self, request: Request) -> HttpResponseBase:
        """Answer with the document; 304 where the client has it already."""
        version = one(read(request.query_params, self.parameters), "version", "3.1")
        renderer: Any = request.accepted_renderer
        suffix = "json" if renderer.media_type.endswith("json") else "yaml"
        content, etag = document(version, suffix)
        response = HttpResponse(
            content,
            content_type=renderer.media_type,
            headers={"ETag": etag, "Content-Disposition": f'inline; filename="openapi.{suffix}"'},
        )
        patch_cache_control(response, public=True, max_age=300)
        return get_conditional_response(request, etag=etag, response=response) or response


@cache
def document(version: str, suffix: str) -> tuple[bytes, str]:
    """Return the document of that version of OpenAPI as YAML or JSON, and its entity tag.

    Made once in the life of a process: it depends on the code alone.
    """
    renderer = OpenApiJsonRenderer() if suffix == "json" else OpenApiYamlRenderer()
    with _generating, patched_settings(VERSIONS[version]):
        schema = SchemaGenerator().get_schema(request=None, public=True)
    content = renderer.render(schema, renderer_context={})
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'


class SwaggerView(SpectacularSwaggerSplitView):
    """Swagger UI; its script is a file of its own, since the site allows no script in pages."""

    authentication_classes = ()
    template_name_js = "api/swagger_ui.js"


class RedocView(SpectacularRedocView):
    """Redoc, without the one image that it would ask a foreign host for."""

    authentication_classes = ()
    template_name = "api/redoc.html"
