"""What is searched of each kind of record: its columns, where they come from, what they weigh.

A document is put together by one SQL text for both engines, and the rows that it reads are its
feeds: whatever writes one of them renews the documents that hold it.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.search.folding import BETWEEN


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a document: the field of the query language, its SQL, its weight in the rank."""

    name: str
    sql: str
    weight: float


@dataclass(frozen=True, slots=True)
class Feed:
    """Rows of `table` that documents hold, by their `columns`.

    `key` is the column that names the document; with `through` (table, column of the document,
    column of the key) it names what other rows tie to documents. `when` is a condition over
    `{row}`: only such rows are held. `shares` are (table, column) of rows of which the document
    repeats something, `keeps` is the (table, column) that this row belongs to: PostgreSQL locks
    them, so that two transactions cannot each miss what the other writes.
    """

    table: str
    columns: tuple[str, ...]
    key: str = "id"
    through: tuple[str, str, str] | None = None
    events: tuple[str, ...] = ("INSERT", "UPDATE", "DELETE")
    when: str = ""
    shares: tuple[tuple[str, str], ...] = ()
    keeps: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of one kind of record, one for each row of `table`, whatever its state."""

    kind: str
    table: str
    columns: tuple[Column, ...]
    feeds: tuple[Feed, ...]
    excerpt: tuple[str, ...]  # the columns that a snippet is taken from, the first that has one

    @property
    def index(self) -> str:
        """The table that is searched."""
        return f"archive_search_{self.kind}"

    @property
    def view(self) -> str:
        """The view of what the index should hold."""
        return f"archive_searchable_{self.kind}"

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that a query may name."""
        return tuple(column.name for column in self.columns)

    def source(self, vendor: str) -> str:
        """Return the SQL of the documents as printed: `id` and every column, never null."""
        glue = {"sqlite": "group_concat", "postgresql": "string_agg"}[vendor]
        columns = ", ".join(f"{column.sql} AS {column.name}" for column in self.columns)
        return f"SELECT d.id AS id, {columns} FROM {self.table} d".replace("GLUE(", f"{glue}(")


def trigger_name(documents: Documents, feed: Feed, event: str) -> str:
    """Return the name of a trigger; PostgreSQL takes 63 characters."""
    return f"{documents.index}_by_{feed.table.removeprefix('archive_')}_{event.lower()}"


def _joined(values: str) -> str:
    """Return the SQL of the values of a query (its column `value`), in its order, as one text."""
    return f"COALESCE((SELECT GLUE(v.value, ' {BETWEEN} ') FROM ({values}) v), '')"


# Whether a document may name another record: what everybody finds must not tell of what is hidden.
_TOLD = "({named}.is_public OR NOT d.is_public)"
# What decides that, in both.
_STANDING = ("review_status", "merged_into_id")


def _names(table: str, owner: str, condition: str = "") -> str:
    """Return the SQL of the names of the actors that take part, without mere descriptions.

    “the official” or “troops” describe whoever is spoken of; by a name an actor is looked for.
    """
    part = (
        f"FROM {table} p JOIN archive_actor b ON b.id = p.actor_id {{more}}"
        f"WHERE p.{owner} = d.id AND {_TOLD.format(named='b')}{condition}"
    )
    own = part.format(more="")
    given = part.format(more="JOIN archive_alias a ON a.actor_id = b.id ")
    return _joined(
        "SELECT n.value FROM ("
        f"SELECT p.position AS part, 0 AS place, b.name AS value {own} UNION ALL "
        f"SELECT p.position, a.position, a.text {given} AND a.kind <> 'description'"
        ") n GROUP BY n.value ORDER BY MIN(n.part), MIN(n.place), n.value"
    )


def _actor_feeds(table: str, owner: str, columns: tuple[str, ...]) -> tuple[Feed, ...]:
    """Return the feeds of `_names`."""
    through = (table, owner, "actor_id")
    return (
        Feed(table, (owner, *columns), owner, shares=(("archive_actor", "actor_id"),)),
        Feed("archive_actor", ("name", *_STANDING), through=through, events=("UPDATE",)),
        Feed(
            "archive_alias",
            ("actor_id", "position", "text", "kind"),
            "actor_id",
            through,
            when="{row}.kind <> 'description'",
            keeps=("archive_actor", "actor_id"),
        ),
    )


ARTICLE = Documents(
    kind="article",
    table="archive_article",
    columns=(
        Column("title", "d.title", 5.0),
        Column("byline", "COALESCE(d.byline, '')", 1.0),
        Column(
            "text",
            "COALESCE((SELECT r.body FROM archive_revision r WHERE r.article_id = d.id "
            "ORDER BY r.number DESC LIMIT 1), '')",
            1.0,
        ),
    ),
    feeds=(
        Feed("archive_article", ("title", "byline")),
        Feed("archive_revision", ("article_id", "number", "body"), "article_id"),
    ),
    excerpt=("text", "title", "byline"),
)

INCIDENT = Documents(
    kind="incident",
    table="archive_incident",
    columns=(
        Column("title", "d.title", 5.0),
        Column(
            "participant",
            _names("archive_incidentparticipant", "incident_id"),
            2.0,
        ),
        Column(
            "place",
            _joined(
                "SELECT n.value FROM ("
                "SELECT p.position AS part, 0 AS place, p.text AS value FROM archive_incidentplace "
                "p WHERE p.incident_id = d.id AND p.text IS NOT NULL UNION ALL "
                "SELECT p.position, 1, a.name FROM archive_incidentplace p "
                "JOIN archive_place a ON a.id = p.place_id WHERE p.incident_id = d.id "
                f"AND {_TOLD.format(named='a')}"
                ") n GROUP BY n.value ORDER BY MIN(n.part), MIN(n.place), n.value"
            ),
            2.0,
        ),
        Column("summary", "COALESCE(d.summary, '')", 1.0),
    ),
    feeds=(
        Feed("archive_incident", ("title", "summary", *_STANDING)),
        *_actor_feeds("archive_incidentparticipant", "incident_id", ("actor_id", "position")),
        Feed(
            "archive_incidentplace",
            ("incident_id", "place_id", "text", "position"),
            "incident_id",
            shares=(("archive_place", "place_id"),),
        ),
        Feed(
            "archive_place",
            ("name", *_STANDING),
            through=("archive_incidentplace", "incident_id", "place_id"),
            events=("UPDATE",),
        ),
    ),
    excerpt=("summary", "title", "participant", "place"),
)

STATEMENT = Documents(
    kind="statement",
    table="archive_statement",
    columns=(
        Column("text", "d.text", 2.0),
        Column(
            "speaker",
            _names("archive_statementparticipant", "statement_id", " AND p.role = 'speaker'"),
            1.0,
        ),
    ),
    feeds=(
        Feed("archive_statement", ("text", *_STANDING)),
        *_actor_feeds(
            "archive_statementparticipant", "statement_id", ("actor_id", "position", "role")
        ),
    ),
    excerpt=("text", "speaker"),
)

ACTOR = Documents(
    kind="actor",
    table="archive_actor",
    columns=(
        Column("name", "d.name", 4.0),
        Column(
            "alias",
            _joined(
                "SELECT a.text AS value FROM archive_alias a WHERE a.actor_id = d.id "
                "ORDER BY a.position"
            ),
            2.0,
        ),
    ),
    feeds=(
        Feed("archive_actor", ("name",)),
        Feed("archive_alias", ("actor_id", "position", "text"), "actor_id"),
    ),
    excerpt=("name", "alias"),
)

DOCUMENTS = {documents.kind: documents for documents in (ARTICLE, INCIDENT, STATEMENT, ACTOR)}

# The scale of all weights, so that the scores of two kinds can be compared.
HEAVIEST = max(column.weight for each in DOCUMENTS.values() for column in each.columns)
