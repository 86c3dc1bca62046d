"""GDELT mentions: a real file that was saved again as CSV."""

from __future__ import annotations

import pytest

from archive.loaders.gdelt_columns import MENTIONS
from archive.models import Article, Citation, ImportedRow, Incident, Source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SAMPLE = "gdelt/gdelt2_mentions_20170701.csv"
URL = "https://news.example.org/story"


def test_saved_again_with_commas_and_a_lower_case_header_it_is_the_same_table(loaded):
    assert (loaded.format, loaded.rows, loaded.refused) == ("gdelt2-mentions", 1635, [])
    row = ImportedRow.objects.order_by("id").first()
    assert set(row.raw) == set(MENTIONS.names)
    assert row.raw["MentionIdentifier"] == (
        "http://arabic.china.org.cn/txt/2017-07/02/content_41135804.htm"
    )


def test_mentions_of_events_that_are_not_here_are_only_kept(loaded):
    assert loaded.kept == ImportedRow.objects.count() == 1635
    assert loaded.notices == {"the incident that the row speaks of is not in the archive": 1635}
    for model in (Article, Citation, Incident, Source):
        assert model.objects.count() == 0
