"""Corrections from a file: handed out, looked at, written whole or not at all."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from archive.admin.sheet.cells import columns_of
from archive.admin.sheet.files import MOST_ROWS, read_rows, write_csv, write_xlsx
from archive.models import Actor, Article, Change, Incident, Place, Source, Statement
from tests import factories
from tests.factories import IncidentFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/archive/incident/"
IMPORT = f"{LIST}import/"


def exported(client, records, kind: str = "csv", path: str = LIST) -> list[list[str]]:
    """Return the rows of the file that the action hands out."""
    response = client.post(
        path, {"action": f"export_{kind}", "_selected_action": [record.pk for record in records]}
    )
    assert response.headers["Content-Disposition"].endswith(f'.{kind}"')
    return read_rows(f"file.{kind}", response.content)


def sent(client, rows: list[list[str]], *, path: str = IMPORT, reason: str = "Misprints"):
    """Return the page that shows what these rows would change."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    file = SimpleUploadedFile("corrected.csv", out.getvalue().encode())
    return client.post(path, {"file": file, "reason": reason})


def confirmed(client, page, path: str = IMPORT):
    return client.post(path, {"confirmed": page.context["confirmed"]}, follow=True)


def edited(rows: list[list[str]], line: int, **cells: str) -> list[list[str]]:
    """Return the rows with some cells of a line (1 is the first record) changed."""
    copy = [list(row) for row in rows]
    for name, text in cells.items():
        copy[line][copy[0].index(name)] = text
    return copy


def faults(page) -> list[tuple[int, str]]:
    assert page.status_code == 422
    return [(fault.line, fault.column) for fault in page.context["plan"].faults]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("model", [Actor, Article, Incident, Place, Source, Statement])
def test_file_that_was_not_touched_changes_nothing(admin_client, kind, model):
    records = getattr(factories, f"{model.__name__}Factory").create_batch(3)
    path = f"/admin/archive/{model._meta.model_name}/"
    rows = exported(admin_client, records, kind, path)

    page = sent(admin_client, rows, path=f"{path}import/")

    assert page.status_code == 200
    assert (page.context["plan"].corrections, page.context["plan"].unchanged) == ([], 3)
    assert "Nothing would change" in page.content.decode()


def test_corrections_are_shown_first_and_then_written_as_one_act(admin_client):
    one, two, three = IncidentFactory.create_batch(3, title="Fire in Bazra")
    rows = exported(admin_client, [one, two, three])
    rows = edited(rows, 1, title="Fire in Basra", contexts="military; human_rights")
    rows = edited(rows, 2, date_earliest="2024-03-01", date_latest="2024-03-01")
    written = Change.objects.count()

    page = sent(admin_client, rows)

    assert "This would change 2 incidents" in page.content.decode()
    shown = {
        (correction.record.uid, each.column, each.before, each.after)
        for correction in page.context["plan"].corrections
        for each in correction.differences
    }
    first, second = (Incident.objects.get(uid=row[0]) for row in rows[1:3])
    assert (first.uid, "title", "Fire in Bazra", "Fire in Basra") in shown
    assert (first.title, Change.objects.count()) == ("Fire in Bazra", written)

    done = confirmed(admin_client, page)

    assert "2 incidents corrected." in done.content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.title, first.contexts, first.version) == (
        "Fire in Basra",
        ["military", "human_rights"],
        2,
    )
    assert (second.date_earliest, second.sort_date) == (date(2024, 3, 1), date(2024, 3, 1))
    entries = list(Change.objects.order_by("seq")[written:])
    assert {(each.uid, each.by, each.reason) for each in entries} == {
        (first.uid, "admin", "Misprints"),
        (second.uid, "admin", "Misprints"),
    }
    assert len({each.act for each in entries}) == 1


def test_one_wrong_line_keeps_all_from_being_written(admin_client):
    records = IncidentFactory.create_batch(3)
    rows = exported(admin_client, records)
    rows = edited(rows, 1, title="Fire in Basra")
    rows = edited(rows, 2, event_type="NOTHING", date_earliest="soon")
    rows = edited(rows, 3, date_latest="1999-01-01")

    page = sent(admin_client, rows)

    assert faults(page) == [(3, "event_type"), (3, "date_earliest"), (4, "date_latest")] or {
        line for line, _ in faults(page)
    } == {3, 4}
    assert page.context["confirmed"] is None
    assert not Incident.objects.filter(title="Fire in Basra").exists()


def test_record_that_was_changed_meanwhile_is_not_overwritten(admin_client):
    incident = IncidentFactory(title="Fire")
    rows = edited(exported(admin_client, [incident]), 1, title="Fire in Basra")
    page = sent(admin_client, rows)
    incident.summary = "Somebody else wrote this."
    incident.save()

    late = confirmed(admin_client, page)
    again = sent(admin_client, rows)

    assert faults(late) == faults(again) == [(2, "version")]
    assert "the record is at 2 by now" in again.content.decode()
    assert Incident.objects.get().title == "Fire"


def test_columns_and_rows_may_be_left_out(admin_client):
    incident = IncidentFactory()
    IncidentFactory()

    page = sent(admin_client, [["version", "title", "uid"], ["1", "Fire", incident.uid]])

    assert [each.column for each in page.context["plan"].corrections[0].differences] == ["title"]


def test_file_that_is_not_understood_says_what_is_wrong(admin_client):
    incident = IncidentFactory()

    header = sent(admin_client, [["uid", "version", "titel"], [incident.uid, "1", "Fire"]])
    assert faults(header) == [(1, "titel")]
    assert "there are: uid, version, " in header.content.decode()
    assert faults(sent(admin_client, [["title"], ["Fire"]])) == [(1, "uid"), (1, "version")]
    lines = [["uid", "version", "title"], [incident.uid, "1", "Fire"], [incident.uid, "1", "Storm"]]
    assert faults(sent(admin_client, [*lines, ["inc_unknown", "1", "Fire"]])) == [
        (3, "uid"),
        (4, "uid"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", "uid,title\nx,Zür\n".encode("latin-1"), "not UTF-8"),
        ("a.xlsx", b"uid,version", "no XLSX workbook"),
        ("a.csv", b"uid\n" + b"x\n" * (MOST_ROWS + 1), "more than 500 rows"),
    ],
)
def test_file_that_cannot_be_read_is_refused(admin_client, name, content, words):
    response = admin_client.post(
        IMPORT, {"file": SimpleUploadedFile(name, content or b""), "reason": "Misprints"}
    )

    assert response.status_code == 422
    assert words in response.content.decode()


def test_reason_is_asked_for(admin_client):
    page = sent(admin_client, [["uid", "version"]], reason="")

    assert page.status_code == 422
    assert page.context["form"].errors == {"reason": ["This field is required."]}


RISKY = ["=1+1", "+49", "-x", "@SUM(A1)", "'=quoted", "'plain", "\tcell", "two\nlines; and “more”"]


def test_cells_are_never_formulas_and_come_back_as_they_were():
    table = [["title"], *([text] for text in RISKY)]
    as_csv = write_csv(table[0], table[1:], set())
    as_xlsx = write_xlsx(table[0], table[1:])

    assert read_rows("a.csv", as_csv) == table
    assert read_rows("a.xlsx", as_xlsx) == table
    cells = [row[0] for row in csv.reader(io.StringIO(as_csv.decode("utf-8-sig"), newline=""))]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []
    sheet = load_workbook(io.BytesIO(as_xlsx)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_formula_in_a_workbook_is_refused(admin_client):
    book = Workbook()
    book.active.append(["uid", "version"])
    book.active.append(["=A1", "1"])
    out = io.BytesIO()
    book.save(out)

    response = admin_client.post(
        IMPORT, {"file": SimpleUploadedFile("a.xlsx", out.getvalue()), "reason": "Misprints"}
    )

    assert "Cell A2 is a formula" in response.content.decode()


def test_what_a_spreadsheet_made_of_cells_is_read_as_it_was_meant(admin_client):
    place = PlaceFactory(located=True)
    book = Workbook()
    book.active.append(["uid", "version", "lat", "name"])
    book.active.append([place.uid, 1, 12.0, 7])
    out = io.BytesIO()
    book.save(out)

    page = admin_client.post(
        "/admin/archive/place/import/",
        {"file": SimpleUploadedFile("a.xlsx", out.getvalue()), "reason": "Misprints"},
    )
    confirmed(admin_client, page, "/admin/archive/place/import/")

    place.refresh_from_db()
    assert (place.lat, place.name) == (12.0, "7")


def test_records_are_named_by_their_uid(admin_client):
    town, country = PlaceFactory(), PlaceFactory(kind="country")
    path = "/admin/archive/place/import/"
    rows = [["uid", "version", "parent"], [town.uid, "1", country.uid]]

    confirmed(admin_client, sent(admin_client, rows, path=path), path)
    unknown = sent(admin_client, edited(rows, 1, version="2", parent="plc_x"), path=path)

    town.refresh_from_db()
    assert town.parent == country
    assert faults(unknown) == [(2, "parent")]


def test_coder_corrects_own_drafts_and_no_others(client):
    coder = UserFactory(role="coder")
    client.force_login(coder)
    published = IncidentFactory(title="Fire")

    page = sent(client, [["uid", "version", "title"], [published.uid, "1", "Fire in Basra"]])

    assert faults(page) == [(2, "")]
    assert "As a coder you may not change this" in page.content.decode()


def test_what_somebody_else_looked_at_is_not_confirmed(client, admin_client):
    incident = IncidentFactory(title="Fire")
    page = sent(admin_client, [["uid", "version", "title"], [incident.uid, "1", "Storm"]])
    client.force_login(UserFactory(role="reviewer"))

    response = client.post(IMPORT, {"confirmed": page.context["confirmed"]}, follow=True)

    assert "too old; choose the file again" in response.content.decode()
    assert Incident.objects.get().title == "Fire"


def test_person_without_the_right_is_told_so(client):
    client.force_login(UserFactory(staff=True))

    assert client.get(IMPORT).status_code == 403
    assert client.post(IMPORT, {"confirmed": "x"}).status_code == 403


def test_list_leads_to_the_import(admin_client):
    assert f'href="{IMPORT}"' in admin_client.get(LIST).content.decode()


def test_columns_leave_out_what_takes_rights_of_its_own():
    for model in (Actor, Article, Incident, Place, Source, Statement):
        assert (
            columns_of(model)
            .keys()
            .isdisjoint(
                {
                    "review_status",
                    "origin",
                    "merged_into",
                    "uid",
                    "version",
                    "sort_date",
                    "created_at",
                }
            )
        )
