"""References of data sets to where they have an incident from."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from archive.models import Citation
from tests.factories.article import ArticleFactory
from tests.factories.imported_row import ImportedRowFactory
from tests.factories.incident import IncidentFactory


class CitationFactory(DjangoModelFactory[Citation]):
    """The second sentence of an article, as a row of a data set says."""

    class Meta:
        model = Citation

    incident = factory.SubFactory(IncidentFactory)
    article = factory.SubFactory(ArticleFactory)
    locator = factory.Dict({"sentence": 2})
    imported_row = factory.SubFactory(ImportedRowFactory)
