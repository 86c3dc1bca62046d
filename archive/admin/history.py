"""The history of a record in the admin: who changed what and why, in words, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from archive.admin.base import ArchiveAdmin
from archive.date_words import moment_words
from archive.errors import ArchiveError
from archive.models import Change
from archive.rights import require
from archive.services.history import Difference, History, in_order, versions
from archive.services.merging import unmerge
from archive.services.reverting import revert
from archive.vocabularies import CHANGE_OP

AT_ONCE = 25
_NOTHING = "nothing"
# Texts of so many words are compared word by word.
_LONG = 4

# Whoever may open a record in the admin sees all of its past.
_EVERYTHING = SimpleNamespace(reads_all=True)


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a text: `kind` is same, gone or new."""

    kind: str
    text: str


class HistoryAdmin(ArchiveAdmin):
    """Records whose history is that of the log, the same as the API tells."""

    object_history_template = "admin/archive/history.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if request.method == "POST":
            return self._take_back(request, record)
        found = versions(record.uid, _EVERYTHING)
        before = request.GET.get("before", "")
        if before.isdecimal() and len(before) < 10:  # noqa: PLR2004 -- as many as a version has
            found = found.filter(version__lt=int(before))
        entries = list(found[: AT_ONCE + 1])
        page = entries[:AT_ONCE]
        differences = History(record.uid, _EVERYTHING).differences(page)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {record}",
            "subtitle": None,
            "opts": self.opts,
            "object": record,
            "may_change": self.has_change_permission(request, record),
            "versions": [told(entry, differences[entry.seq]) for entry in page],
            "older": urlencode({"before": page[-1].version}) if len(entries) > AT_ONCE else "",
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)

    def _take_back(self, request: HttpRequest, record: Any) -> HttpResponse:
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        seq = request.POST.get("seq", "")
        entry = Change.objects.filter(uid=record.uid, seq=seq if seq.isdecimal() else 0).first()
        if entry is None:
            messages.error(request, "That version is not one of this record.")
            return HttpResponseRedirect(request.get_full_path())
        reason = request.POST.get("reason", "").strip() or f"Version {entry.version} taken back."
        by = request.user.get_username()
        try:
            if entry.op == "merge":  # it changed other records as well, and goes back whole
                require(request.user, "merge", record)
                unmerge(record, by=by, reason=reason)
            else:
                revert([entry], by=by, reason=reason)
        except ValidationError as error:
            messages.error(request, f"It was not taken back: {' '.join(error.messages)}")
        except (ArchiveError, ProtectedError, ObjectDoesNotExist) as error:
            messages.error(request, f"It was not taken back: {error.args[0]}")
        else:
            messages.success(request, f"Version {entry.version} was taken back.")
        return HttpResponseRedirect(request.get_full_path())


def told(entry: Change, differences: list[Difference]) -> dict[str, Any]:
    """Return a change as people read it: when, what was done, which words came and went."""
    return {
        "entry": entry,
        "when": moment_words(entry.at, zone_known=True),
        "done": CHANGE_OP[entry.op].label,
        "fields": ", ".join(name.replace("_", " ") for name in entry.fields),
        "differences": [_in_words(each) for each in in_order(differences)],
        "revertible": entry.op != "create" and bool(differences),
    }


def _in_words(difference: Difference) -> dict[str, Any]:
    """Return a difference as people read it: where, and the words that came and went."""
    steps = [step.replace("_", " ") for step in difference.path.strip("/").split("/")]
    old, new = difference.before, difference.after
    where = " › ".join(steps)
    if _is_text(old) and _is_text(new):
        return {"where": where, "words": list(compared(old, new))}
    return {"where": where, "before": _plain(old), "after": _plain(new)}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value.split()) >= _LONG


def compared(old: str, new: str) -> Iterator[Words]:
    """Yield the words of two texts: those that stayed, those that went, those that came."""
    one, other = old.split(" "), new.split(" ")
    for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Words("same", " ".join(one[i:j]))
            continue
        if j > i:
            yield Words("gone", " ".join(one[i:j]))
        if m > k:
            yield Words("new", " ".join(other[k:m]))


def _plain(value: Any) -> str:
    """Return a value of JSON as people read it."""
    if value is None or value in ("", []):
        return _NOTHING
    if isinstance(value, dict):
        return "; ".join(
            f"{name.replace('_', ' ')}: {_plain(each)}" for name, each in value.items()
        )
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
