"""The real notices that the project was given, where they are at hand; judged by eye, sentence by sentence."""

import re
from pathlib import Path

import pytest

from catalog.importing import ParsedDocument, read_document

NOTICES = Path(__file__).resolve().parents[4] / "shared" / "notices"
FOUND = sorted(NOTICES.glob("*.txt"))

# Beginning of the name: title, number, date, organ, addressees, lines (from 1) of the true body.
FACTS = {
    "000": (
        "苏州市人民政府办公室印发关于进一步做好中国苏州政府门户网站内容保障工作实施意见的通知",
        "",
        None,
        "苏州市人民政府办公室",
        "",
        (4, 42),
    ),
    "001": (
        "咸阳市人民政府办公室关于加强政府网站建设和管理工作的意见",
        "咸政办发〔2007〕171号",
        "2007-10-10",
        "咸阳市人民政府办公室",
        "各县市区人民政府,市人民政府各工作部门、各直属机构",
        (6, -2),
    ),
    "002": (
        "省政府办公厅关于进一步加强省政府门户网站内容保障工作的通知",
        "",
        "2006-12-25",
        "省政府办公厅",
        "各市、县人民政府，省各委、办、厅、局，省各直属单位",
        (5, None),
    ),
    "003": (
        "黔东南州开展州政府网站在线办事检查和加强政民互动工作实施方案",
        "〔2015〕138号",
        "2015-05-16",
        "州人民政府办公室",
        "各县(市)人民政府,州政府各部门、各直属机构",
        (2, None),
    ),
    "004": (
        "化县人民政府办公室关于加强政府网站信息内容建设的实施意见",
        "通政办发〔2015〕3号",
        None,
        "化县人民政府办公室",
        "各乡镇人民政府(东宝新村办事处),聚鑫经济开发区管委会,县政府各局办、各直属机构",
        (None, None),
    ),
}
NOISE = {
    "000": ("法搜网", "[1]", "查看全文", "发表评论", "相关文章"),
    "001": ("颁布单位", "效力级别", "小编", "版权声明"),
    "002": (),
    "003": (),
    "004": (
        "设为首页",
        "地方资讯",
        "您目前的位置",
        "2016-3-26",
        "责任编辑",
        "节约网",
        "Copyright",
        "ICP备",
        "点击这里",
    ),
}


@pytest.mark.parametrize("path", FOUND, ids=[path.name[:3] for path in FOUND])
def test_notice_is_read_rightly(path: Path) -> None:
    title, number, day, organ, addressees, _ = FACTS[path.name[:3]]
    parsed = read_document(path)
    assert isinstance(parsed, ParsedDocument)
    got = (parsed.title, parsed.document_number, parsed.issued_on, parsed.organ, parsed.addressees)
    assert got == (title, number, day, organ, addressees)
    assert [noise for noise in NOISE[path.name[:3]] if noise in parsed.text] == []


@pytest.mark.parametrize("path", FOUND, ids=[path.name[:3] for path in FOUND])
def test_no_sentence_of_a_notice_is_lost(path: Path) -> None:
    parsed = read_document(path)
    assert isinstance(parsed, ParsedDocument)
    text = re.sub(r"\s", "", parsed.text)
    lost = [sentence for sentence in true_sentences(path) if sentence not in text]
    assert lost == []


def true_sentences(path: Path) -> list[str]:
    lines = path.read_text("utf-8").split("\n")
    first, last = FACTS[path.name[:3]][5]
    if path.name.startswith("004"):
        first = next(at for at, line in enumerate(lines, 1) if line.startswith("各乡镇人民政府"))
        last = next(at for at, line in enumerate(lines) if "责任编辑" in line)
    body = "\n".join(lines[(first or 1) - 1 : last])
    return [re.sub(r"\s", "", part) for part in re.split(r"(?<=[。；：])|\n", body) if part.strip()]


def test_contacts_of_a_notice_are_reported__as_found() -> None:
    path = next((path for path in FOUND if path.name.startswith("003")), None)
    parsed = read_document(path) if path else None
    wanted = {"杨东平", "杨懿", "姜松", "8579825", "8656096", "8235320"} if path else set()
    assert {warning.text for warning in getattr(parsed, "warnings", [])} >= wanted
