"""The document as it was before the archive grew: for clients made then, and used now.

Every open vocabulary lacks its first term and every answer the properties below, so that what the
archive answers today holds terms and properties that the older document did not speak of.
"""

from __future__ import annotations

from typing import Any

import yaml

# “Added since”: no drive asks for them.
ADDED = ("origin", "created_at", "count_relation", "instance", "external_ids")


def older(document: bytes) -> bytes:
    """Return the document without the terms and properties that were added since."""
    read: dict[str, Any] = yaml.safe_load(document)
    for operations in read["paths"].values():
        for operation in operations.values():
            _forget_examples(operation)
    for schema in read["components"]["schemas"].values():
        if "x-known-values" in schema:
            term = schema["x-known-values"].pop(0)
            schema.pop("examples", None)
            schema["description"] = "\n".join(
                line for line in schema["description"].split("\n") if f"`{term}`" not in line
            )
        for name in ADDED:
            removed = schema.get("properties", {}).pop(name, None)
            if removed and name in schema.get("required", ()):
                schema["required"].remove(name)
    return yaml.safe_dump(read, allow_unicode=True, sort_keys=False).encode()


def _forget_examples(node: Any) -> None:
    if isinstance(node, dict):
        node.pop("examples", None)
        node.pop("example", None)
        for child in node.values():
            _forget_examples(child)
    elif isinstance(node, list):
        for child in node:
            _forget_examples(child)
