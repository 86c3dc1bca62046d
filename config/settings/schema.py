"""The OpenAPI document: what it says of the API as a whole, and how drf-spectacular makes it."""

from __future__ import annotations

from typing import Any

from config.settings.environment import BASE_DIR

OPENAPI_VERSION = "3.1.1"

# For tools that do not read 3.1 yet: `manage.py spectacular --custom-settings` and ?version=3.0.
OPENAPI_3_0: dict[str, str] = {"OAS_VERSION": "3.0.3"}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "News Event Archive",
    "DESCRIPTION": (BASE_DIR / "api" / "schema" / "introduction.md").read_text(encoding="utf-8"),
    "VERSION": "1.0.0",
    "OAS_VERSION": OPENAPI_VERSION,
    "CONTACT": {"name": "The maintainers of the archive"},
    "LICENSE": {"name": "MIT", "url": "https://opensource.org/license/mit"},
    # Relative: each installation describes itself, and the committed document none in particular.
    "SERVERS": [{"url": "/", "description": "The server that gave you this document"}],
    "TAGS": [
        {"name": "incidents", "description": "What happened, or is said or expected to happen."},
        {"name": "statements", "description": "Who said what to whom, in which words."},
        {"name": "actors", "description": "Who acts, suffers and speaks, under which names."},
        {"name": "articles", "description": "The stories that everything is taken from."},
        {"name": "places", "description": "Where things happened."},
        {"name": "sources", "description": "The outlets that published the articles."},
        {"name": "search", "description": "All of these at once, by their words."},
        {"name": "changes", "description": "What was done to the records, in order, for good."},
        {"name": "documents", "description": "Source documents that are to become articles."},
        {"name": "vocabularies", "description": "The terms that the records are coded in."},
    ],
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SORT_OPERATION_PARAMETERS": False,  # in the order of their declaration: related ones together
    "POSTPROCESSING_HOOKS": ["api.schema.hooks.tidy"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {
        "deepLinking": True,
        "filter": True,
        "displayRequestDuration": True,
        "defaultModelsExpandDepth": 0,
        "validatorUrl": None,
    },
    "REDOC_DIST": "SIDECAR",
}
