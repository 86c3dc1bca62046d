"""Model fields of the archive: public identifiers, terms of a vocabulary, lists of terms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F

from archive.models.lookups import AnyOf
from archive.typeids import UID_LENGTH, is_uid, new_uid
from archive.vocabularies import VOCABULARIES, Vocabulary


class UidField(models.CharField[str, str]):
    """The public identifier of a row: a TypeID whose prefix is the `uid_prefix` of the model."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.update(max_length=UID_LENGTH, unique=True, editable=False)
        kwargs.setdefault("help_text", "Permanent public identifier, never reused.")
        super().__init__(**kwargs)

    @property
    def prefix(self) -> str:
        """The three letters that tell the kind of row."""
        prefix: str = self.model.uid_prefix  # type: ignore[attr-defined]  # -- only records have the field
        return prefix

    def get_default(self) -> str:
        return new_uid(self.prefix)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not is_uid(value, self.prefix):
            raise ValidationError(
                "“%(value)s” is not an identifier of this kind: it must be %(prefix)s_ and 26 "
                "characters of a TypeID.",
                code="invalid_uid",
                params={"value": value, "prefix": self.prefix},
            )


class VersionField(models.PositiveIntegerField[int, int]):
    """How often a record was changed, its parts included: from 1, counted by the log of changes.

    Saving a record that was read a while ago does not set the count back.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.update(default=1, db_default=1, editable=False, serialize=False)
        kwargs.setdefault("help_text", "How often the record was changed, from 1.")
        super().__init__(**kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return super().pre_save(model_instance, add) if add else F(self.attname)


class VocabularyField(models.CharField[Any, Any]):
    """One term of a vocabulary.

    A closed vocabulary is also a CHECK in the database, and a change of its terms a migration;
    an open one may gain terms without touching the database.
    """

    def __init__(
        self, vocabulary: Vocabulary | str, codes: list[str] | None = None, **kwargs: Any
    ) -> None:
        if isinstance(vocabulary, str):
            vocabulary = VOCABULARIES[vocabulary]
        self.vocabulary = vocabulary
        self.codes = codes if codes is not None else list(vocabulary.codes)
        kwargs["choices"] = vocabulary.choices
        kwargs.setdefault("max_length", 40)
        if kwargs.get("null"):
            kwargs["blank"] = True
        kwargs.setdefault("help_text", vocabulary.definition)
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        kwargs.pop("help_text", None)
        if not self.vocabulary.open:
            kwargs["codes"] = self.codes
        return name, path, [self.vocabulary.name], kwargs

    def db_check(self, connection: BaseDatabaseWrapper) -> str | None:
        if self.vocabulary.open:
            return None
        listed = ", ".join(f"'{code}'" for code in self.codes)
        return f"{connection.ops.quote_name(str(self.column))} IN ({listed})"


class VocabularyListField(models.JSONField):
    """A list of different terms of a vocabulary, in the order in which they were given."""

    # Django checks no "empty" value of an optional field: only an empty list is one here.
    empty_values = [[]]

    def __init__(self, vocabulary: Vocabulary | str, **kwargs: Any) -> None:
        if isinstance(vocabulary, str):
            vocabulary = VOCABULARIES[vocabulary]
        self.vocabulary = vocabulary
        kwargs.update(default=list, blank=True)
        kwargs.setdefault("help_text", vocabulary.definition)
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        for derived in ("default", "blank", "help_text"):
            kwargs.pop(derived, None)
        return name, path, [self.vocabulary.name], kwargs

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not isinstance(value, list):
            raise ValidationError("This must be a list of terms.", code="not_a_list")
        unknown = [term for term in value if term not in self.vocabulary.codes]
        if unknown:
            raise ValidationError(
                "%(terms)s: not in the vocabulary %(vocabulary)s.",
                code="invalid_choice",
                params={
                    "terms": ", ".join(map(str, unknown)),
                    "vocabulary": self.vocabulary.name,
                },
            )
        if len(set(value)) != len(value):
            raise ValidationError("A term is given twice.", code="duplicate")

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=self.vocabulary.choices,
            required=False,
            label=kwargs.get("label", self.verbose_name.capitalize()),
            help_text=self.help_text,
            widget=kwargs.get("widget", forms.CheckboxSelectMultiple),
        )


VocabularyListField.register_lookup(AnyOf)
