"""Tokens in the admin: made and shown once, with a line to try them by, and taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse

from archive.admin.base import ArchiveAdmin
from archive.date_words import moment_words
from archive.models import Token
from archive.rights import may
from archive.services.tokens import revoke, seal, usual_end

_NEVER = "never"


class TokenForm(forms.ModelForm[Token]):
    """A new token: for oneself, unless one manages those of others."""

    user: Any = None

    class Meta:
        model = Token
        fields = ("name", "user", "role", "expires_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "user" not in self.fields and self.instance.pk is None:
            self.instance.user = self.user


@admin.register(Token)
class TokenAdmin(ArchiveAdmin):
    """Tokens: one's own, and those of everybody for who manages them."""

    form = TokenForm  # type: ignore[assignment]  # -- Django's form, with fields of ours
    list_display = ("prefix", "name", "user", "most", "state", "used", "expires_at")
    list_filter = ("role",)
    list_select_related = ("user",)
    ordering = ("-id",)
    sortable_by = ("expires_at",)
    search_fields = ("prefix", "name", "user__username")
    search_help_text = "By its beginning, what it is for, or whose it is."
    actions = ("take_back",)
    fields = ("name", "user", "role", "expires_at")
    shown_afterwards = ("prefix", "state", "created_at", "used", "revoked_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        tokens = super().get_queryset(request)
        return tokens if may(request.user, "manage_tokens") else tokens.filter(user=request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and may(request.user, "add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # What a token may do is settled when it is made; afterwards it is only taken back.
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = admin.ModelAdmin.has_delete_permission(self, request, obj)
        return allowed and may(request.user, "manage_tokens")

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Whether the list offers to take tokens back: it shows none that is not one's own."""
        return super(ArchiveAdmin, self).has_change_permission(request)

    def get_list_filter(self, request: HttpRequest) -> Any:
        return self.list_filter

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, *args, **kwargs)
        form.user = request.user
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None:
            return [(None, {"fields": [*self.shown_afterwards, *self.fields]})]
        hidden = () if may(request.user, "manage_tokens") else ("user",)
        return [(None, {"fields": [name for name in self.fields if name not in hidden]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else self.shown_afterwards

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"expires_at": usual_end(), "user": request.user.pk}

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs["widget"] = AutocompleteSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        request.token_text = seal(obj)  # type: ignore[attr-defined]  # -- kept on the request until it is shown
        obj.save()

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: Any = None
    ) -> HttpResponse:
        """Show the token, this once: it is neither in the database nor in the session."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Your new token" if obj.user == request.user else "The new token",
            "token": obj,
            "text": request.token_text,  # type: ignore[attr-defined]  # -- kept on the request until it is shown
            "address": request.build_absolute_uri(_somewhere()),
        }
        return TemplateResponse(request, "admin/archive/token_made.html", context)

    @admin.action(description="Take back", permissions=["revoke"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Revoke the chosen tokens."""
        taken = [token for token in queryset if token.revoked_at is None]
        for token in taken:
            revoke(token)
            self.log_change(request, token, "Taken back.")
        messages.success(request, f"{len(taken)} of the chosen tokens taken back.")

    @admin.display(description="may do at most")
    def most(self, token: Token) -> str:
        """Column: the role that the token is held to."""
        return token.role or "what its user may"

    @admin.display(description="state")
    def state(self, token: Token) -> str:
        """Column: whether it is accepted, or why not."""
        return token.fault() or "good"

    @admin.display(description="last used")
    def used(self, token: Token) -> str:
        """Column: when it was last used, to the hour."""
        used = token.last_used_at
        return _NEVER if used is None else moment_words(used, zone_known=True)


def _somewhere() -> str:
    """Return the address to try a token at: that of drafts, or of the site without an API."""
    try:
        return f"{reverse('incidents-list')}?review_status=draft"
    except NoReverseMatch:
        return "/"
