"""GDELT 1.0: the number of columns changes within one file."""

from __future__ import annotations

from collections import Counter

import pytest

from archive.models import Article, Citation, ImportedRow, Incident, Place, Statement

SAMPLE = "gdelt/gdelt1_daily_20160728_sample_58col.tsv"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def test_rows_of_57_and_of_58_columns_are_taken_from_one_file(loaded):
    assert (loaded.format, loaded.rows, loaded.refused) == ("gdelt1", 710, [])
    widths = Counter(len(raw) for raw in ImportedRow.objects.values_list("raw", flat=True))
    assert widths == {57: 201, 58: 509}
    assert Incident.objects.count() + Statement.objects.count() == 710


def test_row_without_a_url_cites_nothing():
    old = ImportedRow.objects.exclude(raw__has_key="SOURCEURL")
    assert not Citation.objects.filter(imported_row__in=old).exists()
    new = Incident.objects.filter(imported_row__raw__has_key="SOURCEURL")
    assert Citation.objects.count() == new.count()


def test_statement_without_a_source_is_in_the_one_article_that_says_so():
    old = Statement.objects.exclude(imported_row__raw__has_key="SOURCEURL")
    assert old.exists()
    (article,) = Article.objects.filter(revisions__statements__in=old).distinct()
    assert article.title == "GDELT 1.0 events: rows that name no source"
    assert (article.url, article.source) == (None, None)


def test_feature_zero_is_no_feature():
    # In 1.0 countries and states have FeatureID 0, which must not make them one place.
    canada = Place.objects.get(name="Canada")
    assert list(canada.external_ids.values_list("scheme", "value")) == [("gdelt", "country/CA")]
    assert not Place.objects.filter(external_ids__value="0").exists()
    assert Place.objects.filter(kind="admin1", name="New York").count() == 1


def test_blank_type_is_no_place():
    (first, second) = ImportedRow.objects.filter(raw__ActionGeo_Type="").order_by("native_id")
    assert (first.native_id, second.native_id) == ("1553179", "1553569")
    for row in (first, second):
        record = Incident.objects.filter(imported_row=row).first()
        assert record is None or not record.places.filter(role="occurred").exists()
