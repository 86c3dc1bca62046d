"""Actors, the names they are given, what they belong to."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from archive.models import Actor, Affiliation, Alias
from tests.factories.article import ArticleFactory


class ActorFactory(DjangoModelFactory[Actor]):
    """A named person known everywhere; `unnamed=True` makes one known from one article only."""

    class Meta:
        model = Actor

    name = factory.Sequence(lambda n: f"Ana Ruiz {n}")
    kind = "person"
    country = "ES"
    review_status = "published"

    class Params:
        unnamed = factory.Trait(
            name=factory.Sequence(lambda n: f"Unnamed police officer {n}"),
            kind="unnamed_person",
            identity="unnamed",
            scope="article",
            article=factory.SubFactory(ArticleFactory),
        )
        group = factory.Trait(
            name=factory.Sequence(lambda n: f"Northern Front {n}"),
            kind="armed_group",
            country=None,
        )


class AliasFactory(DjangoModelFactory[Alias]):
    """A name that the narrator gives an actor."""

    class Meta:
        model = Alias

    actor = factory.SubFactory(ActorFactory)
    text = factory.Sequence(lambda n: f"Mayor Ana Ruiz {n}")
    kind = "title_and_name"

    class Params:
        quoted = factory.Trait(
            used_by=factory.SubFactory(ActorFactory), voice="quoted", kind="description"
        )


class AffiliationFactory(DjangoModelFactory[Affiliation]):
    """That an actor holds an office, as the narrator says; `alleged=True`: as a statement says."""

    class Meta:
        model = Affiliation

    actor = factory.SubFactory(ActorFactory)
    organisation = factory.SubFactory(
        ActorFactory,
        name=factory.Sequence(lambda n: f"City of Vell {n}"),
        kind="government_body",
    )
    kind = "holds_office"
    role_title = "Mayor"
    date_basis = "explicit"

    class Params:
        alleged = factory.Trait(
            status="alleged",
            asserted_by=factory.List(
                [factory.SubFactory("tests.factories.statement.StatementFactory")]
            ),
        )
