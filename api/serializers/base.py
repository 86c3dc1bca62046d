"""What serializers are made of: records, their addresses, derived values, brief nested forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import Any, ClassVar

from django.db.models import Model
from rest_framework import serializers
from rest_framework.reverse import reverse

from api.conditions import etag_of
from api.sparse import Selection
from archive.querysets import reads_all
from archive.vocabularies import Vocabulary


class Derived(serializers.Field):
    """A value computed from columns of the row, and from nothing else.

    `columns` are names of columns, with `__` through foreign keys; `compute` is a pure function of
    their values; `output` is the field that the value is shown as, in answers and in the schema.
    """

    def __init__(
        self,
        *columns: str,
        compute: Callable[..., Any],
        output: serializers.Field,
        **options: Any,
    ) -> None:
        super().__init__(source="*", read_only=True, **options)
        self.columns = columns
        self.compute = compute
        self.output = output
        self._getters = [attrgetter(column.replace("__", ".")) for column in columns]

    def compute_for(self, reader: Any) -> Callable[..., Any]:
        """Return the function that computes the value for a reader: the same for all."""
        return self.compute

    def to_representation(self, instance: Any) -> Any:
        compute = self.compute_for(self.context.get("user"))
        value = compute(*(get(instance) for get in self._getters))
        return None if value is None else self.output.to_representation(value)


class VersionTag(Derived):
    """The entity tag of a record, which is another one for who reads all."""

    def __init__(self, **options: Any) -> None:
        super().__init__("version", compute=etag_of, output=serializers.CharField(), **options)

    def compute_for(self, reader: Any) -> Callable[..., Any]:
        return partial(etag_of, reads_all=reads_all(reader))


class TermField(serializers.ChoiceField):
    """A term of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, **options: Any) -> None:
        options.setdefault("help_text", vocabulary.definition)
        super().__init__(choices=vocabulary.choices, read_only=True, **options)
        self.vocabulary = vocabulary


class TermList(serializers.ListField):
    """A list of terms of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, **options: Any) -> None:
        options.setdefault("help_text", vocabulary.definition)
        super().__init__(child=TermField(vocabulary), read_only=True, **options)
        self.vocabulary = vocabulary


class RecordUrl(serializers.URLField):
    """The permanent address of a record, made of the address of its list and its uid or name."""

    def __init__(self, resource: str, *, source: str = "uid", **options: Any) -> None:
        options.setdefault("help_text", "Permanent address of the record.")
        super().__init__(source=source, read_only=True, **options)
        self.resource = resource

    def to_representation(self, value: str) -> str:
        context: Any = self.context
        bases = context.setdefault("bases", {})
        if self.resource not in bases:
            bases[self.resource] = reverse(
                f"{self.resource}-list", request=self.context.get("request")
            )
        return f"{bases[self.resource]}{value}/"


class ExpandableSerializer(serializers.ModelSerializer):
    """A serializer some of whose fields are shown only where they are asked for.

    `Meta.fields` names all fields, `Meta.expandable` those of them that are shown on request.
    Without a request, as when the schema is made, all are there.
    """

    @classmethod
    def expandable(cls) -> tuple[str, ...]:
        """Return the names of the fields that are absent unless asked for."""
        return tuple(getattr(cls.Meta, "expandable", ()))

    @classmethod
    def shown(cls) -> tuple[str, ...]:
        """Return the names of the fields that are shown unless left out."""
        expandable = cls.expandable()
        return tuple(name for name in cls.Meta.fields if name not in expandable)

    def chosen(self) -> frozenset[str] | None:
        """Return the names of the fields to show, or None for all."""
        raise NotImplementedError

    def get_extra_kwargs(self) -> dict[str, dict[str, Any]]:
        # These serializers only show.
        return {name: {"read_only": True} for name in self.Meta.fields}

    def get_fields(self) -> dict[str, serializers.Field]:
        chosen = self.chosen()
        fields = super().get_fields()
        if chosen is None:
            return fields
        return {name: field for name, field in fields.items() if name in chosen}


class RecordSerializer(ExpandableSerializer):
    """A record in full: the top of an answer, narrowed or widened by the request's selection."""

    widenable: ClassVar[tuple[str, ...]] = ()

    etag = VersionTag(
        help_text="The version of the record, as the header `ETag` has it: send it as `If-Match` "
        "to change the record.",
    )

    def chosen(self) -> frozenset[str] | None:
        selection: Selection | None = self.context.get("selection")
        return None if selection is None else selection.fields


class BriefSerializer(ExpandableSerializer):
    """A record nested in another: just enough to name it and to find it.

    `Meta.widened_by` is the word in `expand` that adds the expandable fields. A record that the
    reader may not read is null.
    """

    def chosen(self) -> frozenset[str] | None:
        selection: Selection | None = self.context.get("selection")
        if selection is None:
            return None
        if getattr(self.Meta, "widened_by", None) in selection.wide:
            return frozenset(self.Meta.fields)
        return frozenset(self.shown())

    def get_attribute(self, instance: Model) -> Any:
        record = super().get_attribute(instance)
        if record is None or record.is_public or reads_all(self.context.get("user")):
            return record
        return None
