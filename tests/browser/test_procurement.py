"""The line of time of a procurement as readers see it: every stage, on a phone and on paper."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from .live import get
from .pages import at_stage, entries

Opened = Callable[..., BrowserContext]
WHOLE = ["采购意向", "采购（招标）公告", "更正公告", "中标（成交）结果公告", "合同公告", "履约验收公告"]


def test_line_leads_through_all_stages__on_a_phone(site: str, addresses: dict[str, str], opened: Opened) -> None:
    page = opened(viewport={"width": 390, "height": 844}).new_page()
    page.goto(site + addresses["procurement"])
    for number, stage in enumerate(WHOLE):
        link = page.locator(".timeline li").nth(number).get_by_role("link")
        if link.count():
            link.click()
        current = page.locator(".timeline [aria-current=step]")
        expect(current).to_have_count(1)
        expect(current).to_contain_text(stage)
        assert page.locator(".timeline strong").all_inner_texts() == WHOLE
        expect(page.locator(".timeline-mark", has_text="最新进展")).to_have_count(1)


def test_corrected_notice_says_so_before_everything_else(site: str, opened: Opened) -> None:
    notice = next(one for one in at_stage(list(entries(site)), "notice") if "智慧课堂" in one["title"])
    page = opened().new_page()
    page.goto(notice["url"])
    first = page.locator(".structured > *").first
    expect(first).to_contain_text("本公告已更正，以更正公告为准")
    assert [one["stage_title"] for one in timeline(site, notice["uid"])] == WHOLE


def timeline(site: str, uid: str) -> list[dict[str, str]]:
    return list(get(f"{site}/api/v2/pages/find/?uid={uid}").json()["timeline"])


def test_line_is_whole_on_paper(site: str, addresses: dict[str, str], opened: Opened) -> None:
    page = opened().new_page()
    page.goto(site + addresses["procurement"])
    page.emulate_media(media="print")
    for number in range(len(WHOLE)):
        expect(page.locator(".timeline li").nth(number)).to_be_visible()
    assert len(page.pdf()) > 10_000
