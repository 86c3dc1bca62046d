"""AutoSchema: how each operation of the API describes itself, in one place for all of them."""

from __future__ import annotations

from typing import Any

import uritemplate
from drf_spectacular.openapi import AutoSchema as SpectacularAutoSchema
from drf_spectacular.plumbing import append_meta, build_array_type, build_media_type_object, get_doc
from drf_spectacular.utils import Direction
from inflection import underscore
from rest_framework.fields import ListField
from rest_framework.permissions import SAFE_METHODS
from rest_framework.serializers import ListSerializer

from api.schema import security
from api.schema.components import OPTIONAL, Schema, vocabulary_ref
from api.schema.examples import examples_of
from api.schema.fields import DESCRIPTIONS, column_bounds, model_field_of, vocabulary_of
from api.schema.headers import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    IF_NONE_MATCH,
    LOCATION,
    deleted_ref,
    etag_ref,
    not_modified_ref,
)
from api.schema.parameters import Owner, groups_in_words, path_parameter, query_parameter
from api.schema.responses import A_FILE, Envelope, file_response, moved_ref, problem_ref
from api.schema.words import OF_ALL_RECORDS, OUTCOMES, SUMMARIES
from api.serializers.base import Derived
from api.viewsets.base import RecordViewSet, StrictViewSet
from api.viewsets.export import ExportViewSet
from api.writing.body import FileBody
from api.writing.examples import answer_example, body_example

# What clients call what the framework calls otherwise.
VERBS = {
    "update": "replace",
    "partial_update": "change",
    "destroy": "delete",
    "return_to_draft": "return",
    "bulk": "createmany",
    "bulk_change": "changemany",
}
STEPS = frozenset({"submit", "publish", "return_to_draft", "retract", "unmerge"})
WRITES = frozenset({"create", "update", "partial_update", *STEPS})
# Those whose answer is no record.
OF_SEVERAL = frozenset({"merge", "bulk", "bulk_change"})
# What holds for one version of a record only.
CHANGES = frozenset({"update", "partial_update", "destroy", "merge", *STEPS})
# What may be sent again with a key.
REPEATABLE = frozenset({"create", "bulk"})

# Problems that operations can answer with; a view that has others says so in `problems`.
ALWAYS = (400, 401, 406, 414, 429, 500, 503)
WITH_A_BODY = (411, 413, 415)
OF_ONE_RECORD = (404, 410, 422)
OF_MANY_RECORDS = (403, 422)
OF_ONE_THING = (404,)
OF_WRITES = {
    "create": (403, 409, 422),
    "bulk": (403, 409, 422),
    "bulk_change": (403, 422),
    **dict.fromkeys((*STEPS, "merge"), (403, 404, 410, 412, 422, 428)),
    "update": (403, 404, 409, 410, 412, 422, 428),
    "partial_update": (403, 404, 409, 410, 412, 422, 428),
    "destroy": (403, 404, 409, 410, 412, 422, 428),
}


class AutoSchema(SpectacularAutoSchema):
    """The schema of one operation."""

    view: StrictViewSet  # type: ignore[override]  # -- all of ours are

    @property
    def resource(self) -> str:
        """The plural by which the resource is known: in URLs, tags and ids of operations."""
        return str(self._tokenize_path()[0])

    @property
    def singular(self) -> str:
        """The name of one of them."""
        plural = self.resource
        return f"{plural[:-3]}y" if plural.endswith("ies") else plural.removesuffix("s")

    @property
    def is_of_records(self) -> bool:
        """Whether the view shows records, which can be merged and retracted."""
        return isinstance(self.view, RecordViewSet)

    @property
    def is_of_one(self) -> bool:
        """Whether the address names one of them."""
        return bool(uritemplate.variables(self.path))

    def get_operation_id(self) -> str:
        """Return `incidents_list`: the resource first, then what is done to it."""
        action = VERBS.get(self.view.action, self.view.action)
        return f"{self.resource}_{action}".replace("-", "_")

    def get_summary(self) -> str:
        """Return what the view calls this action, or what it is called for all views."""
        action = self.view.action
        article = "an" if self.singular[0] in "aeiou" else "a"
        one = f"{article} {self.singular}"
        usual = SUMMARIES.get(action, f"{action.capitalize()} of {{what}}").format(
            plural=self.resource, a_singular=one, what=one if self.is_of_one else self.resource
        )
        return str(getattr(self.view, "summaries", {}).get(action, usual))

    def get_description(self) -> str:  # type: ignore[override]  # -- as its own base has it
        """Return what the view says of itself and of this action, and what holds for all views."""
        action = self.view.action
        paragraphs = [
            get_doc(type(self.view)),
            getattr(self.view, "descriptions", {}).get(action, ""),
        ]
        if isinstance(self.view, RecordViewSet):
            paragraphs.append(OF_ALL_RECORDS.get(action, ""))
            paragraphs.append(groups_in_words(self.view.filterset_class, self.view.parameters()))
        return "\n\n".join(filter(None, paragraphs))

    def get_auth(self) -> list[Schema]:
        """Return what an operation takes: a token, and for reading, nothing as well."""
        schemes: list[Schema] = super().get_auth()
        return list(security.READING) if self.method in SAFE_METHODS else schemes

    def _get_parameters(self) -> list[Schema]:
        parameters = [path_parameter(self.view, name) for name in uritemplate.variables(self.path)]
        shown = self._get_serializer_name(self.get_response_serializers(), "response")
        owner = Owner(self.singular, self.view.action, shown)
        for name, parameter in self.view.parameters().items():
            parameters.append(query_parameter(self.registry, owner, name, parameter))
        if self.view.action == "retrieve" and self.is_of_records:
            parameters.append(IF_NONE_MATCH)
        elif self.view.action in CHANGES:
            parameters.append(IF_MATCH)
        elif self.view.action in REPEATABLE:
            parameters.append(IDEMPOTENCY_KEY)
        return parameters

    def _get_request_body(self, direction: Direction = "request") -> Schema | None:
        """Return the body of a write: the shape that reads it says what it is."""
        if FileBody in self.view.parser_classes:
            return A_FILE
        shape = getattr(self.view, "body_shape", lambda: None)()
        if shape is None:
            return None
        recorded = {
            name: {**example, "value": body_example(shape, example["value"])}
            for name, example in examples_of(f"{self.resource}_retrieve").items()
        }
        media = build_media_type_object(shape.schema(self.registry), recorded)
        return {"content": {"application/json": media}, "required": True}

    @property
    def shows_one_record(self) -> bool:
        """Whether the answer is a record, which has a version."""
        return self.is_of_records and self.view.action in {"retrieve", *WRITES}

    def _is_list_view(self, serializer: Any = None) -> bool:
        return self.view.action == "history" or super()._is_list_view(serializer)

    def _get_paginator(self) -> Envelope:
        return Envelope(self.registry)

    def _get_response_bodies(self, direction: Direction = "response") -> Schema:
        """Return the answers of this operation: its own, the redirect, and every problem."""
        responses: Schema = super()._get_response_bodies(direction)
        action = self.view.action
        if isinstance(self.view, ExportViewSet) and action == "export":
            responses["200"] = file_response(self.view.media_types())
        outcomes: dict[str, str] = getattr(self.view, "outcomes", {})
        for status, outcome in outcomes.items():
            responses[status] = {**responses["201"], "description": outcome}
        for response in responses.values():
            for content in response.get("content", {}).values():
                examples = self._examples()
                content.update(build_media_type_object(content["schema"], examples))
            response["description"] = response.get("description") or OUTCOMES.get(
                action, self.get_summary() + "."
            ).format(plural=getattr(self.view, "plural", self.resource), singular=self.singular)
        self._add_versions(responses)
        if self.is_of_records and self.is_of_one:
            responses["301"] = moved_ref(self.registry)
        bodied = WITH_A_BODY if self.method in {"POST", "PUT", "PATCH"} else ()
        for status in (*ALWAYS, *bodied, *self._problems()):
            of_write = self.method not in SAFE_METHODS
            responses[str(status)] = problem_ref(self.registry, status, of_write=of_write)
        return dict(sorted(responses.items()))

    def _examples(self) -> Schema:
        """Return the recorded answers of this operation; of a write, made of one to a reader."""
        action = self.view.action
        if not (self.is_of_records and action in WRITES | OF_SEVERAL):
            return examples_of(f"{self.resource}_{action}".replace("-", "_"))
        return {
            name: {**example, "value": answer_example(action, example["value"])}
            for name, example in examples_of(f"{self.resource}_retrieve").items()
        }

    def _is_create_operation(self) -> bool:
        return self.view.action in REPEATABLE

    def _add_versions(self, responses: Schema) -> None:
        """Say of the answers that are a record which version they are."""
        if self.shows_one_record:
            for status in responses.keys() & {"200", "201"}:
                responses[status]["headers"] = {"ETag": etag_ref(self.registry)}
        if self.is_of_records and self.view.action == "create":
            responses["201"]["headers"]["Location"] = LOCATION
        if "204" in responses:
            responses["204"] = deleted_ref(self.registry)
        if self.is_of_records and self.view.action == "retrieve":
            responses["304"] = not_modified_ref(self.registry)

    def _problems(self) -> tuple[int, ...]:
        """Return the statuses of the problems that this operation alone can answer with."""
        usual: tuple[int, ...] = OF_ONE_THING if self.is_of_one else ()
        if self.is_of_records:
            usual = OF_ONE_RECORD if self.is_of_one else OF_MANY_RECORDS
            usual = OF_WRITES.get(self.view.action, usual)
        declared: dict[str, tuple[int, ...]] = getattr(self.view, "problems", {})
        return declared.get(self.view.action, usual)

    def get_serializer_name(self, serializer: Any, direction: Direction) -> str:
        """Return the name of a type; never that of a list of its own, which some SDKs confuse."""
        name = super().get_serializer_name(serializer, direction).removesuffix("Serializer")
        own = getattr(serializer, "fields", {}).get(underscore(name))
        return f"{name}Report" if isinstance(own, ListSerializer | ListField) else name

    def _map_basic_serializer(self, serializer: Any, direction: Direction) -> Schema:
        """Return the schema of an object; what is shown on request only is marked as optional."""
        schema: Schema = super()._map_basic_serializer(serializer, direction)
        if hasattr(serializer, "expandable"):
            schema[OPTIONAL] = list(serializer.expandable())
        return schema

    def _map_serializer_field(
        self, field: Any, direction: Direction, bypass_extensions: bool = False
    ) -> Schema | None:
        """Return the schema of a field: a named type for terms, bounds of the column for others."""
        schema: Any
        found = vocabulary_of(field)
        if isinstance(field, Derived):
            schema = self._map_serializer_field(field.output, direction)
        elif found is not None:
            vocabulary, many = found
            schema = vocabulary_ref(self.registry, vocabulary)
            schema = build_array_type(schema) if many else schema
        else:
            schema = super()._map_serializer_field(field, direction, bypass_extensions)
            return None if schema is None else schema | column_bounds(field, schema)
        meta = self._get_serializer_field_meta(field, direction)
        appended: Schema = append_meta(schema, meta)
        return appended

    def _get_serializer_field_meta(self, field: Any, direction: Direction) -> Schema:
        """Return what applies to the field besides its type; null is as the column has it."""
        meta: Schema = super()._get_serializer_field_meta(field, direction)
        column = model_field_of(field)
        if direction == "response" and column is not None:
            if column.null:
                meta["nullable"] = True
            meta.setdefault("description", column.help_text)
        if not meta.get("description"):
            meta["description"] = DESCRIPTIONS.get(field.field_name, "")
        found = vocabulary_of(field)
        if found is not None and meta.get("description") == found[0].definition:
            del meta["description"]  # said by the type
        return {key: value for key, value in meta.items() if value != ""}
