"""One Chromium for all browser tests: the system's own, found by `CHROMIUM` or by its usual names, never a download."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from . import pages
from .front_end import FrontEnd, whole
from .shared import City, shared
from .sizes import SIZES

HERE = Path(__file__).parent
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is the same engine without a browser's own windows, which are half of the time."""
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


# What only looks at pages that nothing changes; everything else runs one after the other, as it changes the city or counts
# on its state.
ANYWHERE = {"test_accessibility", "test_chromium", "test_html", "test_layout", "test_quiet", "test_whole_city"}
TOGETHER = {"test_accounts", "test_admin_pages"}  # the first on a site of its own, which is migrated once


FIRST = ("test_accounts", "city")
"""One worker begins with what needs no city, while the other builds it and then has the longest way."""


def scope_of(nodeid: str) -> str:
    """What runs together has the same."""
    module = Path(nodeid.partition("::")[0]).stem
    if module in ANYWHERE:
        return nodeid.partition("[")[2] or nodeid  # all judges of a page at one size, which is then opened once
    return module if module in TOGETHER else "city"


class Sharing(LoadScopeScheduling):
    """What runs on the same worker. pytest-xdist's own `loadgroup` does nothing with pytest 9.2 (pytest-xdist#1386)."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    config.option.loadscopereorder = False  # the order is ours
    return Sharing(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker("browser")
    if len(ours) == len(items):
        items.sort(key=lambda item: FIRST.index(scope) if (scope := scope_of(item.nodeid)) in FIRST else len(FIRST))


def chromium() -> str:
    """The path of the system's Chromium; fails the test run, with the remedy, when there is none."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("Browser tests need the system's Chromium: install the package chromium, or set CHROMIUM.")
    return found


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """云杉市, built and served once for all workers."""
    folder = tmp_path_factory.getbasetemp()
    with shared(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) as found:
        yield found


@pytest.fixture(scope="session")
def site(city: City) -> str:
    """The address of 云杉市."""
    return city.site


@pytest.fixture(scope="session")
def addresses(city: City) -> dict[str, str]:
    """Kind of page → its path in the demo."""
    return city.pages


@pytest.fixture(scope="module")
def front(site: str) -> Iterator[str]:
    """The address of docs/examples, which asks the city."""
    running = FrontEnd(site)
    yield running.address
    running.end()


@pytest.fixture(scope="module")
def shown(site: str) -> dict[str, dict[str, Any]]:
    """An interpretation with a chart, and the guide with the longest list of materials, as the API has them."""
    everything = list(pages.entries(site))
    drawn = next(one for one in everything if pages.is_drawn(one))
    guides = [whole(site, one["uid"]) for one in pages.of_kind(everything, "service_guide")]
    return {"interpretation": whole(site, drawn["uid"]), "guide": max(guides, key=lambda one: len(one["materials"]))}


@pytest.fixture
def paths(shown: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Kind of page → its path in docs/examples."""
    return {
        "catalogue": "index.html",
        "interpretations": "interpretation.html",
        "interpretation": f"interpretation.html?uid={shown['interpretation']['uid']}",
        "guides": "guide.html",
        "guide": f"guide.html?uid={shown['guide']['uid']}",
    }


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
def looked_at(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address at one of `SIZES`; several judges may look at it, as long as none asks for another page."""
    opened: dict[tuple[str, str], Page] = {}

    def look(address: str, size: str) -> Page:
        if (address, size) not in opened:
            for page in opened.values():
                page.context.close()
            opened.clear()
            context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **SIZES[size])
            opened[address, size] = context.new_page()
            opened[address, size].goto(address)
        return opened[address, size]

    yield look
    for page in opened.values():
        page.context.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), headless=True, args=FLAGS)
        yield launched
        launched.close()
