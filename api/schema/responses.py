"""What every operation may answer besides its own success: redirects, problems, pages."""

from __future__ import annotations

from collections.abc import Mapping

from drf_spectacular.plumbing import (
    ComponentRegistry,
    ResolvedComponent,
    append_meta,
    build_media_type_object,
)

from api.pagination import MAX_LIMIT
from api.problems import MEDIA_TYPE
from api.schema.components import OPTIONAL, Schema, component_ref
from api.schema.examples import examples_of

PROBLEM: Schema = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "The kind of problem: an address that explains it.",
        },
        "title": {"type": "string", "description": "The kind of problem in a few words."},
        "status": {
            "type": "integer",
            "minimum": 400,
            "maximum": 599,
            "description": "The HTTP status of this answer.",
        },
        "detail": {"type": "string", "description": "What was wrong this time, for people."},
        "instance": {
            "type": "string",
            "format": "uri-reference",
            "description": "The address that was asked.",
        },
    },
}

VALIDATION_PROBLEM: Schema = {
    "type": "object",
    "description": "What was wrong with the request (RFC 9457), point by point.",
    "properties": PROBLEM["properties"]
    | {
        "errors": {
            "type": "array",
            "minItems": 1,
            "items": {"$ref": "#/components/schemas/Fault"},
            "description": "Every fault that was found.",
        }
    },
}

FAULT: Schema = {
    "type": "object",
    "description": "One fault of a request: where it is and what would be right.",
    "properties": {
        "parameter": {"type": "string", "description": "The parameter of the URL at fault."},
        "pointer": {
            "type": "string",
            "description": "Where in the body: a JSON pointer (RFC 6901), empty for all of it.",
        },
        "code": {"type": "string", "description": "The kind of fault, for programs."},
        "detail": {"type": "string", "description": "What is wrong, for people."},
        "allowed": {
            "type": "array",
            "items": {"type": "string"},
            "description": "What is allowed instead, where that can be listed.",
        },
        "did_you_mean": {"type": "string", "description": "What was probably meant."},
        "position": {
            "type": "integer",
            "minimum": 0,
            "description": "Where in the value: code points before the fault.",
        },
        "line": {
            "type": "integer",
            "minimum": 1,
            "description": "Where in the file that was sent: its line.",
        },
        "candidates": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/PassageCandidate"},
            "description": "Places in the text that may be meant.",
        },
    },
    OPTIONAL: [
        *("parameter", "pointer", "allowed", "did_you_mean", "position", "line", "candidates")
    ],
}

CANDIDATE: Schema = {
    "type": "object",
    "description": "A place in a text where words stand.",
    "properties": {
        "ordinal": {
            "type": "integer",
            "minimum": 1,
            "description": "Which of the places it is: give it as `ordinal`.",
        },
        "start": {"type": "integer", "minimum": 0, "description": "First code point, from 0."},
        "end": {"type": "integer", "minimum": 0, "description": "Code point after the last."},
        "before": {"type": "string", "description": "Some of the text before."},
        "exact": {"type": "string", "description": "The words as printed."},
        "after": {"type": "string", "description": "Some of the text after."},
    },
}

# Status -> name of the answer, what it means, whether it lists single faults.
PROBLEMS: dict[int, tuple[str, str, bool]] = {
    400: ("BadRequest", "The request does not fit this document.", True),
    401: ("Unauthorized", "The token in `Authorization` is not accepted.", False),
    403: ("Forbidden", "This takes a token of a user with the right role.", True),
    404: ("NotFound", "Nothing that you may read has this address.", False),
    406: ("NotAcceptable", "The answer is JSON, and `Accept` rules that out.", False),
    409: ("Conflict", "This does not go with what is there; `detail` says why.", False),
    410: ("Gone", "The record was retracted or deleted; `detail` says why.", False),
    411: ("LengthRequired", "The body is sent in chunks, without its length.", False),
    412: ("PreconditionFailed", "The record has another version than `If-Match` names.", False),
    413: ("BodyTooLarge", "The body is larger than the server reads.", False),
    414: ("AddressTooLong", "The address is longer than the server reads.", False),
    415: ("UnsupportedMediaType", "The body is of a media type that is not read here.", False),
    422: ("UnacceptableRequest", "The request fits this document but cannot be answered.", True),
    428: ("PreconditionRequired", "`If-Match` is missing.", False),
    429: ("TooManyRequests", "Too much was asked; `Retry-After` says when to come back.", False),
    500: ("ServerError", "Something broke on our side; it is logged.", False),
    503: ("Unavailable", "The database fails right now; `Retry-After` says when to ask.", False),
}

# Where the answer to a write is another one.
PROBLEMS_OF_WRITES: dict[int, tuple[str, str, bool]] = {
    403: ("NotPermitted", "Your role does not allow this; `detail` says why.", False),
}

MOVED: Schema = {
    "type": "object",
    "description": "Where a record went that was merged into another one.",
    "properties": {
        "merged_into": {
            "allOf": [{"$ref": "#/components/schemas/Survivor"}],
            "description": "The record that stands for it now.",
        }
    },
}

SURVIVOR: Schema = {
    "type": "object",
    "description": "The record that another one was merged into.",
    "properties": {
        "uid": {"type": "string", "description": "Its identifier."},
        "url": {"type": "string", "format": "uri", "description": "Its address."},
    },
}


COUNT_RELATION: Schema = {
    "type": "string",
    "enum": ["exact", "at_least"],
    "description": "Whether a count is all there are, or only so many are known of.",
}


class Envelope:
    """The shape that all pages share; drf-spectacular asks paginators for it."""

    def __init__(self, registry: ComponentRegistry) -> None:
        self.registry = registry

    def get_paginated_response_schema(self, results: Schema) -> Schema:
        """Return the schema of a page whose rows are `results`."""
        link: Schema = {"type": "string", "format": "uri"}
        relation = component_ref(self.registry, "CountRelation", COUNT_RELATION)
        nullable = {
            "next": (link, "Address of the next page; null on the last."),
            "previous": (link, "Address of the page before; null on the first."),
            "next_cursor": (
                {"type": "string"},
                "`cursor` of the next page, where links are not followed; null on the last.",
            ),
            "count": (
                {"type": "integer", "minimum": 0},
                "How many records there are on all pages; null unless `count` was asked for.",
            ),
            "count_relation": (relation, "What `count` means; null where it is."),
        }
        properties = {
            name: append_meta(schema, {"nullable": True, "description": description})
            for name, (schema, description) in nullable.items()
        }
        properties["results"] = results | {
            "maxItems": MAX_LIMIT,
            "description": "The records of this page.",
        }
        return {"type": "object", "description": "A page of a list.", "properties": properties}


def problem_ref(registry: ComponentRegistry, status: int, *, of_write: bool = False) -> Schema:
    """Register the problem answer of a status and return a reference to it."""
    problems = PROBLEMS | PROBLEMS_OF_WRITES if of_write else PROBLEMS
    name, description, listed = problems[status]
    schema = component_ref(registry, "Problem", PROBLEM)
    if listed:
        component_ref(registry, "PassageCandidate", CANDIDATE)
        component_ref(registry, "Fault", FAULT)
        schema = component_ref(registry, "ValidationProblem", VALIDATION_PROBLEM)
    content = build_media_type_object(schema, examples_of(name))
    response = {"description": description, "content": {MEDIA_TYPE: content}}
    return component_ref(registry, name, response, ResolvedComponent.RESPONSE)


def moved_ref(registry: ComponentRegistry) -> Schema:
    """Register the redirect of a merged record and return a reference to it."""
    name = "MovedPermanently"
    component_ref(registry, "Survivor", SURVIVOR)
    location: Schema = {"type": "string", "format": "uri"}
    response = {
        "description": "The record was merged into another one: follow `Location`.",
        "headers": {"Location": {"description": "Address of the other.", "schema": location}},
        "content": {
            "application/json": build_media_type_object(
                component_ref(registry, "Moved", MOVED), examples_of(name)
            )
        },
    }
    return component_ref(registry, name, response, ResolvedComponent.RESPONSE)


# The body that is a file; of all its media types this one alone every generator sends as it is.
A_FILE: Schema = {
    "content": {
        "application/octet-stream": {
            "schema": {
                "type": "string",
                "format": "binary",
                "description": "The file as it is.",
            }
        }
    },
    "required": True,
}


def file_response(media_types: Mapping[str, str]) -> Schema:
    """Return the answer that is a file; `media_types` says what each holds."""
    number: Schema = {"type": "integer", "minimum": 0}
    return {
        "headers": {
            "Export-Rows": {
                "description": "How many records the whole file holds.",
                "required": True,
                "schema": number,
            },
            "Content-Disposition": {
                "description": "A name for the file, with the number of its records in it.",
                "schema": {"type": "string"},
            },
        },
        "content": {
            media_type: {"schema": _file_schema(media_type) | {"description": description}}
            for media_type, description in media_types.items()
        },
    }


def _file_schema(media_type: str) -> Schema:
    if media_type.endswith("+json"):
        return {"type": "object", "additionalProperties": True}
    # Text too: clients in Java and Rust read as JSON what is a string and not “binary”.
    return {"type": "string", "format": "binary"}
