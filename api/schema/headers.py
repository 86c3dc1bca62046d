"""Headers in the document: entity tags, and the conditions under which requests hold."""

from __future__ import annotations

from drf_spectacular.plumbing import ComponentRegistry, ResolvedComponent

from api.schema.components import Schema, component_ref

_TAG: Schema = {"type": "string", "maxLength": 100}

ETAG: Schema = {
    "description": "The version of the record, the same as `etag` in the body, quotes included. "
    "Who reads more than what is published has a tag of its own.",
    "required": True,
    "schema": _TAG | {"examples": ['"7"']},
}

IF_NONE_MATCH: Schema = {
    "name": "If-None-Match",
    "in": "header",
    "description": "An `ETag` that you have: while it is that of the record, the answer is 304 "
    "without a body.",
    "schema": {"type": "string"},
    "example": '"7"',
}

IF_MATCH: Schema = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The `ETag` of the record as you have read it, so that you undo nobody's change "
    "without seeing it; `*` for whatever it is.",
    "schema": {"type": "string", "minLength": 1},
    "example": '"7-all"',
}

IDEMPOTENCY_KEY: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "A word of your own for this request. Sent again within 24 hours, the same "
    "request gets the same answer and is not done twice; 409 while the first is running, 422 for "
    "another request with the same key. What was refused is not kept.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$", "maxLength": 255},
    "example": "2f1c9c1e-7d1b-4a52-9b54-0a4d1d0b6f5e",
}

LOCATION: Schema = {
    "description": "Address of the record.",
    "required": True,
    "schema": {"type": "string", "format": "uri"},
}


def etag_ref(registry: ComponentRegistry) -> Schema:
    """Register the header of every answer that is a record, and return a reference to it."""
    return component_ref(registry, "ETag", ETAG, "headers")


def not_modified_ref(registry: ComponentRegistry) -> Schema:
    """Register the answer to a client that has the record already, and return a reference."""
    response: Schema = {
        "description": "The record is as `If-None-Match` says that you have it.",
        "headers": {"ETag": etag_ref(registry)},
    }
    return component_ref(registry, "NotModified", response, ResolvedComponent.RESPONSE)


def deleted_ref(registry: ComponentRegistry) -> Schema:
    """Register the answer to a deletion and return a reference to it."""
    response: Schema = {"description": "It is deleted."}
    return component_ref(registry, "Deleted", response, ResolvedComponent.RESPONSE)
