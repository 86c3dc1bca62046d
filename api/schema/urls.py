"""URLs of the OpenAPI document and of the pages that show it."""

from __future__ import annotations

from django.urls import path

from api.schema.views import RedocView, SchemaView, SwaggerView

urlpatterns = [
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", SwaggerView.as_view(), name="docs"),
    path("redoc/", RedocView.as_view(), name="redoc"),
]
