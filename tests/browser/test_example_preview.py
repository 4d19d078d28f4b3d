"""docs/examples/preview.html as the front end that a site allows to show drafts: the real link, the real POST."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from .front_end import FrontEnd
from .shared import City
from .test_accessibility import violations
from .test_preview import make_link
from .test_publication import log_in

Opened = Callable[..., BrowserContext]

TITLE = "关于公开征集2027年民生实事项目建议的公告"  # waits for its first review in the demo


@pytest.fixture
def front(city: City) -> Iterator[str]:
    assert city.front_end, "set DEMO_FRONT_END to what the running demo has as PREVIEW_FRONT_ENDS"
    parts = urlsplit(city.front_end)
    running = FrontEnd(city.site, parts.port or 80, parts.path)
    yield running.address
    running.end()


def test_draft_is_shown_and_its_token_kept_to_itself__when_the_link_is_opened(
    site: str, front: str, opened: Opened
) -> None:
    checker = log_in(opened, site, "checker")
    checker.locator("main a", has_text=TITLE).first.click()
    checker.wait_for_url("**/admin/review/*/")
    checker.goto(f"{site}/admin/preview-links/{checker.url.rstrip('/').rpartition('/')[2]}/")
    link = make_link(checker)
    token = link.partition("#token=")[2]
    assert token

    outside = opened(viewport={"width": 390, "height": 844})
    asked: list[str] = []
    outside.on("request", lambda request: asked.append(request.url))
    page = outside.new_page()
    page.goto(link)
    expect(page.locator("h1")).to_have_text(TITLE)
    assert "请勿转发" in page.locator(".draft").inner_text()
    assert page.locator(".prose p").count() > 1
    assert page.url == front
    assert not [address for address in asked if token in address]
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert violations(page) == []

    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("没有可以预览的内容")
    page.goto(f"{link}x")
    expect(page.get_by_role("alert")).to_contain_text("预览链接可能无效、已经过期或者已被收回")
    assert page.locator("h1").count() == 1
