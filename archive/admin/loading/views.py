"""The page that loads stories from files: chosen, looked at, then written, all or nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from archive.admin.loading.plan import MOST_STORIES, Choices, Plan, Upload, run
from archive.admin.mixin import AdminMixin
from archive.loaders.documents import DOCUMENT_FORMATS
from archive.models import Article, Source
from archive.rights import may

MOST_BYTES = 5_000_000
MOST_FILES = 50
# How long somebody may look at what would be loaded before it is asked anew.
SECONDS_TO_CONFIRM = 3600
_CHANGELIST = "admin:archive_article_changelist"


class SeveralFiles(forms.ClearableFileInput):
    """Takes one file or several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files, each read whole."""

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        """Return the files. Raises ValidationError where they are none, or too many to show."""
        files = [super(FilesField, self).clean(each) for each in data or [None]]
        if len(files) > MOST_FILES:
            raise ValidationError(f"{len(files)} files; at most {MOST_FILES} go at a time.")
        if sum(file.size for file in files) > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            raise ValidationError(f"More than {most} MB; take fewer files at a time.")
        return [Upload(file.name, file.read()) for file in files]


class LoadingForm(forms.Form):
    """The files, and what they do not say themselves."""

    documents = FilesField(
        label="Files",
        widget=SeveralFiles,
        help_text="News pages, RSS and Atom, ninjs, NewsML-G2, Markdown, plain text, stories as "
        f"received. One or several, at most {MOST_STORIES} stories in each.",
    )
    format = forms.ChoiceField(
        label="Format",
        required=False,
        choices=[
            ("", "Recognise it"),
            *((name, f"{name}: {each.summary}") for name, each in DOCUMENT_FORMATS.items()),
        ],
    )
    source = forms.ModelChoiceField(
        label="Outlet",
        queryset=Source.objects.filter(merged_into=None),
        required=False,
        help_text="Of stories that name none.",
    )
    language = forms.RegexField(
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
        label="Language",
        required=False,
        max_length=35,
        help_text="Of texts whose file names none: en, pt-BR.",
        error_messages={"invalid": "This is no language tag such as en or pt-BR."},
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=500,
        help_text="Why: it stands in the log of changes. Left empty, the log names the file.",
    )
    skip = forms.BooleanField(
        label="Leave out what cannot be taken in",
        required=False,
        help_text="Otherwise one bad story keeps everything out.",
    )

    def __init__(self, *args: Any, admin_site: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column = Article._meta.get_field("source")
        source: Any = self.fields["source"]
        source.widget = AutocompleteSelect(column, admin_site, choices=source.choices)

    def choices(self) -> Choices:
        """Return what was said besides the files."""
        said = self.cleaned_data
        return Choices(
            said["format"] or None,
            said["source"],
            said["language"] or None,
            said["reason"] or None,
            said["skip"],
        )


class LoadingMixin(AdminMixin):
    """For the admin of articles: the page that loads them from files."""

    def get_urls(self) -> list[Any]:
        """Return the addresses with that of the page before those that take a key."""
        view = self.admin_site.admin_view(self.loading_view)
        return [path("load/", view, name="archive_article_load"), *super().get_urls()]

    def may_load(self, request: HttpRequest) -> bool:
        """Whether the user may add articles."""
        return self.has_add_permission(request) and may(request.user, "add")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the way to the page above the list."""
        url = reverse("admin:archive_article_load") if self.may_load(request) else None
        response: HttpResponse = super().changelist_view(
            request, {"load_url": url, **(extra_context or {})}
        )
        return response

    def loading_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for files, show what would become of them, and load them once that is confirmed."""
        if not self.may_load(request):
            context = {**self.admin_site.each_context(request), "opts": self.opts}
            context["title"] = "Your account may not do this"
            return TemplateResponse(request, "admin/archive/forbidden.html", context, status=403)
        if "confirmed" in request.POST:
            return self._load_confirmed(request)
        site = self.admin_site
        if request.method != "POST":
            return self._loading_page(request, LoadingForm(admin_site=site))
        form = LoadingForm(request.POST, request.FILES, admin_site=site)
        if not form.is_valid():
            return self._loading_page(request, form)
        uploads, choices = form.cleaned_data["documents"], form.choices()
        plan = run(uploads, choices, request.user, keep=False)
        signed = _sign(request, uploads, choices) if plan.is_sound else None
        return self._loading_page(request, form, plan=plan, confirmed=signed)

    def _load_confirmed(self, request: HttpRequest) -> HttpResponse:
        try:
            uploads, choices = _unsign(request)
        except signing.BadSignature:
            messages.error(request, "What you looked at is too old; choose the files again.")
            return HttpResponseRedirect(reverse("admin:archive_article_load"))
        plan = run(uploads, choices, request.user, keep=True)
        if not plan.is_sound:  # somebody was faster, or it is done already
            form = LoadingForm(admin_site=self.admin_site)
            return self._loading_page(request, form, plan=plan)
        written = list(plan.written())
        for article, what in written:
            if what == "created":
                self.log_addition(request, article, [{"added": {}}])
            else:
                changed = [{"changed": {"fields": ["text"]}}]
                self.log_change(request, article, changed)
        messages.success(request, f"{in_words(plan)} loaded.")
        if len(written) == 1:
            page = reverse("admin:archive_article_change", args=[written[0][0].pk])
            return HttpResponseRedirect(page)
        return HttpResponseRedirect(reverse(_CHANGELIST))

    def _loading_page(
        self, request: HttpRequest, form: LoadingForm, *, plan: Plan | None = None, **context: Any
    ) -> HttpResponse:
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Load stories from files",
            "form": form,
            "media": self.media + form.media,
            "plan": plan,
            "in_words": in_words(plan) if plan else "",
        }
        in_the_way = plan is not None and plan.counts["refused"] > 0 and not plan.skip
        status = 422 if form.errors or in_the_way else 200
        return TemplateResponse(request, "admin/archive/load.html", context, status=status)


def in_words(plan: Plan) -> str:
    """Return what a plan makes: “2 articles and 1 new text”, “1 article”; “” for nothing."""
    counts = plan.counts
    parts = [
        f"{counts[what]} {noun if counts[what] == 1 else plural}"
        for what, noun, plural in (
            ("created", "new article", "new articles"),
            ("changed", "new text", "new texts"),
        )
        if counts[what]
    ]
    return " and ".join(parts)


def _sign(request: HttpRequest, uploads: list[Upload], choices: Choices) -> str:
    files = [[each.name, each.content.decode("latin-1")] for each in uploads]
    source = choices.source.pk if choices.source else None
    said = [choices.format, source, choices.language, choices.reason, choices.skip]
    return signing.dumps([files, said], salt=_salt(request), compress=True)


def _unsign(request: HttpRequest) -> tuple[list[Upload], Choices]:
    """Return what was looked at. Raises BadSignature where it was not, or too long ago."""
    text = request.POST["confirmed"]
    files, said = signing.loads(text, salt=_salt(request), max_age=SECONDS_TO_CONFIRM)
    kind, source, language, reason, skip = said
    outlet = Source.objects.filter(pk=source).first() if source else None
    uploads = [Upload(name, content.encode("latin-1")) for name, content in files]
    return uploads, Choices(kind, outlet, language, reason, skip)


def _salt(request: HttpRequest) -> str:
    # What one has looked at is confirmed by the same one.
    return f"load articles by {request.user.pk}"
