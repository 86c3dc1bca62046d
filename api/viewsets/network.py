"""Who appears with an actor, under the filters of incidents."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404
from django.http.response import HttpResponseBase
from rest_framework.decorators import action
from rest_framework.request import Request

from api.filters.incident import IncidentFilterSet
from api.kinds import Integer
from api.pagination import DEFAULT_LIMIT, MAX_LIMIT
from api.reader.compile import compile_plan
from api.serializers.actor import ActorSerializer
from api.serializers.briefs import ActorBrief
from api.serializers.statistics import ActorNetwork
from api.sites import site_of
from api.sparse import Selection
from api.statistics.budget import counting
from api.statistics.network import Network
from api.statistics.record_set import RecordSet
from api.strict import Parameter, one
from api.viewsets.statistics import FacetedViewSet
from archive.models import Incident
from archive.querysets import reads_all

_BRIEF = Selection(frozenset(ActorBrief.shown()), frozenset())


class NetworkViewSet(FacetedViewSet):
    """Actors, and who appears with each of them."""

    # It takes the filters of a list, one of which takes a role.
    problems: ClassVar[dict[str, tuple[int, ...]]] = {"network": (403, 404, 410, 422)}

    def get_serializer_class(self) -> Any:
        return ActorNetwork if self.action == "network" else super().get_serializer_class()

    def parameters(self) -> dict[str, Parameter]:
        if self.action != "network":
            return super().parameters()
        limit = Parameter(
            Integer(1, MAX_LIMIT),
            "How many actors are shown at most; `complete` says whether these are all.",
            example="50",
            default=DEFAULT_LIMIT,
        )
        filters = dict(IncidentFilterSet.parameters())
        del filters["uid"]  # the name of what is in the path: clients could not tell them apart
        return {**filters, "limit": limit}

    @action(detail=True)
    def network(self, request: Request, uid: str) -> HttpResponseBase:
        """Answer with the actors that take part in the same incidents and statements."""
        columns = ("pk", "is_public", "merged_into_id")
        found = self.model._default_manager.filter(uid=uid).values_list(*columns).first()
        if found is None:
            raise Http404
        key, is_public, merged_into = found
        if merged_into is not None or not (is_public or reads_all(request.user)):
            moved = self._fate(key)
            survivor = moved.data["merged_into"]["uid"]
            moved.headers["Location"] = self.reverse_action("network", args=[survivor])
            return moved
        return self.kept(lambda: self.around(key))

    def around(self, key: int) -> dict[str, Any]:
        """Return the network of an actor."""
        given = {name: values for name, values in self.given.items() if name != "limit"}
        incidents = RecordSet(Incident, IncidentFilterSet, given, self.request.user)
        network = Network(key, incidents, limited=bool(given))
        with counting("limit"):
            total, others = network.others(one(self.given, "limit", DEFAULT_LIMIT))
            in_incidents, in_statements = network.size()
            keys = [other for other, _, _ in others]
            incident_roles, statement_roles = network.roles(keys)
        plan = compile_plan(
            ActorSerializer,
            _BRIEF,
            staff=reads_all(self.request.user),
            site=site_of(self.request._request),
        )
        actors = plan.read([key, *keys])
        results = [
            {
                "actor": actors[other],
                "incidents": first,
                "statements": second,
                "incident_roles": incident_roles[other],
                "statement_roles": statement_roles[other],
            }
            for other, first, second in others
        ]
        return {
            "actor": actors[key],
            "incidents": in_incidents,
            "statements": in_statements,
            "total": total,
            "complete": total == len(results),
            "results": results,
        }
