"""Tables that officials filled in, and tables that somebody made to do harm."""

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
import xlsxwriter

from intake.workbooks import CURTAILED, Cell, letters, message, read_workbook
from intake.workbooks.reasons import REASONS
from intake.workbooks.structure import Workbook


def book(fill: Any, **options: Any) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as made:
        fill(made)
    return out.getvalue()


def sheet(fill: Any) -> Any:
    """The one sheet that `fill` writes, read back."""

    def make(made: Any) -> None:
        fill(made, made.add_worksheet("表"))

    workbook = read_workbook(book(make))
    assert workbook.reason == ""
    return workbook.sheets[0]


def package(**parts: bytes) -> bytes:
    """A package by hand: parts by name, with `/` written `__`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        for name, data in parts.items():
            made.writestr(f"xl/{name.replace('__', '/')}.xml", data)
    return out.getvalue()


def test_cells_are_read_as_people_see_them() -> None:
    def fill(made: Any, one: Any) -> None:
        day = made.add_format({"num_format": "yyyy年m月d日"})
        one.write_row(0, 0, ["  编码 ", 12.0, 0.1 + 0.2, True])
        one.write_datetime(2, 1, datetime(2026, 3, 1), day)
        one.write_blank(3, 0, None, day)
        one.write_rich_string(4, 0, "粗", made.add_format({"bold": True}), "细")

    found = sheet(fill)
    assert [(row.number, {n: cell.text for n, cell in row.cells.items()}) for row in found.rows] == [
        (1, {1: "编码", 2: "12", 3: "0.3", 4: "是"}),
        (3, {2: "2026-03-01"}),
        (5, {1: "粗细"}),
    ]


def test_what_nobody_typed_is_marked__when_a_cell_computes() -> None:
    def fill(_made: Any, one: Any) -> None:
        one.write_formula(0, 0, "=1+1", None, 2)
        one.write_formula(0, 1, "='[other.xlsx]Sheet1'!A1", None, "密码")

    assert sheet(fill).rows[0].cells == {1: Cell("2", "formula"), 2: Cell("密码", "formula")}


@pytest.mark.parametrize("typed", [1234567890123456, 1.13301e30, -1e300])
def test_number_is_marked__when_a_spreadsheet_has_changed_its_last_digits(typed: float) -> None:
    """A code of 31 digits that was typed as a number is told where it stands, and spoils nothing else."""
    (row,) = sheet(lambda _made, one: one.write_row(0, 0, [typed, 123456789012345, "后"])).rows
    assert [(cell.kind, cell.text) for cell in row.cells.values()][1:] == [("", "123456789012345"), ("", "后")]
    assert row.cells[1].kind == CURTAILED


def test_merged_and_hidden_are_told() -> None:
    def fill(_made: Any, one: Any) -> None:
        one.merge_range("A1:B2", "并")
        one.write(4, 0, "藏")
        one.set_row(4, None, None, {"hidden": True})

    found = sheet(fill)
    assert found.merged == ["A1:B2"]
    assert [(row.number, row.hidden) for row in found.rows] == [(1, False), (5, True)]


def test_sheets_elsewhere_are_never_opened() -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="x/worksheet" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    root = (
        b'<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        b'<sheets><sheet name="a" r:id="r1"/></sheets></workbook>'
    )
    out = io.BytesIO(package(workbook=root, worksheets__sheet1=b"<worksheet/>"))
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("xl/_rels/workbook.xml.rels", relations)
    workbook = read_workbook(out.getvalue())
    assert [one.rows for one in workbook.sheets] == [[]]


ENTITIES = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData><row r="1"><c><v>&a;</v></c></row></sheetData></worksheet>'


def rows(count: int) -> bytes:
    """A workbook of so many rows with a word in each."""

    def fill(made: Any) -> None:
        one = made.add_worksheet()
        for number in range(count):
            one.write(number, 0, 1)

    return book(fill, constant_memory=True, in_memory=False)


REFUSED = {
    "no_workbook": b"a,b\n1,2\n",
    "empty": b"",
    "bomb": package(workbook=b"<workbook/>", worksheets__sheet1=b" " * 60_000_000),
    "damaged": package(workbook=b"<workbook"),
    "doctype": package(workbook=b"<!DOCTYPE a><workbook/>"),
}


@pytest.mark.parametrize("reason", list(REFUSED))
def test_harmful_file_is_refused(reason: str) -> None:
    assert read_workbook(REFUSED[reason]).reason == reason
    assert message(reason) == str(REASONS[reason])


def test_entities_of_a_sheet_are_refused() -> None:
    def fill(made: Any) -> None:
        made.add_worksheet().write(0, 0, 1)

    whole = zipfile.ZipFile(io.BytesIO(book(fill)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in whole.namelist():
            made.writestr(name, ENTITIES if name.endswith("sheet1.xml") else whole.read(name))
    assert read_workbook(out.getvalue()).reason == "doctype"


def test_too_many_rows_are_refused() -> None:
    assert read_workbook(rows(20_001)).reason == "too_many_rows"


def test_too_wide_a_sheet_is_refused() -> None:
    def fill(made: Any) -> None:
        made.add_worksheet().write(0, 300, "远")

    assert read_workbook(book(fill)).reason == "too_wide"


def test_path_without_a_file_is_refused(tmp_path: Any) -> None:
    assert read_workbook(tmp_path / "none.xlsx").reason == "missing"
    assert read_workbook(tmp_path).reason == "directory"


def test_answer_of_a_child_is_believed_in_its_shape_only() -> None:
    assert Workbook.from_answer(b'[[["a", "no rows", []]], ""]').reason == "crashed"
    assert Workbook.from_answer(b"not json").reason == "crashed"


def test_columns_have_letters() -> None:
    assert [letters(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
