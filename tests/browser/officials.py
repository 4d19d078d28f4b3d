"""What officials do at their screens, as they would: the hands of the walks through the admin."""

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from .live import ROOT, get
from .watching import Watched, choose_block

PASSWORD = "yunshan-demo"
ATTACHMENTS = ROOT / "demo" / "content" / "attachments"
BASIS = "《中华人民共和国保守国家秘密法》及本单位保密审查制度"
# The editor of a paragraph hands over what was typed a quarter of a second later.
WRITTEN = "text => [...document.querySelectorAll('[name$=-value]')].some(one => one.value.includes(text))"
# Part of the admin scrolls inside its frame, and not with the window.
SCROLL = """place => { for (const node of document.querySelectorAll("html, body, body *")) if (node.scrollTop)
        node.scrollTo({top: 0, behavior: "instant"});
    if (place) document.querySelector(place).scrollIntoView({behavior: "instant"}); }"""
COLOURS = 128  # of a picture of the docs: enough for a screen, a third of the bytes


class Official:
    """One person, logged in at one window. `watched.complaints` tells what their browser complained of."""

    def __init__(self, watched: Watched, site: str, name: str) -> None:
        self.watched, self.site = watched, site
        self.page: Page = watched.page
        self.page.goto(f"{site}/admin/login/")
        self.page.fill("[name=username]", name)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(f"{site}/admin/")

    def row(self, title: str) -> Locator:
        """The item's row on the dashboard."""
        self.page.goto(f"{self.site}/admin/")
        return self.page.locator(".house__row", has_text=title).first

    def waiting(self, title: str) -> Locator:
        """The item's row in 等我审核: on the dashboard, or in the whole list where that shows only the beginning."""
        self.page.goto(f"{self.site}/admin/")
        if self.page.get_by_role("link", name="查看全部").count():
            self.page.get_by_role("link", name="查看全部").click()
            self.page.get_by_label("标题").fill(title)
            self.page.get_by_role("button", name="筛选").click()
            return self.page.locator(".house__row", has_text=title)
        return self.page.locator("[aria-labelledby=house-waiting] .house__row", has_text=title)

    def begin(self, column: str) -> None:
        """From the dashboard to the empty form of an article."""
        self.page.goto(f"{self.site}/admin/")
        self.page.get_by_role("link", name="新建文章").click()
        self.page.locator(".house__columns a", has_text=column).first.click()

    def write(self, title: str, summary: str, text: str) -> None:
        page = self.page
        page.fill("[name=title]", title)
        page.fill("[name=summary]", summary)
        self.add_block("段落")
        page.locator(".public-DraftEditor-content").click()
        expect(page.locator(".public-DraftEditor-content")).to_be_focused()
        page.keyboard.insert_text(text)
        page.wait_for_function(WRITTEN, arg=text)

    def attach(self, name: str, title: str) -> None:
        """A block with a file from the own computer."""
        page = self.page
        self.add_block("附件")
        page.get_by_role("button", name="选择附件").last.click()
        dialog = page.locator(".modal-content")
        dialog.get_by_role("tab", name="上传").click()
        dialog.locator("input[type=file]").set_input_files(ATTACHMENTS / name)
        expect(dialog.locator("[name$=-title]")).not_to_have_value("")  # the file's own name comes first
        dialog.locator("[name$=-title]").fill(title)
        dialog.get_by_role("button", name="上传").click()
        expect(page.locator(".modal-content")).to_have_count(0)
        expect(page.locator("main")).to_contain_text(title)

    def add_block(self, name: str) -> None:
        choose_block(self.page, self.page.locator(".c-sf-add-button:not([disabled])").last, name)

    def set_importance(self, name: str) -> None:
        self.page.get_by_role("tab", name="公开属性与著录").click()
        self.page.locator("[name=importance]").select_option(label=name)

    def send(self, *, urgently: bool = False) -> None:
        """送审, or for a sudden event 应急送审, which stands in the menu beside it."""
        if urgently:
            self.page.get_by_role("button", name="更多操作").click()
            self.page.get_by_text("应急送审（突发事件）").click()
        self.page.locator(f"[name=action-submit{'-urgent' if urgently else ''}]").click()
        self.page.wait_for_url(f"{self.site}/admin/")

    def open_item(self, title: str) -> None:
        """From 等我审核 to the review screen; reads the public page there and opens every attachment."""
        self.waiting(title).locator("a").first.click()
        self.page.wait_for_url(re.compile(r"/admin/review/\d+/$"))
        expect(self.page.frame_locator(".review__frame-web").locator("h1")).to_contain_text(title)
        for link in self.page.locator("[data-review-file]").all():
            with self.page.expect_download():
                link.click()
        for state in self.page.locator("[data-review-state]").all():
            expect(state).to_have_text("已打开")

    @contextmanager
    def deciding(self) -> Iterator[Locator]:
        """The form of the decision that passes, to be filled in; it is sent at the end."""
        choice = self.page.locator(".review__choice--approve")
        yield choice
        with self.page.expect_navigation():
            choice.locator("[type=submit]").click()
        self.page.wait_for_url(f"{self.site}/admin/")

    def check(self) -> None:
        """初审 passes."""
        with self.deciding() as choice:
            choice.locator("[name=approve-policy_check][value=consistent]").check()

    def clear(self) -> None:
        """保密审查 passes."""
        with self.deciding() as choice:
            choice.locator("[name=approve-decision][value=public]").check()
            choice.locator("[name=approve-basis]").fill(BASIS)

    def sign(self) -> None:
        with self.deciding() as choice:
            choice.locator("[name=approve-comment]").fill("同意发布。")


def public_page(site: str, title: str) -> str:
    """The address under which the public reads `title` now."""
    found = next(one for one in entries_of(site) if one["title"] == title)
    assert get(found["url"]).status == 200
    return str(found["url"])


def entries_of(site: str) -> list[dict[str, Any]]:
    return list(get(f"{site}/api/v1/entries/?limit=20").json()["results"])


def picture(page: Page, name: str, place: str = "") -> None:
    """A picture for the docs into the folder PICTURES, when somebody makes them anew; at `place`, else from the top."""
    if folder := os.environ.get("PICTURES"):
        page.evaluate(SCROLL, place)
        page.wait_for_timeout(400)  # until the page stands still
        taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        taken.quantize(COLOURS, dither=Image.Dither.NONE).save(Path(folder) / f"{name}.png", optimize=True)
