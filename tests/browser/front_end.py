"""The second front end of docs/examples, served as a department would: a folder on another origin, one file changed."""

import json
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route

from .live import ROOT, get

FOLDER = ROOT / "docs" / "examples"
LISTED = "/api/v1/entries/?catalogued=true&limit=20"
NOWHERE = "00000000-0000-0000-0000-000000000000"
CONFIGURED = re.compile(r'API_ADDRESS = "[^"]*"')


class FrontEnd:
    """The folder at `address` with `api` written into config.js; `prefix` is where its pages are."""

    def __init__(self, api: str, port: int = 0, prefix: str = "/") -> None:
        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                if not self.path.startswith(f"{prefix}config.js"):
                    super().do_GET()
                    return
                self.send_response(200)
                self.send_header("Content-Type", "text/javascript")
                self.end_headers()
                self.wfile.write(configured(api))

            def translate_path(self, path: str) -> str:
                inside = path.removeprefix(prefix.rstrip("/"))
                return super().translate_path("/preview.html" if inside == "/" != prefix else inside)

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(FOLDER)))
        self.address = f"http://127.0.0.1:{self.server.server_port}{prefix}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def configured(api: str) -> bytes:
    """config.js for the API at `api`; fails when the line that a city changes is not there once."""
    written, count = CONFIGURED.subn(
        f'API_ADDRESS = "{api}"', (FOLDER / "config.js").read_text(encoding="utf-8"), count=2
    )
    assert count == 1
    return written.encode()


def static_pages() -> list[Path]:
    return sorted(FOLDER.glob("*.html"))


def whole(site: str, uid: str) -> dict[str, Any]:
    """One publication with its typed blocks, as the API has it."""
    found: dict[str, Any] = get(f"{site}/api/v2/pages/find/?uid={uid}").json()
    return found


def ready(page: Page, address: str) -> Page:
    """`page` at `address`, when it shows what it asked for."""
    page.goto(address)
    page.locator("#content:not([aria-busy]) > *").first.wait_for()
    return page


def alert(page: Page) -> str:
    """What went wrong, as the reader is told."""
    page.get_by_role("alert").wait_for()
    return page.get_by_role("alert").inner_text()


def answer_with(context: BrowserContext, page: dict[str, Any]) -> None:
    """Let the API answer `page` for every page."""
    context.route("**/api/v2/pages/find/**", lambda route: fulfil(route, page))


def fulfil(route: Route, data: Any, status: int = 200) -> None:
    """Answer as the API would: JSON of `data`, or `data` itself when it is text."""
    body = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    route.fulfill(
        status=status, body=body, content_type="application/json", headers={"Access-Control-Allow-Origin": "*"}
    )
