"""The admin's site: Django's, with pages of our own that are no list of one kind of rows.

It stands outside `archive.admin`, which registers with it while it is being imported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Page:
    """A page of the site: under `route`, as `admin:<name>`, for those whom `may` lets in.

    The index names it by `title`, with `description` beside it; without a title it does not.
    """

    route: str
    name: str
    view: View
    may: Callable[[Any], bool]
    title: str = ""
    description: str = ""


class ArchiveSite(admin.AdminSite):
    """The admin of the archive: its pages are added with `add_page` where each is written."""

    site_header = site_title = "News Event Archive"
    index_title = "The record"
    index_template = "admin/archive/index.html"

    pages: ClassVar[list[Page]] = []
    # What the index shows first, made from the request; set by the module that makes it.
    dashboard: ClassVar[Callable[[HttpRequest], dict[str, Any]] | None] = None

    @classmethod
    def add_page(cls, page: Page) -> None:
        """Put a page on every site of this class; a page of the same name is replaced."""
        cls.pages = [other for other in cls.pages if other.name != page.name] + [page]

    def get_urls(self) -> list[Any]:
        own = [path(page.route, self._guarded(page), name=page.name) for page in self.pages]
        return [*own, *super().get_urls()]

    def _guarded(self, page: Page) -> View:
        def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                if not page.may(request.user):
                    raise PermissionDenied
                return page.view(request, *args, **kwargs)
            except PermissionDenied:
                context = {
                    **self.each_context(request),
                    "title": "Your account may not do this",
                }
                template = "admin/archive/forbidden.html"
                return TemplateResponse(request, template, context, status=403)

        return self.admin_view(view)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Name the pages in the navigation that stands beside every page."""
        links = [
            {"title": page.title, "description": page.description, "url": reverse_page(page)}
            for page in self.pages
            if page.title and page.may(request.user)
        ]
        return {**super().each_context(request), "pages": links}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Put the archive's own rows before the users of the site."""
        listed: list[Any] = super().get_app_list(request, app_label)
        return sorted(listed, key=lambda app: app["app_label"] != "archive")

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        make = type(self).dashboard
        shown = {"dashboard": make(request) if make else None}
        return super().index(request, {**shown, **(extra_context or {})})


def reverse_page(page: Page) -> str:
    """Return the address of a page that takes no arguments."""
    return reverse(f"admin:{page.name}")
