"""AutoSchema: how each operation of the API describes itself, in one place for all of them."""

from __future__ import annotations

from typing import Any

import uritemplate
from drf_spectacular.openapi import AutoSchema as SpectacularAutoSchema
from drf_spectacular.plumbing import append_meta, build_array_type, get_doc
from drf_spectacular.utils import Direction

from api.schema.components import OPTIONAL, Schema, vocabulary_ref
from api.schema.examples import examples_of
from api.schema.fields import DESCRIPTIONS, column_bounds, model_field_of, vocabulary_of
from api.schema.parameters import path_parameter, query_parameter
from api.schema.responses import Envelope, moved_ref, problem_ref
from api.serializers.base import Derived
from api.viewsets.base import RecordViewSet, StrictViewSet

SUMMARIES = {
    "list": "List {plural}",
    "retrieve": "Retrieve {a_singular}",
}
OUTCOMES = {
    "list": "The {plural} that were asked for.",
    "retrieve": "The {singular}.",
}

# Problems that operations can answer with, besides those that all of them can.
ALWAYS = (400, 406, 500)
OF_RECORDS = {"list": (403, 422), "retrieve": (404, 410, 422)}
OF_OTHERS = {"retrieve": (404,)}


class AutoSchema(SpectacularAutoSchema):
    """The schema of one operation."""

    view: StrictViewSet  # type: ignore[override]  # all of ours are

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

    def get_operation_id(self) -> str:
        """Return `incidents_list`: the resource first, then what is done to it."""
        return f"{self.resource}_{self.view.action}".replace("-", "_")

    def get_summary(self) -> str:
        article = "an" if self.singular[0] in "aeiou" else "a"
        return SUMMARIES[self.view.action].format(
            plural=self.resource, a_singular=f"{article} {self.singular}"
        )

    def get_description(self) -> str:  # type: ignore[override]  # as its own base has it
        """Return what the view says of itself and of this action."""
        note = getattr(self.view, "descriptions", {}).get(self.view.action, "")
        return "\n\n".join(filter(None, [get_doc(type(self.view)), note]))

    def get_auth(self) -> list[Schema]:
        """Return what is needed; some generators read `{}`, “or nothing”, as “needs a log-in”."""
        return [scheme for scheme in super().get_auth() if scheme]

    def _get_parameters(self) -> list[Schema]:
        parameters = [path_parameter(self.view, name) for name in uritemplate.variables(self.path)]
        shown = self._get_serializer_name(self.get_response_serializers(), "response")
        for name, parameter in self.view.parameters().items():
            parameters.append(query_parameter(self.registry, shown, name, parameter))
        return parameters

    def _get_paginator(self) -> Envelope:
        return Envelope(self.registry)

    def _get_response_bodies(self, direction: Direction = "response") -> Schema:
        """Return the answers of this operation: its own, the redirect, and every problem."""
        responses: Schema = super()._get_response_bodies(direction)
        action = self.view.action
        for response in responses.values():
            for content in response.get("content", {}).values():
                content["examples"] = examples_of(self.get_operation_id())
            response["description"] = response.get("description") or OUTCOMES[action].format(
                plural=self.resource, singular=self.singular
            )
        if self.is_of_records and action == "retrieve":
            responses["301"] = moved_ref(self.registry)
        problems = (OF_RECORDS if self.is_of_records else OF_OTHERS).get(action, ())
        for status in (*ALWAYS, *problems):
            responses[str(status)] = problem_ref(self.registry, status)
        return dict(sorted(responses.items()))

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
