"""Pages of the admin that the house itself draws: nothing sticks out, nothing is English, nothing that axe-core calls serious."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .officials import Official
from .test_accessibility import AXE, RULES
from .test_review_walk import assert_chinese
from .watching import Watched

PAGES = {
    "editor": (
        "",
        "compose/article/",
        "review/sheets/",
        "second-factor/",
        "password/",
        "contacts/",
        "interpretation/missing/",
    ),
    "secrecy": ("", "review/waiting/"),
    "head": ("",),
    "security": ("", "posts/", "posts/office/", "posts/appoint/", "users/"),
    "auditor": ("", "audit/"),
    "admin": (
        "open-site/",
        "review/words/import/",
        "sites/",
        "catalogues/",
        "catalogues/1/",
        "catalogues/1/20-15-03/prune/",
        "overdue/",
        "workdays/",
        "workdays/?received=2026-09-24&days=20",
        "workdays/import/",
    ),
}
# Wagtail's own furniture around them is Wagtail's matter.
JUDGE = """rules => axe.run({include: [["main"]], exclude: [[".w-slim-header"], ["#listing-results"]]},
        {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]})
    .then(found => found.violations.filter(one => ["serious", "critical"].includes(one.impact))
        .map(one => ({rule: one.id, where: one.nodes.map(n => n.html.slice(0, 200))})))"""
# The window of the admin hides what sticks out of it: one must look at the boxes, not for a scroll bar.
STICKS_OUT = """() => { const wide = document.documentElement.clientWidth;
    const scrolls = node => { for (let up = node.parentElement; up; up = up.parentElement)
        if (["auto", "scroll"].includes(getComputedStyle(up).overflowX)) return true; return false; };
    return [...document.querySelectorAll("main *")].filter(node => node.checkVisibility({visibilityProperty: true})
        && node.getBoundingClientRect().right > wide + 1 && !scrolls(node)).map(node => node.outerHTML.slice(0, 120)); }"""


def judge(page: Page) -> None:
    assert page.evaluate(STICKS_OUT) == [], page.url
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(JUDGE, RULES) == [], page.url


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_page_fits_and_is_accessible__for_each_role(
    site: str, opened: Callable[..., BrowserContext], name: str, width: int
) -> None:
    person = Official(Watched(opened(viewport={"width": width, "height": 900})), site, name)
    for path in PAGES[name]:
        person.page.goto(f"{site}/admin/{path}")
        assert person.page.locator("h1").count(), path
        judge(person.page)
    assert person.watched.complaints == []


@pytest.mark.parametrize("width", [1280, 390])
def test_review_screen_fits_and_is_accessible__for_who_decides(
    site: str, opened: Callable[..., BrowserContext], width: int
) -> None:
    person = Official(Watched(opened(viewport={"width": width, "height": 900})), site, "head")
    person.page.locator("main .house__row a").first.click()
    person.page.wait_for_url("**/admin/review/*/")
    person.page.frame_locator(".review__frame-web").locator("h1").wait_for()
    judge(person.page)
    sheet = person.page.context.new_page()
    sheet.goto(f"{site}/admin/review/sheets/1/")
    judge(sheet)
    sheet.emulate_media(media="print")
    judge(sheet)


def test_list_of_sites_is_chinese__for_the_administrator(site: str, opened: Callable[..., BrowserContext]) -> None:
    person = Official(Watched(opened(viewport={"width": 1280, "height": 900})), site, "admin")
    person.page.goto(f"{site}/admin/sites/")
    assert_chinese(person.page)


def test_list_of_contacts_shows_its_title_and_its_button__on_a_phone(
    site: str, opened: Callable[..., BrowserContext]
) -> None:
    person = Official(Watched(opened(viewport={"width": 390, "height": 900})), site, "editor")
    person.page.goto(f"{site}/admin/contacts/")
    for place in (
        person.page.locator(".w-breadcrumbs").get_by_text("联络信息"),
        person.page.get_by_role("link", name="添加联络信息"),
        person.page.locator("#listing-results td.title a").first,
    ):
        box = place.bounding_box()
        assert box, place
        assert 0 <= box["x"] < box["x"] + box["width"] <= 390, place


def test_person_is_found_by_organ__when_somebody_is_appointed(site: str, opened: Callable[..., BrowserContext]) -> None:
    person = Official(Watched(opened(viewport={"width": 390, "height": 900})), site, "security")
    person.page.goto(f"{site}/admin/posts/appoint/")
    person.page.get_by_role("button", name="选择人员").click()
    person.page.locator(".modal-dialog [name=q]").fill("松岚")
    names = person.page.locator(".modal-dialog td.title")
    expect(names).to_have_count(2)
    names.get_by_role("link").first.click()
    expect(person.page.locator(".chooser").first).to_contain_text("（songlan-editor）")
    assert person.watched.complaints == []
