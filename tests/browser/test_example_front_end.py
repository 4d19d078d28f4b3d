"""docs/examples: a front end of another house, which renders catalogue, interpretation and guide from the API alone."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .front_end import LISTED, alert, answer_with, ready, static_pages
from .live import get
from .test_accessibility import violations
from .test_html import judged, words
from .test_layout import CUT, OVERLAPS, SMALL, TOO_WIDE
from .watching import Watched

Opened = Callable[..., BrowserContext]

PAGES = ("catalogue", "interpretations", "interpretation", "guides", "guide")
WIDTHS = (1280, 390)


def rows(page: Page, table: str = "#content table") -> list[list[str]]:
    """Text of the cells of a table, row by row."""
    found = page.locator(f"{table} >> nth=0").locator("tbody tr")
    return [[cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in found.all()]


def as_row(entry: dict[str, Any]) -> list[str]:
    """The four facts of article 12."""
    return [entry["index_number"] or "—", entry["title"], entry["summary"] or "—", entry["formed_on"]]


def told(page: Page) -> list[list[str]]:
    """The rows of the catalogue; of the second column the name alone, without its badges."""
    names = page.locator("#content tbody th a").all_inner_texts()
    return [[number, name, *rest] for (number, _shown, *rest), name in zip(rows(page), names, strict=True)]


def test_catalogue_shows_what_the_api_lists__page_after_page(site: str, front: str, opened: Opened) -> None:
    watched = Watched(opened(viewport={"width": 1280, "height": 900}))
    page = ready(watched.page, f"{front}index.html")
    answer = get(site + LISTED).json()
    assert len(answer["results"]) == 20
    assert told(page) == [as_row(one) for one in answer["results"]]
    assert page.locator("#content tbody .organ").all_inner_texts() == [
        one["organ"]["short_name"] for one in answer["results"]
    ]
    expect(page.get_by_role("status")).to_have_text("本页20条信息。")

    page.get_by_role("link", name="下一页").click()
    page.wait_for_url("**cursor=**")
    ready(page, page.url)
    assert told(page) == [as_row(one) for one in get(answer["next"]).json()["results"]]
    page.go_back()
    expect(page.locator("#content tbody th a").first).to_have_text(answer["results"][0]["title"])
    assert watched.complaints == []
    assert watched.hosts == {address.partition("://")[2].rstrip("/") for address in (site, front)}


def test_catalogue_is_narrowed__when_filters_are_chosen(site: str, front: str, opened: Opened) -> None:
    page = ready(opened(viewport={"width": 1280, "height": 900}).new_page(), f"{front}index.html")
    choices = {one["name"]: one["choices"] for one in get(f"{site}/api/v1/filters/?catalogued=true").json()["filters"]}
    for name in ("organ", "theme", "kind", "year", "validity"):
        offered = page.locator(f"select[name={name}] option").evaluate_all("all => all.map(one => one.value)")
        assert set(offered) - {""} == {one["value"] for one in choices[name]}, name
    page.get_by_label("类型").select_option("official_document")
    page.get_by_label("有效性", exact=True).select_option(label="废止")
    page.get_by_label("排序").select_option("formed")
    page.get_by_role("button", name="查询").click()
    page.wait_for_url("**validity=repealed**")
    ready(page, page.url)
    query = "&kind=official_document&validity=repealed&sort=formed"
    expected = get(site + LISTED + query).json()["results"]
    assert expected
    assert told(page) == [as_row(one) for one in expected]
    assert page.locator("#content tbody .badge.stop").all_inner_texts() == ["废止"] * len(expected)
    assert page.get_by_label("有效性", exact=True).input_value() == "repealed"

    page.get_by_role("link", name="取消条件“有效性：废止”").click()
    page.wait_for_function("!location.search.includes('validity')")
    ready(page, page.url)
    assert told(page) == [
        as_row(one) for one in get(site + LISTED + query.replace("&validity=repealed", "")).json()["results"]
    ]


def test_catalogue_says_so__when_nothing_answers(front: str, opened: Opened) -> None:
    page = ready(opened().new_page(), f"{front}index.html?year=1999&kind=leader")
    expect(page.get_by_role("status")).to_have_text("没有符合条件的信息。")
    assert page.get_by_label("年份", exact=True).input_value() == "1999"
    ready(page, f"{front}index.html?year=99")
    assert "四位数的年份" in alert(page)


def test_interpretation_is_drawn_from_its_blocks(
    front: str, paths: dict[str, str], shown: dict[str, dict[str, Any]], opened: Opened
) -> None:
    wanted = shown["interpretation"]
    watched = Watched(opened(viewport={"width": 1280, "height": 900}))
    page = ready(watched.page, front + paths["interpretation"])
    assert page.locator("h1").inner_text() == wanted["title"]
    document = wanted["documents"][0]["value"]["document"]
    bound = page.locator(".explained a")
    assert (bound.inner_text(), bound.get_attribute("href")) == (document["title"], document["url"])
    headings = [one["value"]["heading"] for one in wanted["body"] if "heading" in one["value"]]
    assert page.locator(".prose > h2").all_inner_texts() == headings
    assert page.locator(".contents a").all_inner_texts() == headings
    comparison = next(one["value"] for one in wanted["body"] if one["type"] == "comparison")
    assert [row[0] for row in rows(page, ".prose > table")] == [one["clause"] for one in comparison["items"]]
    assert page.locator(".prose > details summary").all_inner_texts() == [
        item["question"] for one in wanted["body"] if one["type"] == "questions" for item in one["value"]["items"]
    ]
    assert watched.complaints == []


def test_chart_has_the_numbers_of_its_table(
    front: str, paths: dict[str, str], shown: dict[str, dict[str, Any]], opened: Opened
) -> None:
    chart = next(one["value"] for one in shown["interpretation"]["body"] if one["type"] == "chart")
    for width in WIDTHS:
        page = ready(opened(viewport={"width": width, "height": 900}).new_page(), front + paths["interpretation"])
        drawing = page.get_by_role("img", name=chart["title"])
        values = [float(cell) for row in chart["table"]["rows"] for cell in row[1:]]
        lengths = [float(one.get_attribute("width") or 0) for one in drawing.locator("rect").all()]
        assert [one / max(lengths) for one in lengths] == pytest.approx([one / max(values) for one in values], abs=0.02)
        for row in chart["table"]["rows"]:
            assert all(f"{row[0]}{cell}" in (drawing.get_attribute("aria-label") or "") for cell in row[1:])
        assert rows(page, ".chart table") == chart["table"]["rows"]


def drawings(kind: str, count: int) -> dict[str, Any]:
    """A chart of other kinds than the demo has."""
    table = {
        "caption": "",
        "columns": [
            {"type": "text", "heading": "项目"},
            *({"type": "number", "heading": f"列{n}"} for n in range(count)),
        ],
        "rows": [[f"第{n}项", *(str(10 * n + column) for column in range(count))] for n in range(1, 7)],
    }
    value = {"title": f"图{kind}", "kind": kind, "unit": "亿元", "table": table, "note": "", "source": "统计局"}
    return {"type": "chart", "value": value, "id": kind}


def test_every_kind_of_chart_is_drawn__when_asked_for(
    front: str, paths: dict[str, str], shown: dict[str, dict[str, Any]], opened: Opened
) -> None:
    wanted = {"line": ("polyline", 3), "pie": ("circle", 6), "share": ("rect", 6), "radar": ("*", 0)}
    body = [drawings(kind, 3 if kind == "line" else 1) for kind in wanted]
    for width in WIDTHS:
        context = opened(viewport={"width": width, "height": 900})
        answer_with(context, {**shown["interpretation"], "body": body})
        page = ready(context.new_page(), front + paths["interpretation"])
        for kind, (shape, count) in wanted.items():
            figure = page.locator("figure", has_text=f"图{kind}")
            assert figure.locator(f"svg[role=img] {shape}").count() == count, kind
            assert len(rows(page, f"figure:has-text('图{kind}') table")) == 6
        assert page.evaluate(TOO_WIDE) == [0, []]
        assert violations(page) == []


def test_guide_answers_first_and_tells_all(
    front: str, paths: dict[str, str], shown: dict[str, dict[str, Any]], opened: Opened
) -> None:
    wanted = shown["guide"]
    watched = Watched(opened(viewport={"width": 1280, "height": 900}))
    page = ready(watched.page, front + paths["guide"])
    needed = [one["value"] for one in wanted["materials"] if one["value"]["copies"]]
    answers = page.locator(".glance strong").all_inner_texts()
    assert answers[0] == f"{len(needed)}份材料"
    assert answers[2:] == [
        f"{wanted['promised_limit']}个{wanted['limit_unit']}",
        "收费" if wanted["is_charged"] else "不收费",
    ]
    assert [row[0].splitlines()[0] for row in rows(page, "#materials ~ table")] == [
        one["value"]["name"] for one in wanted["materials"]
    ]
    assert page.locator("#materials ~ table a").count() == sum(
        bool(one["value"][name]) for one in wanted["materials"] for name in ("blank_form", "sample")
    )
    steps = wanted["process"][0]["value"]["steps"]
    assert page.locator(".flow .box strong").all_inner_texts() == [
        f"{one['name']}？" if one["kind"] == "decision" else one["name"] for one in steps
    ]
    assert page.locator(".flow .otherwise").all_inner_texts() == [
        f"否{one['otherwise']}" for one in steps if one["kind"] == "decision"
    ]
    facts = page.locator(".guide .facts").all_inner_texts()
    assert wanted["place"] in "".join(facts)
    power = wanted["power_item"][0]["value"]
    assert page.get_by_role("link", name=power["title"]).get_attribute("href") == power["url"]
    assert watched.complaints == []


def test_guide_goes_on_paper__without_what_paper_cannot_do(front: str, paths: dict[str, str], opened: Opened) -> None:
    page = ready(opened(viewport={"width": 1280, "height": 900}).new_page(), front + paths["guide"])
    page.emulate_media(media="print")
    assert not page.locator(".site-head").is_visible()
    assert not page.get_by_role("button", name="打印本指南").is_visible()
    assert page.locator("#materials ~ table").is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".prose details").count() > 0
    assert page.locator(".prose details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".prose details[open]").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", PAGES)
def test_page_is_judged_well(front: str, paths: dict[str, str], opened: Opened, kind: str, width: int) -> None:
    page = ready(
        opened(viewport={"width": width, "height": 900}, has_touch=width == 390).new_page(), front + paths[kind]
    )
    assert violations(page) == []
    assert page.evaluate(TOO_WIDE) == [0, []]
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(SMALL) == []


def test_html_has_no_error__as_it_is_served_and_as_it_is_built(
    front: str, paths: dict[str, str], opened: Opened, tmp_path: Path
) -> None:
    assert len(static_pages()) == 4
    for one in static_pages():
        shutil.copy(one, tmp_path)
    context = opened(viewport={"width": 1280, "height": 900})
    for kind in PAGES:
        (tmp_path / f"built-{kind}.html").write_text(ready(context.new_page(), front + paths[kind]).content(), "utf-8")
    assert words(judged(tmp_path)) == []
