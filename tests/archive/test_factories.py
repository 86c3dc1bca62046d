"""Every model has a factory, and what a factory makes keeps the rules of its model."""

from __future__ import annotations

import pytest
from django.apps import apps

from archive.integrity import passage_faults, rule_faults
from archive.models import Passage
from archive.models.base import ArchiveModel
from archive.models.external_id import IDENTIFIABLE
from archive.models.passage import SUPPORTABLE
from tests import factories

FACTORIES = {name: getattr(factories, name) for name in factories.__all__}
BY_MODEL = {factory._meta.model: factory for factory in FACTORIES.values()}

# The ways in which a factory makes something else than its usual row.
TRAITS = [
    ("ActorFactory", "group"),
    ("ActorFactory", "unnamed"),
    ("AffiliationFactory", "alleged"),
    ("AliasFactory", "quoted"),
    ("ArticleFactory", "undated"),
    ("IncidentFactory", "undated"),
    ("IncidentFactory", "week"),
    ("IncidentParticipantFactory", "alleged"),
    ("MeasureFactory", "at_least"),
    ("PlaceFactory", "located"),
    ("StatementFactory", "relayed"),
    ("TokenFactory", "capped"),
    ("UserFactory", "staff"),
    ("UserFactory", "superuser"),
]

pytestmark = pytest.mark.django_db


def assert_holds(row):
    stored = type(row)._default_manager.get(pk=row.pk)
    if isinstance(stored, ArchiveModel):
        assert list(rule_faults([stored])) == []
    else:
        stored.full_clean()
    assert list(passage_faults()) == []


def test_factories_cover_every_model():
    models = set(apps.get_app_config("archive").get_models())
    assert models - set(BY_MODEL) == set()


@pytest.mark.parametrize("name", FACTORIES)
def test_factory_makes_valid_rows(name):
    for row in FACTORIES[name].create_batch(3):
        assert_holds(row)


@pytest.mark.parametrize(("name", "trait"), TRAITS)
def test_factory_makes_valid_rows_with_trait(name, trait):
    assert_holds(FACTORIES[name](**{trait: True}))


def test_traits_are_all_tested():
    declared = {
        (name, trait)
        for name, factory in FACTORIES.items()
        for trait, value in factory._meta.parameters.items()
        if type(value).__name__ == "Trait"
    }
    assert declared == set(TRAITS)


@pytest.mark.parametrize("supported", SUPPORTABLE)
def test_passage_factory_supports_what_is_named(supported):
    model = apps.get_model(SUPPORTABLE[supported])
    row = BY_MODEL[model]()
    passage = factories.PassageFactory(**{supported: row})
    assert passage.supports == row
    assert_holds(passage)


@pytest.mark.parametrize("identified", IDENTIFIABLE)
def test_external_id_factory_identifies_what_is_named(identified):
    model = apps.get_model(IDENTIFIABLE[identified])
    row = BY_MODEL[model]()
    external_id = factories.ExternalIdFactory(**{identified: row})
    assert getattr(external_id, external_id.kind) == row
    assert_holds(external_id)


def test_passage_factory_refuses_words_that_are_not_there():
    with pytest.raises(ValueError, match="substring not found"):
        factories.PassageFactory(exact="words of another text")
    assert Passage.objects.count() == 0


def test_statement_factory_says_what_it_is_about():
    incidents = factories.IncidentFactory.create_batch(2)
    statement = factories.StatementFactory(about=incidents)
    assert list(statement.about.order_by("id")) == incidents


def test_user_factory_makes_a_login(client):
    user = factories.UserFactory(superuser=True)
    assert client.login(username=user.username, password="correct horse battery staple")
