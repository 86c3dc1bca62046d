"""Writes docs/codebook.md from the vocabularies, or checks that it still says the same."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.vocabularies import VOCABULARIES, Term, Vocabulary

CODEBOOK = Path(__file__).resolve().parents[3] / "docs" / "codebook.md"

INTRODUCTION = """\
# Codebook

Every vocabulary of the archive: the codes that records hold, the label that people read, and one
sentence to code by. The admin, the API and its schema read the same source; this page is written
by `manage.py codebook` and is not edited by hand.

- A **code** is what is stored, sent and filtered by. It never changes its meaning.
- A **closed** vocabulary is complete: a new code would be a new version of the API. An **open** one
  may gain codes at any time, so a program that reads the archive must accept codes that it does not
  know.
- **Belongs to** names the codes of another vocabulary under which a code may be used.
- **Elsewhere** gives the code of another scheme that means the same, where there is one.
- What the text does not tell stays empty: no code stands for “not filled in”. `unknown` is used
  only where it is listed, and says that somebody looked.
"""


class Command(BaseCommand):
    """`manage.py codebook` writes the file; with `--check` it exits with 1 when it differs."""

    help = "Write docs/codebook.md from the vocabularies."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Write nothing; fail when the file differs from the vocabularies.",
        )
        parser.add_argument(
            "--path",
            type=Path,
            default=CODEBOOK,
            help="The file to write or check; docs/codebook.md when left out.",
        )

    def handle(self, *, path: Path, check: bool, **options: Any) -> None:
        text = codebook()
        if not check:
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"{path}: {len(VOCABULARIES)} vocabularies written.")
            return
        if not path.is_file():
            raise CommandError(f"{path} does not exist: run “manage.py codebook”.")
        if path.read_text(encoding="utf-8") != text:
            raise CommandError(
                f"{path} differs from the vocabularies: run “manage.py codebook” and commit it."
            )
        self.stdout.write(f"{path}: up to date.")


def codebook() -> str:
    """The whole page, in Markdown."""
    sections = [INTRODUCTION, "\n".join(_contents(VOCABULARIES.values()))]
    sections += ["\n".join(_section(vocabulary)) for vocabulary in VOCABULARIES.values()]
    return "\n".join(sections)


def _contents(vocabularies: Iterable[Vocabulary]) -> Iterator[str]:
    yield "## Contents\n"
    yield from _head("Vocabulary", "Name", "Terms", "Open", "What it tells")
    for each in vocabularies:
        link = f"[{each.label}](#{each.label.lower().replace(' ', '-')})"
        yield _row(link, f"`{each.name}`", str(len(each)), _open(each), each.definition)
    yield ""


def _section(vocabulary: Vocabulary) -> Iterator[str]:
    mapped = any(term.mappings for term in vocabulary.terms)
    parent = vocabulary.parent
    yield f"## {vocabulary.label}\n"
    yield f"{vocabulary.definition}\n"
    yield f"`{vocabulary.name}`, {_open(vocabulary)}, {len(vocabulary)} terms.  "
    yield f"Source: {vocabulary.source}\n"
    columns = ["Code", "Label", "Definition"]
    columns += [f"Belongs to `{parent.name}`"] if parent else []
    columns += ["Elsewhere"] if mapped else []
    yield from _head(*columns)
    for term in vocabulary.terms:
        cells = [f"`{term.code}`", term.label, term.definition]
        cells += [", ".join(term.parents)] if parent else []
        cells += [_elsewhere(term)] if mapped else []
        yield _row(*cells)
    yield ""


def _open(vocabulary: Vocabulary) -> str:
    return "open" if vocabulary.open else "closed"


def _elsewhere(term: Term) -> str:
    return ", ".join(f"{scheme} `{code}`" for scheme, code in term.mappings.items())


def _head(*columns: str) -> Iterator[str]:
    yield _row(*columns)
    yield _row(*("---" for _ in columns))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
