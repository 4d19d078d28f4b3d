"""Room for everything: narrow screens, enlarged pages, text spaced as WCAG 1.4.12 asks, focus and targets."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from .pages import KINDS
from .sizes import SIZES, WIDTHS

# WCAG 1.4.12; a constructed sheet is what the content policy leaves to a reader's own tools.
SPACING = """spaced => { document.adoptedStyleSheets = []; if (!spaced) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets.push(sheet); }"""

# What a reader would have to scroll to sideways; tables and code may scroll inside a frame of their own.
TOO_WIDE = """() => { const wide = document.documentElement.clientWidth;
    const framed = node => { for (let up = node.parentElement; up; up = up.parentElement)
        if (getComputedStyle(up).overflowX !== "visible") return true; return false; };
    return [document.documentElement.scrollWidth - wide, [...document.querySelectorAll("body *")]
        .filter(node => node.getBoundingClientRect().right > wide + 1 && !framed(node)
            && getComputedStyle(node).visibility !== "hidden")
        .map(node => node.outerHTML.slice(0, 120))]; }"""

# Text that its own box cuts off.
CUT = """() => [...document.querySelectorAll("body *")].filter(node => {
    const style = getComputedStyle(node);
    return ["hidden", "clip"].some(way => [style.overflowX, style.overflowY].includes(way))
        && style.clipPath === "none" && node.textContent.trim() && node.getClientRects().length
        && (node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1);
    }).map(node => node.outerHTML.slice(0, 120))"""

# Neighbours whose text lies one upon the other.
OVERLAPS = """() => { const found = [], boxes = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) { const text = walk.currentNode, node = text.parentElement;
        if (!text.data.trim() || !node.checkVisibility() || node.closest(".visually-hidden, .skip")) continue;
        const range = document.createRange(); range.selectNodeContents(text);
        boxes.push([text.data.trim().slice(0, 40), [...range.getClientRects()]]); }
    boxes.forEach(([a, one], i) => boxes.slice(i + 1, i + 12).forEach(([b, two]) => {
        if (one.some(p => two.some(q => Math.min(p.right, q.right) - Math.max(p.left, q.left) > 3
            && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 8))) found.push(a + " / " + b); }));
    return found; }"""

# What receives the focus, and whether one can see it: an outline or a shadow, inside the window.
FOCUSED = """() => { const node = document.activeElement;
    if (!node || node === document.body) return null;
    const style = getComputedStyle(node), box = node.getBoundingClientRect();
    return {html: node.outerHTML.slice(0, 120),
        ring: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth}; }"""

# WCAG 2.5.8: 24 by 24 pixels, or inside a sentence, or so far from others that circles of 24 do not touch.
SMALL = """() => { const every = [...document.querySelectorAll("a[href], button, summary, input, select, [role=button]")]
        .filter(node => node.getClientRects().length && !node.closest(".skip, .visually-hidden"));
    const middle = node => { const b = node.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; };
    const small = every.filter(node => { const b = node.getBoundingClientRect();
        return (b.width < 24 || b.height < 24) && b.width && b.height; });
    const inSentence = node => getComputedStyle(node).display === "inline"
        && [...node.parentElement.childNodes].some(one => one.nodeType === 3 && one.data.trim().length > 1);
    return small.filter(node => !inSentence(node) && every.some(other => { if (other === node) return false;
        const [x, y] = middle(node), b = other.getBoundingClientRect();
        const dx = Math.max(b.left - x, 0, x - b.right), dy = Math.max(b.top - y, 0, y - b.bottom);
        return Math.hypot(dx, dy) < 12; })).map(node => node.outerHTML.slice(0, 120)); }"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_page_fits__when_narrow_or_enlarged_or_spaced(
    site: str, addresses: dict[str, str], looked_at: Callable[..., Page], kind: str, size: str
) -> None:
    page = looked_at(site + addresses[kind], size)
    found = {}
    for spaced in (True, False):  # in the end the page is as it was
        page.evaluate(SPACING, spaced)
        found[spaced] = [page.evaluate(judge) for judge in (TOO_WIDE, CUT, OVERLAPS)]
    assert found == {spaced: [[0, []], [], []] for spaced in (True, False)}


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_targets_are_large_enough__for_a_finger(
    site: str, addresses: dict[str, str], looked_at: Callable[..., Page], kind: str, size: str
) -> None:
    assert looked_at(site + addresses[kind], size).evaluate(SMALL) == []


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_focus_is_seen_on_every_stop__when_tabbing_through(
    site: str, addresses: dict[str, str], looked_at: Callable[..., Page], kind: str, size: str
) -> None:
    page = looked_at(site + addresses[kind], size)
    stops: list[dict[str, Any]] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(FOCUSED)) is None or (stops and stop["html"] == stops[0]["html"]):
            break
        stops.append(stop)
    assert len(stops) > (1 if kind == "login" else 2)  # the first field of the log-in has the focus already
    assert [one["html"] for one in stops if not (one["ring"] and one["inside"])] == []


def test_layout_is_judged__when_something_is_wrong(site: str, opened: Callable[..., BrowserContext]) -> None:
    # Judges that find nothing anywhere would be no judges.
    page = opened(viewport={"width": 390, "height": 844}).new_page()
    page.goto(site)
    page.evaluate("""() => { const wide = document.createElement("p"); wide.textContent = "宽";
        wide.style.width = "500px"; document.querySelector("main").append(wide);
        const cut = document.createElement("p"); cut.textContent = "长".repeat(300);
        cut.style.cssText = "overflow: hidden; height: 20px"; document.querySelector("main").append(cut);
        const over = document.createElement("p"); over.textContent = "压";
        over.style.marginTop = "-20px"; document.querySelector("main").append(over); }""")
    assert page.evaluate(TOO_WIDE)[0] > 100
    assert len(page.evaluate(TOO_WIDE)[1]) == 1
    assert len(page.evaluate(CUT)) == 1
    assert any(one.endswith("/ 压") for one in page.evaluate(OVERLAPS))
