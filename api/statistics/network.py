"""Networks: who appears with an actor, in which roles, in how many incidents and statements."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from api.statistics.record_set import RecordSet, Select
from archive.driver import run
from archive.models import IncidentParticipant, Statement, StatementParticipant


class Network:
    """The actors that take part in the same incidents and statements as one actor.

    The filters of `incidents` limit which incidents count; where any is given (`limited`), of
    statements those count that are about such an incident.
    """

    def __init__(self, actor: int, incidents: RecordSet, *, limited: bool) -> None:
        self.actor = actor
        self.incidents = incidents
        happened = self._passing("mine.event")
        told = self._about() if limited else Select("1 = 1", ())
        self._in_incidents = self._together(IncidentParticipant, "incident", happened)
        self._in_statements = self._together(StatementParticipant, "statement", told)

    def size(self) -> tuple[int, int]:
        """Return in how many incidents and statements the actor takes part."""
        counts = []
        for together in (self._in_incidents, self._in_statements):
            sql = f"{together.sql} SELECT count(DISTINCT event) FROM mine"
            counts.append(int(run(sql, together.parameters)[0][0]))
        return counts[0], counts[1]

    def others(self, limit: int) -> tuple[int, list[tuple[int, int, int]]]:
        """Return how many others there are; (actor, incidents, statements) of the most frequent."""
        arms = [
            f"SELECT * FROM ({together.sql} SELECT theirs.actor, {counts} FROM mine "
            "JOIN theirs ON theirs.event = mine.event GROUP BY theirs.actor) arm"
            for together, counts in (
                (self._in_incidents, "count(DISTINCT mine.event) AS incidents, 0 AS statements"),
                (self._in_statements, "0 AS incidents, count(DISTINCT mine.event) AS statements"),
            )
        ]
        sql = (
            "SELECT actor, sum(incidents), sum(statements), count(*) OVER () "
            f"FROM ({' UNION ALL '.join(arms)}) found GROUP BY actor "
            "ORDER BY sum(incidents) + sum(statements) DESC, sum(incidents) DESC, actor LIMIT %s"
        )
        parameters = (*self._in_incidents.parameters, *self._in_statements.parameters, limit)
        rows = run(sql, parameters)
        total = rows[0][3] if rows else 0
        return total, [(actor, int(first), int(second)) for actor, first, second, _ in rows]

    def roles(self, actors: list[int]) -> tuple[dict[int, Any], dict[int, Any]]:
        """Return in which roles they appear with these: in incidents, in statements, by actor."""
        return self._roles(self._in_incidents, actors), self._roles(self._in_statements, actors)

    def _roles(self, together: Select, actors: list[int]) -> dict[int, Any]:
        roles: dict[int, Any] = {actor: [] for actor in actors}
        if not actors:
            return roles
        marks = ", ".join(["%s"] * len(actors))
        sql = (
            f"{together.sql} SELECT theirs.actor, mine.role, theirs.role, "
            "count(DISTINCT mine.event) FROM mine JOIN theirs ON theirs.event = mine.event "
            f"WHERE theirs.actor IN ({marks}) GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 2, 3"
        )
        for actor, role, other_role, number in run(sql, [*together.parameters, *actors]):
            roles[actor].append({"role": role, "other_role": other_role, "count": number})
        return roles

    def _together(self, parts: type[Model], owner: str, passing: Select) -> Select:
        """Return the tables `mine` (event, role) and `theirs` (event, actor, role)."""
        visible = parts._default_manager.visible_to(self.incidents.user).order_by()  # type: ignore[attr-defined]  # -- a manager of ours
        mine = visible.filter(actor=self.actor).values_list(f"{owner}_id", "role")
        theirs = visible.exclude(actor=self.actor).values_list(f"{owner}_id", "actor_id", "role")
        mine_sql, mine_parameters = mine.query.sql_with_params()
        theirs_sql, theirs_parameters = theirs.query.sql_with_params()
        sql = (
            f"WITH every(event, role) AS ({mine_sql}), mine(event, role) AS (SELECT mine.event, "
            f"mine.role FROM every mine WHERE {passing.sql}), "
            # Written into each query, or the whole table would be copied first.
            f"theirs(event, actor, role) AS NOT MATERIALIZED ({theirs_sql})"
        )
        return Select(sql, (*mine_parameters, *passing.parameters, *theirs_parameters))

    def _passing(self, id_sql: str) -> Select:
        """Return the condition that the filters leave the incident with this id."""
        shape = self.incidents.question.shape
        passing = shape.passing(id_sql, {}, but="")
        return Select(f"EXISTS ({passing.sql})", passing.bind(shape.values))

    def _about(self) -> Select:
        """Return the condition that a statement is about an incident that the filters leave."""
        table = Statement.about.through._meta.db_table
        passing = self._passing("about.incident_id")
        sql = (
            f"EXISTS (SELECT 1 FROM {table} about WHERE about.statement_id = mine.event "
            f"AND {passing.sql})"
        )
        return Select(sql, passing.parameters)
