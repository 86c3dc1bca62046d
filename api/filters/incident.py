"""What the list of incidents can be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from api.filters.base import Filter, Prepared, RelatedRow, Ways
from api.filters.claims import AssertedByFilter, ClaimRow
from api.filters.dates import DatedFilterSet
from api.filters.measures import MeasureFilterSet
from api.filters.places import BoxFilter, PlaceFilter
from api.filters.relations import ExternalIdFilter, NameFilter, UidFilter
from api.filters.search import SearchFilter
from api.kinds import Term, Text, Uid
from api.problems import Fault, UnacceptableRequestError
from api.strict import Given
from archive.models import (
    Actor,
    Article,
    Citation,
    Incident,
    IncidentLink,
    IncidentParticipant,
    IncidentPlace,
    Measure,
    Source,
)
from archive.vocabularies import (
    ACLED_EVENT_TYPE,
    ACLED_SUB_EVENT_TYPE,
    ACTOR_KIND,
    CLAIM_STATUS,
    CONTEXT,
    COUNTRY,
    EVENT_MODE,
    EVENT_TYPE,
    GEO_PRECISION,
    INCIDENT_KIND,
    INCIDENT_LINK_KIND,
    INCIDENT_PLACE_ROLE,
    MODALITY,
    PARTICIPANT_ROLE,
    PARTICIPANT_SIDE,
    UCDP_VIOLENCE_TYPE,
)

UID = "inc_01j4qkzv6tf0jvn7h2g5y9m3xa"
ACTOR_UID = "act_01j4qkzv6tf0jvn7h2g5y9m3xa"
MEASURE_BOUNDS = ("measure_min", "measure_max")


class ReportedInFilter(UidFilter):
    """Incidents that an article tells of: in a passage, a statement about them, or as cited."""

    def prepare(self, values: tuple[str, ...], user: Any) -> Any:
        keys = super().prepare(values, user)
        articles = Article.objects.visible_to(user).filter(**{f"{self.field_name}__in": keys})
        told = Incident.objects.reported_in(articles.order_by().values("pk"), user)
        if self.field_name == "source":
            # A data set may name the outlet and no article of it.
            told |= Incident.objects.filter(pk__in=_citing(keys))
        return told.order_by().values("pk")

    def condition(self, prepared: Any) -> Q:
        return Q(pk__in=prepared)


def _citing(sources: list[int]) -> QuerySet[Any, Any]:
    cited: QuerySet[Any, Any] = Citation.objects.filter(source__in=sources)
    return cited.order_by().values("incident_id")


class IncidentFilterSet(DatedFilterSet, MeasureFilterSet):
    """Filters of incidents."""

    q = SearchFilter("incident", example="rocket place:iraq")
    groups = {
        "participant": ClaimRow(
            IncidentParticipant,
            "incident",
            "These parameters speak of one and the same participant. `asserted_by` on its own "
            "speaks of any claim about the incident: a participant, a count, a link.",
            others={Measure: "incident", IncidentLink: "from_incident"},
        ),
        "place": RelatedRow(
            IncidentPlace,
            "incident",
            "These parameters speak of one and the same place of the incident.",
        ),
        "link": RelatedRow(
            IncidentLink, "from_incident", "These parameters speak of one and the same link."
        ),
    }

    uid = UidFilter(
        Uid(Incident),
        "These incidents only, whatever their modality.",
        example=UID,
        column="pk",
    )
    kind = Filter(
        Term(INCIDENT_KIND),
        "One event, several counted together, or one that goes on.",
        example="single",
    )
    event_type = Filter(Term(EVENT_TYPE), "What kind of event it is.", example="ASSAULT,COERCE")
    event_mode = Filter(Term(EVENT_MODE), "In which way it was done.", example="drone")
    context = Filter(
        Term(CONTEXT),
        "What it was about.",
        example="military",
        column="contexts",
        lookup="any_of",
        repeatable=True,
    )
    modality = Filter(
        Term(MODALITY),
        "Whether it happened, as far as the text says. Without this parameter, what was only "
        "planned, anticipated, hypothetical or negated is left out.",
        example="anticipated",
    )
    cameo_code = Filter(Text(4), "Its CAMEO code, digits as text.", example="190", many=False)
    acled_event_type = Filter(Term(ACLED_EVENT_TYPE), "Its ACLED event type.", example="Battles")
    acled_sub_event_type = Filter(
        Term(ACLED_SUB_EVENT_TYPE), "Its ACLED sub-event type.", example="Armed clash"
    )
    ucdp_violence_type = Filter(Term(UCDP_VIOLENCE_TYPE), "Its UCDP type of violence.", example="1")

    participant = UidFilter(
        Uid(Actor),
        "An actor that takes part in it, in whatever role.",
        example=ACTOR_UID,
        column="actor",
        repeatable=True,
        group="participant",
        leads=True,
    )
    participant_name = NameFilter(
        "A name of an actor that takes part in it, aliases included: whole words in order; case, "
        "accents and punctuation do not count.",
        example="hezbollah",
        column="actor",
        repeatable=True,
        group="participant",
    )
    participant_kind = Filter(
        Term(ACTOR_KIND),
        "What an actor that takes part in it is.",
        example="armed_group",
        column="actor__kind",
        repeatable=True,
        group="participant",
    )
    participant_country = Filter(
        Term(COUNTRY),
        "The country of an actor that takes part in it.",
        example="IR",
        column="actor__country",
        repeatable=True,
        group="participant",
    )
    participant_role = Filter(
        Term(PARTICIPANT_ROLE),
        "The role in which an actor takes part.",
        example="perpetrator",
        column="role",
        repeatable=True,
        group="participant",
        leads=True,
    )
    participant_side = Filter(
        Term(PARTICIPANT_SIDE),
        "The side on which an actor takes part.",
        example="a",
        column="side",
        repeatable=True,
        group="participant",
        leads=True,
    )
    participant_status = Filter(
        Term(CLAIM_STATUS),
        "How far the text stands behind an actor's part in it.",
        example="alleged",
        column="status",
        repeatable=True,
        group="participant",
        leads=True,
    )
    asserted_by = AssertedByFilter(
        "Who asserts it: a statement, or an actor who speaks in one.",
        example=ACTOR_UID,
        group="participant",
    )

    place = PlaceFilter(
        "A place of the incident: this one, or any place that lies in it.",
        example="plc_01j4qkzv6tf0jvn7h2g5y9m3xa",
        column="place",
        repeatable=True,
        group="place",
    )
    place_role = Filter(
        Term(INCIDENT_PLACE_ROLE),
        "What the place is to the incident. Without this parameter any role will do.",
        example="occurred",
        column="role",
        group="place",
        leads=True,
    )
    country = Filter(
        Term(COUNTRY),
        "The country of a place of the incident.",
        example="IQ",
        column="country",
        repeatable=True,
        group="place",
        leads=True,
    )
    bbox = BoxFilter(
        "A box on the map that a place of the incident lies in: west,south,east,north in degrees. "
        "Where west is greater than east it crosses the antimeridian.",
        of="place",
        group="place",
    )
    geo_precision = Filter(
        Term(GEO_PRECISION),
        "How exactly a place of the incident is known.",
        example="exact_site,near_point_25km",
        group="place",
        leads=True,
    )

    linked_to = UidFilter(
        Uid(Incident),
        "Incidents with a link to this one.",
        example=UID,
        column="to_incident",
        repeatable=True,
        group="link",
    )
    link_kind = Filter(
        Term(INCIDENT_LINK_KIND),
        "Incidents with a link of this kind to another.",
        example="part_of",
        column="kind",
        repeatable=True,
        group="link",
    )

    article = ReportedInFilter(
        Uid(Article),
        "An article that tells of it: in a passage, in a statement, or as a data set cites it.",
        example="art_01j4qkzv6tf0jvn7h2g5y9m3xa",
        column="pk",
        repeatable=True,
    )
    source = ReportedInFilter(
        Uid(Source),
        "An outlet with an article that tells of it, or that a data set cites for it.",
        example="src_01j4qkzv6tf0jvn7h2g5y9m3xa",
        column="source",
        repeatable=True,
    )
    external_id = ExternalIdFilter("incident")

    @classmethod
    def check(cls, given: Given, user: Any) -> None:
        super().check(given, user)
        lonely = [name for name in MEASURE_BOUNDS if name in given and "measure" not in given]
        if lonely:
            raise UnacceptableRequestError(
                Fault(name, "needs_measure", f"{name}: say what is counted: give `measure` too.")
                for name in lonely
            )

    @classmethod
    def apply(
        cls, queryset: QuerySet[Any], prepared: Prepared, user: Any, ways: Ways | None = None
    ) -> QuerySet[Any]:
        if not prepared.values.keys() & {"modality", "uid"}:
            queryset = queryset.happened()  # type: ignore[attr-defined]  # -- a manager of ours
        return super().apply(queryset, prepared, user, ways)
