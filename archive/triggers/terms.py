"""Tables that list the terms of records, one row for each, so that an index finds them in order.

A record keeps its contexts or speech acts as one list. The tables here are made from those lists by
triggers; they are no models, since nothing else writes them, and a dump leaves them out.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.triggers.base import Trigger, differs


@dataclass(frozen=True, slots=True)
class TermTable:
    """The table `{record}_{term}`: which record holds which term, with its day and visibility."""

    record: str  # incident
    term: str  # context
    column: str  # contexts

    @property
    def table(self) -> str:
        return f"archive_{self.record}{self.term.replace('_', '')}"

    @property
    def records(self) -> str:
        return f"archive_{self.record}"

    @property
    def owner(self) -> str:
        return f"{self.record}_id"

    def create_sql(self) -> list[str]:
        """Return what makes the table and its index, where they are not there yet."""
        return [
            f"CREATE TABLE IF NOT EXISTS {self.table} ({self.owner} bigint NOT NULL, "
            f"{self.term} varchar(40) NOT NULL, sort_date date NOT NULL, "
            f"is_public bool NOT NULL, PRIMARY KEY ({self.owner}, {self.term}))",
            f"CREATE INDEX IF NOT EXISTS {self.table}_by_term ON {self.table} "
            f"({self.term}, is_public, sort_date, {self.owner})",
        ]

    def insert_sql(self, vendor: str, row: str) -> str:
        """Return what lists the terms of one record (`NEW`) or of a table of them."""
        terms = {
            "sqlite": f"json_each({row}.{self.column})",
            "postgresql": f"jsonb_array_elements_text({row}.{self.column})",
        }[vendor]
        source = f"{terms} t(value)" if vendor == "postgresql" else f"{terms} t"
        if row != "NEW":
            source = f"{row} CROSS JOIN {source}"
        return (
            f"INSERT INTO {self.table} ({self.owner}, {self.term}, sort_date, is_public) "
            f"SELECT {row}.id, t.value, {row}.sort_date, {row}.is_public FROM {source}"
        )

    def refill_sql(self, vendor: str) -> list[str]:
        """Return what makes the whole table anew: after a bulk load, or a TRUNCATE."""
        return [f"DELETE FROM {self.table}", self.insert_sql(vendor, self.records)]

    def triggers(self) -> tuple[Trigger, ...]:
        """Return what keeps the table as the records are."""
        add = {vendor: self.insert_sql(vendor, "NEW") for vendor in ("sqlite", "postgresql")}
        clear = f"DELETE FROM {self.table} WHERE {self.owner} = {{row}}.id"
        watched = (self.column, "sort_date", "review_status", "merged_into_id")
        return (
            Trigger(f"{self.table}_on_insert", self.records, "AFTER INSERT", (add,)),
            Trigger(
                f"{self.table}_on_update",
                self.records,
                f"AFTER UPDATE OF {', '.join(watched)}",
                (clear.format(row="NEW"), add),
                when=differs(*watched),
            ),
            Trigger(
                f"{self.table}_on_delete",
                self.records,
                "BEFORE DELETE",
                (clear.format(row="OLD"),),
            ),
        )


TERM_TABLES = (
    TermTable("incident", "context", "contexts"),
    TermTable("statement", "speech_act", "speech_acts"),
)
