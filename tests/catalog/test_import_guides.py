"""import_guides: each bad cell told by sheet, row and column; the good rows in review; nothing twice."""

import io
import json
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.guides.importing.columns import KINDS, POWER_ITEMS
from catalog.guides.importing.table import Table
from catalog.guides.importing.template import template
from catalog.models import PowerItemPage, ServiceGuidePage
from cms.models import HomePage
from cms.review.setup import ensure_review
from intake.workbooks import Cell, Row, Sheet, Workbook
from organs.models import Role
from tests.site import make_organ, make_person

from .guide_sheets import Book, code, power_items
from .pages import published, published_item

pytestmark = pytest.mark.django_db

MAIN, MATERIALS, STEPS, QUESTIONS = "办事指南", "办理材料", "办理流程", "常见问题"

CELLS: list[tuple[str, Any, str]] = [
    ("item_code", "编码", "由6至40位数字、字母和短横线组成"),
    ("title", None, "此栏必填，请补上事项名称"),
    ("power_item", "XK-NONE-1", "权力清单中没有编码为“XK-NONE-1”的事项"),
    ("handling_type", "快办件", "“快办件”不在可选范围内，请改为：即办件、承诺件"),
    ("exercise_level", "镇级", "不在可选范围内"),
    ("topics", "准营准办、开饭店", "没有生命周期主题“开饭店”"),
    ("conditions", "=A1&B1", "单元格是公式或者错误值"),
    ("place", "云" * 301, "超过300个字，请精简"),
    ("in_service_centre", "是的", "请改为：已进驻、未进驻"),
    ("telephone", "打总机", "电话只能填写数字"),
    ("supervision_telephone", "无", "电话只能填写数字"),
    ("promised_limit", 21, "承诺时限不能长于法定时限（20工作日）"),
    ("promised_limit", "8天", "承诺时限请填0或者正整数"),
    ("legal_limit", -3, "法定时限请填0或者正整数"),
    ("limit_unit", "月", "请改为：工作日、日（自然日）、小时"),
    ("visits", 12, "到办事现场次数请填0至9"),
    ("is_charged", "收", "请填“是”或者“否”"),
    ("fee_basis", "云价费〔2020〕1号", "已填写收费依据或者收费标准"),
    ("consult_url", "打电话", "请填写完整的网址"),
    ("query_url", "ftp://a.example/", "请填写完整的网址"),
    ("no_apply_reason", "须当场办理", "不能网上申请的理由请留空"),
    ("theme", "天气", "请从下拉列表中选择"),
    ("result.name", None, "此栏必填"),
    ("fee.amount", "八十", "金额请只填数字"),
]
"""(column, what is put there, words of the report), one for each guide; told in the column itself unless OTHERWISE says."""
OTHERWISE = {"fee_basis": "is_charged"}
ROWS: list[tuple[str, str, Any, str]] = [
    (MATERIALS, "name", None, "此栏必填"),
    (MATERIALS, "source", "自己", "不在可选范围内"),
    (MATERIALS, "copies", 0, "请填写须提交的份数"),
    (MATERIALS, "copies", 99, "小于或等于|小于等于|20"),
    (MATERIALS, "blank_form", "申请书.docx", "--files"),
    (MATERIALS, "needs_form", "要", "请填“是”或者“否”"),
    (MATERIALS, "necessity", "特定情形", "请写明是什么情形"),
    (STEPS, "kind", "岔路", "不在可选范围内"),
    (STEPS, "name", None, "此栏必填"),
    (STEPS, "name", "步" * 31, "30"),
    (STEPS, "otherwise", "退回", "步骤没有“否则”"),
]
ROW_OTHERWISE = {"特定情形": "note"}


@pytest.fixture
def ready(home: HomePage) -> HomePage:
    ensure_review()
    published_item()
    return home


def ran(data: bytes, folder: Path, *options: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(defects, outcomes) of the command over a file with these bytes."""
    path = folder / "guides.xlsx"
    path.write_bytes(data)
    out = io.StringIO()
    places = ["--organ", make_organ().code, "--column", "zhengcewenjian", "--format", "json"]
    call_command("import_guides", str(path), *places, *options, stdout=out, stderr=io.StringIO())
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    return [one for one in lines if one["status"] == "defect"], [one for one in lines if one["status"] != "defect"]


def planted(count: int) -> tuple[Book, list[tuple[str, int, str, str]]]:
    """A book of `count` guides in which each mistake of the tables stands once, each in another guide, from the end
    on; and (sheet, row, column, words) of every mistake."""
    book, told = Book(count), []
    number = count
    for key, value, words in CELLS:
        told.append((MAIN, number + 2, letters(book, MAIN, number + 2, key, value), words))
        number -= 1
    for sheet, key, value, words in ROWS:
        row = number + 2 if sheet == MATERIALS else (number - 1) * 3 + 3
        told.append((sheet, row, letters(book, sheet, row, key, value), words))
        number -= 1
    # A second guide of the same code, rows without a guide, a merged cell, a hidden row, no steps.
    told.append((MAIN, number + 2, letters(book, MAIN, number + 2, "item_code", code(1)), "编码与第3行相同"))
    clear(book, MATERIALS, number + 2)
    for row in range((number - 1) * 3 + 3, number * 3 + 3):
        clear(book, STEPS, row)
    number -= 1
    book.book[MAIN].merge_cells(start_row=number + 2, end_row=number + 2, start_column=9, end_column=10)
    told.append((MAIN, number + 2, "I", "合并了，请取消合并"))
    number -= 1
    book.book[MAIN].row_dimensions[number + 2].hidden = True
    told.append((MAIN, number + 2, "A", "此行是隐藏的"))
    number -= 1
    for row in range((number - 1) * 3 + 3, number * 3 + 3):
        clear(book, STEPS, row)
    told.append((MAIN, number + 2, "A", "表中此事项有0步"))
    number -= 1
    book.put(QUESTIONS, 3, "item_code", code(number))
    told.append((QUESTIONS, 3, "B", "此栏必填，请补上问"))
    book.put(QUESTIONS, 3, "answer", "可以。")
    return book, told


def letters(book: Book, sheet: str, row: int, key: str, value: Any) -> str:
    """Plant a mistake; the letters of the column in which it is told."""
    found = book.put(sheet, row, key, value)
    other = OTHERWISE.get(key) if sheet == MAIN else ROW_OTHERWISE.get(value)
    plan = next(one for one in KINDS["guides"] if one.title == sheet)
    keys = [one.key for one in plan.columns]
    return openpyxl.utils.get_column_letter(keys.index(other) + 1) if other else found


def clear(book: Book, sheet: str, row: int) -> None:
    for cell in book.book[sheet][row]:
        cell.value = None


def judge(defects: list[dict[str, Any]], told: list[tuple[str, int, str, str]]) -> None:
    """Exactly the planted mistakes, each at its cell, with what to mend."""
    places = [(one["sheet"], one["row"], one["column"]) for one in defects]
    assert sorted(places) == sorted((sheet, row, column) for sheet, row, column, _words in told)
    for sheet, row, column, words in told:
        message = next(
            one["message"] for one in defects if (one["sheet"], one["row"], one["column"]) == (sheet, row, column)
        )
        assert any(one in message for one in words.split("|")), (message, words)


def test_each_mistake_is_told_once_at_its_cell__and_the_good_guides_are_in_review(ready: Any, tmp_path: Path) -> None:
    book, told = planted(43)
    assert len(told) == 40
    defects, outcomes = ran(book.data(), tmp_path)
    judge(defects, told)
    assert [one["status"] for one in outcomes].count("created") == 3
    guides = ServiceGuidePage.objects.all()
    assert guides.count() == 3
    assert {one.current_workflow_task.name for one in guides} == {"初审"}
    first = guides.get(item_code=code(1))
    assert (first.title, first.live, first.promised_limit) == ("食品经营许可（第1类）", False, 8)
    assert [child.value["needs_form"] for child in first.materials] == [True]
    assert [step["kind"] for step in first.process[0].value["steps"]] == ["step", "decision", "step"]
    assert [(child.block_type, child.value) for child in first.topics] == [
        ("business", "准营准办"),
        ("business", "社会保障"),
    ]


@pytest.mark.soak
def test_forty_of_five_hundred_are_told__and_the_others_are_in_review(ready: Any, tmp_path: Path) -> None:
    book, told = planted(500)
    defects, outcomes = ran(book.data(), tmp_path)
    judge(defects, told)
    assert (len(defects), len(outcomes)) == (40, 500)
    assert ServiceGuidePage.objects.count() == 460
    assert all(one.workflow_in_progress for one in ServiceGuidePage.objects.all())


def test_nothing_is_made_twice__when_the_file_is_imported_again(ready: Any, tmp_path: Path) -> None:
    data = Book(2).data()
    ran(data, tmp_path)
    page = ServiceGuidePage.objects.get(item_code=code(1))
    page.title = "改过的名称"
    page.save_revision()
    defects, outcomes = ran(data, tmp_path)
    assert (defects, [one["status"] for one in outcomes]) == ([], ["duplicate", "duplicate"])
    assert outcomes[0]["page_id"] == page.pk
    assert ServiceGuidePage.objects.count() == 2
    assert page.get_latest_revision_as_object().title == "改过的名称"


def test_nothing_is_written__when_it_only_looks(ready: Any, tmp_path: Path) -> None:
    _defects, outcomes = ran(Book(2).data(), tmp_path, "--dry-run")
    assert [one["status"] for one in outcomes] == ["created", "created"]
    assert not ServiceGuidePage.objects.exists()


def test_forms_come_with_the_guide__when_they_lie_beside_it(ready: Any, tmp_path: Path) -> None:
    book = Book(1)
    book.put(MATERIALS, 3, "blank_form", "申请书.txt")
    book.put(MATERIALS, 3, "sample", "样表.txt")
    forms = tmp_path / "forms"
    forms.mkdir()
    (forms / "申请书.txt").write_text("申请人：", encoding="utf-8")
    defects, _outcomes = ran(book.data(), tmp_path, "--files", str(forms))
    assert [(one["column"], one["heading"]) for one in defects] == [("I", "示例样表文件名")]
    (forms / "样表.txt").write_text("申请人：张三", encoding="utf-8")
    defects, _outcomes = ran(book.data(), tmp_path, "--files", str(forms))
    row = ServiceGuidePage.objects.get().materials[0].value
    assert (defects, row["blank_form"].title, row["sample"].title) == ([], "申请书", "样表")


def test_rows_without_their_guide_are_told_once(ready: Any, tmp_path: Path) -> None:
    book = Book(1)
    for _again in range(3):
        book.add(MATERIALS, {"item_code": "XK-SP-9999", "name": "身份证"})
    defects, outcomes = ran(book.data(), tmp_path)
    told = [(one["sheet"], one["row"], one["column"]) for one in defects if "没有此编码" in one["message"]]
    assert told == [(MATERIALS, 4, "A")]
    assert [one["status"] for one in outcomes] == ["created"]


def test_empty_code_is_told__and_the_rows_that_lost_it_are_not(ready: Any, tmp_path: Path) -> None:
    book = Book(2)
    book.put(MAIN, 4, "item_code", None)
    defects, outcomes = ran(book.data(), tmp_path)
    assert [(one["sheet"], one["row"], one["column"]) for one in defects] == [(MAIN, 4, "A")]
    assert [one["status"] for one in outcomes] == ["created", "defective"]


def test_heading_is_asked_for__when_the_template_was_changed(ready: Any, tmp_path: Path) -> None:
    book = Book(1)
    book.put(MAIN, 1, "place", "地点")
    defects, outcomes = ran(book.data(), tmp_path)
    assert [(one["sheet"], one["row"], one["column"], one["heading"]) for one in defects] == [
        (MAIN, 1, "M", "办理地点")
    ]
    assert outcomes == []


@pytest.mark.parametrize("kind", list(KINDS))
def test_template_is_taken_back_as_it_is__with_its_lists(kind: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(kind)))
    for plan in KINDS[kind]:
        sheet = book[plan.title]
        assert [cell.value.rstrip("*") for cell in sheet[1]] == [one.heading for one in plan.columns]
        listed = {str(rule.sqref).split(":")[0].rstrip("0123456789") for rule in sheet.data_validations.dataValidation}
        wanted = {openpyxl.utils.get_column_letter(n) for n, one in enumerate(plan.columns, 1) if one.titles}
        assert wanted <= listed
    assert book["选项"].sheet_state == "hidden"


def test_empty_template_is_refused(ready: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="表中没有事项"):
        ran(template("guides"), tmp_path)


def test_power_items_are_imported__before_their_guides(home: HomePage, tmp_path: Path) -> None:
    ensure_review()
    data = power_items("XK-SP-0001", "XK-SP-0002")
    _defects, outcomes = ran(data, tmp_path, "--kind", "power-items")
    assert [one["status"] for one in outcomes] == ["created", "created"]
    assert PowerItemPage.objects.get(item_code="XK-SP-0001").current_workflow_task.name == "初审"
    book = Book(kind="power-items")
    book.add("权力清单", {"item_code": "XK-SP-0003", "title": "食品经营许可"})
    defects, _outcomes = ran(book.data(), tmp_path, "--kind", "power-items")
    assert {one["heading"] for one in defects} == {
        "事项类型", "行使层级", "实施主体", "实施主体性质", "设定依据", "权限划分", "监督方式", "监督电话",
    }  # fmt: skip
    defects, _outcomes = ran(Book(1).data(), tmp_path)
    assert defects == []


def test_file_that_is_no_workbook_is_refused(ready: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="另存为“Excel 工作簿"):
        ran("编码,名称".encode(), tmp_path)


def test_editor_looks_before_the_import__and_nothing_is_written(ready: Any, client: Any) -> None:
    client.force_login(make_person("writer", (Role.EDITOR, None)))
    address = reverse("catalog_guides")
    assert "请选择填好的表格" in client.post(address, {"kind": "guides"}).content.decode()
    book = Book(2)
    book.put(MAIN, 4, "telephone", "打总机")
    book.put(MATERIALS, 3, "blank_form", "申请书.docx")
    sent = {"kind": "guides", "file": SimpleUploadedFile("guides.xlsx", book.data())}
    html = client.post(address, sent).content.decode()
    assert "可以导入1项，有误1项；有误的单元格1处" in html
    assert "P（联系电话）" in html
    assert "电话只能填写数字" in html
    text = {"kind": "guides", "file": SimpleUploadedFile("guides.xlsx", b"a,b")}
    assert "另存为“Excel 工作簿" in client.post(address, text).content.decode()
    assert not ServiceGuidePage.objects.exists()
    response = client.get(reverse("catalog_guides_template", args=["guides"]))
    assert openpyxl.load_workbook(io.BytesIO(response.content)).sheetnames[0] == MAIN
    assert client.get(reverse("catalog_guides_template", args=["other"])).status_code == 404


def test_look_is_for_those_who_write(ready: Any, client: Any) -> None:
    client.force_login(make_person("signer", (Role.OFFICE_HEAD, None)))
    assert client.get(reverse("catalog_guides")).status_code in {302, 403}
    assert client.get(reverse("catalog_guides_template", args=["guides"])).status_code in {302, 403}


def test_numbers_out_of_reason_are_told_at_their_cells(ready: Any, tmp_path: Path) -> None:
    book = Book(2)
    book.put(MAIN, 3, "item_code", 1133010000000000000000000000001)
    book.put(MAIN, 4, "promised_limit", "9" * 5000)
    defects, outcomes = ran(book.data(), tmp_path)
    told = [(one["row"], one["column"], one["message"][:9]) for one in defects if one["sheet"] == MAIN]
    assert told == [(3, "A", "数字超过15位，末"), (4, "R", "承诺时限请填0或者")]
    assert [one["status"] for one in outcomes] == ["defective", "defective"]


def table(count: int, merged: list[str]) -> tuple[float, list[Any]]:
    """Seconds of the processor for `count` rows in which everything is missing but the code, and what was told."""
    head = Row(1, {place: Cell(one.heading) for place, one in enumerate(POWER_ITEMS.columns, 1)})
    rows = [head, *(Row(number, {1: Cell(f"XK-SP-{number:06}")}) for number in range(3, count + 3))]
    defects: list[Any] = []
    began = time.process_time()
    Table(POWER_ITEMS, Workbook([Sheet(POWER_ITEMS.title, rows, merged)]), defects)
    return time.process_time() - began, defects


def test_long_table_of_mistakes_costs_as_much_for_each_row() -> None:
    """Twenty thousand rows would otherwise keep a web process for an hour."""
    short, long = (table(count, []) for count in (100, 1600))
    assert (len(short[1]), len(long[1])) == (100 * 9, 1600 * 9)
    assert long[0] < 16 * 4 * short[0]
    many = [f"B{number}:C{number + 200}" for number in range(3, 1603)]
    spent, defects = table(1600, many)
    assert [one.heading for one in defects] == ["合并单元格"] * 1600
    assert spent < 16 * 4 * short[0]


def test_look_lists_some_of_many_mistakes__and_says_how_many(ready: Any, client: Any) -> None:
    client.force_login(make_person("writer", (Role.EDITOR, None)))
    book = Book(kind="power-items")
    for number in range(70):
        book.add(POWER_ITEMS.title, {"item_code": f"XK-SP-{number:04}"})
    sent = {"kind": "power-items", "file": SimpleUploadedFile("items.xlsx", book.data())}
    with CaptureQueriesContext(connection) as queries:
        html = client.post(reverse("catalog_guides"), sent).content.decode()
    assert "有误的单元格630处" in html
    assert "另有130处没有列出" in html
    assert html.count("<td>权力清单</td>") == 500
    assert len(queries) < 40


def test_known_code_is_passed_over__also_when_its_guide_is_public(ready: Any, tmp_path: Path) -> None:
    page = published(ServiceGuidePage, item_code=code(1))
    defects, outcomes = ran(Book(1).data(), tmp_path)
    assert (defects, outcomes[0]["status"], outcomes[0]["page_id"]) == ([], "duplicate", page.pk)
