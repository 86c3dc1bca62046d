"""Actors in answers: with the names they are given and what they belong to."""

from __future__ import annotations

from api.serializers.base import RecordSerializer, RecordUrl
from api.serializers.briefs import ActorBrief, ArticleBrief
from api.serializers.claims import CLAIM_FIELDS, ClaimDetailSerializer, ClaimSerializer
from api.serializers.date import PossibleDate
from api.serializers.match import match_field
from api.serializers.parts import ExternalIdSerializer, PartSerializer, PassageSerializer
from archive.models import Actor, Affiliation, Alias

_ALIAS = ("position", "text", "kind", "used_by", "voice")
_AFFILIATION = ("position", "organisation", "kind", "role_title", *CLAIM_FIELDS, "date")
_AFFILIATE = ("actor", "kind", "role_title", *CLAIM_FIELDS, "date")
_REVIEW = ("review_status", "origin", "created_at", "updated_at", "etag")
_ACTOR = (
    "uid",
    "url",
    "name",
    "kind",
    "sector",
    "country",
    "identity",
    "scope",
    "article",
    "aliases",
    "affiliations",
)


class AliasSerializer(PartSerializer):
    """A name as it was printed, and whose word it is: the narrator's where `used_by` is null."""

    used_by = ActorBrief(read_only=True)

    class Meta:
        model = Alias
        fields = _ALIAS


class AliasDetailSerializer(PartSerializer):
    """A name as it was printed, whose word it is, and where it stands."""

    used_by = ActorBrief(read_only=True)
    passages = PassageSerializer(many=True, read_only=True)

    class Meta:
        model = Alias
        fields = (*_ALIAS, "passages")


class AffiliationSerializer(ClaimSerializer):
    """That an actor belongs to an organisation: a claim."""

    organisation = ActorBrief(read_only=True)
    date = PossibleDate(source="*", read_only=True)

    class Meta:
        model = Affiliation
        fields = _AFFILIATION


class AffiliationDetailSerializer(ClaimDetailSerializer):
    """That an actor belongs to an organisation, with the words of who says so."""

    organisation = ActorBrief(read_only=True)
    date = PossibleDate(source="*", read_only=True)

    class Meta:
        model = Affiliation
        fields = (*_AFFILIATION, "passages")


class AffiliateSerializer(ClaimSerializer):
    """The same claim from the other side: who belongs to this actor."""

    actor = ActorBrief(read_only=True)
    date = PossibleDate(source="*", read_only=True)

    class Meta:
        model = Affiliation
        fields = _AFFILIATE


class ActorSerializer(RecordSerializer):
    """An actor of a list."""

    widenable = ("actors",)
    url = RecordUrl("actors")
    article = ArticleBrief(read_only=True)
    aliases = AliasSerializer(many=True, read_only=True)
    affiliations = AffiliationSerializer(many=True, read_only=True)
    affiliates = AffiliateSerializer(many=True, read_only=True)
    external_ids = ExternalIdSerializer(many=True, read_only=True)

    match = match_field()

    class Meta:
        model = Actor
        fields = (*_ACTOR, "affiliates", "external_ids", "match", *_REVIEW)
        expandable = ("affiliates", "external_ids", "match")


class ActorDetailSerializer(RecordSerializer):
    """An actor with everything that the archive holds about it, and the words that it rests on."""

    widenable = ("actors",)
    url = RecordUrl("actors")
    article = ArticleBrief(read_only=True)
    aliases = AliasDetailSerializer(many=True, read_only=True)
    affiliations = AffiliationDetailSerializer(many=True, read_only=True)
    affiliates = AffiliateSerializer(many=True, read_only=True)
    external_ids = ExternalIdSerializer(many=True, read_only=True)
    passages = PassageSerializer(many=True, read_only=True)

    class Meta:
        model = Actor
        fields = (*_ACTOR, "affiliates", "passages", "external_ids", *_REVIEW)
