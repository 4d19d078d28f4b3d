"""One Chromium for all browser tests: the system's own, found by `CHROMIUM` or by its usual names, never a download."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from . import pages
from .live import Demo

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
# Quiet: the first two for containers and root, the others keep it from calling anybody.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


def chromium() -> str:
    """The path of the system's Chromium; fails the test run, with the remedy, when there is none."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("Browser tests need the system's Chromium: install the package chromium, or set CHROMIUM.")
    return found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of 云杉市, built and served for this session; `DEMO=http://…` takes one that runs already."""
    if running := os.environ.get("DEMO", "").rstrip("/"):
        yield running
        return
    demo = Demo(tmp_path_factory.mktemp("demo"))
    try:
        demo.wait()
        yield demo.address
    finally:
        demo.end()


@pytest.fixture(scope="session")
def addresses(site: str) -> dict[str, str]:
    """Kind of page → its path in the demo."""
    return pages.addresses(site)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts, each as new as a first visit; they are closed with the test."""
    contexts: list[BrowserContext] = []

    def open_context(**options: Any) -> BrowserContext:
        contexts.append(browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **options))
        return contexts[-1]

    yield open_context
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), headless=True, args=FLAGS)
        yield launched
        launched.close()
