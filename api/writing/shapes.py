"""The shape of a body: which members it has, and what each of them writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from drf_spectacular.plumbing import ComponentRegistry, append_meta

from api.kinds import short
from api.schema.components import OPEN_ENDED, WRITTEN, Schema, component_ref, uid_schema
from api.writing.report import Report, step
from api.writing.values import INVALID, Value
from archive.models.base import Record
from archive.typeids import is_uid

MAX_ITEMS = 1000


@dataclass(frozen=True)
class Member:
    """A member of an object in a body; `source` is what the row calls it.

    As it stands, a member is only read: code of its kind of row makes something of it.
    """

    value: Value
    source: str
    required: bool = False
    nullable: bool = False
    description: str = ""

    def read(self, value: Any, at: str, report: Report) -> Any:
        """Return what a piece of JSON says, or INVALID."""
        if value is None:
            if self.nullable:
                return None
            report.breaks(at, "null", "This cannot be null.")
            return INVALID
        return self.value.read(value, at, report)

    def schema(self, registry: ComponentRegistry) -> Schema:
        """Return the JSON schema of the member."""
        meta: Schema = {"description": self.description} if self.description else {}
        if self.nullable:
            meta["nullable"] = True
        schema: Schema = append_meta(self.value.schema(registry), meta)
        return schema


class Column(Member):
    """A column of the row."""


class Related(Member):
    """A foreign key of the row."""


class RelatedList(Member):
    """A list of records that the row refers to."""


class Group(Member):
    """An object whose members are those of the row itself."""


class Ignored(Member):
    """What answers show and nobody writes: it may be sent back, and is not looked at."""

    def read(self, value: Any, at: str, report: Report) -> Any:
        return INVALID

    def schema(self, registry: ComponentRegistry) -> Schema:
        return {"description": "Not read: what an answer has here may be sent back."}


@dataclass(frozen=True)
class Owned(Member):
    """A list of rows that the row owns."""

    model: Any = None
    owner: str = ""  # the foreign key that names the owner


@dataclass
class Ref:
    """A reference to a record; `key` is known once all references were looked up."""

    model: type[Record]
    uid: str
    at: str
    key: int | None = None


class Reference(Value):
    """An object with the uid of a record; whatever else an answer shows of it is not looked at."""

    def __init__(self, model: type[Record]) -> None:
        self.model = model

    def read(self, value: Any, at: str, report: Report) -> Any:
        if not isinstance(value, dict):
            return self._wrong(value, at, report, 'an object like {"uid": "…"}')
        uid = value.get("uid")
        if not isinstance(uid, str) or not is_uid(uid, self.model.uid_prefix):
            report.breaks(
                f"{at}/uid",
                "not_a_uid",
                f"This must be an identifier of 30 characters like {self.model.uid_prefix}_…",
            )
            return INVALID
        ref = Ref(self.model, uid, f"{at}/uid")
        report.references.append(ref)
        return ref

    def schema(self, registry: ComponentRegistry) -> Schema:
        name = self.model.__name__
        article = "An" if name[0] in "AEIOU" else "A"
        schema: Schema = {
            "type": "object",
            "description": f"{article} {name.lower()}, by its uid. What answers show of it besides "
            "may be sent back, and is not read.",
            "properties": {
                "uid": uid_schema(self.model.uid_prefix)
                | {"description": "Its permanent identifier; of a merged record, its survivor's."}
            },
            "required": ["uid"],
            OPEN_ENDED: True,
            WRITTEN: True,
        }
        return component_ref(registry, f"{name}Reference", schema)


@dataclass(frozen=True)
class Items(Value):
    """A list."""

    item: Value
    most: int = MAX_ITEMS
    least: int = 0

    def read(self, value: Any, at: str, report: Report) -> Any:
        if not isinstance(value, list):
            return self._wrong(value, at, report, "a list")
        if not self.least <= len(value) <= self.most:
            report.breaks(at, "too_many", f"{len(value)} items; {self.least} to {self.most} go.")
            return INVALID
        found = [self.item.read(each, f"{at}/{n}", report) for n, each in enumerate(value)]
        return INVALID if any(each is INVALID for each in found) else found

    def schema(self, registry: ComponentRegistry) -> Schema:
        items = self.item.schema(registry)
        least = {"minItems": self.least} if self.least else {}
        return {"type": "array", "items": items, "maxItems": self.most} | least


@dataclass(frozen=True)
class Shape(Value):
    """An object of these members; a `partial` one may leave out any of them."""

    name: str
    members: Mapping[str, Member]
    description: str = ""
    partial: bool = False
    paths: dict[str, str] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        self.paths.update(_paths(self.members))

    def as_partial(self, name: str) -> Shape:
        """Return the shape of a body that says only what changes."""
        return replace(self, name=name, partial=True, paths={})

    def read(self, value: Any, at: str, report: Report) -> Any:
        if not isinstance(value, dict):
            return self._wrong(value, at, report, "an object")
        before = len(report.broken)
        for name in value.keys() - self.members.keys():
            self._unknown(name, at, report)
        given = {}
        for name, member in self.members.items():
            if name in value:
                found = member.read(value[name], at + step(name), report)
                if found is not INVALID:
                    given[name] = found
            elif member.required and not self.partial:
                report.breaks(at + step(name), "missing", "This has to be given.")
        return INVALID if len(report.broken) > before else given

    def _unknown(self, name: str, at: str, report: Report) -> None:
        allowed = sorted(n for n, m in self.members.items() if not isinstance(m, Ignored))
        nearest = next(iter(get_close_matches(name.lower(), allowed, n=1)), None)
        meant = f"; did you mean “{nearest}”?" if nearest else "."
        report.breaks(
            at + step(name[:200]),
            "unknown_field",
            f"There is no “{short(name)}” here{meant}",
            allowed=allowed,
            did_you_mean=nearest,
        )

    def schema(self, registry: ComponentRegistry) -> Schema:
        schema: Schema = {
            "type": "object",
            "description": self.description,
            "properties": {name: each.schema(registry) for name, each in self.members.items()},
            "additionalProperties": False,
            WRITTEN: True,
        }
        required = [name for name, member in self.members.items() if member.required]
        if required and not self.partial:
            schema["required"] = required
        return component_ref(registry, self.name, schema)


def _paths(members: Mapping[str, Member]) -> dict[str, str]:
    """Return the path of each member by what the row calls it."""
    paths = {}
    for name, member in members.items():
        if isinstance(member, Ignored):
            continue
        if isinstance(member, Group):
            inner: Any = member.value
            paths.update({source: f"{name}/{path}" for source, path in inner.paths.items()})
        paths.setdefault(member.source, name)
    return paths
