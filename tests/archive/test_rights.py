"""Who may do what: every role, every act, every state of a record."""

from __future__ import annotations

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from archive.errors import ForbiddenError
from archive.groups import make_groups
from archive.models import Incident
from archive.recording import recording
from archive.rights import ACTS, may, require, role_of
from archive.roles import ROLES
from tests.factories import ActorFactory, IncidentFactory, UserFactory

pytestmark = pytest.mark.django_db

STATES = {
    "draft": {"review_status": "draft"},
    "in_review": {"review_status": "in_review"},
    "published": {"review_status": "published"},
    "retracted": {"review_status": "retracted", "retraction_reason": "A hoax."},
}
OF_RECORDS = [act for act in ACTS if act not in {"read_all", "add", "manage_tokens"}]
OWN_WORK = {"change", "delete", "submit"}


def made_by(name: str | None, **fields: object) -> Incident:
    """An incident of which the log says that `name` made it."""
    with recording(by=name):
        incident: Incident = IncidentFactory(**fields)
    return incident


def change(incident: Incident, name: str, **fields: str) -> None:
    """Change an incident as the user of this name."""
    with recording(by=name):
        for field, value in fields.items():
            setattr(incident, field, value)
        incident.save()


@pytest.fixture(params=[*ROLES, "superuser"])
def member(request):
    """A user of each role."""
    if request.param == "superuser":
        return UserFactory(superuser=True)
    return UserFactory(role=request.param)


def test_there_is_a_group_for_each_role_and_members_have_that_role():
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
    assert [role_of(UserFactory(role=role)) for role in ROLES] == list(ROLES)
    assert role_of(UserFactory(superuser=True)) == "admin"
    assert role_of(UserFactory(staff=True)) is None


def test_who_is_in_several_groups_has_the_strongest_role():
    user = UserFactory(role="coder")
    user.groups.add(Group.objects.get(name="reviewer"))

    assert role_of(user) == "reviewer"


def test_a_cap_makes_a_role_weaker_and_never_stronger():
    for role, cap in product(ROLES, ROLES):
        user = UserFactory(role=role)
        user.role_cap = cap
        assert role_of(user) == min(role, cap, key=ROLES.index)
    nobody = UserFactory()
    nobody.role_cap = "admin"
    assert role_of(nobody) is None


@pytest.mark.parametrize("state", STATES)
def test_without_a_role_nobody_may_do_anything(state):
    incident = made_by("ana", **STATES[state])
    outsiders = [
        AnonymousUser(),
        UserFactory(username="ana"),
        UserFactory(staff=True),
        UserFactory(role="admin", is_active=False),
    ]

    for user, act in product(outsiders, ACTS):
        assert not may(user, act)
        assert not may(user, act, incident)


def test_every_role_reads_everything_and_adds(member):
    assert may(member, "read_all")
    assert may(member, "add")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("origin", "maker"), [("human", "ana"), ("human", "bo"), ("human", None)])
def test_a_coder_works_on_own_records_until_they_are_published(state, origin, maker):
    coder = UserFactory(username="ana", role="coder")
    incident = made_by(maker, origin=origin, **STATES[state])

    allowed = {act for act in OF_RECORDS if may(coder, act, incident)}

    own = maker == "ana" and state in {"draft", "in_review"}
    assert allowed == (OWN_WORK if own else set())


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("origin", ["machine", "external"])
def test_a_coder_works_on_what_no_person_made_until_it_is_published(state, origin):
    coder = UserFactory(role="coder")
    incident = made_by(None, origin=origin, **STATES[state])

    allowed = {act for act in OF_RECORDS if may(coder, act, incident)}

    assert allowed == (OWN_WORK if state in {"draft", "in_review"} else set())


def test_a_coder_leaves_a_merged_record_alone():
    coder = UserFactory(username="ana", role="coder")
    incident = made_by("ana", review_status="draft", merged_into=IncidentFactory())

    assert not may(coder, "change", incident)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_a_reviewer_and_an_admin_work_on_any_record(state, role):
    user = UserFactory(role=role)
    incident = made_by("somebody", **STATES[state])

    assert [act for act in OF_RECORDS if not may(user, act, incident)] == []


def test_a_second_person_publishes_where_the_archive_asks_for_one(settings):
    settings.ARCHIVE_SECOND_PERSON = True
    maker, editor = UserFactory(role="reviewer"), UserFactory(role="admin")
    other = UserFactory(role="reviewer")
    incident = made_by(maker.username, review_status="draft")
    sender = UserFactory(role="reviewer")
    change(incident, editor.username, title="Shelling of Mill Lane")
    change(incident, sender.username, review_status="in_review")

    assert not may(maker, "publish", incident)
    assert not may(editor, "publish", incident)
    assert may(other, "publish", incident)
    assert may(sender, "publish", incident)
    assert may(maker, "retract", incident)
    with pytest.raises(ForbiddenError, match="you made it, or changed it last"):
        require(maker, "publish", incident)
    settings.ARCHIVE_SECOND_PERSON = False
    assert may(maker, "publish", incident)


@pytest.mark.parametrize(
    ("role", "act", "words"),
    [
        (None, "add", "Without a role you may not add records."),
        ("coder", "publish", "As a coder you may not publish this."),
        (
            "coder",
            "change",
            "As a coder you may not change this: only drafts and records in review that you made, "
            "or that a machine made.",
        ),
    ],
)
def test_a_refusal_says_who_may_not_do_what(role, act, words):
    user = UserFactory(role=role)

    with pytest.raises(ForbiddenError) as refused:
        require(user, act, ActorFactory())

    assert str(refused.value) == words
    assert isinstance(refused.value, PermissionDenied)


def test_what_is_allowed_is_required_in_silence():
    require(UserFactory(role="reviewer"), "publish", ActorFactory())


def test_migrating_again_gives_back_what_a_group_lacks_and_takes_nothing():
    coders, extra = Group.objects.get(name="coder"), Group.objects.get(name="admin")
    before = set(coders.permissions.all())
    added = extra.permissions.filter(content_type__app_label="auth").first()
    coders.permissions.add(added)
    coders.permissions.remove(*coders.permissions.filter(codename="change_actor"))

    call_command("migrate", verbosity=0)

    assert set(coders.permissions.all()) == before | {added}


def test_coders_cannot_touch_the_log_or_users():
    codenames = set(Group.objects.get(name="coder").permissions.values_list("codename", flat=True))

    assert "add_incident" in codenames
    assert {"view_change", "view_importedrow"} <= codenames
    forbidden = {"add_change", "change_change", "delete_change", "change_user", "add_user"}
    assert codenames & forbidden == set()


def test_groups_are_left_out_where_there_are_no_users(django_assert_num_queries):
    class Nothing:
        def get_model(self, *_):
            raise LookupError

    with django_assert_num_queries(0):
        make_groups(None, using="default", apps=Nothing())
