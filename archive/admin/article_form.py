"""The form of an article: its facts, and a new text by pasting or from a source document."""

from __future__ import annotations

from typing import Any

from django import forms

from archive.admin.forms import ArchiveForm
from archive.errors import LoadError
from archive.loaders.documents import read_story
from archive.models import ExternalId, Revision
from archive.models.article import text_sha256
from archive.services.addresses import clean_address
from archive.services.documents import SourceDocument, read_stamp

MOST_BYTES = 5_000_000


class ArticleForm(ArchiveForm):
    """An article; `new_text` or `document` adds a text, which then never changes."""

    document = forms.FileField(
        label="Source document",
        required=False,
        help_text="A file with one story: as received, Markdown, plain text, a news page, a feed, "
        "ninjs or NewsML-G2. What it says of title, date, address, byline and language fills what "
        "is empty above.",
    )
    new_text = forms.CharField(
        label="Or paste the text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 80}),
        help_text="Every character counts: nothing is corrected. Line ends become line feeds.",
    )
    change_note = forms.CharField(
        label="What changed",
        required=False,
        widget=forms.Textarea(attrs={"rows": 1, "cols": 60}),
        help_text="For a later text: what the outlet says has changed, in its words.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body: str | None = None
        self.identifiers: tuple[tuple[str, str], ...] = ()
        if "title" in self.fields:
            # A document brings its title along; `clean` asks for it where there is none.
            self.fields["title"].required = False

    def clean_document(self) -> SourceDocument | None:
        """Return what the file holds; refuse it with the line and the reason."""
        upload = self.cleaned_data.get("document")
        if not upload:
            return None
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(f"The file is larger than {MOST_BYTES:,} bytes.")
        try:
            return read_story(upload.read(), name=upload.name)
        except LoadError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_new_text(self) -> str | None:
        """Return the pasted text with the line ends of a text, not of a form; None if empty."""
        text: str = self.cleaned_data["new_text"].replace("\r\n", "\n")
        return text if text.strip() else None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        document = self.cleaned_data.get("document")
        pasted = self.cleaned_data.get("new_text")
        if document and pasted:
            self.add_error("new_text", "Give the document or paste the text, not both.")
        if document:
            self._fill_from(document)
        if not self.cleaned_data.get("title") and not self.errors.get("document"):
            self.add_error("title", "Give the title, or a source document that has one.")
        self.body = (document.body or None) if document else pasted
        self.identifiers = document.identifiers if document else ()
        if self.body is not None and self._is_present(self.body):
            field = "document" if document else "new_text"
            self.add_error(field, "This article already has this very text.")
        return cleaned

    def _fill_from(self, document: SourceDocument) -> None:
        """Take what the document says of itself where the form leaves it empty."""
        said = {
            "title": document.title,
            "url": clean_address(document.url),
            "byline": document.byline,
            "language": document.language,
            "change_note": document.change_note,
        }
        for name, value in said.items():
            if value and not self.cleaned_data.get(name) and name not in self.errors:
                self.cleaned_data[name] = value
        if document.published_raw and not self.cleaned_data.get("published_raw"):
            self.cleaned_data["published_raw"] = document.published_raw
            if not self.cleaned_data.get("published_at"):
                moment, zone_known = read_stamp(document.published_raw)
                self.cleaned_data["published_at"] = moment
                self.cleaned_data["published_tz_known"] = zone_known

    def _is_present(self, body: str) -> bool:
        if self.instance.pk is None:
            return False
        texts = Revision.objects.filter(article=self.instance, sha256=text_sha256(body))
        return bool(texts.exists())

    def add_text(self) -> Revision | None:
        """Write the new text of the saved article, or return None where none was given."""
        for scheme, value in self.identifiers:
            known = self.instance.external_ids.filter(scheme=scheme, value=value)
            if not known.exists():
                ExternalId(article=self.instance, scheme=scheme, value=value).save()
        if self.body is None:
            return None
        note = self.cleaned_data.get("change_note") or None
        revision = Revision(article=self.instance, body=self.body, change_note=note)
        revision.save()
        return revision
