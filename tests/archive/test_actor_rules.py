"""Rules of actors: who is unnamed lives in one article; names are found by what they fold to."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from archive.models import Actor
from tests.archive.refusals import refusal
from tests.factories import ActorFactory, AffiliationFactory, AliasFactory, ArticleFactory

pytestmark = pytest.mark.django_db


def test_unnamed_actor_lives_in_its_article():
    article = ArticleFactory()
    actor = ActorFactory(unnamed=True, article=article)
    assert (actor.scope, actor.article) == ("article", article)


def test_unnamed_actor_with_a_global_scope_is_refused():
    assert refusal(ActorFactory, identity="unnamed", scope="global") == {
        "scope": ["An unnamed actor is known from one article only: scope “article”."]
    }


def test_unnamed_actor_is_not_made_global_below_validation():
    actor = ActorFactory(unnamed=True)
    with pytest.raises(IntegrityError, match="actor_unnamed_is_not_global"), transaction.atomic():
        Actor.objects.filter(pk=actor.pk).update(scope="global", article=None)


@pytest.mark.parametrize("identity", ["named", "generic"])
def test_other_actors_may_live_in_one_article_or_in_all(identity):
    assert ActorFactory(identity=identity).article is None
    assert ActorFactory(identity=identity, scope="article", article=ArticleFactory()).article


def test_two_unnamed_actors_of_one_name_stay_two():
    name = "a US defense official"
    first, second = ActorFactory.create_batch(2, unnamed=True, name=name)
    assert first.article != second.article
    assert Actor.objects.filter(name=name).count() == 2


def test_names_are_folded_on_saving():
    actor = ActorFactory(name="Ḥizballāh")
    assert actor.name_folded == " hizballah "
    actor.name = "Hezbollah"
    actor.save()
    actor.refresh_from_db()
    assert (actor.name, actor.name_folded) == ("Hezbollah", " hezbollah ")
    assert AliasFactory(text="U.S.").text_folded == " us "


def test_alias_says_whose_word_it_is():
    pentagon = ActorFactory(name="Pentagon")
    alias = AliasFactory(text="Lebanese Hizballah", used_by=pentagon, voice="quoted")
    assert list(pentagon.aliases_used.all()) == [alias]
    assert refusal(AliasFactory, used_by=pentagon, voice="narrator") == {
        "voice": ["The narrator's own word is used by nobody else."]
    }


def test_words_in_quotation_marks_may_be_nobodys_in_particular():
    assert AliasFactory(voice="quoted", used_by=None).used_by is None


def test_affiliation_is_put_in_words():
    austin = ActorFactory(name="Lloyd Austin")
    pentagon = ActorFactory(name="Department of Defense")
    titled = AffiliationFactory(actor=austin, organisation=pentagon, role_title="Secretary")
    untitled = AffiliationFactory(actor=austin, organisation=pentagon, role_title=None)
    assert str(titled) == "Lloyd Austin: Secretary, Department of Defense"
    assert str(untitled) == "Lloyd Austin: Holds office, Department of Defense"


def test_actor_may_hold_one_office_at_two_times():
    actor = ActorFactory()
    organisation = ActorFactory(group=True)
    for year in (2001, 2021):
        AffiliationFactory(
            actor=actor,
            organisation=organisation,
            date_semantics="open",
            date_earliest=f"{year}-01-20",
        )
    assert [one.date_earliest.year for one in actor.affiliations.all()] == [2001, 2021]


def test_long_name_is_folded_to_what_its_column_holds():
    actor = ActorFactory(name="ﷺ" * 300)  # each folds to several words
    actor.refresh_from_db()
    assert len(actor.name_folded) <= 400
