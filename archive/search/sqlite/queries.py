"""Trees as FTS5 expressions, and as the SQL around them."""

from __future__ import annotations

from archive.search.documents import Documents
from archive.search.matches import Matches
from archive.search.query import And, Node, Not, Or, Term


def compiled(node: Node, documents: Documents) -> str:
    """Return a tree as an FTS5 expression, made of quoted words and nothing that was typed."""
    match node:
        case Term():
            return _term(node, documents)
        case And(nodes=nodes):
            wanted = [n for n in nodes if not isinstance(n, Not)]
            unwanted = [n.node for n in nodes if isinstance(n, Not)]
            text = " AND ".join(f"({compiled(n, documents)})" for n in wanted)
            for each in unwanted:
                text = f"({text}) NOT ({compiled(each, documents)})"
            return text
        case Or(nodes=nodes):
            return " OR ".join(f"({compiled(n, documents)})" for n in nodes)
        case Not():
            raise AssertionError("a negation stands only beside what is wanted")


def _term(term: Term, documents: Documents) -> str:
    text = f'"{" ".join(term.words)}"' + (" *" if term.prefix else "")
    if term.field is None:
        return text
    if term.field not in documents.fields:
        return f'"{_NOWHERE}"'
    return f"{term.field} : {text}"


# A word that no document holds: of the character between values, which only ever stands alone.
_NOWHERE = "\ue000\ue000"


def condition(documents: Documents, node: Node, id_sql: str) -> tuple[str, list[object]]:
    """Return the SQL that holds where the document with this id matches, and its parameters."""
    return (
        f"{id_sql} IN (SELECT rowid FROM {documents.index} WHERE {documents.index} MATCH %s)",
        [compiled(node, documents)],
    )


def matches(documents: Documents, node: Node) -> Matches:
    """Return the matches of a query as the pieces of a SELECT."""
    weights = ", ".join(str(column.weight) for column in documents.columns)
    return Matches(
        source=f"{documents.index} s",
        where=f"s.{documents.index} MATCH %s",
        parameters=(compiled(node, documents),),
        id="s.rowid",
        score=f"-bm25({documents.index}, {weights})",
        score_parameters=(),
    )
