"""The filter of a list by what the last look over the archive found to want mending."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet

from archive.health import checks_of, standing


class HealthFilter(admin.ListFilter):
    """Found by one check, and not mended since."""

    title = "health of the data"
    parameter_name = "health"
    template = "admin/archive/filters/terms.html"
    used_parameters: Any

    def __init__(self, request: Any, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.checks = {check.code: check for check in checks_of(model)}
        if self.parameter_name in params:
            self.used_parameters[self.parameter_name] = params.pop(self.parameter_name)[-1]

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter_name]

    def has_output(self) -> bool:
        return bool(self.checks)

    def choices(self, changelist: Any) -> Iterator[Any]:
        chosen = self.used_parameters.get(self.parameter_name)
        yield {
            "selected": chosen is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": "All",
        }
        for check in self.checks.values():
            yield {
                "selected": chosen == check.code,
                "query_string": changelist.get_query_string({self.parameter_name: check.code}),
                "display": check.title,
                "definition": check.advice,
            }

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.used_parameters.get(self.parameter_name)
        if chosen is None:
            return queryset
        if chosen not in self.checks:
            raise IncorrectLookupParameters(f"{chosen} is no check of these.")
        return queryset.filter(standing(self.checks[chosen]))
