"""Actions: to review and back, to the public and back, two records into one and back."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from archive.models import Change
from archive.models.base import Record
from tests.api.answers import body
from tests.api.test_visibility import FACTORIES
from tests.api.writing import address, faults, ref, tag
from tests.factories import ActorFactory, IncidentParticipantFactory


def act(api: APIClient, record: Record, name: str, **said: Any) -> Any:
    """Do something to a record as it is now; return the answer."""
    return api.post(f"{address(record)}{name}/", said, headers={"If-Match": tag(record)})


@pytest.mark.parametrize("resource", FACTORIES)
def test_a_draft_goes_to_the_public_and_is_withdrawn(
    reviewer: APIClient, api: APIClient, resource: str
) -> None:
    record = FACTORIES[resource](review_status="draft")

    assert body(act(reviewer, record, "submit"))["review_status"] == "in_review"
    assert body(act(reviewer, record, "return", reason="Who?"))["review_status"] == "draft"
    shown = body(act(reviewer, record, "publish", reason="Checked"))
    assert shown["review_status"] == "published"
    assert shown["etag"] == tag(record)
    assert api.get(address(record)).status_code == 200
    assert body(act(reviewer, record, "retract", reason="A hoax"))["review_status"] == "retracted"
    assert "A hoax" in body(api.get(address(record)), 410)["detail"]
    told = Change.objects.filter(uid=record.uid).order_by("seq").values_list("op", "reason")
    assert list(told)[1:] == [
        ("update", None),
        ("update", "Who?"),
        ("publish", "Checked"),
        ("retract", "A hoax"),
    ]


def test_what_cannot_be_done_says_why(reviewer: APIClient) -> None:
    actor = ActorFactory()

    assert faults(act(reviewer, actor, "publish"), 422) == {"": "wrong_state"}
    assert faults(act(reviewer, actor, "retract"), 400) == {"/reason": "missing"}
    assert faults(act(reviewer, actor, "merge", into=ref(actor)), 422) == {"/into": "same"}
    assert faults(act(reviewer, actor, "merge", into={"uid": ActorFactory.build().uid}), 422) == {
        "/into/uid": "unknown_uid"
    }
    assert faults(act(reviewer, actor, "unmerge"), 422) == {"": "not_merged"}


def test_actions_need_the_version_and_the_role(reviewer: APIClient, coder: APIClient) -> None:
    actor = ActorFactory(review_status="draft")
    way = f"{address(actor)}publish/"

    assert reviewer.post(way, {}).status_code == 428
    assert reviewer.post(way, {}, headers={"If-Match": '"99-all"'}).status_code == 412
    assert coder.post(way, {}, headers={"If-Match": "*"}).status_code == 403
    assert reviewer.post(way, {}, headers={"If-Match": "*"}).status_code == 200


def test_two_records_become_one_and_two_again(reviewer: APIClient, api: APIClient) -> None:
    merged, survivor = ActorFactory(), ActorFactory()
    part = IncidentParticipantFactory(actor=merged)

    tried = body(act(reviewer, merged, "merge", into=ref(survivor), dry_run=True))
    assert tried["dry_run"] is True
    assert api.get(address(merged)).status_code == 200

    done = body(act(reviewer, merged, "merge", into=ref(survivor), reason="The same"))
    assert (done["merged"]["uid"], done["survivor"]["uid"]) == (merged.uid, survivor.uid)
    assert done["moved"] == tried["moved"]
    assert {each["count"] for each in done["moved"]} == {1}
    answer = api.get(address(merged))
    assert (answer.status_code, answer["Location"]) == (301, done["survivor"]["url"])
    part.refresh_from_db()
    assert part.actor_id == survivor.pk

    back = reviewer.post(
        f"{address(merged)}unmerge/", {}, headers={"If-Match": done["merged"]["etag"]}
    )
    assert body(back)["uid"] == merged.uid
    part.refresh_from_db()
    assert part.actor_id == merged.pk
