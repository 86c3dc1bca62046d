"""The notes of the review queue."""

from __future__ import annotations

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from archive.models import ReviewClaim, ReviewStep
from archive.typeids import new_uid
from tests.factories.user import UserFactory


class ReviewClaimFactory(DjangoModelFactory[ReviewClaim]):
    """That somebody held a record until a minute long ago."""

    class Meta:
        model = ReviewClaim

    uid = factory.LazyFunction(lambda: new_uid("inc"))
    user = factory.SubFactory(UserFactory)
    until = datetime(2024, 9, 1, 8, tzinfo=UTC)


class ReviewStepFactory(DjangoModelFactory[ReviewStep]):
    """That somebody published a record at the queue."""

    class Meta:
        model = ReviewStep

    user = factory.SubFactory(UserFactory)
    at = datetime(2024, 9, 1, 8, tzinfo=UTC)
    done = "publish"
    kind = "incident"
    uid = factory.LazyFunction(lambda: new_uid("inc"))
    name = "Shelling of Market Street"
    act = factory.LazyFunction(lambda: new_uid("edt"))
