"""Reading files: packed, marked, cut, mis-declared; and writing each again byte for byte."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import LoadError
from archive.loaders import json_rows, tables
from archive.loaders.base import RowError
from archive.loaders.dataset import canonical
from archive.loaders.files import TextFile, head_of
from archive.loaders.reading import Flaw
from archive.loaders.tables import Columns, TableReader
from archive.models.imported_row import row_sha256, sha256_of

NAMED = Columns(("id", "name", "note"), optional=frozenset({"note"}), header=True)
BARE = Columns(("id", "name", "note"), optional=frozenset({"note"}))


def read(path, columns=NAMED):
    reader = TableReader(TextFile(path), columns)
    return reader, list(reader)


def written(reader, rows, renderer=tables.Renderer):
    """What a dump would write of these rows."""
    render = renderer(reader.layout)
    body = (render(row.values) if row.text is None else row.text for row in rows)
    return (reader.layout["head"] + "".join(body) + reader.layout["foot"]).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"id,name\n1,a\n2,b\n",
        b"id,name\r\n1,a\r\n2,b\r\n",
        b"\xef\xbb\xbfid,name\n1,a\n2,b\n",
        b"id,name\n1,a\n2,b",
        b"id,name\n1,a\r\n2,b\n",
        b'id,name\n1,"a"\n2,b\n',
        b"id\tname\n1\ta\n2\tb\n",
        b"id\tname\r\n1\ta\n2\tb\r\n",
        b"id;name\n1;a\n2;b\n",
        b"ID,Name\n1,a\n2,b\n",
        b"name,id\na,1\nb,2\n",
        b"id,name\n\n1,a\n\n\n2,b\n\n",
        b'"id"\t"name"\n"1"\t"a"\n"2"\t"b"\n',
    ],
)
def test_table_reads_in_any_dress_and_is_written_again(write, content):
    path = write("x.csv", content)
    reader, rows = read(path)
    assert [row.values for row in rows] == [{"id": "1", "name": "a"}, {"id": "2", "name": "b"}]
    assert [row.number for row in rows] == [1, 2]
    assert written(reader, rows) == content


@pytest.mark.parametrize("pack", ["gzip", "zip"])
def test_packed_file_is_read_as_the_file_in_it(write, pack):
    content = b"id,name\n1,a\n"
    if pack == "gzip":
        packed = gzip.compress(content)
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
            folder.writestr("x.csv", content)
        packed = out.getvalue()
    path = write("x.packed", packed)
    plain = TextFile(write("x.csv", content))
    assert (TextFile(path).sha256, TextFile(path).size) == (plain.sha256, len(content))
    assert head_of(path).first_line == "id,name"
    assert [row.values for row in read(path)[1]] == [{"id": "1", "name": "a"}]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (gzip.compress(b"id,name\n1,a\n" * 99, mtime=0)[:-9], "cannot be unpacked"),
        (b"\x1f\x8bno gzip", "cannot be unpacked"),
        (b"PK\x03\x04no zip", "cannot be unpacked"),
        (b"", "the file is empty"),
        (gzip.compress(b"", mtime=0), "the file is empty"),
    ],
    ids=["cut", "no gzip", "no zip", "empty", "empty within"],
)
def test_file_that_cannot_be_opened_is_refused(write, content, reason):
    path = write("x.csv", content)
    with pytest.raises(LoadError, match=reason):
        TextFile(path)


def test_folder_of_two_files_is_refused(write):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("a", "1")
        folder.writestr("b", "2")
    with pytest.raises(LoadError, match="holds 2 files"):
        TextFile(write("x.zip", out.getvalue()))


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(LoadError, match="No such file or directory"):
        TextFile(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"1,a\n", "no header"),
        (b"id,note\n1,x\n", "the header lacks name"),
        (b"id,name,ID\n1,a,2\n", "the header names a column twice: id"),
        (b"id,name,caf\xe9\n1,a,2\n", "the header: not UTF-8: byte 0xe9"),
        (b"id,name,\x00\n1,a,2\n", "the header: a NUL character"),
    ],
)
def test_header_that_does_not_fit_is_refused(write, content, reason):
    with pytest.raises(LoadError, match=reason):
        read(write("x.csv", content))


def test_column_that_is_not_known_keeps_its_name(write):
    _, rows = read(write("x.csv", b"id,Extra Column,name\n1,x,a\n"))
    assert rows[0].values == {"id": "1", "Extra Column": "x", "name": "a"}


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (b"2\tb\xe9\n", "name", "not UTF-8: byte 0xe9"),
        (b"2\tb\x00\n", "name", "a NUL character, which no text holds"),
        (b"2\n", None, "1 columns where 2 or 3 were expected"),
        (b"2\tb\tc\td\n", None, "4 columns where 2 or 3 were expected"),
    ],
)
def test_bad_row_between_good_ones_is_one_flaw(write, line, column, reason):
    _, rows = read(write("x.tsv", b"1\ta\n" + line + b"3\tc\n"), BARE)
    assert rows[1] == Flaw(2, 2, column, reason)
    assert [row.values["id"] for row in (rows[0], rows[2])] == ["1", "3"]


def test_first_row_of_another_width_is_no_file_of_this_kind(write):
    with pytest.raises(LoadError, match="4 columns where 2 or 3 were expected"):
        read(write("x.tsv", b"1\ta\tb\tc\n"), BARE)


def test_line_of_a_row_is_the_one_it_begins_on(write):
    _, rows = read(write("x.csv", b'id,name\n1,"a\nb\nc"\n2,d\n'))
    assert [(row.number, row.line) for row in rows] == [(1, 2), (2, 5)]


@pytest.mark.parametrize(
    "content",
    [b'id,name\n1,"a\n2,b\n', b'id,name\n1,a"b"c\n2,"x"y\n'],
)
def test_quotation_mark_that_is_not_closed_is_a_flaw(write, content):
    _, rows = read(write("x.csv", content))
    flaws = [row for row in rows if isinstance(row, Flaw)]
    assert len(flaws) == 1
    assert flaws[0].reason.startswith("not a row of comma-separated values:")


TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))


@given(
    st.lists(st.tuples(TEXTS, TEXTS), min_size=1),
    st.sampled_from([",", ";", "|"]),
    # Python quotes a carriage return only where line ends hold one.
    st.sampled_from([("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_MINIMAL)]),
    st.booleans(),
)
def test_any_quoted_table_is_read_and_written_again(tmp_path_factory, rows, mark, style, bom):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark, lineterminator=style[0], quoting=style[1])
    writer.writerow(["id", "name"])
    writer.writerows(rows)
    content = ("\ufeff" if bom else "") + out.getvalue()
    path = tmp_path_factory.mktemp("table") / "x.csv"
    path.write_bytes(content.encode())
    reader, found = read(path)
    assert [tuple(row.values.values()) for row in found] == rows
    assert written(reader, found) == content.encode()


@pytest.mark.parametrize(
    "content",
    [
        b'{"a": 1, "b": "x"}\n{"a": 2}\n',
        b'{"a":1,"b":"x"}\n\n{"a": 2}',
        b'[\n  {"a": 1, "b": "x"},\n  {"a": 2}\n]\n',
        b'[{"a": 1, "b": "x"},{"a": 2}]',
        b'{\n"a": 1,\n"b": "x"\n}\n{\n"a": 2\n}\n',
        b'\xef\xbb\xbf{"a": 1, "b": "x"}\r\n{"a": 2}\r\n',
    ],
)
def test_json_reads_in_any_shape_and_is_written_again(write, content):
    reader = json_rows.JsonReader(TextFile(write("x.json", content)))
    rows = list(reader)
    assert [row.values for row in rows] == [{"a": 1, "b": "x"}, {"a": 2}]
    assert written(reader, rows, json_rows.Renderer) == content


def test_order_within_nested_objects_is_kept_in_the_text(write):
    content = b'{"z": {"b": 1, "a": 2}, "y": 1}\n'
    reader = json_rows.JsonReader(TextFile(write("x.json", content)))
    (row,) = list(reader)
    assert row.text == content.decode()


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b'[{"a": 1},\n{"a": 2}', 2, "the file ends within the array: it was cut"),
        (b'[{"a": 1},\n{"a"', 2, "not JSON"),
        (b'[{"a": 1}]\n{"a": 2}', 1, "text after the end of the array"),
        (b'[{"a": NaN}]', 1, "NaN is no JSON"),
    ],
)
def test_array_that_is_not_sound_is_refused_with_its_line(write, content, line, reason):
    reader = json_rows.JsonReader(TextFile(write("x.json", content)))
    with pytest.raises(LoadError, match=reason) as refused:
        list(reader)
    assert refused.value.line == line


@pytest.mark.parametrize("line", [b'{"a": 1', b"[1]", b"7", b'{"a": Infinity}', b'{"a": "\xe9"}'])
def test_line_that_is_no_object_is_one_flaw(write, line):
    path = write("x.jsonl", b'{"a": 1}\n' + line + b'\n{"a": 3}\n')
    rows = list(json_rows.JsonReader(TextFile(path)))
    assert isinstance(rows[1], Flaw)
    assert [rows[0].values, rows[2].values] == [{"a": 1}, {"a": 3}]


def test_object_larger_than_a_piece_is_read_whole(write):
    long = "é" * 3_000_000
    content = json.dumps([{"a": long}, {"a": 2}], ensure_ascii=False).encode()
    reader = json_rows.JsonReader(TextFile(write("x.json", content)))
    assert [row.values["a"] for row in reader] == [long, 2]


@given(st.dictionaries(TEXTS, TEXTS))
def test_fast_json_of_a_row_is_the_canonical_one(raw):
    assert sha256_of(canonical(raw)) == row_sha256(raw)


@given(st.dictionaries(TEXTS, TEXTS | st.floats(allow_nan=False) | st.integers() | st.none()))
def test_json_of_a_row_with_numbers_is_the_canonical_one(raw):
    if "\\u0000" in canonical_or_none(raw):
        return
    assert sha256_of(canonical(raw)) == row_sha256(raw)


def canonical_or_none(raw):
    return json.dumps(raw, ensure_ascii=False)


@pytest.mark.parametrize("raw", [{"a": "\ud800"}, {"a": "\ud800", "b": 1}, {"a": "\x00", "b": 1}])
def test_row_that_no_database_could_keep_is_refused(raw):
    with pytest.raises(RowError):
        canonical(raw)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_rows_in_wide_characters_are_refused_by_what_they_are(write, encoding):
    path = write("x.csv", "id,name\n1,a\n".encode(encoding))
    with pytest.raises(LoadError, match=f"x.csv:1: is written in {encoding.upper()}: save it as"):
        read(path)
