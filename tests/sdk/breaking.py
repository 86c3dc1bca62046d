"""What of a newer OpenAPI document breaks the clients that were made from an older one.

`python -m tests.sdk.breaking` compares docs/openapi.yaml with that of the last release (the newest
docs/releases/openapi-*.yaml) and fails where something breaks, unless the part of CHANGELOG.md
about what is not released says “Breaking”. docs/releases/README.md says how a release is made.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.sdk.schemas import SENT, SHOWN, Comparison

Document = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "openapi.yaml"
RELEASES = ROOT / "docs" / "releases"
CHANGELOG = ROOT / "CHANGELOG.md"


def breaking(old: Document, new: Document) -> list[str]:
    """Return a sentence for each thing that breaks clients, in the order of the old document."""
    found: list[str] = []
    compared = Comparison(old, new)
    for path, methods in old["paths"].items():
        for method, before in methods.items():
            after = new["paths"].get(path, {}).get(method)
            address = f"{method.upper()} {path}"
            if after is None:
                found.append(f"{address}: the operation is gone")
            else:
                found += [f"{address}: {each}" for each in _operation(compared, before, after)]
    return list(dict.fromkeys(found))


def _operation(compared: Comparison, before: Document, after: Document) -> Iterator[str]:
    if before["operationId"] != after["operationId"]:
        yield f"its name was {before['operationId']} and is {after['operationId']}"
    yield from _parameters(compared, before, after)
    yield from _body(compared, before.get("requestBody"), after.get("requestBody"))
    for status, answer in before["responses"].items():
        if status not in after["responses"]:
            if status.startswith("2"):
                yield f"answer {status} is gone"
            continue
        then = compared.old.resolve(answer)
        now = compared.new.resolve(after["responses"][status])
        yield from _content(compared, then, now, f"answer {status}", SHOWN)
        for name in then.get("headers", {}):
            if name not in now.get("headers", {}):
                yield f"answer {status}: the header {name} is gone"


def _parameters(compared: Comparison, before: Document, after: Document) -> Iterator[str]:
    then, now = (
        {
            (each["in"], each["name"]): each
            for each in map(side.resolve, operation.get("parameters", []))
        }
        for side, operation in ((compared.old, before), (compared.new, after))
    )
    for key, parameter in then.items():
        where = f"parameter {parameter['name']}"
        if key not in now:
            yield f"{where} is gone"
            continue
        if now[key].get("required") and not parameter.get("required"):
            yield f"{where} is required now"
        if now[key].get("explode") != parameter.get("explode"):
            yield f"{where} is sent in another way"
        yield from compared.schemas(parameter["schema"], now[key]["schema"], where, SENT)
    for key, parameter in now.items():
        if key not in then and parameter.get("required"):
            yield f"parameter {parameter['name']} is new and required"


def _body(compared: Comparison, before: Document | None, after: Document | None) -> Iterator[str]:
    then = compared.old.resolve(before or {})
    now = compared.new.resolve(after or {})
    if now.get("required") and not then.get("required"):
        yield "a body is required now"
    yield from _content(compared, then, now, "body", SENT)


def _content(
    compared: Comparison, then: Document, now: Document, where: str, direction: str
) -> Iterator[str]:
    for media_type, content in then.get("content", {}).items():
        if media_type not in now.get("content", {}):
            yield f"{where} as {media_type} is gone"
            continue
        newer = now["content"][media_type]
        if "schema" in content:
            yield from compared.schemas(content["schema"], newer["schema"], where, direction)


def last_release() -> Path | None:
    """Return the document of the last release, or None before the first."""

    def version(path: Path) -> tuple[int, ...]:
        return tuple(map(int, re.findall(r"[0-9]+", path.stem)))

    return max(RELEASES.glob("openapi-*.yaml"), key=version, default=None)


def is_announced(changelog: str) -> bool:
    """Return whether the part about what is not released says that it breaks clients."""
    unreleased = re.search(r"^## \[Unreleased\]$(.*?)(?=^## |\Z)", changelog, re.M | re.S)
    return bool(unreleased and re.search(r"\bBreaking\b", unreleased[1]))


def main() -> int:
    release = last_release()
    if release is None:
        print("Nothing was released yet that could break.")
        return 0
    found = breaking(*(yaml.safe_load(path.read_bytes()) for path in (release, DOCUMENT)))
    for each in found:
        print(each)
    if not found or is_announced(CHANGELOG.read_text(encoding="utf-8")):
        return 0
    print(
        f"\nThis breaks the clients made from docs/releases/{release.name}. Undo it, or say"
        " “Breaking” of it in CHANGELOG.md.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
