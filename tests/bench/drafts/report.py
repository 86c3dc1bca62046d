"""The one table of the benchmark."""

from __future__ import annotations

from functools import cache

from tests.bench.drafts.samples import Sample, first_story, plover, wikinews
from tests.bench.drafts.score import Score, measure

_HEAD = (
    "| what | sample | gold | ours: found | right | precision | recall | F1 "
    "| baseline: found | right | precision | recall | F1 |",
    "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
)
# Where the gold does not hold every mention, one more is not wrong: there is no precision.
_IN_PART = {("mentions", "PLOVER"), ("mentions", "first story")}


@cache
def results() -> dict[tuple[str, str], tuple[Score, Score]]:
    """Return the scores of ours and of the baseline, by what is scored and on which sample."""
    samples: dict[str, list[Sample]] = {
        "Wikinews": wikinews(),
        "PLOVER": plover(),
        "first story": first_story(),
    }
    by_sample = {name: measure(texts) for name, texts in samples.items()}
    kinds = ("quotations", "speakers", "mentions")
    return {(kind, name): by_sample[name][kind] for kind in kinds for name in samples}


def table() -> str:
    """Return the results as Markdown."""
    lines = list(_HEAD)
    for (kind, name), scores in results().items():
        cells = [kind, name, str(scores[0].gold)]
        for score in scores:
            part = (kind, name) in _IN_PART
            cells += [str(score.found), str(score.right)]
            cells += [_share(None if part else score.precision), _share(score.recall)]
            cells += [_share(None if part else score.f1)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"
