"""The way of records to the public and back: buttons on their page, actions of their list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from archive.admin.mixin import AdminMixin
from archive.admin.seen import FIELD
from archive.errors import ArchiveError
from archive.rights import STEPS, may, require
from archive.services.publishing import publish, retract, return_to_draft, submit

# The state that a step leads to -> what takes a record there.
_WAYS: dict[str, Any] = {
    "in_review": submit,
    "published": publish,
    "draft": return_to_draft,
    "retracted": retract,
}


@dataclass(frozen=True)
class Step:
    """A step from one state to another: what its button says, and whether it takes a reason."""

    to: str
    label: str
    needs_reason: bool = False


# What can become of a record in each state: see `archive.services.publishing`.
_STEPS = {
    "draft": (Step("in_review", "Send to review"), Step("published", "Publish")),
    "in_review": (
        Step("published", "Publish"),
        Step("draft", "Return to draft", needs_reason=True),
    ),
    "published": (Step("retracted", "Retract", needs_reason=True),),
    "retracted": (Step("published", "Publish again", needs_reason=True),),
}
# States to which every step takes a reason, so that it is asked for once.
_REASONED = {"draft": "returned", "retracted": "retracted"}


class ReasonForm(ActionForm):
    """What is done to chosen records, and why: the log keeps it."""

    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Why:",
        widget=forms.TextInput(attrs={"placeholder": "needed to return or retract"}),
    )


def steps_for(user: Any, record: Any) -> list[Step]:
    """Return the steps that this record can take now, and this user may."""
    if record.merged_into_id is not None:
        return []
    return [step for step in _STEPS[record.review_status] if may(user, STEPS[step.to], record)]


class StepsMixin(AdminMixin):
    """For the admin of records: nobody writes their state; a step is taken, by its own rules."""

    action_form = ReasonForm

    def get_urls(self) -> list[Any]:
        """Return the addresses with that of a step before those that take any key."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        view = self.admin_site.admin_view(self.step_view)
        return [path("<int:pk>/step/", view, name=name), *super().get_urls()]

    def step_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the step that was asked for, over the version that was seen."""
        record = self.model._default_manager.filter(pk=pk).first()
        if record is None:
            raise Http404
        info = (self.opts.app_label, self.opts.model_name)
        page = reverse("admin:{}_{}_change".format(*info), args=[pk])
        to = request.POST.get("to", "")
        if to not in _WAYS:
            return HttpResponseRedirect(page)
        if request.POST.get(FIELD) != str(record.version):
            messages.error(
                request,
                "This record was changed since you opened it. Here it is as it stands now; nothing "
                "was done.",
            )
        elif self._take(request, record, to, request.POST.get("reason", "").strip()):
            messages.success(request, f"“{record}” is now {self._label(to)}.")
        return HttpResponseRedirect(page)

    @admin.action(description="Send to review", permissions=["submit"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Put the chosen records in review."""
        self._take_all(request, queryset, "in_review")

    @admin.action(description="Publish", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Publish the chosen records."""
        self._take_all(request, queryset, "published")

    @admin.action(description="Return to draft", permissions=["return"])
    def return_to_draft(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Make the chosen records drafts again."""
        self._take_all(request, queryset, "draft")

    @admin.action(description="Retract", permissions=["retract"])
    def retract(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Withdraw the chosen records: their addresses answer with the reason from then on."""
        self._take_all(request, queryset, "retracted")

    def has_submit_permission(self, request: HttpRequest) -> bool:
        """Whether the list offers to send records to review."""
        return self._may(request, "submit")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the list offers to publish records."""
        return self._may(request, "publish")

    def has_return_permission(self, request: HttpRequest) -> bool:
        """Whether the list offers to return records to their authors."""
        return self._may(request, "return")

    def has_retract_permission(self, request: HttpRequest) -> bool:
        """Whether the list offers to retract records."""
        return self._may(request, "retract")

    def _may(self, request: HttpRequest, act: Any) -> bool:
        return self.has_change_permission(request) and may(request.user, act)

    def _take_all(self, request: HttpRequest, queryset: QuerySet[Any], to: str) -> None:
        """Move each record on its own, by its rules; say which were refused and why."""
        reason = request.POST.get("reason", "").strip()
        if to in _REASONED and not reason:
            messages.error(
                request, f"Say why, beside the action: records are {_REASONED[to]} with a reason."
            )
            return
        records = [record for record in queryset if record.review_status != to]
        moved = sum(self._take(request, record, to, reason, f"{record}: ") for record in records)
        noun = self.opts.verbose_name if moved == 1 else self.opts.verbose_name_plural
        messages.success(request, f"{moved} {noun} now {self._label(to)}.")

    def _take(
        self, request: HttpRequest, record: Any, to: str, reason: str, named: str = ""
    ) -> bool:
        """Take a step and return True; where it is refused, say why and return False."""
        user: Any = request.user
        try:
            require(user, STEPS[to], record)
            _WAYS[to](record, by=user.get_username(), reason=reason)
        except ArchiveError as error:
            messages.error(request, f"{named}{error.message}")
        except ValidationError as error:
            messages.error(request, f"{named}{' '.join(error.messages)}")
        else:
            changed = [{"changed": {"fields": ["review status"]}}]
            self.log_change(request, record, changed)
            return True
        return False

    def _label(self, status: str) -> str:
        field: Any = self.opts.get_field("review_status")
        return str(field.vocabulary[status].label.lower())
