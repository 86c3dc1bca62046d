"""What loading some files would do, story by story, and doing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import transaction

from archive.errors import LoadError
from archive.loaders.base import Options, Refusal, Report, forget_made
from archive.loaders.documents import load_documents
from archive.models import Article
from archive.recording import recording

MOST_STORIES = 200

_WORDS = {"created": "New article", "same": "Already there"}


class Upload(NamedTuple):
    """A file as it was given: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Choices:
    """What was said of the files besides themselves; `skip` leaves out what cannot be taken in."""

    format: str | None
    source: Any
    language: str | None
    reason: str | None
    skip: bool


@dataclass(frozen=True)
class Outcome:
    """What became of a story: what, in words, which article (None: it is not there), what is odd.

    `fault` is why it was not taken in; `line` where in its file it is.
    """

    what: str
    words: str
    title: str
    line: int | None
    article: Article | None = None
    fault: str | None = None
    notices: tuple[str, ...] = ()


@dataclass
class FilePlan:
    """What becomes of a file: of each of its stories, or the fault that keeps all of it out."""

    name: str
    format: str = ""
    outcomes: list[Outcome] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    fault: str | None = None
    line: int | None = None


@dataclass
class Plan:
    """What loading comes to; where it is not sound, nothing was, or would be, loaded."""

    files: list[FilePlan]
    skip: bool

    @property
    def counts(self) -> Counter[str]:
        """How many stories come to what; a file that is kept out counts as one refused."""
        counted = Counter(each.what for file in self.files for each in file.outcomes)
        counted["refused"] += sum(file.fault is not None for file in self.files)
        return counted

    @property
    def writes(self) -> int:
        """How many articles and texts it makes."""
        return self.counts["created"] + self.counts["changed"]

    @property
    def is_sound(self) -> bool:
        """Whether there is something to do, and nothing in its way."""
        return self.writes > 0 and (self.skip or not self.counts["refused"])

    def written(self) -> Iterator[tuple[Article, str]]:
        """Yield the articles that were made or got a text, with what that was, each once."""
        seen = set()
        for outcome in (each for file in self.files for each in file.outcomes):
            article = outcome.article
            if article is not None and outcome.what != "same" and article.pk not in seen:
                seen.add(article.pk)
                yield article, outcome.what


def run(uploads: Sequence[Upload], choices: Choices, user: Any, *, keep: bool) -> Plan:
    """Load files and say what came of them; with `keep` it stays, if the plan is sound.

    Without it all is taken back: every rule has been asked, and nothing was written.
    """
    options = Options(
        source=choices.source,
        language=choices.language,
        on_error="skip",
        by=user,
        most=MOST_STORIES,
    )
    with transaction.atomic():
        loaded = [(each.name, _load(each, choices, options)) for each in uploads]
        plan = _plan(loaded, choices)
        stays = keep and plan.is_sound
        transaction.set_rollback(not stays)
    if stays:
        return plan
    forget_made(report for _, report in loaded if isinstance(report, Report))
    return _plan(loaded, choices)


def _load(upload: Upload, choices: Choices, options: Options) -> Report | LoadError:
    try:
        with recording(options.by.get_username(), choices.reason):
            return load_documents(upload.content, choices.format, options, name=upload.name)
    except LoadError as error:
        return error


def _plan(loaded: list[tuple[str, Report | LoadError]], choices: Choices) -> Plan:
    return Plan([_file_plan(*each) for each in loaded], choices.skip)


def _file_plan(name: str, report: Report | LoadError) -> FilePlan:
    if isinstance(report, LoadError):
        return FilePlan(name, fault=report.reason, line=report.line)
    left_out = [f"{number} × {what}" for what, number in sorted(report.left_out.items())]
    return FilePlan(name, report.format, list(_outcomes(report)), left_out)


def _outcomes(report: Report) -> Iterator[Outcome]:
    """Yield what became of each story, the articles of all in one query."""
    uids = [each.uid for each in report.documents if each.uid is not None]
    articles = {each.uid: each for each in Article.objects.filter(uid__in=uids)}
    for position, each in enumerate(report.each_document(), start=1):
        if isinstance(each, Refusal):
            fault = f"{each.column}: {each.reason}" if each.column else each.reason
            yield Outcome("refused", "Not taken in", f"Story {position}", each.line, fault=fault)
        else:
            words = _WORDS.get(each.what, f"New text, number {each.number}")
            article = articles.get(each.uid or "")
            yield Outcome(each.what, words, each.title, each.line, article, notices=each.notices)
