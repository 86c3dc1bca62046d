"""The records that a body refers to, looked up at once: one query for each kind."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from api.writing.report import Report
from api.writing.shapes import Ref


def look_up(report: Report, user: Any) -> None:
    """Give every reference its key; those that name nothing the user may read are refused.

    A reference to a merged record is one to its survivor.
    """
    by_model: dict[Any, list[Ref]] = defaultdict(list)
    for ref in report.references:
        by_model[ref.model].append(ref)
    for model, refs in by_model.items():
        keys = model._default_manager.resolve({ref.uid for ref in refs}, user)
        for ref in refs:
            ref.key = keys.get(ref.uid)
            if ref.key is None:
                report.refuses(
                    ref.at, "unknown_uid", f"There is no {model._meta.model_name} {ref.uid}."
                )
