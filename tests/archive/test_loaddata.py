"""`manage.py loaddata`: a fixture is taken whole or not at all, and what is wrong is named."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers.base import DeserializationError

from archive.models import Actor, Alias, Article, Incident, IncidentParticipant, Passage, Revision
from tests.archive.first_story import FIXTURE, rows_of
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    MeasureFactory,
    PassageFactory,
    RevisionFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

NATURAL = {"use_natural_primary_keys": True, "use_natural_foreign_keys": True}


@pytest.fixture
def story():
    """The rows of the first story, to be spoilt."""
    return json.loads(FIXTURE.read_text(encoding="utf-8"))


@pytest.fixture
def load(tmp_path):
    def load(rows):
        path = tmp_path / "story.json"
        path.write_text(json.dumps(rows), encoding="utf-8")
        call_command("loaddata", path, verbosity=0)

    return load


@pytest.fixture
def refusal(load):
    """The lines that name what is wrong; nothing was loaded."""

    def refusal(rows):
        before = dump()
        with pytest.raises(CommandError) as error:
            load(rows)
        first, *reasons = str(error.value).splitlines()
        assert first == "Nothing was loaded:"
        assert dump() == before
        return reasons

    return refusal


def dump(**options):
    """The archive but for its log, as text."""
    out = StringIO()
    call_command(
        "dumpdata",
        "archive",
        exclude=["archive.change", "archive.changedrow"],
        stdout=out,
        **options,
    )
    return out.getvalue()


def row(rows, model, **fields):
    """The first row of a model with these fields."""
    return next(
        one
        for one in rows
        if one["model"] == f"archive.{model}"
        and all(one["fields"][name] == value for name, value in fields.items())
    )


def uid(rows, model, **fields):
    return row(rows, model, **fields)["fields"]["uid"]


@pytest.mark.parametrize(
    ("model", "which", "changes", "reason"),
    [
        pytest.param(
            "passage",
            {},
            {"exact": "Some US personnel were injured"},
            "exact: The text reads “Several US personnel were injured” between 0 and 33.",
            id="passage of other words",
        ),
        pytest.param(
            "passage",
            {},
            {"end": 2746},
            "end: The end (2746) lies outside the text of 2745 characters.",
            id="passage outside the text",
        ),
        pytest.param(
            "incident",
            {"event_type": "CONSULT"},
            {"event_mode": "drone"},
            "event_mode: “drone” does not belong to event_type “CONSULT”; "
            "allowed: visit, third-party, multilateral, phone.",
            id="mode of another type",
        ),
        pytest.param(
            "incident",
            {"event_type": "CONSULT"},
            {"date_latest": "2024-08-06"},
            "date_semantics: An exact day has its earliest and latest on the same day.",
            id="exact day of two days",
        ),
        pytest.param(
            "incident",
            {"date_semantics": "interval"},
            {"date_latest": "2023-10-16"},
            "date_latest: The latest possible day lies before the earliest.",
            id="earliest after latest",
        ),
        pytest.param(
            "incident",
            {"event_type": "CONSULT"},
            {"contexts": ["military", "weather"]},
            "contexts: weather: not in the vocabulary context.",
            id="unknown context",
        ),
        pytest.param(
            "incident",
            {"event_type": "CONSULT"},
            {"modality": "rumoured"},
            "modality: Value 'rumoured' is not a valid choice.",
            id="unknown modality",
        ),
        pytest.param(
            "incident",
            {"event_type": "CONSULT"},
            {"title": None},
            "title: This field cannot be null.",
            id="no title",
        ),
        pytest.param(
            "actor",
            {"identity": "unnamed"},
            {"scope": "global", "article": None},
            "scope: An unnamed actor is known from one article only: scope “article”.",
            id="unnamed actor of global scope",
        ),
        pytest.param(
            "actor",
            {"scope": "global"},
            {"scope": "article"},
            "article: Name the article that this actor lives in.",
            id="actor of no article",
        ),
        pytest.param(
            "statement",
            {"form": "relayed"},
            {"verbatim": True},
            "verbatim: Relayed words are not the speaker's own, and silence has none.",
            id="relayed words as the speaker's own",
        ),
        pytest.param(
            "place",
            {"name": "Tehran"},
            {"country": "XX"},
            "country: Value 'XX' is not a valid choice.",
            id="unknown country",
        ),
        pytest.param(
            "passage",
            {},
            {"uid": "psg_1"},
            "uid: “psg_1” is not an identifier of this kind: it must be psg_ and 26 characters "
            "of a TypeID.",
            id="no uid",
        ),
    ],
)
def test_fixture_that_breaks_a_rule_is_refused_whole(story, refusal, model, which, changes, reason):
    spoilt = row(story, model, **which)["fields"]
    spoilt |= changes
    assert refusal(story) == [f"{model} {spoilt['uid']}: {reason}"]


@pytest.mark.parametrize(
    ("model", "which", "changes", "reason"),
    [
        pytest.param(
            "measure",
            {"measure": "killed"},
            {"best": 0},
            "best: The best lies below the minimum.",
            id="minimum above best",
        ),
        pytest.param(
            "measure",
            {"measure": "attacks"},
            {"maximum": 150},
            "maximum: The maximum lies below the minimum.",
            id="minimum above maximum",
        ),
        pytest.param(
            "incidentparticipant",
            {"status": "alleged"},
            {"asserted_by": []},
            "status: “Alleged” needs the statement that asserts it (asserted_by), or the imported "
            "row that does.",
            id="alleged by nobody",
        ),
    ],
)
def test_fixture_whose_part_breaks_a_rule_names_its_record(
    story, refusal, model, which, changes, reason
):
    spoilt = row(story, model, **which)["fields"]
    spoilt |= changes
    owner = spoilt["incident"][0]
    assert refusal(story) == [f"{model} {owner}/{spoilt['position']}: {reason}"]


def test_fixture_with_a_cycle_of_parts_is_refused(story, refusal):
    first = row(story, "incidentlink", kind="precedes")["fields"]
    first["kind"] = "part_of"
    back = {"from_incident": first["to_incident"], "to_incident": first["from_incident"]}
    story.append({"model": "archive.incidentlink", "fields": first | back | {"position": 9}})
    cycle = "to_incident: This would make the incident a part of itself (part_of cycle)."
    assert refusal(story) == [
        f"incidentlink {first['from_incident'][0]}/{first['position']}: {cycle}",
        f"incidentlink {first['to_incident'][0]}/9: {cycle}",
    ]


def test_fixture_with_another_text_for_a_known_revision_is_refused(story, load, refusal):
    load(story)
    text = row(story, "revision")["fields"]
    text["body"] = text["body"].replace("Most likely than not", "More likely than not")
    del text["sha256"]
    article = text["article"][0]
    assert refusal(story)[0] == (
        f"revision {article}/1: body: The text of a revision never changes; "
        "add a new revision instead."
    )


def test_fixture_with_a_text_that_is_not_the_hashed_one_is_refused(story, refusal):
    text = row(story, "revision")["fields"]
    text["body"] = text["body"].replace("\u00a0", " ")
    article = text["article"][0]
    assert f"revision {article}/1: sha256: The body is not the text of this SHA-256." in refusal(
        story
    )


def test_fixture_names_every_broken_rule(story, refusal):
    official = row(story, "actor", name="Unnamed US defense official")["fields"]
    call = row(story, "incident", event_type="CONSULT")["fields"]
    call["event_mode"] = "drone"
    passage = row(story, "passage", start=0)["fields"]
    passage["exact"] = "several"
    reasons = refusal(story)
    assert [reason.split(":")[0] for reason in reasons] == [
        f"incident {call['uid']}",
        f"passage {passage['uid']}",
    ]
    assert Actor.objects.filter(uid=official["uid"]).count() == 0


@pytest.mark.parametrize(
    ("model", "field", "reason"),
    [
        ("alias", "actor", "Alias has no actor"),
        ("statement", "relayed_by", "Actor matching query does not exist"),
    ],
)
def test_fixture_that_names_an_unknown_record_is_refused(story, load, model, field, reason):
    row(story, model)["fields"][field] = ["act_01m817qnm0fcfsyhg5z1wtnzsj"]
    with pytest.raises(DeserializationError, match=reason):
        load(story)
    assert Article.objects.count() == 0


def test_fixture_without_derived_fields_is_completed(story, load):
    for one in story:
        for derived in ("name_folded", "text_folded", "sort_date", "sort_at", "sha256"):
            one["fields"].pop(derived, None)
    load(story)
    assert rows_of(dump(**NATURAL)) == rows_of(FIXTURE.read_text(encoding="utf-8"))


def test_fixture_may_hold_every_kind_of_row(load):
    """What dumpdata writes, loaddata reads back, into the same archive and into an empty one."""
    revision = RevisionFactory()
    speaker = ActorFactory()
    statement = StatementFactory(revision=revision, relayed_by=speaker)
    participant = IncidentParticipantFactory(alleged=True, asserted_by=[statement])
    MeasureFactory(incident=participant.incident, asserted_by=[statement])
    ActorFactory(unnamed=True, article=ArticleFactory())
    PassageFactory(revision=revision, participant=participant)
    PassageFactory(statement=statement, exact=statement.text)
    IncidentFactory(undated=True)
    written = dump(**NATURAL)
    load(json.loads(written))
    assert dump(**NATURAL) == written
    for model in (Passage, IncidentParticipant):
        model.objects.all().delete()
    Incident.objects.all().delete()
    load(json.loads(written))
    assert rows_of(dump(**NATURAL)) == rows_of(written)


def test_fixture_corrects_an_allegation_by_another_statement(story, load):
    load(story)
    attack = uid(story, "incident", title="Suspected rocket attack on Al-Asad Airbase")
    militias = row(story, "incidentparticipant", incident=[attack], role="perpetrator")["fields"]
    militias["asserted_by"] = militias["asserted_by"][:1]
    load(story)
    participant = IncidentParticipant.objects.get(incident__uid=attack, role="perpetrator")
    assert [list(s.natural_key()) for s in participant.asserted_by.all()] == militias["asserted_by"]


def test_fixture_replaces_no_part_at_another_position(story, load):
    load(story)
    hezbollah = Actor.objects.get(name="Hezbollah")
    Alias(actor=hezbollah, text="Hisbollah", kind="spelling").save()
    load(story)
    assert [alias.text for alias in hezbollah.aliases.order_by("position")] == [
        "Hezbollah in Lebanon",
        "Lebanese Hizballah",
        "Hisbollah",
    ]


def test_revision_of_a_fixture_is_the_same_row_again(story, load):
    load(story)
    before = Revision.objects.values().get()
    load(story)
    assert Revision.objects.values().get() == before
