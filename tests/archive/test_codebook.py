"""The command that writes the codebook, and that the committed page still matches."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.management.commands.codebook import CODEBOOK, codebook
from archive.vocabularies import VOCABULARIES


def test_committed_codebook_matches_the_vocabularies():
    assert CODEBOOK.read_text(encoding="utf-8") == codebook()


def test_codebook_shows_every_term_once_in_the_table_of_its_vocabulary():
    sections = re.split(r"^`(\w+)`, ", codebook(), flags=re.MULTILINE)[1:]
    shown = {
        name: re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE)
        for name, section in zip(sections[::2], sections[1::2], strict=True)
    }
    assert shown == {name: list(vocabulary.codes) for name, vocabulary in VOCABULARIES.items()}


def test_contents_link_to_every_section():
    page = codebook()
    links = re.findall(r"^\| \[[^]]+\]\(#([^)]+)\)", page, flags=re.MULTILINE)
    headings = re.findall(r"^## (.+)$", page, flags=re.MULTILINE)
    assert links == [heading.lower().replace(" ", "-") for heading in headings[1:]]


def test_row_shows_parents_and_mappings():
    page = codebook()
    assert "| MOBILIZE |" in next(line for line in page.splitlines() if "| `troops` |" in line)
    assert page.count("| ucdp `2` |") == 1


def test_codebook_writes_what_check_then_accepts(tmp_path):
    path, out = tmp_path / "codebook.md", StringIO()
    call_command("codebook", path=path, stdout=out)
    call_command("codebook", path=path, check=True, stdout=out)
    assert path.read_text(encoding="utf-8") == codebook()
    assert out.getvalue() == (
        f"{path}: {len(VOCABULARIES)} vocabularies written.\n{path}: up to date.\n"
    )


def test_check_refuses_a_page_that_differs_and_leaves_it_alone(tmp_path):
    path = tmp_path / "codebook.md"
    path.write_text(codebook() + "One more line.\n", encoding="utf-8")
    with pytest.raises(CommandError, match="differs from the vocabularies"):
        call_command("codebook", path=path, check=True)
    assert path.read_text(encoding="utf-8") == codebook() + "One more line.\n"


def test_check_refuses_a_missing_page(tmp_path):
    with pytest.raises(CommandError, match="does not exist"):
        call_command("codebook", path=tmp_path / "codebook.md", check=True)
