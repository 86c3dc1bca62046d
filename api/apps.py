"""Django app configuration of the HTTP API."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The archive over HTTP."""

    name = "api"
    verbose_name = "News event archive API"
