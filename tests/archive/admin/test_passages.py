"""Passages in the admin: added by their words, on the record's page or their own."""

from __future__ import annotations

import pytest
from django.urls import reverse

from archive.models import Passage
from tests.archive.admin.page import add_row, errors_of, fields_of
from tests.factories import (
    ActorFactory,
    AliasFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    StatementFactory,
)

TEXT = (
    "A rocket hit the base on Monday.\n\n"
    "“We saw the\u00a0rocket,” she said. 🚀 The rocket hit the base’s gate."
)
ADD = reverse("admin:archive_passage_add")
pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    return RevisionFactory(body=TEXT)


@pytest.fixture
def incident():
    return IncidentFactory()


def change(record) -> str:
    return reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])


def add_words(client, record, **row):
    """Add a passage on the page of the record; return the answer."""
    fields = fields_of(client.get(change(record)))
    row = {"role": "evidence"} | row
    add_row(fields, "passages", **row)
    return client.post(change(record), fields)


def test_passage_is_added_by_its_words_alone(admin_client, incident, revision):
    response = add_words(
        admin_client, incident, exact="hit the base on", revision=revision.pk, supports="incident"
    )

    assert errors_of(response) == {}
    passage = Passage.objects.get()
    assert (passage.incident, passage.revision) == (incident, revision)
    assert (passage.start, passage.end, passage.exact) == (9, 24, "hit the base on")


def test_typed_words_are_stored_as_printed(admin_client, incident, revision):
    words = 'Monday.\r\n\r\n"We saw the rocket,"'

    response = add_words(
        admin_client, incident, exact=words, revision=revision.pk, supports="incident"
    )

    assert errors_of(response) == {}
    assert Passage.objects.get().exact == "Monday.\n\n“We saw the\u00a0rocket,”"


def test_passage_supports_a_part_of_the_record(admin_client, incident, revision):
    participant = IncidentParticipantFactory(incident=incident)

    response = add_words(
        admin_client,
        incident,
        exact="Monday",
        revision=revision.pk,
        supports=f"participant:{participant.pk}",
    )

    assert errors_of(response) == {}
    passage = Passage.objects.get()
    assert (passage.incident, passage.participant) == (None, participant)


def test_passage_of_an_alias_is_added_on_the_actors_page(admin_client, revision):
    alias = AliasFactory()

    response = add_words(
        admin_client, alias.actor, exact="she", revision=revision.pk, supports=f"alias:{alias.pk}"
    )

    assert errors_of(response) == {}
    assert Passage.objects.get().alias == alias


def test_passage_moves_from_a_part_to_the_whole(admin_client, incident, revision):
    participant = IncidentParticipantFactory(incident=incident)
    passage = PassageFactory(revision=revision, exact="Monday", participant=participant)
    fields = fields_of(admin_client.get(change(incident)))
    assert fields["passages-0-supports"] == f"participant:{participant.pk}"
    fields["passages-0-supports"] = "incident"

    assert errors_of(admin_client.post(change(incident), fields)) == {}

    passage.refresh_from_db()
    assert (passage.incident, passage.participant) == (incident, None)


def test_passage_of_a_part_is_taken_away_on_the_owners_page(admin_client, incident, revision):
    participant = IncidentParticipantFactory(incident=incident)
    PassageFactory(revision=revision, exact="Monday", participant=participant)
    fields = fields_of(admin_client.get(change(incident))) | {"passages-0-DELETE": "on"}

    assert errors_of(admin_client.post(change(incident), fields)) == {}
    assert Passage.objects.count() == 0


def test_words_of_a_statement_are_looked_for_in_its_own_text(admin_client, revision):
    statement = StatementFactory(revision=revision)

    response = add_words(admin_client, statement, exact="We saw the", role="content")

    assert errors_of(response) == {}
    assert Passage.objects.get().statement == statement


def test_statement_is_created_together_with_its_words(admin_client, revision):
    page = reverse("admin:archive_statement_add")
    fields = fields_of(admin_client.get(page))
    fields |= {"revision": revision.pk, "text": "We saw the rocket", "form": "direct"}
    add_row(fields, "passages", exact="We saw the\u00a0rocket", role="content", quoted="on")
    add_row(fields, "participants", actor=ActorFactory().pk, role="speaker")

    assert errors_of(admin_client.post(page, fields)) == {}

    passage = Passage.objects.get()
    assert passage.statement.text == "We saw the rocket"
    assert (passage.start, passage.quoted) == (TEXT.index("We saw"), True)


def test_words_that_do_not_stand_in_the_text_are_refused(admin_client, incident, revision):
    response = add_words(
        admin_client, incident, exact="a missile", revision=revision.pk, supports="incident"
    )

    assert errors_of(response) == {
        "passages-0-exact": [
            f"These words do not stand in {revision}. They must be there word for word."
        ]
    }


def test_words_that_recur_are_asked_about_with_their_surroundings(admin_client, incident, revision):
    words = {"exact": "rocket", "revision": revision.pk, "supports": "incident"}

    response = add_words(admin_client, incident, **words)

    assert errors_of(response) == {
        "passages-0-occurrence": [
            "These words stand in the text 3 times. Choose the place you mean."
        ]
    }
    content = response.content.decode()
    assert 'value="2"' in content
    assert "A <mark>rocket</mark> hit the base on" in content
    third = TEXT.rindex("rocket")
    chosen = fields_of(response) | {"passages-0-occurrence": third}
    assert errors_of(admin_client.post(change(incident), chosen)) == {}
    assert Passage.objects.get().start == third


def test_words_that_recur_too_often_must_be_more(admin_client, incident):
    revision = RevisionFactory(body="so " * 21)

    response = add_words(
        admin_client, incident, exact="so", revision=revision.pk, supports="incident"
    )

    assert errors_of(response)["passages-0-exact"] == [
        "These words stand in the text 21 times: add the words next to them."
    ]


def test_recurring_words_stay_where_they_were(admin_client, incident, revision):
    second = TEXT.index("rocket", 10)
    passage = PassageFactory(
        revision=revision, exact="rocket", start=second, end=second + 6, incident=incident
    )
    fields = fields_of(admin_client.get(change(incident))) | {"passages-0-role": "mention"}

    assert errors_of(admin_client.post(change(incident), fields)) == {}

    passage.refresh_from_db()
    assert (passage.start, passage.role) == (second, "mention")


def test_new_words_suggest_the_text_of_the_last(admin_client, incident, revision):
    PassageFactory(revision=revision, exact="Monday", incident=incident)

    response = admin_client.get(change(incident))

    empty = response.context["inline_admin_formsets"][4].formset.empty_form
    assert empty["revision"].value() == revision.pk


def test_row_that_was_added_and_left_empty_is_ignored(admin_client, incident, revision):
    PassageFactory(revision=revision, exact="Monday", incident=incident)

    response = add_words(
        admin_client, incident, exact="", revision=revision.pk, supports="incident"
    )

    assert errors_of(response) == {}
    assert Passage.objects.count() == 1


def test_passage_of_its_own_page_supports_exactly_one_thing(admin_client, incident, revision):
    fields = fields_of(admin_client.get(ADD))
    fields |= {"revision": revision.pk, "exact": "Monday", "role": "evidence"}

    none = errors_of(admin_client.post(ADD, fields))
    two = errors_of(
        admin_client.post(ADD, fields | {"incident": incident.pk, "place": PlaceFactory().pk})
    )
    one = errors_of(admin_client.post(ADD, fields | {"incident": incident.pk}))

    assert list(none) == ["incident"]
    assert sorted(two) == ["incident", "place"]
    assert one == {}
    assert Passage.objects.get().incident == incident


def test_record_with_many_passages_shows_the_first_and_a_way_to_all(admin_client, incident):
    revision = RevisionFactory(body="word " * 60)
    for number in range(26):
        PassageFactory(
            revision=revision,
            start=number * 5,
            end=number * 5 + 4,
            exact="word",
            incident=incident,
        )

    response = admin_client.get(change(incident))
    link = f"/admin/archive/passage/?incident={incident.pk}"

    assert fields_of(response)["passages-INITIAL_FORMS"] == "25"
    assert link in response.content.decode()
    assert admin_client.get(link).context["cl"].result_count == 26
    assert errors_of(admin_client.post(change(incident), fields_of(response))) == {}


def test_exact_words_lead_to_their_place_in_the_text(admin_client, incident, revision):
    passage = PassageFactory(revision=revision, exact="Monday", incident=incident)
    place = f"/admin/archive/article/{revision.article_id}/change/?text=1#{passage.uid}"

    content = admin_client.get(change(incident)).content.decode()
    target = admin_client.get(place.partition("#")[0]).content.decode()

    assert f'href="{place}"' in content
    assert f'id="{passage.uid}"' in target


def test_proposed_mention_is_accepted_on_its_page(admin_client, revision):
    mention = PassageFactory(
        revision=revision, actor=ActorFactory(), exact="rocket", role="mention", proposed=True
    )
    fields = fields_of(admin_client.get(change(mention)))
    assert fields.pop("proposed") == ["on"]
    assert errors_of(admin_client.post(change(mention), fields)) == {}
    mention.refresh_from_db()
    assert mention.proposed is False
