"""A notice for 2027, invented: the real one says otherwise."""

import csv
import io

import pytest

HEADS = ["年份", "文号", "标题", "印发日期", "类别", "节日", "安排", "起", "止", "网址"]
NUMBER = "国办发明电〔2026〕99号"
HEAD = ["2027", NUMBER, "国务院办公厅关于2027年部分节假日安排的通知", "2026-11-20", "年度安排"]
DAYS = [
    ["元旦", "放假", "2027-01-01", "2027-01-03", ""],
    ["春节", "放假", "2027-02-05", "2027-02-12", ""],
    ["春节", "上班", "2027-01-31", "", ""],
    ["春节", "上班", "2027-02-20", "", ""],
    ["清明节", "放假", "2027-04-03", "2027-04-05", ""],
    ["劳动节", "放假", "2027-05-01", "2027-05-05", ""],
    ["劳动节", "上班", "2027-04-25", "", ""],
    ["端午节", "放假", "2027-06-09", "", ""],
    ["中秋节", "放假", "2027-09-15", "", ""],
    ["国庆节", "放假", "2027-10-01", "2027-10-07", ""],
    ["国庆节", "上班", "2027-10-09", "", ""],
    ["国庆节", "上班", "2027-09-26", "", ""],
]


def as_csv(rows):
    file = io.StringIO()
    csv.writer(file).writerows([HEADS, *rows])
    return file.getvalue()


@pytest.fixture
def rows():
    return [[*HEAD, *days] for days in DAYS]


@pytest.fixture
def text(rows):
    return as_csv(rows)


@pytest.fixture
def file(tmp_path, text):
    path = tmp_path / "2027.csv"
    path.write_text(text, encoding="utf-8")
    return path
