"""A synthetic archive as rows: the same for the same seed, complete, and as varied as it says."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from archive.models.claim import NEEDS_ASSERTION
from archive.synthetic.generate import generate
from archive.synthetic.rows import (
    ROW_TYPES,
    ActorRow,
    AffiliationAssertionRow,
    AffiliationRow,
    ArticleRow,
    IncidentLinkAssertionRow,
    IncidentLinkRow,
    IncidentRow,
    MeasureAssertionRow,
    MeasureRow,
    ParticipantAssertionRow,
    ParticipantRow,
    PlaceRow,
    RevisionRow,
    SourceRow,
    StatementRow,
)
from archive.synthetic.sizes import Quota, Sizes

DIGEST = """
import django; django.setup()
from tests.archive.synthetic.test_generate import digest
print(digest({incidents}, {seed}))
"""


def rows_of(incidents, seed=1):
    rows: dict[Any, list[Any]] = {row: [] for row in ROW_TYPES}
    for _, batch in generate(Sizes.of(incidents), seed):
        for row, some in batch.items():
            rows[row] += some
    return rows


def digest(incidents, seed):
    rows = rows_of(incidents, seed)
    return hashlib.sha256(repr([rows[row] for row in ROW_TYPES]).encode()).hexdigest()


@pytest.fixture(scope="module")
def large():
    return rows_of(4000)


def test_generate_gives_same_rows_for_same_seed():
    assert digest(300, 1) == digest(300, 1)
    assert len({digest(300, 1), digest(300, 2), digest(301, 1)}) == 3


def test_generate_does_not_depend_on_hashing():
    # Sets and dicts of text are in another order in every process: none may decide a row.
    outputs = {
        subprocess.run(
            [sys.executable, "-c", DIGEST.format(incidents=300, seed=7)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[3],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {digest(300, 7) + "\n"}


@pytest.mark.parametrize("incidents", [10, 11, 999, 2500])
def test_generate_counts_are_exact(incidents):
    sizes, rows = Sizes.of(incidents), rows_of(incidents)
    expected = {
        IncidentRow: sizes.incidents,
        ArticleRow: sizes.articles,
        StatementRow: sizes.statements,
        ActorRow: sizes.actors,
        ParticipantRow: sizes.participants,
        PlaceRow: sizes.places,
        SourceRow: sizes.sources,
    }
    assert {row: len(rows[row]) for row in expected} == expected


def test_sizes_at_full_scale():
    sizes = Sizes.of(1_000_000)
    assert (sizes.articles, sizes.statements, sizes.actors, sizes.participants, sizes.places) == (
        300_000,
        500_000,
        50_000,
        2_500_000,
        20_000,
    )


def test_sizes_too_small_are_refused():
    with pytest.raises(ValueError, match="at least 10 incidents"):
        Sizes.of(9)


def test_quota_shares_out_exactly():
    quota = Quota(100, 7)
    shares = [quota.take(shift) for shift in (-3, 5, 0, 0, -2, 9, 0)]
    assert sum(shares) == 100
    assert min(shares) >= 0


def test_every_row_type_has_rows(large):
    assert {row.__name__ for row in ROW_TYPES if not large[row]} == set()


def test_uids_are_unique_and_in_order_of_making(large):
    for row in ROW_TYPES:
        if "uid" in row._fields:
            uids = [each.uid for each in sorted(large[row], key=lambda each: each.id)]
            assert len(set(uids)) == len(uids)
            times = [uid[4:14] for uid in uids]
            assert times == sorted(times)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (IncidentRow, "review_status"),
        (IncidentRow, "origin"),
        (IncidentRow, "kind"),
        (IncidentRow, "modality"),
        (IncidentRow, "event_type"),
        (IncidentRow, "date_semantics"),
        (ParticipantRow, "status"),
        (ParticipantRow, "role"),
        (ParticipantRow, "side"),
        (MeasureRow, "status"),
        (StatementRow, "form"),
        (StatementRow, "hedge"),
        (StatementRow, "medium"),
        (ActorRow, "scope"),
        (ActorRow, "identity"),
    ],
)
def test_every_term_occurs(large, row, column):
    vocabulary = row.model._meta.get_field(column).vocabulary
    assert {getattr(each, column) for each in large[row]} == set(vocabulary.codes)


def test_few_records_are_not_published(large):
    statuses = Counter(each.review_status for each in large[IncidentRow])
    assert 0.02 < 1 - statuses["published"] / statuses.total() < 0.1
    assert {each.retraction_reason is None for each in large[IncidentRow]} == {True, False}
    assert any(
        each.origin == "machine" and each.review_status == "draft" for each in large[IncidentRow]
    )


def test_claims_that_need_a_statement_have_one(large):
    for row, assertions, column in (
        (ParticipantRow, ParticipantAssertionRow, "incidentparticipant_id"),
        (MeasureRow, MeasureAssertionRow, "measure_id"),
        (IncidentLinkRow, IncidentLinkAssertionRow, "incidentlink_id"),
        (AffiliationRow, AffiliationAssertionRow, "affiliation_id"),
    ):
        asserted = {getattr(each, column) for each in large[assertions]}
        needy = {
            each.id
            for each in large[row]
            if each.status in NEEDS_ASSERTION and each.imported_row_id is None
        }
        assert needy
        assert needy - asserted == set()


def test_counts_are_contradicted_and_uncertain(large):
    reports = Counter((each.incident_id, each.measure) for each in large[MeasureRow])
    assert max(reports.values()) > 1
    shapes = {
        (each.minimum is None, each.best is None, each.maximum is None)
        for each in large[MeasureRow]
    }
    assert shapes >= {(False,) * 3, (True,) * 3, (False, True, True), (False, True, False)}
    assert any(each.maximum == 0 for each in large[MeasureRow])


def test_some_actors_and_countries_are_far_more_frequent(large):
    actors = Counter(each.actor_id for each in large[ParticipantRow])
    [(_, first)] = actors.most_common(1)
    assert 0.02 < first / actors.total() < 0.25
    assert sorted(actors.values())[len(actors) // 2] < first / 20


def test_actors_of_one_article_stay_in_it(large):
    article_of = {each.id: each.article_id for each in large[RevisionRow]}
    scoped = {each.id: each.article_id for each in large[ActorRow] if each.scope == "article"}
    said = {each.id: article_of[each.revision_id] for each in large[StatementRow]}
    speakers = [
        (scoped[each.actor_id], said[each.statement_id])
        for row in ROW_TYPES
        if row.__name__ == "StatementParticipantRow"
        for each in large[row]
        if each.actor_id in scoped
    ]
    assert speakers
    assert all(home == article for home, article in speakers)


def test_texts_have_the_length_of_articles(large):
    lengths = sorted(len(each.body) for each in large[RevisionRow])
    assert lengths[0] >= 1900
    assert 2000 < sum(lengths) / len(lengths) < 3000


def test_words_are_as_unevenly_spread_as_in_real_text(large):
    spread: Counter[str] = Counter()
    texts = [each.body for each in large[RevisionRow] if each.number == 1]
    for text in texts:
        spread.update(set(re.findall(r"\w+", text.lower())))
    shares = sorted(count / len(texts) for count in spread.values())
    for share in (0.1, 0.01, 0.001):
        near = [each for each in shares if share * 0.8 <= each <= share * 1.25]
        assert len(near) >= 3, share
