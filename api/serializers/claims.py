"""Claims in answers: a fact somebody asserts, with its standing and who asserts it."""

from __future__ import annotations

from api.serializers.briefs import StatementRef
from api.serializers.parts import PartSerializer, PassageSerializer, StatementSummary

CLAIM_FIELDS = ("status", "asserted_by", "note")


class ClaimSerializer(PartSerializer):
    """A claim in a list: who asserts it is given by address."""

    asserted_by = StatementRef(many=True, read_only=True)


class ClaimDetailSerializer(PartSerializer):
    """A claim in full: the words of those who assert it, and the passages that it rests on."""

    asserted_by = StatementSummary(many=True, read_only=True)
    passages = PassageSerializer(many=True, read_only=True)
