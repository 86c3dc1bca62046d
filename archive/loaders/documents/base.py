"""What a format of documents is: it reads stories, one or many, and each is taken in."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError

from archive.errors import ForbiddenError, LoadError
from archive.loaders.base import Format, Options, Refusal, Report
from archive.loaders.files import TextFile
from archive.loaders.reading import Flaw
from archive.recording import recording
from archive.services.documents import SourceDocument, Taken, take

# More is no story, and would have to be held in memory at once.
MOST_BYTES = 32 * 1024 * 1024
_EVERY = 100


class LeftOut(NamedTuple):
    """What is no story and stands among stories: a picture, a planned event."""

    what: str


Found = SourceDocument | Flaw | LeftOut


class DocumentFormat(Format):
    """Stories, each of which becomes an article with its text."""

    @abstractmethod
    def read(self, file: TextFile, options: Options) -> Iterator[Found]:
        """Yield every story of a file, or what is wrong with it.

        Raises LoadError where nothing after a mistake can be told apart.
        """

    def load(self, path: Path, options: Options) -> Report:
        return self.take_in(TextFile(path), options)

    def take_in(self, file: TextFile, options: Options) -> Report:
        """Take in the stories of a file or of bytes. Raises LoadError where it must be refused."""
        report = Report(file.path)
        for found in self.read(file, options):
            if isinstance(found, LeftOut):
                report.notices[f"left out, it is no story: {found.what}"] += 1
                report.left_out[found.what] += 1
                continue
            report.rows += 1
            if options.most is not None and report.rows > options.most:
                reason = f"holds more than {options.most} documents: send fewer at a time"
                raise LoadError(reason, path=str(file.path))
            if isinstance(found, Flaw):
                self._refuse(Refusal(*found), report, options)
            else:
                self._take(found, report, options)
            if options.progress is not None and report.rows % _EVERY == 0:
                options.progress(file.done, file.size, report.rows)
        if report.rows == 0:
            only = ", ".join(f"{number} × {what}" for what, number in report.notices.items())
            raise LoadError(f"holds no story{only and ': '}{only}", path=str(file.path))
        if len(report.refused) == report.rows == 1:
            raise _as_error(report.refused[0], report)
        if len(report.refused) == report.rows:
            reason = f"none of {report.rows} stories can be taken: {report.refused[0]}"
            raise LoadError(reason, path=str(file.path))
        if options.progress is not None:
            options.progress(file.size, file.size, report.rows)
        return report

    def _take(self, document: SourceDocument, report: Report, options: Options) -> None:
        line = document.line or 1
        try:
            # Each story is an act of its own in the log of changes.
            with recording(reason=f"load {self.name} {report.path.name}"):
                taken = take(
                    document,
                    source=options.source,
                    language=options.language,
                    review_status=options.review_status,
                    by=options.by,
                )
        except ValidationError as error:
            for column, messages in error.message_dict.items():
                reason = " ".join(messages)
                self._refuse(Refusal(report.rows, line, column, reason), report, options)
                return
        except ForbiddenError as error:
            if options.on_error == "stop":
                raise ForbiddenError(f"{report.path}:{line}: {error.message}") from error
            self._refuse(Refusal(report.rows, line, None, error.message), report, options)
            return
        except (InterfaceError, OperationalError) as error:
            # No document is at fault, and none after it fares better.
            reason = f"the database fails: {error}"
            raise LoadError(reason, path=str(report.path), line=line) from error
        except DatabaseError as error:
            reason = f"the database refused it: {error}"
            self._refuse(Refusal(report.rows, line, None, reason), report, options)
            return
        _count(taken, report)

    def _refuse(self, refusal: Refusal, report: Report, options: Options) -> None:
        if options.on_error == "stop":
            raise _as_error(refusal, report)
        report.refused.append(refusal)


def _as_error(refusal: Refusal, report: Report) -> LoadError:
    column = f"{refusal.column}: " if refusal.column else ""
    story = f"story {refusal.row}: " if refusal.row > 1 else ""
    reason = f"{story}{column}{refusal.reason}"
    return LoadError(reason, path=str(report.path), line=refusal.line)


def _count(taken: Taken, report: Report) -> None:
    report.documents.append(taken)
    report.notices.update(taken.notices)
    if taken.what == "same":
        report.unchanged += 1
        return
    if taken.what == "created":
        report.created["articles"] += 1
    else:
        report.changed += 1
    if taken.number is not None:
        report.created["revisions"] += 1
