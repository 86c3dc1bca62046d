"""`dump(load(file)) == file`, byte for byte, for every sample; and what was loaded is sound."""

from __future__ import annotations

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from archive.dumps.imported import file_text, find_file, missing_rows
from archive.errors import ArchiveError
from archive.integrity import passage_faults, rule_faults
from archive.models import ImportedFile, ImportedRow
from archive.models.base import ArchiveModel
from tests.archive.loaders.conftest import load_one, sample
from tests.archive.loaders.test_acled import table

pytestmark = pytest.mark.django_db

# Two are derived from other encodings, and come back as that derived file.
FILES = {
    "gdelt/20191024143000.export.CSV": "gdelt2",
    "gdelt/gdelt1_daily_20160728_sample_58col.tsv": "gdelt1",
    "gdelt/gdelt2_mentions_20170701.csv": "gdelt2-mentions",
    "gdelt/gkg2_20170701_sample75.jsonl": "gdelt2-gkg",
    "ucdp_ged/ged231_sample1000.csv": "ucdp-ged",
    "icews/events.2018.sample.first500.tab": "icews",
    "plover/PLOVER_GSR_CAMEO.txt": "plover",
}


def dumped(kind, named=None):
    return "".join(file_text(find_file(kind, named))).encode()


@pytest.mark.parametrize(("name", "kind"), FILES.items())
def test_sample_comes_back_byte_for_byte_and_its_records_are_sound(name, kind):
    path = sample(name)
    report = load_one(path)
    assert report.format == kind
    assert dumped(kind) == path.read_bytes()
    assert missing_rows(ImportedFile.objects.get()) == 0
    assert report.rows == ImportedRow.objects.count()
    for model in apps.get_app_config("archive").get_models():
        if issubclass(model, ArchiveModel):
            assert_sound(model)
    assert list(passage_faults()) == []


def assert_sound(model):
    """Rows hold to the rules, and what was derived in bulk is what saving would derive.

    A part of them: `full_clean` takes milliseconds.
    """
    columns = [field.attname for field in model._meta.concrete_fields if not field.generated]
    for row in model._default_manager.order_by("-id")[:250]:
        stored = {column: getattr(row, column) for column in columns}
        assert list(rule_faults([row])) == []
        assert {column: getattr(row, column) for column in columns} == stored


def test_acled_comes_back(write):
    content = table({}, {"event_id_cnty": "ZZZ2", "notes": 'A "quoted",\nbroken note.'})
    load_one(write("acled.csv", content))
    assert dumped("acled") == content.encode()


def test_file_with_refused_rows_says_what_is_missing(write, capfdbinary):
    content = table({}, {"event_id_cnty": "ZZZ2", "fatalities": "ten"})
    load_one(write("acled.csv", content), on_error="skip")
    stderr = io.StringIO()
    call_command("dump", "acled", stderr=stderr)
    assert capfdbinary.readouterr().out == table({}).encode()
    assert stderr.getvalue() == "1 rows were refused when the file was loaded: not in it.\n"


def test_dump_writes_a_file(write, tmp_path):
    content = table({})
    load_one(write("acled.csv", content))
    call_command("dump", "acled", "--file", "acled.csv", "--output", str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_bytes() == content.encode()


def test_dump_of_one_of_several_files_must_name_it(write):
    load_one(write("a.csv", table({})))
    load_one(write("b.csv", table({"event_id_cnty": "ZZZ2"})))
    with pytest.raises(CommandError, match=r"Several files of acled; name one: a\.csv \(.{12}\)"):
        call_command("dump", "acled")
    assert dumped("acled", "b.csv").count(b"ZZZ2") == 1
    sha256 = ImportedFile.objects.get(name="a.csv").sha256
    assert dumped("acled", sha256[:12]).count(b"ZZZ1") == 1
    with pytest.raises(ArchiveError, match=r"has imported no file of acled “c\.csv”"):
        find_file("acled", "c.csv")


def test_dump_of_a_format_without_files_is_refused():
    with pytest.raises(CommandError, match="The archive has imported no file of icews"):
        call_command("dump", "icews")
