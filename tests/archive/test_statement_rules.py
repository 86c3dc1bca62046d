"""Rules of statements: whose words they are, and who takes part in them."""

from __future__ import annotations

import pytest

from archive.vocabularies import STATEMENT_FORM
from tests.archive.refusals import refusal
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    PassageFactory,
    RevisionFactory,
    StatementFactory,
    StatementLinkFactory,
    StatementParticipantFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", STATEMENT_FORM.codes)
def test_words_are_the_speakers_own_only_where_they_can_be(form):
    if form in {"relayed", "absence"}:
        assert refusal(StatementFactory, form=form, verbatim=True) == {
            "verbatim": ["Relayed words are not the speaker's own, and silence has none."]
        }
    else:
        assert StatementFactory(form=form, verbatim=True).verbatim is True
    assert StatementFactory(form=form, verbatim=False).verbatim is False


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("text", "Only an imported statement may be without its words."),
        ("form", "This field cannot be blank."),
    ],
)
def test_statement_without_words_or_form_is_refused(field, message):
    assert refusal(StatementFactory, **{field: "", "verbatim": False}) == {field: [message]}


def test_statement_without_a_text_of_an_article_is_refused():
    statement = StatementFactory()
    statement.revision = None
    assert refusal(statement.save) == {"revision": ["This field cannot be null."]}


def test_actor_takes_one_part_once():
    statement, actor = StatementFactory(), ActorFactory()
    StatementParticipantFactory(statement=statement, actor=actor, role="speaker")
    StatementParticipantFactory(statement=statement, actor=actor, role="accused")
    assert refusal(StatementParticipantFactory, statement=statement, actor=actor) == {
        "__all__": ["Statement participant with this Statement, Actor and Role already exists."]
    }


def test_two_speakers_stand_in_the_order_of_the_text():
    statement = StatementFactory(joint=True)
    speakers = ActorFactory.create_batch(2)
    for speaker in speakers:
        StatementParticipantFactory(statement=statement, actor=speaker)
    assert [part.actor for part in statement.participants.all()] == speakers


def test_statement_may_be_about_several_incidents_and_made_at_one():
    incidents = IncidentFactory.create_batch(2)
    statement = StatementFactory(about=incidents, occasion=incidents[0])
    assert list(statement.about.order_by("id")) == incidents
    assert list(incidents[0].occasioned_statements.all()) == [statement]


def test_statements_may_restate_each_other():
    first, second = StatementFactory.create_batch(2)
    StatementLinkFactory(from_statement=first, to_statement=second)
    StatementLinkFactory(from_statement=second, to_statement=first)
    assert [link.to_statement for link in first.links.all()] == [second]


def test_long_statement_is_shortened_where_it_is_named():
    statement = StatementFactory(text="w" * 81)
    assert str(statement) == "w" * 79 + "…"
    assert str(StatementFactory(text="w" * 80)) == "w" * 80


def test_statement_does_not_move_to_another_text_while_its_words_stand_in_one():
    passage = PassageFactory(incident=None, statement=StatementFactory())
    statement = passage.statement
    statement.revision = RevisionFactory()

    assert refusal(statement.save) == {
        "revision": [
            "The passages of this statement stand in the text that it was coded from; delete them "
            "before you choose another text."
        ]
    }

    passage.delete()
    statement.save()
