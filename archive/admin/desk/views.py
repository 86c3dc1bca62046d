"""The desk's page, and the addresses that its script writes to: JSON in, the new state out."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ObjectDoesNotExist, ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from archive.admin.desk.actions import ACTIONS, FormError, code
from archive.admin.desk.gesture import Done
from archive.admin.desk.gestures import GESTURES
from archive.admin.desk.state import state_of
from archive.admin.desk.undo import undo
from archive.admin.way_back import way_back
from archive.errors import ArchiveError, ForbiddenError
from archive.models import Article, Change, Revision
from archive.recording import recording


def desk_urls(articles: Any) -> list[Any]:
    """Return the addresses of the desk, below those of the articles of this admin."""
    desk = Desk(articles)
    guarded = articles.admin_site.admin_view
    return [
        path("<int:pk>/desk/", guarded(require_GET(desk.page)), name="archive_article_desk"),
        path(
            "<int:pk>/desk/<int:number>/<slug:what>/",
            guarded(require_POST(desk.write)),
            name="archive_article_desk_write",
        ),
    ]


class Desk:
    """The views of the desk of one admin site."""

    def __init__(self, articles: Any) -> None:
        self.articles = articles

    def page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a text, the newest unless `?text=` names another, beside what is coded from it."""
        article = self._article(request, pk)
        texts = list(article.revisions.order_by("-number"))
        number = request.GET.get("text")
        revision = next((text for text in texts if str(text.number) == number), None)
        revision = revision or (texts[0] if texts else None)
        context = {
            **self.articles.admin_site.each_context(request),
            "title": "Reading desk",
            "subtitle": str(article),
            # The text and the records have the whole width.
            "is_nav_sidebar_enabled": False,
            "opts": self.articles.opts,
            "article": article,
            "texts": texts,
            "revision": revision,
            "way_back": way_back(request, article),
            "gestures": [(gesture, gesture.blank()) for gesture in GESTURES.values()],
        }
        if revision is not None:
            context["state"] = {"body": revision.body, **state_of(revision, request.user)}
        return TemplateResponse(request, "admin/archive/desk/desk.html", context)

    def write(self, request: HttpRequest, pk: int, number: int, what: str) -> JsonResponse:
        """Do one thing as one act; answer with the state then, or with why it was refused.

        422 with `errors` by field (`__all__` for the whole) where it cannot be done, 403 where this
        user may not do it. Nothing is written then.
        """
        article = self._article(request, pk)
        revision = article.revisions.filter(number=number).first()
        if revision is None:
            raise Http404
        user: Any = request.user
        before = Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        try:
            with recording(user.get_username()):
                record, said = self._do(what, revision, user, _sent(request))
        except FormError as error:
            return _refused(error.errors)
        except ValidationError as error:
            by_field = error.message_dict if hasattr(error, "error_dict") else None
            return _refused(by_field or {"__all__": error.messages})
        except ForbiddenError as error:
            return _refused({"__all__": [error.message]}, 403)
        except PermissionDenied as error:
            return _refused({"__all__": [str(error) or "Your account may not do this."]}, 403)
        except (ArchiveError, ProtectedError, ObjectDoesNotExist) as error:
            return _refused({"__all__": [str(error.args[0])]})
        article.refresh_from_db()
        revision.article = article
        state = state_of(revision, user)
        answer = {"state": state, "said": said, "hand": record.uid, "act": None}
        if what != "undo":
            # None where nothing had to be changed: an act that is not there is not undone.
            made = Change.objects.filter(seq__gt=before, by=user.get_username())
            answer["act"] = made.order_by("-seq").values_list("act", flat=True).first()
        return JsonResponse(answer)

    def _do(self, what: str, revision: Revision, user: Any, sent: dict[str, Any]) -> Done:
        if what in GESTURES:
            return code(what, revision, user, sent)
        if what in ACTIONS:
            return ACTIONS[what](revision, user, sent)
        if what == "undo":
            undo(str(sent.get("act") or ""), user)
            return revision.article, "Undone."
        raise Http404

    def _article(self, request: HttpRequest, pk: int) -> Article:
        article: Article | None = Article.objects.filter(pk=pk).first()
        if article is None:
            raise Http404
        if not self.articles.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return article


def _sent(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body)
    except (ValueError, UnicodeDecodeError) as error:
        raise ValidationError("Send a JSON object.") from error
    if not isinstance(sent, dict):
        raise ValidationError("Send a JSON object.")
    return sent


def _refused(errors: Any, status: int = 422) -> JsonResponse:
    return JsonResponse({"errors": errors}, status=status)
