"""From the draft to the feed and out of it again, through the admin, by the demo's accounts, in Chromium."""

from collections.abc import Callable
from typing import Any

import feedparser
from playwright.sync_api import BrowserContext, Page

from .live import get
from .pages import entries

PASSWORD = "yunshan-demo"
TITLE = "关于2026—2027学年度中小学寒假放假时间的公告"  # waits for its first review in the demo

Opened = Callable[..., BrowserContext]


def log_in(opened: Opened, site: str, name: str) -> Page:
    page = opened(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{site}/admin/login/?next=/admin/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{site}/admin/")
    return page


def approve(opened: Opened, site: str, name: str) -> str:
    """One reviewer finds the draft on the dashboard, sees the page and passes it. Returns the path of its editor."""
    page = log_in(opened, site, name)
    page.locator("main a", has_text=TITLE).first.click()
    page.wait_for_url("**/admin/review/*/")
    number = page.url.rstrip("/").rpartition("/")[2]
    page.frame_locator(".review__frame-web").locator("h1").wait_for()
    choice = page.locator(".review__choice--approve")
    for field, value in [("policy_check", "consistent"), ("decision", "public")]:
        if (radio := choice.locator(f"[name=approve-{field}][value={value}]")).count():
            radio.check()
    if (basis := choice.locator("[name=approve-basis]")).count():
        basis.fill("《中华人民共和国保守国家秘密法》及本单位保密审查制度")
    with page.expect_navigation():
        choice.locator("[type=submit]").click()
    page.wait_for_url(f"{site}/admin/")
    return f"{site}/admin/pages/{number}/edit/"


def unpublish(opened: Opened, site: str, editor: str) -> None:
    """An administrator takes the page back."""
    page = log_in(opened, site, "admin")
    page.goto(editor.replace("/edit/", "/unpublish/"))
    page.locator("[name=reason][value=outdated]").check()
    with page.expect_navigation():
        page.locator("main form [type=submit]").first.click()


def feed_titles(site: str, extension: str) -> list[str]:
    """What the home feed shows now: a new request each time, not a cached answer."""
    body = get(f"{site}/feed.{extension}").body
    return [entry.title for entry in feedparser.parse(body).entries]


def found(site: str) -> dict[str, Any] | None:
    return next((one for one in entries(site) if one["title"] == TITLE), None)


def sitemaps(site: str) -> str:
    index = get(f"{site}/sitemap.xml").body.decode()
    return "".join(get(part.partition("</loc>")[0]).body.decode() for part in index.split("<loc>")[1:])


def test_draft_goes_out_and_comes_back__when_three_approve_and_one_withdraws(site: str, opened: Opened) -> None:
    assert found(site) is None
    approve(opened, site, "checker")
    approve(opened, site, "secrecy")
    assert TITLE not in feed_titles(site, "atom")

    editor = approve(opened, site, "signer")
    assert feed_titles(site, "atom")[0] == feed_titles(site, "rss")[0] == TITLE
    entry = found(site)
    assert entry is not None
    assert get(entry["url"]).status == get(entry["api_url"]).status == 200
    assert entry["url"] in sitemaps(site)

    unpublish(opened, site, editor)
    atom = get(f"{site}/feed.atom").body.decode()
    assert f'deleted-entry ref="{entry["id"]}"' in atom
    assert TITLE not in atom
    assert TITLE not in feed_titles(site, "rss")
    assert found(site) is None
    assert entry["url"] not in sitemaps(site)
    assert get(entry["url"]).status == get(entry["api_url"]).status == 410
    assert TITLE not in get(entry["url"]).body.decode()
