"""人事任免: appointments, removals, and the display of those who are proposed."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from wagtail.blocks.struct_block import StructBlockValidationError

from catalog.models import PersonnelPage
from cms.clearance.digest import content_digest
from cms.clearance.gate import let_down
from cms.models import HomePage
from cms.review.differences.pages import compare
from cms.review.passages import passages
from register.models import Entry
from register.rebuild import rebuild
from tests.site import make_document, publish

from .records import CANDIDATES, DECISIONS, display, personnel, today

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    """Monday, 1 June 2026."""
    with time_machine.travel("2026-06-01T10:00:00+08:00", tick=False):
        yield


def document_row(page: Any) -> list[tuple[str, dict[str, Any]]]:
    return [("document", {"document": page, "title": "", "url": ""})]


def test_decision_is_read_whole__as_rows(home: HomePage, client: Any) -> None:
    page = publish(personnel())
    entry = Entry.objects.get(uid=page.uid)
    html = client.get(page.url).content.decode()
    for word in (
        "任命",
        "免去",
        "林知远",
        "市交通运输局副局长",
        "试用期一年",
        "市公路建设服务中心主任",
        "2026年5月30日",
    ):
        assert word in html
        assert word in entry.content_html
    assert '<th scope="row">林知远</th>' in html
    assert entry.document_number == "云政任〔2026〕3号"
    assert entry.extra["persons"] == "林知远"
    assert entry.summary == "林知远的职务任免。"
    assert list(rebuild(repair=False)) == []


def test_display_is_read_whole(home: HomePage, client: Any) -> None:
    page = publish(display())
    html = client.get(page.url).content.decode()
    for word in ("岑望舒", "女", "1985年3月", "拟任市图书馆馆长", "2026年6月1日至2026年6月15日", "市委组织部"):
        assert word in html
    assert "任免机关" not in html


def test_document_is_linked__and_no_longer_when_it_is_taken_down(home: HomePage, client: Any) -> None:
    document = make_document(title="任免通知全文", document_number="云政任〔2026〕3号")
    page = publish(personnel(documents=document_row(document)))
    assert f'<a href="http://testserver{document.url}">任免通知全文</a>' in client.get(page.url).content.decode()
    assert Entry.objects.get(uid=page.uid).document_number == ""  # the document itself has it
    let_down(document).unpublish()
    html = client.get(page.url).content.decode()
    assert "任免通知全文" not in html
    assert "（该信息已撤下）" in html


MISTAKES: list[tuple[Any, dict[str, Any], str]] = [
    (personnel, {"decisions": []}, "还没有任免的人员"),
    (personnel, {"decisions": [DECISIONS[0], DECISIONS[0]]}, "“林知远”的同一职务写了两次"),
    (
        personnel,
        {"decisions": [DECISIONS[0], ("decision", {**DECISIONS[0][1], "action": "remove"})]},
        "“林知远”的同一职务既任又免",
    ),
    (personnel, {"decided_on": None}, "请填写作出任免决定的日期"),
    (personnel, {"decision_number": "第三号"}, "任免文号应写作"),
    (display, {"candidates": []}, "还没有拟任人选"),
    (display, {"reporting": ""}, "任前公示须填写“受理方式”"),
    (display, {"display_from": None}, "任前公示须填写“公示开始日期”"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "fields", "words"), MISTAKES)
def test_mistake_is_told_in_chinese(home: HomePage, make: Any, fields: dict[str, Any], words: str) -> None:
    assert words in "\n".join(make(**fields).publication_problems())


def test_display_is_refused_with_the_rule__when_too_short(home: HomePage) -> None:
    page = display(display_until=today(3))
    assert "不少于5个工作日（《党政领导干部选拔任用工作条例》），至少到2026-06-05" in "".join(
        page.publication_problems()
    )
    page.display_until = today(4)
    assert page.publication_problems() == []


def test_decision_is_refused__when_it_is_still_to_come(home: HomePage) -> None:
    assert personnel(decided_on=today(1)).publication_problems() == ["决定日期不能晚于今天。"]


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("decisions", {"name": "林知远，副局长"}, "每行填写一个人的姓名"),
        ("decisions", {"name": "13800001111"}, "每行填写一个人的姓名"),
        ("candidates", {"born": "1985年3月6日"}, "不要写到日"),
        ("candidates", {"born": "1985.3"}, "出生年月写到月"),
    ],
)
def test_row_is_refused__when_it_says_too_much(kind: str, fields: dict[str, Any], words: str) -> None:
    (block,) = PersonnelPage._meta.get_field(kind).stream_block.child_blocks.values()
    value = {**(DECISIONS if kind == "decisions" else CANDIDATES)[0][1], **fields}
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python(value))
    assert words in str([error.messages for error in refusal.value.block_errors.values()])


def test_rows_count_for_signature_difference_and_inspection(home: HomePage) -> None:
    page = personnel()
    before, old = content_digest(page), PersonnelPage.objects.get(pk=page.pk)
    page.decisions = [("decision", {**DECISIONS[0][1], "action": "remove"}), DECISIONS[1]]
    assert content_digest(page) != before
    assert [one.path for one in compare(old, page)] == ["decisions"]
    assert "市公路建设服务中心主任" in " ".join(one.text for one in passages(page))
