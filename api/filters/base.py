"""What filters are: parameters that narrow a list, alone or as a group about one related row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any, ClassVar

import django_filters
from django.db.models import Exists, Expression, Model, OuterRef, Q, QuerySet

from api.kinds import Kind, RefusedError, Term, Uid
from api.problems import Fault, UnacceptableRequestError
from api.strict import Given, Parameter, refusal

Condition = Q | Expression

# The prepared alternatives of each time that each parameter of a group was given.
Occurrences = Mapping[str, Sequence[tuple[Any, ...]]]


class Way(Enum):
    """How what a group asks for is looked for; every way finds the same records."""

    FEW = auto()  # fetch the few related rows that there are
    MANY = auto()  # look at each record on the way, whether it has such a row
    LEADS = auto()  # an index over the related rows gives the order: see api.reader.keys
    # Of dates, each in its stretch of the order by day:
    UNBEGUN = auto()  # ranges without a beginning that end after the days asked for
    NEAR = auto()  # whatever lies near them by its day to sort by
    BEFORE = auto()  # long ranges that began before


Ways = Mapping[str, tuple[Way, ...]]  # group → a way for each row that must exist


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a query asks of a filter set: name of the parameter → what each occurrence became."""

    values: Mapping[str, Sequence[Any]]

    def of(self, names: Iterable[str]) -> dict[str, Sequence[Any]]:
        """Return what was given of these parameters."""
        return {name: self.values[name] for name in names if name in self.values}


class Filter(Parameter, django_filters.Filter):
    """A parameter that narrows a list by a column, of the record or of its group's row.

    Terms and identifiers take alternatives (`many`) unless said otherwise. `group` names the group
    of the filter set; parameters of one group speak of the same related row. `leads`: an index of
    the group's rows begins with the column and goes on in the order of days.

    `blind`: `condition` only hands on what it is given, without looking at it, so that one SQL
    text serves all values. A subclass that overrides `condition` says so itself, or is not blind.
    """

    blind = True

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "condition" in vars(cls) and "blind" not in vars(cls):
            cls.blind = False

    def __init__(
        self,
        kind: Kind,
        help_text: str,
        *,
        example: str,
        column: str | None = None,
        lookup: str | None = None,
        many: bool | None = None,
        repeatable: bool = False,
        group: str | None = None,
        leads: bool = False,
        default: str | int | None = None,
    ) -> None:
        many = isinstance(kind, Term | Uid) if many is None else many
        Parameter.__init__(
            self,
            kind,
            help_text,
            example=example,
            many=many,
            repeatable=repeatable,
            default=default,
        )
        django_filters.Filter.__init__(self, column, lookup or ("in" if many else "exact"))
        self.group = group
        self.leads = leads

    def prepare(self, values: tuple[Any, ...], user: Any) -> Any:
        """Return what `condition` needs; raises RefusedError where a value means nothing."""
        return values

    def condition(self, prepared: Any) -> Condition:
        """Return the condition that one time of giving this parameter makes."""
        value = prepared if self.lookup_expr in {"in", "any_of"} else prepared[0]
        return Q(**{f"{self.field_name}__{self.lookup_expr}": value})


class Group:
    """Parameters that belong together; `help_text` tells users how."""

    def __init__(self, help_text: str) -> None:
        self.help_text = help_text

    def narrow(
        self,
        queryset: QuerySet[Any],
        given: Occurrences,
        filters: Mapping[str, Filter],
        user: Any,
        ways: tuple[Way, ...] | None,
    ) -> QuerySet[Any]:
        """Return the rows that the group's parameters leave; `given` holds at least one of them.

        Without `ways` the group chooses a way that is right for any number of rows.
        """
        raise NotImplementedError


class RelatedRow(Group):
    """Parameters that speak of one related row: a record passes when one row meets them all.

    `owner` is the row's foreign key to the record, `fixed` what is always asked of the row.
    Rows that the reader may not see decide nothing.
    """

    def __init__(
        self, model: type[Model], owner: str, help_text: str, *, fixed: Q | None = None
    ) -> None:
        super().__init__(help_text)
        self.model = model
        self.owner = owner
        self.fixed = fixed or Q()

    def matching(self, user: Any, conditions: Iterable[Condition]) -> QuerySet[Any, Any]:
        """Return the rows that meet every condition."""
        visible = self.model._default_manager.visible_to(user, via=self.owner)  # type: ignore[attr-defined]  # -- a manager of ours
        rows: QuerySet[Any, Any] = visible.filter(self.fixed, *conditions)
        return rows.order_by()

    def rows(self, user: Any, conditions: Iterable[Condition]) -> QuerySet[Any, Any]:
        """Return the owners' keys of the rows that meet every condition."""
        return self.matching(user, conditions).values(f"{self.owner}_id")

    def narrow(
        self,
        queryset: QuerySet[Any],
        given: Occurrences,
        filters: Mapping[str, Filter],
        user: Any,
        ways: tuple[Way, ...] | None,
    ) -> QuerySet[Any]:
        asked = row_by_row(given, filters)
        for conditions, way in zip(asked, ways or [Way.FEW] * len(asked), strict=True):
            if way is Way.MANY:
                rows = self.matching(user, conditions).filter(**{self.owner: OuterRef("pk")})
                queryset = queryset.filter(Exists(rows))
            elif way is Way.FEW:
                queryset = queryset.filter(pk__in=self.rows(user, conditions))
        return queryset


def row_by_row(given: Occurrences, filters: Mapping[str, Filter]) -> list[list[Condition]]:
    """Return the conditions of each row that must exist: one row for each repetition.

    Raises UnacceptableRequestError where two parameters of the group repeat: which of their values
    would speak of the same row?
    """
    repeated = [name for name, occurrences in given.items() if len(occurrences) > 1]
    if len(repeated) > 1:
        detail = (
            f"{' and '.join(repeated)} speak of the same row: only one of them can be repeated in "
            "a request."
        )
        raise UnacceptableRequestError(
            Fault(name, "ambiguous_repetition", detail) for name in repeated
        )
    shared = [
        filters[name].condition(occurrences[0])
        for name, occurrences in given.items()
        if name not in repeated
    ]
    if not repeated:
        return [shared]
    name = repeated[0]
    return [[*shared, filters[name].condition(occurrence)] for occurrence in given[name]]


class StrictFilterSet(django_filters.FilterSet):
    """The filters of one resource. Declares them; `narrow` applies what was read from a query.

    Unlike its base it has no form: parameters are read by `api.strict`, which refuses what the
    form would pass over.
    """

    groups: ClassVar[Mapping[str, Group]] = {}

    @classmethod
    @cache
    def all_groups(cls) -> Mapping[str, Group]:
        """Return the groups declared here and in the classes that this one is made of."""
        declared = (vars(each).get("groups", {}) for each in reversed(cls.__mro__))
        return {name: group for groups in declared for name, group in groups.items()}

    @classmethod
    def parameters(cls) -> Mapping[str, Filter]:
        """Return every filter by the name of its parameter."""
        filters: Mapping[str, Filter] = cls.base_filters
        return filters

    @classmethod
    def narrow(cls, queryset: QuerySet[Any], given: Given, user: Any) -> QuerySet[Any]:
        """Return the rows that the query asks for; raises UnacceptableRequestError."""
        return cls.apply(queryset, cls.prepared(given, user), user)

    @classmethod
    def prepared(cls, given: Given, user: Any) -> Prepared:
        """Return what was given, ready to become conditions; raises UnacceptableRequestError."""
        cls.check(given, user)
        return Prepared(_prepare(given, cls.parameters(), user))

    @classmethod
    def members(cls, prepared: Prepared) -> dict[str, dict[str, Sequence[Any]]]:
        """Return what was given of each group of which anything was."""
        filters = cls.parameters()
        members: dict[str, dict[str, Sequence[Any]]] = {}
        for name, occurrences in prepared.values.items():
            group = filters[name].group
            if group is not None:
                members.setdefault(group, {})[name] = occurrences
        return members

    @classmethod
    def apply(
        cls, queryset: QuerySet[Any], prepared: Prepared, user: Any, ways: Ways | None = None
    ) -> QuerySet[Any]:
        """Return the rows that meet what was given; `ways` may say how groups look for theirs."""
        filters = cls.parameters()
        for name, occurrences in prepared.values.items():
            if filters[name].group is None:
                for occurrence in occurrences:
                    queryset = queryset.filter(filters[name].condition(occurrence))
        groups = cls.all_groups()
        for name, given in cls.members(prepared).items():
            queryset = groups[name].narrow(queryset, given, filters, user, (ways or {}).get(name))
        return queryset

    @classmethod
    def check(cls, given: Given, user: Any) -> None:
        """Refuse parameters that cannot be given together, or not by this reader."""


def _prepare(given: Given, filters: Mapping[str, Filter], user: Any) -> dict[str, list[Any]]:
    prepared: dict[str, list[Any]] = {}
    faults: list[Fault] = []
    for name in filters.keys() & given.keys():
        for values in given[name]:
            try:
                prepared.setdefault(name, []).append(filters[name].prepare(values, user))
            except RefusedError as error:
                faults.append(refusal(name, error))
    if faults:
        raise UnacceptableRequestError(sorted(faults, key=lambda fault: fault.parameter or ""))
    if len(prepared) <= 1:
        return prepared
    # In the order of declaration, so that the same query always makes the same SQL.
    return {name: prepared[name] for name in filters if name in prepared}
