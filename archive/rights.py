"""Who may do what: the one place that says it, for the admin, the API and the commands alike.

Everybody reads what is published; whatever goes beyond that takes a role. A role is a Django group
of that name, made with the permissions that let its members work in the admin.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, get_args

from django.conf import settings
from django.db.models import Model

from archive.errors import ForbiddenError
from archive.models import Change
from archive.models.base import Record
from archive.roles import ADMIN, REVIEWER, ROLES, weaker

Act = Literal[
    "read_all",
    "add",
    "change",
    "delete",
    "submit",
    "publish",
    "return",
    "retract",
    "merge",
    "manage_tokens",
]
ACTS: tuple[str, ...] = get_args(Act)

# What coders may do to what is not published, where it is their own or a machine's.
_OWN_WORK = {"change", "delete", "submit"}
_UNPUBLISHED = {"draft", "in_review"}

# What it takes to bring a record into a state of its review.
STEPS: dict[str, Act] = {
    "draft": "return",
    "in_review": "submit",
    "published": "publish",
    "retracted": "retract",
}

_IN_WORDS = {
    "read_all": "read what is not published",
    "add": "add records",
    "change": "change this",
    "delete": "delete this",
    "submit": "send this to review",
    "publish": "publish this",
    "return": "return this to its author",
    "retract": "retract this",
    "merge": "merge this",
    "manage_tokens": "manage these tokens",
}


def role_of(user: Any) -> str | None:
    """Return the strongest role of a user, or the weaker one that their token is held to.

    None for those who read what everybody reads. Asks the database once in the life of the object.
    """
    if not (getattr(user, "is_active", False) and user.is_authenticated):
        return None
    if not hasattr(user, "_archive_role"):
        user._archive_role = _strongest(user)
    return weaker(user._archive_role, getattr(user, "role_cap", None))


def _strongest(user: Any) -> str | None:
    if user.is_superuser:
        return ADMIN
    names = set(user.groups.filter(name__in=ROLES).values_list("name", flat=True))
    return max(names, key=ROLES.index, default=None)


def may(user: Any, act: Act, record: Model | None = None) -> bool:
    """Whether a user may do something: to this record or token, or, without one, to any at all.

    For a part of a record, as for any row that belongs to one, its record is asked.
    """
    role = role_of(user)
    if role is None:
        return False
    if act == "manage_tokens":
        return role == ADMIN or (record is not None and _is_own_token(user, record))
    owner = None if record is None else record_of(record)
    if act == "publish" and owner is not None and _is_own_work(user, owner):
        return False
    if role in {REVIEWER, ADMIN} or act in {"read_all", "add"}:
        return True
    if act not in _OWN_WORK:
        return False
    return owner is None or _is_open_to_coder(user, owner)


def require(user: Any, act: Act, record: Model | None = None) -> None:
    """Do nothing where a user may do something; raise ForbiddenError, which says why, otherwise."""
    if may(user, act, record):
        return
    role = role_of(user)
    who = "Without a role you" if role is None else f"As {_article(role)} {role} you"
    reason = ""
    if act == "publish" and role in {REVIEWER, ADMIN}:
        who, reason = "You", " yourself: you made it, or changed it last; somebody else has to"
    elif role is not None and act in _OWN_WORK:
        reason = ": only drafts and records in review that you made, or that a machine made"
    raise ForbiddenError(f"{who} may not {_IN_WORDS[act]}{reason}.")


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _is_own_token(user: Any, token: Any) -> bool:
    return bool(token.pk is None or token.user_id == user.pk)


def _is_open_to_coder(user: Any, record: Record) -> bool:
    """Whether a record is not out yet, and nobody else's work."""
    if record.merged_into_id is not None or record.review_status not in _UNPUBLISHED:
        return False
    return record.origin != "human" or bool(maker_of(record) == user.get_username())


def record_of(row: Any) -> Record | None:
    """Return the record that a row is or belongs to; None for what belongs to none."""
    while row is not None and not isinstance(row, Record):
        names = getattr(row, "owner_fields", ())
        row = next((getattr(row, name) for name in names if getattr(row, f"{name}_id")), None)
    return row


def maker_of(record: Record) -> str | None:
    """Return the name of the user who made a record, or None where the log does not say."""
    if "_maker" not in vars(record):
        made = Change.objects.filter(uid=record.uid, op="create").order_by("seq")
        vars(record)["_maker"] = made.values_list("by", flat=True).first()
    name: str | None = vars(record)["_maker"]
    return name


def preload_makers(records: Iterable[Record]) -> None:
    """Look up who made some records, for `may`, in one query."""
    by_uid = {record.uid: record for record in records}
    made = Change.objects.filter(uid__in=by_uid, op="create").order_by("-seq")
    for record in by_uid.values():
        vars(record)["_maker"] = None
    for uid, by in made.values_list("uid", "by"):  # the oldest comes last and stays
        vars(by_uid[uid])["_maker"] = by


def own_work(user: Any, records: Iterable[Record]) -> set[str]:
    """Return the uids of those records that wait for a second person, this user being the first."""
    if not settings.ARCHIVE_SECOND_PERSON:
        return set()
    name, uids = user.get_username(), [record.uid for record in records]
    changes = Change.objects.filter(uid__in=uids)
    made = changes.filter(op="create").order_by("-seq").values_list("uid", "by")
    # Who only moves a record through its review does not change it.
    content = changes.filter(op="update").exclude(fields=["review_status"])
    last = dict(content.order_by("seq").values_list("uid", "by"))
    return {uid for uid, by in (*dict(made).items(), *last.items()) if by == name}


def _is_own_work(user: Any, record: Record) -> bool:
    return record.uid in own_work(user, [record])
