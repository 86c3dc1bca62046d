"""Every constraint of the database: what breaks it is refused on saving, by its field, and below.

Below is where no validation runs: `update()`, `bulk_create()` and, with them, any SQL.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from archive.models.base import Identified, Record
from archive.models.part import Part
from archive.typeids import new_uid
from tests import factories
from tests.archive.refusals import refusal
from tests.archive.test_factories import BY_MODEL

pytestmark = pytest.mark.django_db

OWN_KEY = "own key"  # stands for the primary key of the row itself


@dataclass(frozen=True)
class Breach:
    """What breaks a constraint: values for a valid row, and how saving it is refused."""

    constraint: str
    factory: Any
    values: dict[str, Any]
    refusal: dict[str, list[str]]
    start: dict[str, Any] = field(default_factory=dict)  # what the row is made with

    def values_for(self, pk):
        return {name: pk if value is OWN_KEY else value for name, value in self.values.items()}


RECORDS = [
    factory
    for factory in BY_MODEL.values()
    if issubclass(factory._meta.model, Record)  # the six with an address
]
DATED = [factories.IncidentFactory, factories.StatementFactory, factories.AffiliationFactory]
DAY, NEXT = date(2024, 2, 1), date(2024, 2, 2)


def name_of(factory):
    return factory._meta.model._meta.model_name


def range_of(semantics, earliest, latest):
    return {"date_semantics": semantics, "date_earliest": earliest, "date_latest": latest}


BREACHES = [
    *(
        Breach(
            f"{name_of(factory)}_retracted_has_reason",
            factory,
            {"review_status": "retracted"},
            {"retraction_reason": ["Say why: a retracted record needs a reason."]},
        )
        for factory in RECORDS
    ),
    *(
        Breach(
            f"{name_of(factory)}_not_merged_into_itself",
            factory,
            {"merged_into_id": OWN_KEY},
            {"merged_into": ["A record cannot be merged into itself."]},
        )
        for factory in RECORDS
    ),
    *(
        Breach(
            f"{name_of(factory)}_{constraint}",
            factory,
            range_of(*values),
            {name: [message]},
        )
        for factory in DATED
        for constraint, values, name, message in (
            (
                "earliest_lte_latest",
                ("one_day_within", NEXT, DAY),
                "date_latest",
                "The latest possible day lies before the earliest.",
            ),
            (
                "exact_day_is_one_day",
                ("exact_day", DAY, NEXT),
                "date_semantics",
                "An exact day has its earliest and latest on the same day.",
            ),
            (
                "exact_day_is_one_day",
                ("exact_day", DAY, None),
                "date_semantics",
                "An exact day has its earliest and latest on the same day.",
            ),
            (
                "exact_day_is_one_day",
                ("exact_day", None, None),
                "date_semantics",
                "An exact day has its earliest and latest on the same day.",
            ),
            (
                "interval_has_bounds",
                ("interval", DAY, None),
                "date_semantics",
                "An interval needs both bounds; use “open” where one is missing.",
            ),
            (
                "interval_has_bounds",
                ("interval", None, DAY),
                "date_semantics",
                "An interval needs both bounds; use “open” where one is missing.",
            ),
            (
                "range_has_a_bound",
                ("one_day_within", None, None),
                "date_semantics",
                "A range needs at least one bound; use “unknown” without.",
            ),
            (
                "range_has_a_bound",
                ("open", None, None),
                "date_semantics",
                "A range needs at least one bound; use “unknown” without.",
            ),
            (
                "open_is_open",
                ("open", DAY, NEXT),
                "date_semantics",
                "An open range lacks a bound; use “interval” where both stand.",
            ),
        )
    ),
    Breach(
        "actor_unnamed_is_not_global",
        factories.ActorFactory,
        {"identity": "unnamed"},
        {"scope": ["An unnamed actor is known from one article only: scope “article”."]},
    ),
    Breach(
        "actor_scope_names_its_article",
        factories.ActorFactory,
        {"scope": "article"},
        {"article": ["Name the article that this actor lives in."]},
    ),
    Breach(
        "actor_scope_names_its_article",
        factories.ActorFactory,
        {"identity": "named", "scope": "global"},
        {"article": ["A global actor belongs to no single article."]},
        start={"unnamed": True},
    ),
    Breach(
        "alias_narrator_is_nobody",
        factories.AliasFactory,
        {"voice": "narrator"},
        {"voice": ["The narrator's own word is used by nobody else."]},
        start={"quoted": True},
    ),
    Breach(
        "article_tz_known_needs_time",
        factories.ArticleFactory,
        {"published_at": None},
        {"published_tz_known": ["A known time zone needs a time of publication."]},
    ),
    Breach(
        "citation_names_something",
        factories.CitationFactory,
        {"article_id": None},
        {"article": ["Name an article or an outlet, or give the words."]},
    ),
    Breach(
        "incidentplace_place_or_text",
        factories.IncidentPlaceFactory,
        {"place_id": None},
        {"place": ["Name a place, or give the words of the text."]},
    ),
    *(
        Breach(
            f"measure_{low}_lte_{high}",
            factories.MeasureFactory,
            {"minimum": None, "best": None, "maximum": None} | {low: 4, high: 3},
            {high: [f"The {high} lies below the {low}."]},
        )
        for low, high in (("minimum", "best"), ("best", "maximum"), ("minimum", "maximum"))
    ),
    Breach(
        "place_lat_and_lon",
        factories.PlaceFactory,
        {"lat": 31.9},
        {"lon": ["Give both coordinates or neither."]},
    ),
    Breach(
        "place_lat_and_lon",
        factories.PlaceFactory,
        {"lon": 35.9},
        {"lat": ["Give both coordinates or neither."]},
    ),
    Breach(
        "place_lat_and_lon",
        factories.PlaceFactory,
        {"lat": 90.5},
        {"lat": ["Ensure this value is less than or equal to 90."]},
        start={"located": True},
    ),
    Breach(
        "place_lat_and_lon",
        factories.PlaceFactory,
        {"lon": -180.5},
        {"lon": ["Ensure this value is greater than or equal to -180."]},
        start={"located": True},
    ),
    Breach(
        "statement_relayed_is_not_verbatim",
        factories.StatementFactory,
        {"verbatim": True},
        {"verbatim": ["Relayed words are not the speaker's own, and silence has none."]},
        start={"relayed": True},
    ),
    Breach(
        "statement_relayed_is_not_verbatim",
        factories.StatementFactory,
        {"verbatim": True},
        {"verbatim": ["Relayed words are not the speaker's own, and silence has none."]},
        start={"form": "absence"},
    ),
]

# A link or an affiliation to itself names its own owner, which `OWN_KEY` cannot say.
SELF_LINKS = [
    (
        "affiliation_not_to_itself",
        factories.AffiliationFactory,
        "actor_id",
        "organisation_id",
        {"organisation": ["An actor is not affiliated with itself."]},
    ),
    (
        "incidentlink_not_to_itself",
        factories.IncidentLinkFactory,
        "from_incident_id",
        "to_incident_id",
        {"to_incident": ["An incident is not linked to itself."]},
    ),
    (
        "statementlink_not_to_itself",
        factories.StatementLinkFactory,
        "from_statement_id",
        "to_statement_id",
        {"to_statement": ["A statement is not linked to itself."]},
    ),
]

# Tested with what they are about: what a passage supports, what an external id identifies.
ELSEWHERE = {
    "passage_start_lt_end",
    "passage_supports_one",
    "externalid_identifies_one",
    "distinct_pair_in_order",
}

every_breach = pytest.mark.parametrize(
    "breach",
    BREACHES,
    ids=[f"{breach.constraint}-{list(breach.values.values())}" for breach in BREACHES],
)

every_self_link = pytest.mark.parametrize(
    ("constraint", "factory", "owner", "other", "messages"),
    SELF_LINKS,
    ids=[row[0] for row in SELF_LINKS],
)


def copy_of(row, **changes):
    """An unsaved row with the same values but for its keys."""
    values = {
        one.attname: getattr(row, one.attname)
        for one in row._meta.concrete_fields
        if not one.generated
    }
    values["id"] = row.pk + 1_000_000
    if isinstance(row, Identified):
        values["uid"] = new_uid(row.uid_prefix)
    if isinstance(row, Part):
        values["position"] = row.position + 1
    return type(row)(**(values | changes))


def test_every_check_constraint_has_a_breach():
    declared = {
        constraint.name
        for model in apps.get_app_config("archive").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    }
    tested = {breach.constraint for breach in BREACHES} | {row[0] for row in SELF_LINKS}
    assert tested | ELSEWHERE == declared


@every_breach
def test_breach_is_refused_on_saving(breach):
    row = breach.factory(**breach.start)
    for name, value in breach.values_for(row.pk).items():
        setattr(row, name, value)
    assert refusal(row.save) == breach.refusal


@every_breach
def test_breach_is_refused_by_the_database(breach):
    row = breach.factory(**breach.start)
    model = type(row)
    with pytest.raises(IntegrityError, match=breach.constraint), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**breach.values_for(row.pk))
    copy = copy_of(row)
    for name, value in breach.values_for(copy.pk).items():
        setattr(copy, name, value)
    with pytest.raises(IntegrityError, match=breach.constraint), transaction.atomic():
        model.objects.bulk_create([copy])


@every_self_link
def test_link_to_itself_is_refused_on_saving(constraint, factory, owner, other, messages):
    row = factory()
    setattr(row, other, getattr(row, owner))
    assert refusal(row.save) == messages


@every_self_link
def test_link_to_itself_is_refused_by_the_database(constraint, factory, owner, other, messages):
    row = factory()
    changes = {other: getattr(row, owner)}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**changes)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        type(row).objects.bulk_create([copy_of(row, **changes)])


@pytest.mark.parametrize(
    "values",
    [
        range_of("exact_day", DAY, DAY),
        range_of("one_day_within", DAY, NEXT),
        range_of("one_day_within", DAY, DAY),
        range_of("one_day_within", None, NEXT),
        range_of("one_day_within", DAY, None),
        range_of("interval", DAY, DAY),
        range_of("interval", DAY, NEXT),
        range_of("open", DAY, None),
        range_of("open", None, NEXT),
        range_of("unknown", None, None),
        range_of("unknown", DAY, None),
        range_of("unknown", None, NEXT),
        range_of("unknown", DAY, NEXT),
    ],
    ids=lambda values: "-".join(str(value) for value in values.values()),
)
@pytest.mark.parametrize("factory", DATED)
def test_range_that_breaks_nothing_is_saved(factory, values):
    row = factory(**values)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in values} == values
