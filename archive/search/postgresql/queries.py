"""Trees as tsqueries, and as the SQL around them."""

from __future__ import annotations

from archive.search.documents import HEAVIEST, Documents
from archive.search.matches import Matches
from archive.search.postgresql.functions import LABELS, WORD_LENGTH
from archive.search.query import And, Node, Not, Or, Term


def compiled(node: Node, documents: Documents, *, loose: bool = False) -> str:
    """Return a tree as the text of a tsquery, made of quoted words and nothing that was typed.

    `loose`: what any match also matches, whatever the places of its words.
    """
    match node:
        case Term():
            return _term(node, documents, loose=loose)
        case And(nodes=nodes):
            kept = [n for n in nodes if not (loose and isinstance(n, Not) and _is_placed(n))]
            return " & ".join(f"({compiled(n, documents, loose=loose)})" for n in kept)
        case Or(nodes=nodes):
            return " | ".join(f"({compiled(n, documents, loose=loose)})" for n in nodes)
        case Not(node=negated):
            return f"!({compiled(negated, documents, loose=loose)})"


def _label(term: Term, documents: Documents) -> str | None:
    """Return the label of the term's field; "" without a field, None where the kind has it not."""
    if term.field is None:
        return ""
    return LABELS[documents.fields.index(term.field)] if term.field in documents.fields else None


def _term(term: Term, documents: Documents, *, loose: bool) -> str:
    label = _label(term, documents)
    if label is None:
        return f"'{_NOWHERE}'"
    if loose:
        label = ""
    words = [f"'{word[:WORD_LENGTH]}':{label}".removesuffix(":") for word in term.words]
    if term.prefix:
        words[-1] = f"'{term.words[-1][:WORD_LENGTH]}':*{label}"
    return (" & " if loose else " <-> ").join(words)


_NOWHERE = "\ue000\ue000"


def _is_placed(node: Node) -> bool:
    """Whether it matters where a word stands: in a phrase or a field."""
    match node:
        case Term():
            return len(node.words) > 1 or node.field is not None
        case Not(node=negated):
            return _is_placed(negated)
        case And(nodes=nodes) | Or(nodes=nodes):
            return any(_is_placed(child) for child in nodes)


def _in_folded(node: Node, documents: Documents) -> tuple[str, list[object]]:
    """Return the SQL that holds where the folded text of row `s` matches, and its parameters."""
    match node:
        case Term():
            pattern = f"% {' '.join(node.words)}{'' if node.prefix else ' '}%"
            return _in_columns(node, documents, pattern)
        case Not(node=negated):
            sql, parameters = _in_folded(negated, documents)
            return f"NOT ({sql})", parameters
        case And(nodes=nodes) | Or(nodes=nodes):
            parts = [_in_folded(child, documents) for child in nodes]
            glue = " AND " if isinstance(node, And) else " OR "
            sql = glue.join(f"({part})" for part, _ in parts)
            return sql, [value for _, values in parts for value in values]


def _in_columns(term: Term, documents: Documents, pattern: str) -> tuple[str, list[object]]:
    label = _label(term, documents)
    if label is None:
        return "false", []
    text = (
        f"' ' || s.folded[{LABELS.index(label) + 1}] || ' '"
        if label
        else "' ' || array_to_string(s.folded, '  ') || ' '"
    )
    return f"({text}) LIKE %s", [pattern]


def _where(node: Node, documents: Documents) -> tuple[str, list[object]]:
    exact = compiled(node, documents)
    if not _is_placed(node):
        return "s.words @@ %s::tsquery", [exact]
    sql, parameters = _in_folded(node, documents)
    return (
        "s.words @@ %s::tsquery AND CASE WHEN s.folded IS NULL THEN s.words @@ %s::tsquery "
        f"ELSE {sql} END",
        [compiled(node, documents, loose=True), exact, *parameters],
    )


def condition(documents: Documents, node: Node, id_sql: str) -> tuple[str, list[object]]:
    """Return the SQL that holds where the document with this id matches, and its parameters.

    As an array, the matches are found first: the planner would else walk the archive by date and
    ask each record, which takes a second for a rare word.
    """
    where, parameters = _where(node, documents)
    return (
        f"{id_sql} = ANY(ARRAY(SELECT s.id FROM {documents.index} s WHERE {where}))",
        parameters,
    )


def matches(documents: Documents, node: Node) -> Matches:
    """Return the matches of a query as the pieces of a SELECT."""
    where, parameters = _where(node, documents)
    weights = [column.weight / HEAVIEST for column in documents.columns]
    weights += [0.0] * (len(LABELS) - len(weights))
    listed = ", ".join(f"{weight:.3f}" for weight in reversed(weights))
    return Matches(
        source=f"{documents.index} s",
        where=where,
        parameters=tuple(parameters),
        id="s.id",
        # Divided by the logarithm of the length, as a long text holds any word more often.
        score=f"ts_rank('{{{listed}}}', s.words, %s::tsquery, 1)::float8",
        score_parameters=(compiled(node, documents),),
    )
