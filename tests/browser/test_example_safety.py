"""docs/examples when something is wrong: the API fails, there is no such page, what comes from outside is hostile."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from .front_end import FOLDER, LISTED, NOWHERE, FrontEnd, alert, answer_with, fulfil, ready
from .live import get
from .test_accessibility import violations

Opened = Callable[..., BrowserContext]

LOUD = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>'


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (lambda route: route.abort(), "暂时连接不上"),
        (lambda route: fulfil(route, "<!doctype html><title>维护中</title>"), "暂时读不到内容"),
        (lambda route: fulfil(route, {"detail": "内部错误"}, 500), "服务暂时出错"),
    ],
)
def test_reader_is_told_in_words__when_the_api_fails(
    front: str, paths: dict[str, str], opened: Opened, answer: Callable[[Route], None], word: str
) -> None:
    for kind in ("catalogue", "guide"):
        context = opened(viewport={"width": 390, "height": 844})
        context.route("**/api/v1/entries/**", answer)
        page = context.new_page()
        page.goto(front + paths[kind])
        assert word in alert(page)
        assert violations(page) == []
        page.get_by_role("button", name="重新读取").click()
        page.locator("#content:not([aria-busy])").wait_for()
        assert word in alert(page)
        assert page.locator("h1").count() == 1
        context.unroute("**/api/v1/entries/**")
        page.get_by_role("button", name="重新读取").click()
        expect(page.locator("#content table").first).to_be_visible()


def test_reader_is_told_in_words__when_there_is_no_such_page(
    site: str, front: str, addresses: dict[str, str], opened: Opened
) -> None:
    page = opened().new_page()
    page.goto(f"{front}guide.html?uid={NOWHERE}")
    assert "没有找到" in alert(page)
    page.goto(f"{front}guide.html?uid=../../admin/")
    assert "网址不完整或者有误" in alert(page)
    gone = re.search(r"urn:uuid:([0-9a-f-]{36})", get(f"{site}/feed.atom").body.decode().partition("deleted-entry")[2])
    assert gone
    page.goto(f"{front}interpretation.html?uid={gone[1]}")
    assert "信息已撤下" in alert(page)


def test_words_and_addresses_from_outside_do_nothing__when_they_are_hostile(
    site: str, front: str, paths: dict[str, str], shown: dict[str, dict[str, Any]], opened: Opened
) -> None:
    listed = get(site + LISTED).json()
    listed["results"][0] |= {"title": f"题{LOUD}", "summary": LOUD, "url": "javascript:window.ran=1", "kind": "article"}
    evil = "<p onclick=x>文<a href=' JaVaScript:window.ran=1'>链</a><a href='data:text/html,x'>接</a><iframe src=//x></iframe>"
    html = (
        f"{evil}<svg><script>window.ran=1</script></svg><style>*{{display:none}}</style>{LOUD}<form><input></form></p>"
    )
    link = {"uid": NOWHERE, "title": LOUD, "url": "javascript:window.ran=1"}
    body = [
        {"type": "paragraph", "value": {"html": html}, "id": "1"},
        {"type": "heading", "value": {"level": 2, "text": LOUD}, "id": '"><script>window.ran=1</script>'},
        {"type": "image", "value": {"url": "javascript:window.ran=1", "alt": LOUD, "caption": LOUD}, "id": "2"},
        {"type": "attachment", "value": {"url": "data:text/html,x", "title": LOUD, "type": "", "size": 1}, "id": "3"},
        {"type": "constructor", "value": {"heading": LOUD}, "id": "4"},
    ]
    hostile = {"title": LOUD, "body": body, "documents": [{"type": "document", "value": {"document": link}, "id": "5"}]}
    context = opened()
    context.route("**/api/v1/entries/?**", lambda route: fulfil(route, listed))
    answer_with(context, {**shown["interpretation"], **hostile})
    page = ready(context.new_page(), f"{front}index.html")
    assert page.locator("tbody th").first.inner_text().startswith(f"题{LOUD}")
    inert(page)
    ready(page, front + paths["interpretation"])
    assert page.locator("h1").inner_text() == LOUD
    assert page.locator(".prose > p").first.inner_text() == "文链接"
    inert(page)


def inert(page: Page) -> None:
    """Nothing ran, and nothing is there that could."""
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran === undefined")
    assert (
        page.locator("main :is(script, style, iframe, img:not([src^=http]), form:not([action='index.html']))").count()
        == 0
    )
    addresses = page.locator("main a").evaluate_all("all => all.map(one => one.protocol)")
    assert set(addresses) <= {"http:", "https:"}
    events = "all => all.flatMap(one => [...one.attributes].map(a => a.name)).filter(name => name.startsWith('on'))"
    assert page.locator("body *").evaluate_all(events) == []


def test_scripts_never_read_strings_as_html() -> None:
    unsafe = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc")
    scripts = sorted(FOLDER.rglob("*.js"))
    assert len(scripts) > 10
    assert [one.name for one in scripts if unsafe.search(one.read_text(encoding="utf-8"))] == []


def test_other_api_is_asked_for_by_address__on_a_machine_of_ones_own(site: str, opened: Opened) -> None:
    running = FrontEnd("http://127.0.0.1:9")
    try:
        page = opened(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(f"{running.address}index.html")
        assert "暂时连接不上" in alert(page)
        ready(page, f"{running.address}index.html?api={site}")
        page.get_by_label("类型").select_option("interpretation")
        page.get_by_role("button", name="查询").click()
        page.wait_for_url("**kind=interpretation**")
        page.locator("tbody th a").first.click()
        expect(page.locator(".mark")).to_contain_text("政策解读")
        # On every other host the parameter is passed over: nobody can make a city show what a stranger says.
        page.route("http://m.example.cn/**", lambda route: as_elsewhere(route, running.address))
        asked: set[str] = set()
        page.on("request", lambda request: asked.add(request.url.partition("/api/")[0]))
        page.goto(f"http://m.example.cn/index.html?api={site}")
        assert "暂时连接不上" in alert(page)
        assert "http://127.0.0.1:9" in asked
        assert site not in asked
    finally:
        running.end()


def as_elsewhere(route: Route, front: str) -> None:
    """Serve what the front end has as if it stood on another host."""
    answer = get(route.request.url.replace("http://m.example.cn/", front))
    route.fulfill(status=answer.status, body=answer.body, content_type=answer.headers["Content-Type"])
