"""How the engines look for likely pairs: by indexes from a stretch of the archive, at any size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from archive.duplicates import KINDS, likely_pairs, likely_same_as, pairs, reasons_of
from archive.health import CHECKS, look, standing
from archive.synthetic.load import load
from archive.synthetic.sizes import Sizes
from tests.api.test_plans import LARGE, _explained, _say_that_tables_are_large
from tests.archive.synthetic.catalogue import quiet

pytestmark = pytest.mark.django_db

REASONS = [(kind, reason.code) for kind in KINDS for reason in reasons_of(kind)]
# As the rules call the tables; what else is scanned is what was found already.
CALLED = {
    "sqlite": re.compile(r"^SCAN (a|b|i|j|l|p|q|r|s|x|y|archive_\w+)\b.*"),
    "postgresql": re.compile(r"Seq Scan on (archive_(?!distinctpair|finding)\w+).*"),
}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """An archive of some thousand incidents, planned for as if it were a hundred times as large."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(Sizes.of(3000), 5, quiet)
        if connection.vendor == "sqlite":
            _say_that_tables_are_large()
        yield
        transaction.set_rollback(True)


def scans(ask: Any) -> list[str]:
    """Ask something; return the lines of its plans that read a table from end to end."""
    asked: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().startswith(("SELECT", "WITH")):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        ask()
    assert asked != []
    with connection.cursor() as cursor:
        lines = [line for sql, params in asked for line in _explained(cursor, sql, params)]
    found = (CALLED[connection.vendor].search(line) for line in lines)
    return [match[0] for match in found if match]


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(("kind", "reason"), REASONS)
def test_a_stretch_is_compared_with_all_others_by_indexes(kind, reason, monkeypatch):
    monkeypatch.setattr(pairs, "STRETCH", 50)
    newest = KINDS[kind].objects.order_by("-pk").values_list("pk", flat=True)[20]

    for start in (None, (newest, newest)):
        lines = scans(lambda start=start: likely_pairs(kind, reason, start=start))
        # The keys of the stretch, in their order and no further.
        assert set(lines) <= {f"SCAN archive_{kind}"}


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("kind", KINDS)
def test_one_record_is_compared_with_all_others_by_indexes(kind):
    record = KINDS[kind].objects.order_by("-pk").first()

    assert scans(lambda: likely_same_as(record)) == []


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(("kind", "reason"), REASONS)
def test_list_of_the_health_page_asks_of_what_was_found_alone(kind, reason):
    (check,) = [check for check in CHECKS if check.code == f"{reason}_{kind}"]
    look(check)
    rows = check.model._default_manager.filter(standing(check)).order_by("pk")

    def ask() -> None:
        list(rows.values_list("pk", flat=True)[:50])

    own = {f"archive_{kind}"} & LARGE  # walked in its order until a page is full
    assert [line for line in scans(ask) if not any(table in line for table in own)] == []
