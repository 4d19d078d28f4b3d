"""政府采购、人事任免、公开事项记录: each written from an empty form, with every mistake that the form catches."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page

from .test_catalogue_types import Opened, as_editor, begin, fill, kept, refused, sent


@pytest.fixture
def page(site: str, addresses: dict[str, str], opened: Opened) -> Page:
    return as_editor(site, opened)


def add_row(page: Page, stream: str) -> Locator:
    """A new row at the end of a stream of one kind of block."""
    section = page.locator(f"[data-contentpath={stream}]").first
    section.locator(".c-sf-add-button:not([disabled])").last.click()
    return section


def in_days(days: int) -> str:
    return f"{date.today() + timedelta(days=days):%Y-%m-%d}"


NOTICE = {
    "title": "城区公厕保洁服务公开招标公告", "project_name": "城区公厕保洁服务", "project_number": "YSCG-2026-900",
    "purchaser": "云杉市住房和城乡建设局", "purchaser_contact": "云杉大道7号，0000-6012715", "budget": "960,000",
    "requirement": "公厕保洁。", "documents_how": "在交易平台下载。", "opening_place": "第一开标室",
}  # fmt: skip


def test_notice_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "政府采购与招投标")
    fill(page, {"title": "", "project_name": "", "purchaser": ""})
    refused(page, "此项必填", "“采购（招标）公告”须填写“项目编号”", "“采购（招标）公告”须填写“预算金额”")
    wrong = {
        **NOTICE,
        "budget": "96万元",
        "submission_deadline": f"{in_days(3)} 09:30",
        "opening_at": f"{in_days(2)} 09:30",
    }
    fill(page, wrong)
    page.select_option("[name=method]", "open")
    refused(page, "换算成元", "开标（开启）时间不能早于截止时间")
    kept(page, wrong)
    assert page.input_value("[name=method]") == "open"
    fill(page, {"budget": "960,000", "opening_at": ""})
    refused(page, "不得少于20日（《政府采购法》第三十五条）")
    kept(page, {**NOTICE, "submission_deadline": f"{in_days(3)} 09:30"})
    fill(page, {"submission_deadline": f"{in_days(30)} 09:30"})
    sent(page, site, NOTICE["title"])


def test_candidates_are_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "政府采购与招投标")
    page.select_option("[name=stage]", "candidates")
    fill(
        page,
        {
            "title": "桥梁加固中标候选人公示",
            "project_name": "桥梁加固",
            "project_number": "YSZB-2026-900",
            "purchaser": "云杉市交通运输局",
        },
    )
    refused(page, "中标候选人公示属于工程建设项目招标投标", "“中标候选人公示”须填写“供应商（投标人）”")
    page.select_option("[name=regime]", "tender")
    fill(
        page, {"notice_from": in_days(0), "notice_until": in_days(1), "objections": "市住房和城乡建设局，0000-6012715"}
    )
    for number, code in enumerate(("123", "")):
        add_row(page, "suppliers")
        fill(page, {f"suppliers-{number}-value-name": f"第{number + 1}建设公司", f"suppliers-{number}-value-rank": "1",
                    f"suppliers-{number}-value-credit_code": code})  # fmt: skip
    refused(page, "统一社会信用代码为18位")
    assert page.input_value("[name=suppliers-1-value-name]") == "第2建设公司"
    fill(page, {"suppliers-0-value-credit_code": ""})
    refused(page, "公示期过短", "相同，请核对")
    fill(page, {"suppliers-1-value-rank": "2", "notice_until": in_days(5)})
    refused(page, "每个供应商都须填写报价")
    fill(page, {"suppliers-0-value-price": "5,836,420.5", "suppliers-1-value-price_note": "下浮率6.2%"})
    sent(page, site, "桥梁加固中标候选人公示")


def test_correction_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "政府采购与招投标")
    page.select_option("[name=stage]", "correction")
    fill(
        page,
        {
            "title": "更正公告",
            "project_name": "更正项目",
            "project_number": "YSCG-2026-901",
            "purchaser": "云杉市教育局",
        },
    )
    refused(page, "“更正公告”须填写“被更正的公告”", "“更正公告”须填写“更正事项”")
    add_row(page, "corrects")
    add_row(page, "corrections")
    fill(page, {"corrections-0-value-item": "截止时间"})
    refused(page, "请选择本平台的信息", "请填写更正后的内容")
    fill(page, {"corrects-0-value-title": "原公告", "corrections-0-value-after": "12月15日"})
    refused(page, "请填写网址")
    fill(page, {"corrects-0-value-url": "https://www.yunshan.example/1"})
    sent(page, site, "更正公告")


def test_decision_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "人事任免")
    fill(page, {"title": "关于秋望等同志职务任免的通知", "decision_number": "第五号", "decided_on": in_days(2)})
    refused(page, "还没有任免的人员", "任免文号应写作", "决定日期不能晚于今天")
    kept(page, {"decision_number": "第五号", "decided_on": in_days(2)})
    add_row(page, "decisions")
    fill(
        page,
        {"decisions-0-value-name": "秋望，副局长", "decision_number": "杉政任〔2026〕9号", "decided_on": in_days(-1)},
    )
    refused(page, "此项必填", "每行填写一个人的姓名")
    fill(page, {"decisions-0-value-name": "秋望", "decisions-0-value-post": "市统计局副局长"})
    sent(page, site, "关于秋望等同志职务任免的通知")


def test_display_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "人事任免")
    page.select_option("[name=matter]", "display")
    fill(page, {"title": "任前公示第九号"})
    refused(page, "还没有拟任人选", "任前公示须填写“公示开始日期”", "任前公示须填写“受理方式”")
    add_row(page, "candidates")
    values = {
        "name": "秋望",
        "born": "1985年3月6日",
        "education": "大学",
        "current_post": "科长",
        "proposed_post": "拟任副局长",
    }
    fill(page, {f"candidates-0-value-{name}": value for name, value in values.items()})
    page.select_option("[name=candidates-0-value-gender]", "female")
    fill(
        page,
        {"display_from": in_days(0), "display_until": in_days(1), "reporting": "市人力资源和社会保障局，0000-6012156"},
    )
    refused(page, "不要写到日")
    assert page.input_value("[name=candidates-0-value-name]") == "秋望"
    fill(page, {"candidates-0-value-born": "1985年3月"})
    refused(page, "公示期不少于5个工作日")
    fill(page, {"display_until": in_days(20)})
    sent(page, site, "任前公示第九号")


def test_record_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "公开事项记录")
    page.select_option("[name=record_kind]", "penalty")
    fill(page, {"title": "关于秋某某的行政处罚决定"})
    refused(
        page, "“行政处罚决定”须填写“处罚决定书文号”", "“行政处罚决定”须填写“违法事实”", "“行政处罚决定”须填写“处罚结果”"
    )
    values = {
        "document_number": "杉环罚〔2026〕99号", "party": "秋望", "facts": "露天焚烧。", "basis": "《大气污染防治法》", "result": "罚款。",
        "amount": "0.05万元", "decided_on": in_days(1), "valid_from": in_days(2), "valid_until": in_days(1),
    }  # fmt: skip
    fill(page, values)
    page.select_option("[name=party_kind]", "person")
    refused(page, "姓名须去标识化", "换算成元", "日期不能晚于今天", "截止日期不能早于起始日期")
    kept(page, values)
    fill(page, {"party": "秋某某", "amount": "500元", "decided_on": in_days(-1), "valid_from": ""})
    sent(page, site, "关于秋某某的行政处罚决定")
