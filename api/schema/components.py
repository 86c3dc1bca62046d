"""Named components: every vocabulary is a type, and every list of its terms in a URL is another."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from drf_spectacular.drainage import warn
from drf_spectacular.plumbing import ComponentIdentity, ComponentRegistry, ResolvedComponent
from inflection import camelize

from api.strict import MAX_LENGTH, MAX_VALUES
from archive.typeids import UID_LENGTH
from archive.vocabularies import Vocabulary

MAX_TERM_LENGTH = 40
TOO_MANY_TO_LIST = 100

# Marks the properties that an answer may lack, until `tidy` reads it; all others are always there.
OPTIONAL = "x-optional"

# Marks the objects of bodies, until `tidy` reads it: they say themselves what must be there.
WRITTEN = "x-written"
# Marks an object that may hold more than is declared.
OPEN_ENDED = "x-open-ended"

Schema = dict[str, Any]


def vocabulary_ref(registry: ComponentRegistry, vocabulary: Vocabulary) -> Schema:
    """Register the type of one term and return a reference to it."""
    return component_ref(registry, type_name(vocabulary), _term_schema(vocabulary))


def vocabulary_list_ref(registry: ComponentRegistry, vocabulary: Vocabulary) -> Schema:
    """Register the type of one or several terms, comma between them, and return a reference."""
    return component_ref(registry, f"{type_name(vocabulary)}List", _list_schema(vocabulary))


def component_ref(
    registry: ComponentRegistry,
    name: str,
    schema: Schema,
    kind: str = ResolvedComponent.SCHEMA,
) -> Schema:
    """Register a component under its name, unless it is there, and return a reference to it."""
    component = ResolvedComponent(
        name=name, type=kind, schema=deepcopy(schema), object=ComponentIdentity(f"{kind}/{name}")
    )
    if component not in registry:
        registry.register(component)
    elif registry[component].schema != schema:
        warn(f"Two different components want the name {name}.")
    reference: Schema = component.ref
    return reference


def type_name(vocabulary: Vocabulary) -> str:
    """Return the name that generated clients give to the vocabulary: `event_type` is EventType."""
    return str(camelize(vocabulary.name))


def uid_schema(prefix: str, example: str | None = None) -> Schema:
    """Return the schema of a record's identifier."""
    schema: Schema = {
        "type": "string",
        "pattern": f"^{uid_pattern(prefix)}$",
        "minLength": UID_LENGTH,
        "maxLength": UID_LENGTH,
    }
    if example:
        schema["examples"] = [example]
    return schema


def uid_pattern(prefix: str) -> str:
    """Return the regular expression of a TypeID: the first digit of 128 bits is at most 7."""
    return f"{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}"


def comma_list(pattern: str) -> str:
    """Return the regular expression of one or several values of `pattern`, comma between them."""
    return f"^(?:{pattern})(?:,(?:{pattern})){{0,{MAX_VALUES - 1}}}$"


def enum_member_names(codes: list[str], labels: list[str]) -> Schema:
    """Return the hint that names the members of an enum, where a code makes no identifier."""
    if all(re.fullmatch(r"[A-Za-z]\w*", code) for code in codes):
        return {}
    names = [re.sub(r"\W+", "_", label).strip("_").upper() for label in labels]
    return {"x-enum-varnames": names}


def _term_schema(vocabulary: Vocabulary) -> Schema:
    brief = len(vocabulary) > TOO_MANY_TO_LIST
    listed = "\n".join(
        f"* `{term.code}`: {term.label}" + ("" if brief else f". {term.definition}")
        for term in vocabulary.terms
    )
    schema: Schema = {"type": "string"}
    if vocabulary.open:
        schema["maxLength"] = MAX_TERM_LENGTH
        schema["description"] = (
            f"{vocabulary.definition}\n\nLater versions may add terms: accept one that you do not "
            f"know. Known terms:\n\n{listed}"
        )
        schema["examples"] = [vocabulary.codes[0]]
        schema["x-known-values"] = list(vocabulary.codes)
    else:
        schema["enum"] = list(vocabulary.codes)
        schema["description"] = f"{vocabulary.definition}\n\n{listed}"
        labels = [term.label for term in vocabulary.terms]
        schema |= enum_member_names(list(vocabulary.codes), labels)
    return schema


def _list_schema(vocabulary: Vocabulary) -> Schema:
    # A term that a later version adds can be asked for with a client of today.
    one = f"[^,]{{1,{MAX_TERM_LENGTH}}}" if vocabulary.open else "|".join(vocabulary.codes)
    description = (
        f"One term of the vocabulary `{vocabulary.name}`, or several separated by commas, which "
        "means any of them."
    )
    if len(vocabulary) <= TOO_MANY_TO_LIST:
        listed = ", ".join(f"`{code}`" for code in vocabulary.codes)
        description += f" {'Known terms' if vocabulary.open else 'Terms'}: {listed}."
    return {
        "type": "string",
        "pattern": comma_list(one),
        "maxLength": MAX_LENGTH,
        "description": description,
        "examples": [",".join(vocabulary.codes[:2])],
    }
