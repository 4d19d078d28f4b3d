"""Tables whose rows can be sorted: by mouse and by keyboard, told to screen readers, and plain without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .live import ROOT
from .test_accessibility import violations

Opened = Callable[..., BrowserContext]


@pytest.fixture
def page(site: str, addresses: dict[str, str], opened: Opened) -> Page:
    shown = opened(viewport={"width": 1280, "height": 900}).new_page()
    shown.goto(site + addresses["candidates"])
    return shown


def cells(page: Page, column: int) -> list[str]:
    rows = page.locator("table[data-sortable]").first.locator("tbody tr")
    return [row.locator("th, td").nth(column).inner_text() for row in rows.all()]


def test_rows_are_sorted_there_and_back__by_keyboard(page: Page) -> None:
    original = cells(page, 0)
    head = page.locator("table[data-sortable] thead th", has_text="金额（元）").first
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert cells(page, 2) == sorted(cells(page, 2), key=amount)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert cells(page, 2) == sorted(cells(page, 2), key=amount, reverse=True)
    expect(head.get_by_role("button")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") is None
    assert cells(page, 0) == original


def amount(text: str) -> float:
    return float(text.replace(",", ""))


def test_only_one_heading_says_that_it_sorts(page: Page) -> None:
    buttons = page.locator("table[data-sortable] thead").first.get_by_role("button")
    buttons.nth(0).click()
    buttons.nth(1).click()
    assert page.locator("table[data-sortable]").first.locator("[aria-sort]").count() == 1


def test_table_is_plain__without_script(site: str, addresses: dict[str, str], opened: Opened) -> None:
    page = opened(java_script_enabled=False).new_page()
    page.goto(site + addresses["candidates"])
    assert page.locator("table[data-sortable] button").count() == 0
    assert len(cells(page, 0)) == 3


def test_totals_stay_last_and_words_are_sorted_as_chinese(opened: Opened) -> None:
    page = opened().new_page()
    page.set_content(
        """<table data-sortable="可以排序"><thead><tr><th>名称</th><th>日期</th></tr></thead><tbody>
        <tr><td>乙</td><td>2026年10月2日</td></tr><tr><td>甲</td><td>—</td></tr><tr><td>丙</td><td>2026年9月30日</td></tr>
        <tr><td>合计</td><td>2026年1月1日</td></tr></tbody></table>"""
    )
    page.evaluate((ROOT / "cms" / "static" / "cms" / "tables.js").read_text(encoding="utf-8"))
    page.evaluate("document.dispatchEvent(new Event('DOMContentLoaded'))")
    page.get_by_role("button", name="日期").click()
    assert cells(page, 0) == ["丙", "乙", "甲", "合计"]
    page.get_by_role("button", name="日期").click()
    assert cells(page, 0) == ["乙", "丙", "甲", "合计"]
    page.get_by_role("button", name="名称").click()
    assert cells(page, 0) == ["丙", "甲", "乙", "合计"]
