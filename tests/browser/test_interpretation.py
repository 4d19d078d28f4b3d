"""A new editor explains a document, from an empty form, with every mistake that the form can catch; then judges look."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, expect

from .test_catalogue_types import add_to
from .test_review_walk import ENGLISH, KNOWN, WORDS, log_in
from .watching import Watched

Opened = Callable[..., BrowserContext]
TITLE = "《云杉市公共停车设施管理办法》政策解读"
NAMES = re.compile(r"https|WebVTT|WEBVTT|[\w.*-]*\.(vtt|mp4|mp3|cn|com)")
"""Formats and addresses, which no language says otherwise."""


def put(page: Page, field: str, name: str) -> None:
    """Add a block at the end of a stream."""
    add_to(page, field, name if field == "body" else "")


def refused(page: Page) -> None:
    """Send, and stay on the form with a message."""
    page.locator("[name=action-submit]").click()
    expect(page.locator(".messages")).to_contain_text("填写有误")
    seen = (NAMES.sub("", KNOWN.sub("", text)) for text in page.evaluate(WORDS))
    assert [text for text in seen if ENGLISH.search(text)] == []


def test_interpretation_is_written_from_an_empty_form__with_every_mistake(site: str, opened: Opened) -> None:
    writer = Watched(opened(viewport={"width": 1280, "height": 1000}))
    page = log_in(writer, site, "editor")
    page.get_by_role("link", name="新建政策解读").click()
    page.locator(".house__columns a", has_text="政策解读").first.click()
    refused(page)
    expect(page.locator(".error-message").first).to_contain_text("此项必填")
    page.fill("[name=title]", TITLE)
    page.select_option("[name=interpretation_form]", "expert")
    page.check("[name=is_reprinted]")
    refused(page)
    for words_of_error in (
        "还没有填写解读的文件",
        "正文还没有内容",
        "请填写解读人的姓名和职务",
        "须写明来源",
        "须填写原文网址",
    ):
        expect(page.locator("main")).to_contain_text(words_of_error)

    page.fill("[name=interpreter]", "云山大学教授 李某某")
    page.fill("[name=source]", "云山省人民政府")
    page.fill("[name=source_url]", "https://www.yunshan.gov.cn/jiedu/1.html")
    put(page, "documents", "文件")
    page.locator("[name=documents-0-value-number]").fill("云政规〔2026〕3号")
    put(page, "body", "新旧对照")
    page.locator("[name$=-items-0-value-old]").fill("十五分钟")
    page.locator("[name$=-items-0-value-new]").fill("十五分钟")
    put(page, "body", "音视频")
    page.locator("[name=body-1-value-heading]").fill("三分钟看懂")
    page.locator("[name=body-1-value-url]").fill("https://video.example.com/a.mp4")
    put(page, "body", "数据")
    page.locator("[name=body-2-value-title]").fill("停车位")
    chart = page.locator("[name=body-2-value-title]").locator("xpath=ancestor::section[1]")
    chart.locator("[data-append-column]").first.click()
    chart.locator(".add-column-menu button", has_text="数字").click()
    refused(page)
    for words_of_error in (
        "请填写文件的标题", "请填写文件的网址", "新旧规定完全相同", "不在可信的主机之列", "视频须有字幕文件或者文字稿",
        "数据表的第一列须为“文字”",
    ):  # fmt: skip
        expect(page.locator("main")).to_contain_text(words_of_error)
    for name, value in [
        ("title", TITLE), ("interpreter", "云山大学教授 李某某"), ("documents-0-value-number", "云政规〔2026〕3号"),
        ("body-1-value-heading", "三分钟看懂"), ("body-1-value-url", "https://video.example.com/a.mp4"),
        ("body-2-value-title", "停车位"), ("source", "云山省人民政府"),
    ]:  # fmt: skip
        assert page.input_value(f"[name={name}]") == value

    page.locator("[name=documents-0-value-title]").fill("停车设施管理办法")
    page.locator("[name=documents-0-value-url]").fill("https://www.yunshan.gov.cn/zhengce/3.html")
    page.locator("[name$=-items-0-value-new]").fill("三十分钟")
    page.locator("[name=body-1-value-url]").fill("https://video.yunshan.gov.cn/a.mp4")
    page.locator("[name=body-1-value-transcript]").fill("大家好，今天说说停车新规。")
    chart = page.locator("[name=body-2-value-title]").locator("xpath=ancestor::section[1]")
    fill_table(chart)
    page.locator("[name=action-submit]").click()
    page.wait_for_url(f"{site}/admin/")
    row = page.locator(".house__row", has_text=TITLE)
    expect(row).to_contain_text("审核中（初审）")
    row.locator("a").first.click()
    assert writer.complaints == []


def fill_table(chart: Locator) -> None:
    """Text before the numbers, a name for each column, two rows."""
    chart.locator(".prepend-column").first.click()
    chart.locator(".add-column-menu button", has_text="文字").click()
    headings = chart.locator(".column-heading")
    headings.nth(0).fill("区域")
    headings.nth(1).fill("数量")
    while chart.locator("tbody tr").count() < 2:
        chart.locator("[data-add-row]").click()
    for row, (name, number) in enumerate([("老城", "120"), ("新城", "80")]):
        cells = chart.locator("tbody tr").nth(row).locator("textarea, input[type=number], input[type=text]")
        cells.nth(0).fill(name)
        cells.nth(1).fill(number)
