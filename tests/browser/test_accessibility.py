"""axe-core's rules of WCAG 2.0 to 2.2, A and AA, on every kind of page."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from .live import ROOT
from .pages import KINDS
from .sizes import WIDTHS

AXE = ROOT / "build" / "node" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
JUDGE = """rules => axe.run(document, {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]})
    .then(found => found.violations.map(one => ({rule: one.id, help: one.help, where: one.nodes.map(n => n.html)})))"""


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe-core finds wrong, with the HTML of each place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return list(page.evaluate(JUDGE, RULES))


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_page_has_no_violation__when_axe_judges(
    site: str, addresses: dict[str, str], looked_at: Callable[..., Page], kind: str, size: str
) -> None:
    assert violations(looked_at(site + addresses[kind], size)) == []


def test_open_menu_has_no_violation__on_a_phone(site: str, opened: Callable[..., BrowserContext]) -> None:
    page = opened(viewport={"width": 390, "height": 844}).new_page()
    page.goto(site)
    page.locator("summary", has_text="栏目").or_(page.locator(".nav-phone summary")).first.click()
    assert violations(page) == []


def test_larger_letters_have_no_violation__on_a_document(
    site: str, addresses: dict[str, str], opened: Callable[..., BrowserContext]
) -> None:
    page = opened(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(site + addresses["document"])
    page.locator("[data-care-toggle]").first.click()
    assert violations(page) == []


def test_axe_finds_it__when_a_picture_has_no_description(site: str, opened: Callable[..., BrowserContext]) -> None:
    # A judge that finds nothing anywhere would be no judge.
    page = opened().new_page()
    page.goto(site)
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [one["rule"] for one in violations(page)] == ["image-alt"]
