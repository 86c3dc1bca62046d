"""Saying in words what is different between two texts of a story."""

from __future__ import annotations

from difflib import SequenceMatcher

_MOST_QUOTED = 3
_LONGEST_QUOTE = 60
# Comparing takes time with the square of the length.
_MOST_PARAGRAPHS = 2000
_MOST_WORDS = 5000


def what_changed(before: str, after: str, title_before: str, title_after: str) -> str:
    """Return a note on what a later text of a story changed, as counts and the first few words."""
    sentences = []
    if not before.strip():
        sentences.append("The first text; before it only the title was known.")
    else:
        sentences += _compare(_paragraphs(before), _paragraphs(after))
    if title_before != title_after:
        sentences.append(f"Its title is “{_cut(title_after)}”.")
    return f"Found by comparing: {' '.join(sentences)}" if before.strip() else " ".join(sentences)


def _compare(before: list[str], after: list[str]) -> list[str]:
    if [" ".join(each.split()) for each in before] == [" ".join(each.split()) for each in after]:
        return ["only blanks and line ends are other."]
    if max(len(before), len(after)) > _MOST_PARAGRAPHS:
        return [f"{len(before):,} paragraphs before, {len(after):,} now."]
    changed = added = removed = 0
    quoted: list[str] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for op, start, end, new_start, new_end in matcher.get_opcodes():
        if op == "equal":
            continue
        old, new = end - start, new_end - new_start
        changed += min(old, new)
        added += max(new - old, 0)
        removed += max(old - new, 0)
        if op == "replace":
            quoted += _words(" ".join(before[start:end]), " ".join(after[new_start:new_end]))
    counts = (("changed", changed), ("added", added), ("taken out", removed))
    parts = [f"{number:,} {what}" for what, number in counts if number]
    noun = "paragraph" if changed + added + removed == 1 else "paragraphs"
    first, *rest = parts
    number, _, what = first.partition(" ")
    said = ", ".join([f"{number} {noun} {what}", *rest])
    if quoted:
        more = ", …" if len(quoted) > _MOST_QUOTED else ""
        said += f": {', '.join(quoted[:_MOST_QUOTED])}{more}"
    return [f"{said}."]


def _words(before: str, after: str) -> list[str]:
    """Return the first places at which words differ, as “old” → “new”."""
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > _MOST_WORDS:
        return []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.5:  # noqa: PLR2004 -- half: another paragraph, not a corrected one
        return []
    return [
        f"“{_cut(' '.join(old[start:end]))}” → “{_cut(' '.join(new[new_start:new_end]))}”"
        for op, start, end, new_start, new_end in matcher.get_opcodes()
        if op != "equal"
    ]


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
