"""What can be asked of incidents."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.apps import apps
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from archive.querysets.base import RecordManager
from archive.querysets.dated import DatedQuerySet
from archive.vocabularies import MODALITY

# What is only planned, expected, imagined or denied has not happened.
NOT_HAPPENED = ("planned", "anticipated", "hypothetical", "negated")

# The ways from a passage to the incident that it supports, itself or one of its parts.
_INCIDENT_OF_PASSAGE = (
    "incident",
    "participant__incident",
    "incident_place__incident",
    "measure__incident",
    "incident_link__from_incident",
)


class IncidentQuerySet(DatedQuerySet):
    """Incidents, by who may see them and by what tells of them."""

    def happened(self) -> Self:
        """Return what is said to have happened, not what was only expected or denied."""
        # Told by what it is, not by what it is not: so an index can count it.
        return self.filter(modality__in=[m for m in MODALITY.codes if m not in NOT_HAPPENED])

    def reported_in(self, articles: Collection[int] | QuerySet[Any, Any], user: Any) -> Self:
        """Return the incidents that these articles tell of: by passage, statement or citation.

        Statements that `user` may not read do not count.
        """
        told = Q()
        passages = apps.get_model("archive", "Passage").objects
        for path in _INCIDENT_OF_PASSAGE:
            found = passages.filter(
                **{"revision__article__in": articles, f"{path.split('__')[0]}__isnull": False}
            )
            told |= Q(pk__in=found.order_by().values(f"{path}_id"))
        said = apps.get_model("archive", "Statement").objects.visible_to(user)
        said = said.filter(revision__article__in=articles)
        cited = apps.get_model("archive", "Citation").objects.filter(article__in=articles)
        return self.filter(
            told
            | Q(pk__in=said.order_by().values("about"))
            | Q(pk__in=cited.order_by().values("incident_id"))
        )


class IncidentManager(RecordManager.from_queryset(IncidentQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of incidents."""


def incident_articles(keys: Collection[int] | RawSQL, reader: Any) -> QuerySet[Any, Any]:
    """Return the pairs (incident, article) of the articles that tell of these incidents."""
    pairs = [
        apps.get_model("archive", "Passage")
        .objects.visible_to(reader)
        .filter(**{f"{path}__in": keys})
        .order_by()
        .values_list(F(f"{path}_id"), F("revision__article_id"))
        for path in _INCIDENT_OF_PASSAGE
    ]
    pairs.append(
        apps.get_model("archive", "Statement")
        .objects.visible_to(reader)
        .filter(about__in=keys)
        .order_by()
        .values_list(F("about"), F("revision__article_id"))
    )
    pairs.append(
        apps.get_model("archive", "Citation")
        .objects.filter(article__isnull=False, incident__in=keys)
        .order_by()
        .values_list(F("incident_id"), F("article_id"))
    )
    found: QuerySet[Any, Any] = pairs[0].union(*pairs[1:])
    return found
