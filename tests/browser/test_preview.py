"""A draft that was never public, shown by a page of another house through a signed link, in Chromium."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .live import free_port
from .shared import City
from .test_publication import TITLE, log_in

Opened = Callable[..., BrowserContext]

FRONT_PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>预览</title><h1></h1><p></p><script>
const body = new URLSearchParams(location.hash.slice(1));
fetch("%s/api/v2/preview/", {method: "POST", body})
  .then(answer => answer.ok ? answer.json() : Promise.reject(answer.status))
  .then(page => { document.querySelector("h1").textContent = page.title; document.querySelector("p").textContent = "有"; })
  .catch(() => { document.querySelector("p").textContent = "无"; });
</script></html>"""


class FrontEnd:
    """Another house on a port of its own: one static page that asks the site for a draft."""

    def __init__(self, site: str, port: int) -> None:
        page = (FRONT_PAGE % site).encode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def houses(city: City) -> Iterator[tuple[str, str]]:
    """Addresses of the front end that is allowed and of one that is not, both up."""
    site, front_end = city.site, city.front_end
    assert front_end, "set DEMO_FRONT_END to what the running demo has as PREVIEW_FRONT_ENDS"
    stranger = free_port()
    running = [FrontEnd(site, urlsplit(front_end).port or 80), FrontEnd(site, stranger)]
    yield front_end, f"http://127.0.0.1:{stranger}/preview/"
    for one in running:
        one.end()


def make_link(page: Page) -> str:
    """Make a link on the page of links; its address."""
    with page.expect_navigation():
        page.locator("main form [type=submit]").first.click()
    return page.locator("#preview-link").input_value()


def shows(context: BrowserContext, address: str) -> str:
    """The heading that a front end shows for `address`; "" when it gets nothing."""
    page = context.new_page()
    page.goto(address)
    expect(page.locator("p")).not_to_be_empty()
    heading = page.locator("h1").inner_text()
    page.close()
    return heading


def test_outside_page_shows_the_draft__when_its_link_is_open(
    site: str, houses: tuple[str, str], opened: Opened
) -> None:
    front_end, stranger = houses
    editor = log_in(opened, site, "checker")
    editor.locator("main a", has_text=TITLE).first.click()
    editor.wait_for_url("**/admin/review/*/")
    number = editor.url.rstrip("/").rpartition("/")[2]
    editor.goto(f"{site}/admin/preview-links/{number}/")
    address = make_link(editor)
    assert address.startswith(front_end)

    outside = opened()
    assert shows(outside, address) == TITLE
    assert shows(outside, address.replace(front_end, stranger)) == ""
    assert shows(outside, f"{address}x") == ""

    editor.goto(f"{site}/admin/preview-links/{number}/")
    with editor.expect_navigation():
        editor.locator("button[name=revoke]").first.click()
    assert shows(outside, address) == ""
