"""The ways through the merge desk: addresses, who may go them, and the records they name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse

from archive.admin.labels import with_labels
from archive.duplicates import KINDS, Pair
from archive.models import DistinctPair
from archive.models.base import Record
from archive.rights import may

# What the list of pairs was asked for, carried along so that one comes back to the same place.
_PLACE_IN_LIST = ("reason", "from")
# A key has no more, and every database takes as many.
MOST_DIGITS = 18


def may_look(user: Any) -> bool:
    """Whether somebody may see the desk: who works on the archive, not who only reads it."""
    return may(user, "read_all") and any(_may_view(user, kind) for kind in KINDS)


def _may_view(user: Any, kind: str) -> bool:
    return bool(user.has_perm(f"archive.view_{kind}") or user.has_perm(f"archive.change_{kind}"))


def may_merge(user: Any, kind: str) -> bool:
    """Whether somebody may merge records of a kind, and say that two are two."""
    return may(user, "merge") and bool(user.has_perm(f"archive.change_{kind}"))


def kinds_of(user: Any) -> list[str]:
    """Return the kinds that somebody may see at the desk."""
    return [kind for kind in KINDS if _may_view(user, kind)]


def kind_asked_for(request: HttpRequest) -> str:
    """Return the kind that a list is asked for, by default the first that one may see.

    404 where there is no such kind, 403 where it may not be seen.
    """
    kinds = kinds_of(request.user)
    kind = request.GET.get("kind") or kinds[0]
    if kind not in KINDS:
        raise Http404
    if kind not in kinds:
        raise PermissionDenied
    return kind


def choices_of_kind(user: Any, chosen: str, page: str) -> list[dict[str, Any]]:
    """Return the kinds that a list can be asked for, each with its address."""
    return [
        {
            "name": KINDS[kind]._meta.verbose_name_plural,
            "url": f"{page}?{urlencode({'kind': kind})}",
            "chosen": kind == chosen,
        }
        for kind in kinds_of(user)
    ]


def is_key(text: str) -> bool:
    """Whether a text can be the primary key of a row: none has more digits."""
    return text.isdecimal() and len(text) <= MOST_DIGITS


def records_by_key(kind: str, pairs: Iterable[Pair | DistinctPair]) -> dict[int, Record]:
    """Return the records of pairs, with what a list shows of them; some may be gone."""
    keys = {key for pair in pairs for key in (pair.one, pair.other)}
    found: dict[int, Record] = with_labels(KINDS[kind]._default_manager.all()).in_bulk(keys)
    return found


def record_at(request: HttpRequest, kind: str, uid: str) -> Record:
    """Return the record of an address; 404 where there is none, 403 where it may not be seen."""
    if kind not in KINDS:
        raise Http404
    if not _may_view(request.user, kind):
        raise PermissionDenied
    record = with_labels(KINDS[kind]._default_manager.filter(uid=uid)).first()
    if record is None:
        raise Http404
    found: Record = record
    return found


def kind_of(record: Record) -> str:
    """Return the name of a record's kind."""
    return str(record._meta.model_name)


def who_stays(one: Record, other: Record) -> tuple[Record, Record]:
    """Return the record that goes and the one that stays, as one would begin with.

    What everybody reads stays, else what was there first.
    """
    one_first = (not one.is_public, one.pk) < (not other.is_public, other.pk)
    return (other, one) if one_first else (one, other)


def desk_url(kind: str, **asked: Any) -> str:
    """Return the address of the likely pairs of a kind."""
    given = {name: value for name, value in asked.items() if value}
    return f"{reverse('admin:merging')}?{urlencode({'kind': kind, **given})}"


def pair_url(goes: Record, stays: Record, query: str = "") -> str:
    """Return the address of a pair."""
    page = reverse("admin:merging_pair", args=[kind_of(goes), goes.uid, stays.uid])
    return f"{page}?{query}" if query else page


def choose_url(record: Record) -> str:
    """Return the address at which the other record is chosen."""
    return reverse("admin:merging_choose", args=[kind_of(record), record.uid])


def done_url(record: Record, query: str = "") -> str:
    """Return the address of what became of a merged record."""
    page = reverse("admin:merging_done", args=[kind_of(record), record.uid])
    return f"{page}?{query}" if query else page


def place_in_list(request: HttpRequest) -> str:
    """Return what of the query leads back to the same place in the list."""
    return urlencode({name: request.GET[name] for name in _PLACE_IN_LIST if request.GET.get(name)})


def back_to_list(request: HttpRequest, kind: str) -> str:
    """Return the address of the list where it was left."""
    return desk_url(kind, **{name: request.GET.get(name) for name in _PLACE_IN_LIST})


def api_address(record: Record) -> str | None:
    """Return the record's address in the API, or None on a site without one."""
    try:
        return reverse(f"{record._meta.verbose_name_plural}-detail", args=[record.uid])
    except NoReverseMatch:
        return None
