"""The errors that the archive raises itself; how they travel is the concern of others."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class ArchiveError(Exception):
    """What the archive refuses: a stable `code`, a sentence, the field that it concerns."""

    code = "refused"

    def __init__(self, message: str, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.field = field


class LoadError(ArchiveError):
    """A file that cannot be loaded: which, in which line (from 1; None: all of it), and why."""

    code = "not-loadable"

    def __init__(self, reason: str, *, path: str, line: int | None = None) -> None:
        self.path, self.line, self.reason = path, line, reason
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {reason}")


class ForbiddenError(ArchiveError, PermissionDenied):
    """What this user may not do; as Django's own refusal it ends in a 403 wherever it comes up."""

    code = "forbidden"
