"""Files as officials save them, and what is said of each slip."""

import json
from datetime import date

import pytest

from tests.workdays.conftest import NUMBER, as_csv
from workdays.doubts import doubts
from workdays.files import COLUMNS, LARGEST, FileError, read_notices


def problems(content):
    with pytest.raises(FileError) as caught:
        read_notices("x.csv", content if isinstance(content, bytes) else content.encode())
    return caught.value.problems


def test_notice_is_read_with_its_days__when_the_file_is_right(text):
    (notice,) = read_notices("2027.csv", text.encode())
    assert (notice.year, notice.number, notice.issued_on, notice.annual) == (2027, NUMBER, date(2026, 11, 20), True)
    assert len([day for day in notice.days if day.nature == "off"]) == 3 + 8 + 3 + 5 + 1 + 1 + 7
    assert [day.date for day in notice.days] == sorted(day.date for day in notice.days)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("change", [str, lambda text: text.replace(",", "\t"), lambda text: text.replace("\r\n", "\n")])
def test_file_is_read_alike__when_a_spreadsheet_saved_it_in_its_own_way(text, encoding, change):
    assert read_notices("x.csv", change(text).encode(encoding)) == read_notices("x.csv", text.encode())


def test_file_is_read_alike__when_it_is_json(rows, text):
    names = list(COLUMNS.values())
    content = json.dumps([dict(zip(names, row, strict=False)) for row in rows]).encode()
    assert read_notices("x.json", content) == read_notices("x.csv", text.encode())


def test_dates_and_number_are_read__when_written_otherwise(rows):
    rows[0][0], rows[0][1], rows[0][3] = "2027年", "国办发明电 [2026] 99 号", "2026年11月20日"
    rows[0][7], rows[0][8] = "2027/1/1", "2027.1.3"
    assert read_notices("x.csv", as_csv(rows).encode())[0].number == NUMBER


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        (0, "二七", "第3行：年份应为四位数字"),
        (0, "2099", "第3行：年份应在2008年到2050年之间"),
        (1, "", "第3行：缺少文号"),
        (2, "", "第3行：缺少标题"),
        (2, "另一个标题", "第3行：同一文号的年份、标题、印发日期、类别、网址与第2行不一致"),
        (3, "", "第3行：印发日期：日期应写成"),
        (3, "0001-01-01", "第3行：印发日期：0001-01-01不在2026年或者2027年"),
        (3, "9999-12-31", "第3行：印发日期：9999-12-31不在2026年或者2027年"),
        (4, "临时", "第3行：类别应写“年度安排”或者“调整”"),
        (5, "", "第3行：缺少节日"),
        (6, "休息", "第3行：安排应写“放假”或者“上班”"),
        (7, "2027-02-30", "第3行：起：没有“2027-02-30”这个日期"),
        (7, "2月5日", "第3行：起：看不懂日期“2月5日”"),
        (7, "2028-02-05", "第3行：止日早于起日"),
        (8, "2027-04-12", "第3行：起止相隔超过31天"),
        (7, "2026-11-30", "第3行：起止相隔"),
    ],
)
def test_row_is_named_with_its_slip__when_something_is_wrong(rows, column, value, message):
    rows[1][column] = value
    assert any(one.startswith(message) for one in problems(as_csv(rows)))


def test_date_is_refused__when_it_is_of_another_year(rows):
    rows[1][7:9] = ["2026-02-05", "2026-02-12"]
    assert problems(as_csv(rows)) == ["第3行：2026-02-05不在2027年。"]


def test_day_is_refused__when_it_is_there_twice(rows):
    rows[2][7] = "2027-02-06"
    assert problems(as_csv(rows)) == ["第4行：2027-02-06已经写在第3行。"]


def test_all_slips_are_told__when_there_are_several(rows):
    rows[0][6], rows[3][7] = "休", "x"
    assert [one.partition("：")[0] for one in problems(as_csv(rows))] == ["第2行", "第5行"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "空"),
        (b"\xef\xbb\xbf \r\n", "空"),
        (b"PK\x03\x04\x00\x00\xff\xfe", "不是文本"),
        ("年份,文号\r\n".encode(), "缺少：标题"),
        ("年份,文号,标题,印发日期,类别,节日,安排,起\r\n".encode(), "没有放假安排"),
        (b"[" * 100_000, "json"),
        (b"[1]", "列表"),
        (b"{}", "列表"),
        (b"[{}]", "第1项"),
        (b"x" * (LARGEST + 1), "过大"),
        (b'"' + b"x" * 200_000, "不是正确的"),
    ],
)
def test_file_is_refused_with_a_reason__when_it_is_none_of_ours(content, message):
    assert message in problems(content)[0]


def test_json_is_refused_by_item__when_values_are_of_other_kinds(rows):
    names = list(COLUMNS.values())
    items = [dict(zip(names, row, strict=False)) for row in rows]
    items[0]["begin"], items[1]["number"], items[2]["year"] = 5, ["x"], None
    assert problems(json.dumps(items)) == [
        "第1项：起：日期应写成“2026-01-05”这样的文字。",
        "第2项：文号应为文字。",
        "第3项：年份应为四位数字，如“2027”。",
    ]


KNOWN = "年份、文号、标题、印发日期、类别、节日、安排、起、止、网址"


@pytest.mark.parametrize(
    ("head", "wrong", "told"),
    [
        (",止,", ",止日,", [f"第1行的表头中，不认识：止日。可用的列：{KNOWN}。"]),
        (",网址", ",End", [f"第1行的表头中，不认识：End。可用的列：{KNOWN}。"]),
        (",网址", ",end", ["第1行的表头中，写了不止一次：止。"]),
        (",网址", ",起", ["第1行的表头中，写了不止一次：起。"]),
        (",起,", ",开始,", ["第1行应为表头，缺少：起。", f"第1行的表头中，不认识：开始。可用的列：{KNOWN}。"]),
    ],
)
def test_column_is_named__when_unknown_or_repeated(text, head, wrong, told):
    assert problems(text.replace(head, wrong, 1)) == told


def test_row_is_named__when_a_cell_has_no_head(text):
    assert problems(text.replace(",止,", ",,", 1))[0] == "第2行：“2027-01-03”不在任何一列中，请核对表头和逗号。"
    lines = text.splitlines()
    lines[2] += ",,多"
    assert problems("\n".join(lines)) == ["第3行：“多”不在任何一列中，请核对表头和逗号。"]


def test_empty_columns_are_passed_over__when_a_spreadsheet_wrote_them(text):
    wide = "\n".join(f"{line},," for line in text.splitlines())
    assert read_notices("x.csv", wide.encode()) == read_notices("x.csv", text.encode())


def test_item_is_named__when_a_name_is_unknown_or_repeated(rows):
    item = json.dumps(dict(zip(COLUMNS.values(), rows[1], strict=False)))
    known = "year、number、title、issued_on、kind、holiday、nature、begin、end、url"
    assert problems(f"[{item}, {item.replace('end', 'End')}]") == [f"第2项：不认识：End。可用的名称：{known}。"]
    assert problems(f'[{item[:-1]}, "end": "2027-02-06"}}]') == ["第1项：“end”写了不止一次。"]


@pytest.mark.parametrize("end", [0, [], {}, False])
def test_item_is_named__when_its_end_is_no_text(rows, end):
    items = [dict(zip(COLUMNS.values(), rows[0], strict=False)) | {"end": end}]
    assert problems(json.dumps(items)) == ["第1项：止：日期应写成“2026-01-05”这样的文字。"]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("holiday", "春\ud800节", "节日含有无法识别的字符"),
        ("title", "关于\x00放假", "标题含有无法识别的字符"),
        ("number", "\ufdfa" * 60, "文号过长"),
    ],
)
def test_json_is_refused_by_item__when_no_database_could_keep_a_word(rows, name, value, message):
    items = [dict(zip(COLUMNS.values(), rows[0], strict=False)) | {name: value}]
    assert problems(json.dumps(items)) == [f"第1项：{message}。"]


def test_doubt_is_told__when_a_notice_lacks_a_festival_or_its_days_do_not_add_up(rows):
    assert doubts(read_notices("x.csv", as_csv(rows).encode())) == []
    (lack, sums) = doubts(read_notices("x.csv", as_csv(rows[:7] + rows[8:]).encode()))
    assert lack == f"{NUMBER}：没有写到端午节，请核对。"
    assert "相抵后为12天，与法定假日13天不符" in sums
    rows[2][7] = "2027-02-18"
    assert "2027年2月18日（星期四）本来就是工作日" in doubts(read_notices("x.csv", as_csv(rows).encode()))[0]
