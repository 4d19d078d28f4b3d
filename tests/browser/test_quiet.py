"""Pages that ask nobody else, complain of nothing, remember nothing, and work without script."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from .live import get
from .pages import KINDS, STATUS
from .watching import Watched

PUBLIC = [kind for kind in KINDS if kind != "login"]
FAILED = "Failed to load resource: the server responded with a status of"


@pytest.mark.parametrize("kind", KINDS)
def test_page_asks_nobody_else_and_breaks_no_rule__when_opened(
    site: str, addresses: dict[str, str], opened: Callable[..., BrowserContext], kind: str
) -> None:
    watched = Watched(opened())
    answer = watched.page.goto(site + addresses[kind])
    watched.page.wait_for_load_state("networkidle")
    assert answer is not None
    assert answer.status == STATUS.get(kind, 200)
    assert watched.hosts == {urlsplit(site).netloc}
    # Chromium itself reports the 404 or 410 of the page that was asked for.
    assert [one for one in watched.complaints if kind not in STATUS or not one.startswith(FAILED)] == []


@pytest.mark.parametrize("size", ["1280"])
@pytest.mark.parametrize("kind", PUBLIC)
def test_page_leaves_no_cookie__when_public(
    site: str, addresses: dict[str, str], looked_at: Callable[..., Page], kind: str, size: str
) -> None:
    page = looked_at(site + addresses[kind], size)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("kind", PUBLIC)
def test_page_says_the_same__when_script_is_off(
    site: str, addresses: dict[str, str], opened: Callable[..., BrowserContext], kind: str
) -> None:
    address = site + addresses[kind]
    answer = get(address)  # once for both: somebody may publish meanwhile
    facts: Any = {"status": answer.status, "headers": dict(answer.headers.items()), "body": answer.body}
    with_script, without = (opened(java_script_enabled=on).new_page() for on in (True, False))
    for page in (with_script, without):
        page.route(address, lambda route: route.fulfill(**facts))
        page.goto(address)
    assert without.locator("main h1").or_(without.locator("main h2")).first.is_visible()
    shown = with_script.locator("main [data-needs-script]").all_inner_texts()
    expected = with_script.locator("main").inner_text()
    for only_with_script in shown:
        expected = expected.replace(only_with_script, "", 1)
    assert without.locator("main").inner_text().split() == expected.split()


def test_menu_opens__when_script_is_off_on_a_phone(site: str, opened: Callable[..., BrowserContext]) -> None:
    page = opened(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto(site)
    link = page.locator('.nav-phone a[href="/zhengcewenjian/"]')
    assert not link.is_visible()
    page.locator(".nav-phone summary").click()
    link.click()
    assert page.url == f"{site}/zhengcewenjian/"


@pytest.mark.parametrize("size", ["1280"])
@pytest.mark.parametrize("kind", PUBLIC)
def test_page_prints__on_a_sheet_of_paper(
    site: str, addresses: dict[str, str], looked_at: Callable[..., Page], kind: str, size: str
) -> None:
    page = looked_at(site + addresses[kind], size)
    page.emulate_media(media="print")
    try:
        assert not page.locator(".nav-wide").is_visible()
        assert page.locator("main").is_visible()
        printed = page.pdf(format="A4")
    finally:
        page.emulate_media(media="null")
    assert printed.startswith(b"%PDF-")
    assert len(printed) > 10_000
