"""预决算、规划计划、统计信息、年度报告: each from an empty form, with every mistake, and pasted from a spreadsheet."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .test_catalogue_types import add_to, as_editor, begin, fill, kept, refused, sent, write_body

PASTE = """(field, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    field.focus();
    field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
NO_FIGURES = "\n".join("\t".join(["0"] * 7) for _row in range(25))


@pytest.fixture
def page(site: str, addresses: dict[str, str], opened: Any) -> Page:
    """The dashboard of the demo's editor. The pages of other tests are chosen before there are more."""
    return as_editor(site, opened)


def paste(field: Locator, text: str) -> None:
    field.evaluate(PASTE, text)


def first_cell(table: Locator) -> Locator:
    return table.locator("tbody td textarea").first


def test_editor_is_told_what_is_cut_off__when_a_text_is_pasted_beyond_the_length(page: Page, site: str) -> None:
    begin(page, site, "预决算")
    title, told = page.locator("[name=title]"), page.locator(".house__cut")
    title.fill("二〇二六年")
    paste(title, "预算" * 125)
    expect(told).to_have_count(0)  # it has room for 255
    paste(title, "预算" * 130)
    paste(title, "预算" * 127)
    expect(told).to_have_text("此处最多255字，粘贴的内容超出4字，超出部分没有填入，请核对。")
    title.fill("二〇二六年部门预算")
    expect(told).to_have_count(0)


def test_budget_is_written__with_every_mistake_and_then_pasted(page: Page, site: str) -> None:
    begin(page, site, "预决算")
    fill(page, {"fiscal_year": ""})
    refused(page, "此项必填", "还没有收支总表", "没有发生的填0", "正文还没有内容，不能送审")
    wrong = {"fiscal_year": "1990", "sangong-abroad-0": "约5", "sangong-reception-2": "-1"}
    fill(page, wrong)
    refused(page, "年度请填2000至", "“因公出国（境）费”的“上年数”应为不小于0的数字，现为“约5”")
    kept(page, wrong)
    section = add_to(page, "tables", "收支总表")
    income, spent = section.locator(".typed-table-block").nth(0), section.locator(".typed-table-block").nth(1)
    paste(
        first_cell(income),
        "财政拨款收入\t1,000\t1,100\n其他收入\t20\t30\n本年收入合计\t1,020\t1,130\n上年结转\t0\t0\n收入总计\t1,020\t1,131",
    )
    paste(
        first_cell(spent),
        "教育支出\t900\t1,000\n其他支出\t120\t130\n本年支出合计\t1,020\t1,130\n结转下年\t0\t0\n支出总计\t1,020\t1,130\n",
    )
    paste(page.locator("[name=sangong-abroad-0]"), "5\t5\t4\n20\t20\t18\n0\t0\t0\n20\t20\t18\n3\t3\t2\n28\t28\t25")
    write_body(page, "本单位负责全市教育工作。")
    fill(page, {"fiscal_year": "2026", "title": "云杉市招生考试中心2026年部门预算"})
    refused(
        page,
        "收入表第5行“收入总计”的“本年数”为1,131.00，各分项之和为1,130.00，相差1.00",
        "“合计”的“本年数”为25.00，各分项之和为24.00",
    )
    page.locator("[name=budget_kind]").select_option("department_budget")
    page.get_by_role("button", name="保存草稿").click()  # a draft need not add up
    expect(page.locator(".messages")).to_contain_text("已保存")
    section = page.locator("[id$=-tables-section]")
    assert page.input_value("[name=sangong-all-2]") == "25"
    expect(
        section.locator(".typed-table-block").nth(0).locator("tbody tr").nth(4).locator("input[type=number]").last
    ).to_have_value("1131")
    paste(
        section.locator(".typed-table-block").nth(0).locator("tbody tr").nth(4).locator("input[type=number]").first,
        "1,020\t1,130",
    )
    fill(page, {"sangong-all-2": "24"})
    sent(page, site, "云杉市招生考试中心2026年部门预算")


def test_plan_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "规划计划")
    refused(page, "此项必填", "正文还没有内容，不能送审")
    wrong = {"title": "云杉市供水专项规划", "first_year": "2026", "last_year": "2025", "progress_on": "2099-01-01"}
    fill(page, wrong)
    refused(page, "规划期截止年不能早于起始年", "进展截止日期不能晚于今天")
    kept(page, wrong)
    add_to(page, "targets")
    fill(
        page,
        {"last_year": "2030", "progress_on": "", "targets-0-value-name": "供水普及率", "targets-0-value-now": "92"},
    )
    write_body(page, "到2030年，农村自来水普及率达到96%。")
    refused(page, "请填写目标值；不是数字的，填写“目标（文字）”")
    assert page.input_value("[name=targets-0-value-now]") == "92"
    fill(page, {"targets-0-value-target": "96"})
    refused(page, "填写了进展值，请写明数据截至哪一天", "状态为“实施中”的，请填写批准机关")
    fill(page, {"progress_on": "2026-06-30", "approved_by": "云杉市人民政府"})
    sent(page, site, "云杉市供水专项规划")


def test_statistics_are_pasted__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "统计信息")
    fill(page, {"title": "城区用水量月度数据"})
    refused(page, "还没有指标，请点击“＋”添加，至少一个")
    section = add_to(page, "indicators")
    fill(page, {"indicators-0-value-name": "城区用水量", "indicators-0-value-unit": "万吨"})
    table = section.locator(".typed-table-block")
    paste(first_cell(table), "2026年2月\t81.5\t1.2%\n2026年1月\t90.25\t-0.5%\n2026年第一季度\t1,250\t\n")
    refused(page, "第2行“2026年1月”排在“2026年2月”之后，请按时间由远及近排列", "第3行的时期“2026年第一季度”不是月度")
    expect(table.locator("tbody tr").nth(1).locator("input[type=number]").first).to_have_value("90.25")
    paste(first_cell(table), "2026年1月\t90.25\t-0.5\n2026年2月\t81.5\t1.2\n2026年3月\t85\t0.8\n")
    sent(page, site, "城区用水量月度数据")


def test_annual_report_is_pasted__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "信息公开年度报告")
    fill(page, {"others": "", "problems": "无"})
    refused(page, "此项必填", "请至少写20个字", "没有填写，没有的填0（共175处未填）", "正文还没有内容，不能送审")
    fill(page, {"applications-received-0": "三件", "remedies-review-0": "1.5", "report_year": "2024"})
    refused(
        page,
        "“一、本年新收政府信息公开申请数量”的“自然人”应为不小于0的整数，现为“三件”",
        "“行政复议”的“结果维持”应为不小于0的整数",
    )
    assert page.input_value("[name=applications-received-0]") == "三件"
    write_body(page, "全年主动公开信息120条。")
    paste(page.locator("[name=applications-received-0]"), NO_FIGURES)
    paste(page.locator("[name=remedies-review-0]"), "\n".join("\t".join(["0"] * 5) for _row in range(3)))
    for name in ("rules", "normative"):
        paste(page.locator(f"[name=proactive-{name}-0]"), "0\t0\t0")
    zeros = {f"proactive-{name}-0": "0" for name in ("licences", "penalties", "coercion", "fees")}
    texts = {"problems": "公开内容更新不够及时，已经建立按月检查的制度。", "others": "本年度未收取信息处理费。"}
    fill(page, {**zeros, **texts, "applications-received-0": "3", "title": "2024年政府信息公开工作年度报告"})
    refused(
        page,
        "“一、本年新收政府信息公开申请数量”一行：总计为0，各列之和为3，相差3",
        "“自然人”一列：第一项加第二项为3，第三项（七）加第四项为0，相差3",
    )
    kept(page, {"applications-received-0": "3", **texts})
    fill(page, {"applications-received-6": "3", "applications-continued-0": "3", "applications-continued-6": "3"})
    sent(page, site, "2024年政府信息公开工作年度报告")
