"""Damaged files: whatever happened to one, it is taken in part and reported, or refused."""

from __future__ import annotations

import random

import pytest

from archive.errors import LoadError
from archive.loaders import FORMATS
from archive.loaders.dataset import Dataset
from archive.models import ImportedRow
from tests.archive.loaders.conftest import load_one, sample
from tests.archive.loaders.test_acled import table
from tests.archive.loaders.test_round_trip import FILES

pytestmark = pytest.mark.django_db

DATA_SETS = [name for name, kind in FORMATS.items() if isinstance(kind, Dataset)]
PIECES = [b"\t", b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b"{", b"}", b"[", b"null", b"NaN"]
PIECES += [b"-9", b"9" * 25, b"1e999", b"\\u0000", b"\\ud800", b"\xef\xbb\xbf"]


def content_of(kind):
    if kind == "acled":
        return table({}, {"event_id_cnty": "ZZZ2"}, {"notes": 'A "b",\nc'}).encode()
    (name,) = [name for name, known in FILES.items() if known == kind]
    content = sample(name).read_bytes()
    # Whole records: the marks between those of PLOVER's array are not on lines of their own.
    if kind == "plover":
        return content[: content.index(b"\n{", 9000) - 1] + b"\n]\n"
    return b"".join(content.splitlines(keepends=True)[:12])


def damaged(content, chance):
    content = bytearray(content)
    for _ in range(chance.randint(1, 25)):
        at = chance.randrange(len(content))
        if chance.random() < 0.3:
            content[at] = chance.randrange(256)
        elif chance.random() < 0.4:
            del content[at : at + chance.randint(1, 9)]
            content = content or bytearray(b"x")
        else:
            content[at:at] = chance.choice(PIECES)
    return bytes(content)


@pytest.mark.parametrize("kind", DATA_SETS)
def test_damaged_file_is_reported_and_nothing_else_happens(kind, write):
    content = content_of(kind)
    assert load_one(write("sound", content), kind, dry_run=True).refused == []
    chance = random.Random(kind)
    taken = 0
    for number in range(40):
        path = write(f"damaged-{number}", damaged(content, chance))
        mode = chance.choice(["skip", "stop"])
        try:
            report = load_one(path, kind, dry_run=True, on_error=mode)
        except LoadError:
            continue
        taken += 1
        assert report.rows >= len(report.refused)
        assert mode == "skip" or report.refused == []
    assert 0 < taken < 40
    assert not ImportedRow.objects.exists()


@pytest.mark.parametrize("kind", DATA_SETS)
@pytest.mark.parametrize("other", DATA_SETS)
def test_file_of_another_format_is_refused(kind, other, write):
    if {kind, other} == {kind}:
        return
    with pytest.raises(LoadError):
        load_one(write("x", content_of(other)), kind, on_error="skip")
