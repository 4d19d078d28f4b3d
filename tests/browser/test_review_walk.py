"""An official who never saw Wagtail writes, errs, sends, is refused and sends again, in Chinese, in Chromium."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from .officials import WRITTEN
from .watching import Watched, choose_block

PASSWORD = "yunshan-demo"
TITLE = "关于开展冬季供暖安全检查的通知"
REASON = "请补充检查的起止时间。"
# What Word puts on the clipboard.
PASTED = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{color:red}</style></head><body>
<!--StartFragment--><p class="MsoNormal" style="text-indent:32pt;mso-char-indent-count:2"><b><span lang="EN-US">各</span></b>
<span style="font-family:仿宋_GB2312;color:red">单位要逐户检查。</span><o:p></o:p></p><!--EndFragment--></body></html>"""
PASTE = """html => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "各单位要逐户检查。");
    const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
    document.querySelector(".public-DraftEditor-content").dispatchEvent(event);
}"""
# Words that a reader can see or hear, but for what says that it is in another language; names of files, accounts and keys are what they are.
WORDS = """() => {
    const seen = new Set([document.title]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (element.closest("[lang]").lang.startsWith("zh") && element.checkVisibility({visibilityProperty: true})) seen.add(walker.currentNode.textContent.trim());
    }
    for (const element of document.querySelectorAll("[aria-label], [placeholder]"))
        for (const name of ["aria-label", "placeholder"])
            if (element.checkVisibility()) seen.add((element.getAttribute(name) || "").trim());
    return [...seen];
}"""
ENGLISH = re.compile(r"[A-Za-z]{2,}")
KNOWN = re.compile(
    r"Word|Ctrl|Esc|(edu-|songlan-)?(editor|checker|deputy|secrecy|signer|head)|admin|yunshan-demo|(edu|songlan)\.localhost|JavaScript|[\w.-]+\.(docx|xlsx|pdf|jpg)|[0-9A-Z]+(-[0-9A-Z]+)+"
)

Opened = Callable[..., BrowserContext]


def log_in(watched: Watched, site: str, name: str) -> Page:
    page = watched.page
    page.goto(f"{site}/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{site}/admin/")
    return page


def assert_chinese(page: Page) -> None:
    english = [text for text in page.evaluate(WORDS) if ENGLISH.search(KNOWN.sub("", text))]
    assert english == [], page.url


def add_block(page: Page, name: str) -> None:
    choose_block(page, page.locator(".c-sf-add-button:not([disabled])").last, name)


def write(page: Page) -> None:
    """From the dashboard to a sent article, by way of every refusal that the form has for it."""
    page.get_by_role("link", name="新建文章").click()
    page.locator(".house__columns a", has_text="通知公告").first.click()
    page.locator("[name=action-submit]").click()
    expect(page.locator(".messages")).to_contain_text("填写有误")
    expect(page.locator("#panel-child-content-child-title-errors, .error-message").first).to_contain_text("此项必填")
    page.fill("[name=title]", TITLE)
    page.locator("[name=action-submit]").click()
    expect(page.locator("main")).to_contain_text("正文还没有内容，不能送审")
    assert_chinese(page)

    add_block(page, "段落")
    page.locator(".public-DraftEditor-content").click()
    expect(page.locator(".public-DraftEditor-content")).to_be_focused()
    page.evaluate(PASTE, PASTED)
    expect(page.locator(".public-DraftEditor-content")).to_contain_text("单位要逐户检查。")
    page.wait_for_function(WRITTEN, arg="单位要逐户检查。")
    add_block(page, "小标题")
    page.locator("[name=action-submit]").click()
    expect(page.locator(".error-message").first).to_contain_text("此项必填")
    assert page.input_value("[name=title]") == TITLE
    expect(page.locator(".public-DraftEditor-content")).to_contain_text("单位要逐户检查。")
    assert "MsoNormal" not in page.content()
    assert_chinese(page)

    page.locator("[name$=-value-text]").fill("一、检查范围")
    page.locator("[name=action-submit]").click()


def send_back(page: Page) -> None:
    """From the list of the first reviewer: a return without a reason is refused, with one it is taken."""
    if page.locator("main a", has_text="查看全部").count():  # the dashboard begins with those that wait longest
        page.locator("main a", has_text="查看全部").click()
        page.get_by_label("标题").fill(TITLE)
        page.get_by_role("button", name="筛选").click()
    page.locator("main a", has_text=TITLE).click()
    expect(page.locator("h1")).to_contain_text(TITLE)
    expect(page.frame_locator(".review__frame-web").locator("h1")).to_contain_text(TITLE)
    page.get_by_role("button", name="退回修改").click()
    expect(page.locator("[data-review-errors]")).to_be_focused()
    expect(page.locator(".review__choice--reject .review__error")).to_be_visible()
    page.locator("[name=reject-comment]").fill(REASON)
    with page.expect_navigation():
        page.get_by_role("button", name="退回修改").click()


def test_text_is_written_returned_and_sent_again__when_two_people_work_on_it(site: str, opened: Opened) -> None:
    writer = Watched(opened(viewport={"width": 1280, "height": 1000}))
    page = log_in(writer, site, "editor")
    assert_chinese(page)
    write(page)
    page.wait_for_url(f"{site}/admin/")
    row = page.locator(".house__row", has_text=TITLE)
    expect(row).to_contain_text("审核中（初审）")

    reviewer = Watched(opened(viewport={"width": 1280, "height": 1000}))
    send_back(log_in(reviewer, site, "checker"))
    expect(reviewer.page.locator(".messages")).to_contain_text(REASON)

    page.reload()
    expect(row).to_contain_text("退回修改（初审）")
    expect(row).to_contain_text(REASON)
    row.locator("a").first.click()
    page.fill("[name=summary]", "检查时间为12月1日至15日。")
    page.get_by_role("button", name="重新送审（初审）").click()
    page.wait_for_url(f"{site}/admin/")
    expect(row).to_contain_text("审核中（初审）")
    assert_chinese(page)
    assert writer.complaints + reviewer.complaints == []


def test_dashboard_fits_a_phone__when_390_pixels_wide(site: str, opened: Opened) -> None:
    page = log_in(Watched(opened(viewport={"width": 390, "height": 844})), site, "editor")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.get_by_role("link", name="新建公文")).to_be_visible()
