"""The log of changes: whatever is written is told there, in the same transaction, by itself.

An *act* is what somebody does at one stroke. Within `recording()` every row that is about to be
written is remembered as it stood; when the act ends, each record that it changed gets one entry in
the log (`archive.models.Change`), with the rows as they were before, and its version goes up by 1.
"""

from __future__ import annotations

from archive.recording.act import Act, current_act, is_logged, recording
from archive.recording.bulk import log_touched, log_unlogged
from archive.recording.last import last_entry

__all__ = [
    "Act",
    "current_act",
    "is_logged",
    "last_entry",
    "log_touched",
    "log_unlogged",
    "recording",
]
