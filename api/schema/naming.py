"""Names for the types of parameters: short where all resources mean the same, else longer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from drf_spectacular.drainage import warn

from api.schema.components import Schema

# Marks a schema that wants to be a type: the names that it may have, from short to long.
NAMES = "x-names"


def name_types(result: Schema) -> None:
    """Give every marked schema of a parameter its name, and a reference in its place.

    The shortest name goes to what several resources share; what is one resource's own is named
    after it, so that its type keeps its name when another resource gets a parameter of that name.
    """
    by_name: dict[str, list[Schema]] = defaultdict(list)
    for marked in _marked(result):
        for name in marked[NAMES]:
            by_name[name].append(_unmarked(marked))
    types = result["components"]["schemas"]
    for marked in list(_marked(result)):
        short, *longer = marked[NAMES]
        shared = len(by_name[short]) > 1 and _all_equal(by_name[short])
        name = short if shared else next((n for n in longer if _all_equal(by_name[n])), longer[-1])
        schema = _unmarked(marked)
        if types.setdefault(name, schema) != schema:
            warn(f"Two different types want the name {name}.")
        marked.clear()
        marked["$ref"] = f"#/components/schemas/{name}"
    result["components"]["schemas"] = dict(sorted(types.items()))


def _marked(result: Schema) -> Iterator[Schema]:
    """Yield the marked schemas of parameters, those of the items of lists included."""
    for operations in result["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                schema = parameter["schema"]
                for candidate in (schema, schema.get("items", {})):
                    if NAMES in candidate:
                        yield candidate


def _unmarked(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != NAMES}


def _all_equal(schemas: list[Any]) -> bool:
    return all(schema == schemas[0] for schema in schemas)
