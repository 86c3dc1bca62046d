"""GET /api/v1/articles/facets/"""

from __future__ import annotations

from tests.api.answers import ROOT, body
from tests.factories import ArticleFactory, SourceFactory


def test_articles_are_counted_by_source_and_language(api):
    courier = SourceFactory(name="The Courier")
    hidden = SourceFactory(review_status="draft")
    ArticleFactory(source=courier, language="en")
    ArticleFactory(source=courier, language="en-GB")
    ArticleFactory(source=hidden, language="en")
    ArticleFactory(source=None, language="en")

    by_source, by_language = body(api.get(f"{ROOT}/articles/facets/", {"by": "source,language"}))[
        "facets"
    ]

    # A source that the reader may not read is none.
    assert by_source["terms"] == [
        {"code": courier.uid, "label": "The Courier", "count": 2},
        {"code": None, "label": None, "count": 2},
    ]
    assert by_language["terms"] == [
        {"code": "en", "label": "en", "count": 3},
        {"code": "en-GB", "label": "en-GB", "count": 1},
    ]
