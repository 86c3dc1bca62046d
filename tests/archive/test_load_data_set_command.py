"""`manage.py load` of data sets: what it says, as text and as JSON, and how it fails."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from archive.management.progress import Progress
from archive.models import Article, Incident
from tests.archive.loaders.test_acled import table
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def save(tmp_path):
    def save(*rows, name="acled.csv"):
        path = tmp_path / name
        path.write_text(table(*rows), encoding="utf-8")
        return path

    return save


def said(capsys, *args):
    call_command("load", *map(str, args))
    return capsys.readouterr().out.splitlines()


def test_load_says_what_it_made(save, capsys):
    path = save({})
    first, *rest = said(capsys, "auto", path)
    assert first.startswith(f"{path}: acled, 1 rows in ")
    assert rest == [
        "  created: 4 actors, 2 citations, 4 incident participants, 1 incident places, "
        "1 incidents, 1 measures, 1 places, 2 sources",
        "  rows: 0 unchanged, 0 changed, 0 kept without a record, 0 refused",
    ]
    again = said(capsys, "acled", path)
    assert again[1:] == [
        "  created: nothing",
        "  rows: 1 unchanged, 0 changed, 0 kept without a record, 0 refused",
    ]


def test_load_reports_as_json_what_it_refused(save, tmp_path, capsys):
    path = save({}, *({"event_id_cnty": f"B{n}", "fatalities": "x"} for n in range(25)))
    target = tmp_path / "report.json"
    lines = said(capsys, "acled", path, "--on-error", "skip", "--report", target)
    refused = [line for line in lines if line.startswith("  refused: ")]
    assert len(refused) == 20
    assert refused[0] == "  refused: line 3 (row 2, fatalities): “x” is no whole number"
    assert "  … and 5 more; --report FILE lists them all" in lines
    (file,) = json.loads(target.read_text(encoding="utf-8"))["files"]
    assert (file["path"], file["format"], file["rows"]) == (str(path), "acled", 26)
    assert len(file["refused"]) == 25
    assert file["created"]["incidents"] == 1


def test_load_takes_each_file_of_a_data_set_by_itself(save, capsys):
    good, bad = save({}, name="good.csv"), save({"fatalities": "x"}, name="bad.csv")
    with pytest.raises(CommandError) as refused:
        said(capsys, "acled", bad, good)
    assert str(refused.value) == (
        f"Not loaded:\n{bad}:2: row 1 (fatalities): “x” is no whole number"
    )
    assert Incident.objects.count() == 1


def test_load_of_a_missing_or_strange_file_is_no_traceback(tmp_path, capsys):
    strange = tmp_path / "strange.bin"
    strange.write_bytes(bytes(range(256)))
    with pytest.raises(CommandError, match="No such file or directory"):
        said(capsys, "acled", tmp_path / "nowhere.csv")
    for kind in ("auto", "acled", "gdelt2", "gdelt2-gkg", "plover", "icews", "ucdp-ged"):
        with pytest.raises(CommandError, match="Nothing was loaded"):
            said(capsys, kind, strange)


def test_dry_run_says_it_and_does_nothing(save, capsys):
    lines = said(capsys, "acled", save({}), "--dry-run")
    assert lines[-1] == "A dry run: nothing was written."
    assert not Incident.objects.exists()


def test_load_publishes_only_when_asked(save, capsys):
    said(capsys, "acled", save({}), "--review-status", "published")
    assert Incident.objects.published().count() == 1


def test_source_is_given_by_uid_domain_or_name(tmp_path, capsys):
    source = SourceFactory(name="Codebook", domain="codebook.example.org")
    SourceFactory.create_batch(2, name="Twins", domain=None)
    for number, named in enumerate((source.uid, "codebook.example.org", "Codebook")):
        path = tmp_path / f"{number}.json"
        event = {"id": f"X-{number}", "event": "AID", "eventText": "gave", "text": "A gave B food."}
        path.write_text(json.dumps([event]), encoding="utf-8")
        said(capsys, "plover", path, "--source", named)
    assert Article.objects.filter(source=source).count() == 3
    for named, reason in (
        ("Nobody", "the archive has no source “Nobody”"),
        ("Twins", "several sources have the name “Twins”; give a uid"),
    ):
        with pytest.raises(CommandError, match=reason):
            said(capsys, "plover", path, "--source", named)


class Terminal:
    """Keeps what is written to it."""

    def __init__(self):
        self.written = ""

    def write(self, msg, /, *, ending):
        self.written += msg + ending

    def flush(self):
        pass


def test_progress_tells_share_rows_and_rate():
    terminal = Terminal()
    progress = Progress(terminal, every=0)
    progress(50, 100, 1000)
    progress(100, 100, 2000)
    assert terminal.written.startswith("\r 50.0%  1,000 rows  ")
    assert "100.0%  2,000 rows  " in terminal.written
    assert terminal.written.endswith("a second\n")
