"""政府信息公开: the four directories, the catalogue with tree and filters, its pages, feeds and downloads."""

import csv
import io
import json
import re
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import DisclosureGuidePage, OfficialDocumentPage
from cms.clearance.gate import let_down
from cms.models import ColumnPage, HomePage
from register.models import Entry, Listing
from register.rebuild import rebuild
from tests.recall import recall
from tests.site import column, column_on, make_article, make_document, make_organ, make_subsite, publish

from .pages import published

pytestmark = pytest.mark.django_db
CATALOGUE = "/zfxxgk/mulu/"


def body(client: Any, path: str, status: int = 200, host: str = "testserver") -> str:
    response = client.get(path, headers={"host": host})
    assert response.status_code == status, response.content.decode()[:500]
    return b"".join(response).decode() if response.streaming else response.content.decode()


def titles(html: str) -> list[str]:
    """Names in the table of the catalogue, in order."""
    return re.findall(r'<th scope="row">\s*<a href="[^"]*">([^<]*)</a>', html)


def options(html: str, name: str) -> list[str]:
    found = re.search(rf'<select id="filter-{name}".*?</select>', html, re.DOTALL)
    assert found
    return re.findall(r'<option value="([^"]+)"', found[0])


@pytest.fixture
def three(home: HomePage) -> list[OfficialDocumentPage]:
    return recall.scene(make_three)


def make_three() -> list[OfficialDocumentPage]:
    """A budget of 教育局 (2025), a regulation of 民政局 that is repealed, and a plan without a summary."""
    schools = make_organ("jiaoyuju", short_name="市教育局", position=10)
    welfare = make_organ("minzhengju", short_name="市民政局", position=20)
    return [
        make_document(
            title="关于2025年部门预算的公告", organ=schools, catalogue_group="20-07", issued_on=date(2025, 2, 3),
            summary="部门收支预算总表。", theme="财政、金融、审计\\财政", genre="公告", openness="result",
            document_number="云教发〔2025〕1号",
        ),
        make_document(
            title="社会救助办法", organ=welfare, catalogue_group="20-01", issued_on=date(2020, 5, 6), validity="repealed",
            theme="民政、扶贫、救灾\\社会福利", genre="通知", openness="decision",
        ),
        make_document(
            title="教育统计数据", organ=schools, catalogue_group="20-04-01", issued_on=date(2024, 7, 8), validity="",
            theme="科技、教育\\教育", genre="通报",
        ),
    ]  # fmt: skip


def test_entry_shows_the_four_columns_of_article_12(three: Any, client: Any) -> None:
    html = body(client, CATALOGUE)
    assert re.findall(r'<th scope="col">([^<]+)</th>', html) == [
        "索引号",
        "名称",
        "内容概述",
        "生成日期",
    ]
    assert titles(html) == ["教育统计数据", "社会救助办法", "关于2025年部门预算的公告"]
    first = OfficialDocumentPage.objects.get(pk=three[0].pk)
    assert first.index_number in html
    assert "部门收支预算总表。" in html
    assert "2025-02-03" in html
    assert "云教发〔2025〕1号" in html
    assert '<strong class="badge badge-repealed">废止</strong>' in html
    assert "noindex" not in html


FILTERS = [
    ("organ=jiaoyuju", ["教育统计数据", "关于2025年部门预算的公告"]),
    ("catalogue=20-01", ["社会救助办法"]),
    ("catalogue=20-04", ["教育统计数据"]),
    ("catalogue=20", ["教育统计数据", "社会救助办法", "关于2025年部门预算的公告"]),
    ("catalogue=21", []),
    ("theme=科技、教育", ["教育统计数据"]),
    ("theme=财政、金融、审计\\财政", ["关于2025年部门预算的公告"]),
    ("genre=通知", ["社会救助办法"]),
    ("openness=result", ["关于2025年部门预算的公告"]),
    ("validity=repealed", ["社会救助办法"]),
    ("organ=jiaoyuju&catalogue=20-01", []),
    ("year=2026", ["教育统计数据", "社会救助办法", "关于2025年部门预算的公告"]),
    ("year=2019", []),
    ("sort=oldest", ["关于2025年部门预算的公告", "社会救助办法", "教育统计数据"]),
    ("organ=jiaoyuju&sort=number", ["关于2025年部门预算的公告", "教育统计数据"]),
    ("year=2026&sort=formed", ["关于2025年部门预算的公告", "教育统计数据", "社会救助办法"]),
    ("sort=formed", ["关于2025年部门预算的公告", "教育统计数据", "社会救助办法"]),
    ("organ=&theme=&sort=", ["教育统计数据", "社会救助办法", "关于2025年部门预算的公告"]),
    ("utm_source=x", ["教育统计数据", "社会救助办法", "关于2025年部门预算的公告"]),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_catalogue_is_narrowed_and_ordered(three: Any, client: Any, query: str, expected: list[str]) -> None:
    response = client.get(f"{CATALOGUE}?{query}")
    assert titles(response.content.decode()) == expected
    is_plain = query in {"organ=&theme=&sort=", "utm_source=x"}
    assert response.get("X-Robots-Tag") == (None if is_plain else "noindex, follow")
    if not expected:
        assert "没有同时符合所选条件的信息" in response.content.decode()


def test_chosen_filters_are_told_in_words__when_nothing_answers_them(three: Any, client: Any) -> None:
    html = body(client, f"{CATALOGUE}?openness=decision&validity=lapsed&year=2019")
    chosen = re.sub(r"<[^>]+>", "", html[html.index('class="chosen"') :])[:400]
    assert all(words in chosen for words in ("五公开：决策", "有效性：失效", "年份：2019年"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("organ=nowhere", "发布机构中没有“nowhere”，请从列表中选择。"),
        ("theme=天气", "主题分类中没有“天气”"),
        ("catalogue=99", "目录事项中没有“99”"),
        ("validity=<script>", "有效性中没有“&lt;script&gt;”"),
        ("year=20265", "年份应为四位数字"),
        ("year=二〇二六", "年份应为四位数字"),
        ("sort=random", "没有“random”这种排序方式"),
        ("after=x", "翻页地址不完整"),
        ("after=6f9619ff-8b86-d011-b42d-00c04fc964ff", "翻页位置已经失效"),
        ("genre=" + "长" * 300, "体裁分类中没有"),
    ],
)
def test_wrong_value_is_told_in_chinese(three: Any, client: Any, query: str, words: str) -> None:
    html = body(client, f"{CATALOGUE}?{query}&openness=result", status=400)
    assert words in html
    assert "筛选条件有误" in html
    assert '<option value="result" selected>' in html


def test_filters_offer_what_is_left_by_the_others(three: Any, client: Any) -> None:
    html = body(client, CATALOGUE)
    assert options(html, "organ") == ["jiaoyuju", "minzhengju"]
    assert options(html, "genre") == ["公告", "通知", "通报"]
    assert options(html, "catalogue") == ["20-01", "20-04", "20-04-01", "20-07"]
    assert options(html, "year") == ["2026"]
    narrowed = body(client, f"{CATALOGUE}?organ=minzhengju")
    assert options(narrowed, "genre") == ["通知"]
    assert options(narrowed, "organ") == ["jiaoyuju", "minzhengju"]
    assert "发布机构：市民政局" in narrowed


def test_tree_has_no_empty_item(three: Any, client: Any) -> None:
    html = body(client, CATALOGUE)
    assert re.findall(r'href="/zfxxgk/mulu/([\d-]+)/"', html) == ["20-01", "20-04", "20-04-01", "20-07"]
    for page in three:
        if page.catalogue_group == "20-07":
            let_down(page).unpublish()
    html = body(client, CATALOGUE)
    assert "/20-07/" not in html
    assert "20-07" not in options(html, "catalogue")


def test_pages_follow_one_another_without_gap_or_repeat(home: HomePage, client: Any) -> None:
    made = [make_document(title=f"第{number:02d}号文件", issued_on=date(2025, 1, 1)).title for number in range(45)]
    for sort in ("newest", "oldest", "formed", "number"):
        path, seen = f"{CATALOGUE}?sort={sort}", []
        while path:
            html = body(client, path)
            seen += titles(html)
            found = re.search(r'<link rel="next" href="([^"]+)"', html)
            path = found[1].replace("&amp;", "&") if found else ""
        assert sorted(seen) == made, sort
        assert len(seen) == 45


def test_next_page_is_found__when_the_entry_before_it_was_withdrawn(home: HomePage, client: Any) -> None:
    made = [make_document(title=f"第{number:02d}号文件") for number in range(22)]
    found = re.search(r'rel="next" href="([^"]+)"', body(client, CATALOGUE))
    assert found
    let_down(made[2]).unpublish()  # the last one of the first page
    assert titles(body(client, found[1].replace("&amp;", "&"))) == ["第01号文件", "第00号文件"]


def test_item_is_a_listing_with_feeds(three: Any, client: Any) -> None:
    html = body(client, "/zfxxgk/mulu/20-04/")
    assert titles(html) == ["教育统计数据"]
    assert "《条例》第二十条第（四）项" in html
    assert '<link rel="alternate" type="application/rss+xml" title="国民经济和社会发展统计信息（RSS）"' in html
    assert "教育统计数据" in body(client, "/zfxxgk/mulu/20-04-01/feed.rss")
    assert "教育统计数据" in body(client, "/zfxxgk/mulu/20-04/feed.atom")
    assert len(json.loads(body(client, f"{CATALOGUE}feed.json"))["items"]) == 3
    assert client.get("/zfxxgk/mulu/20-08/").status_code == 404
    assert "政府信息公开目录" in body(client, "/feeds/")
    assert re.findall(r'<a href="(/zfxxgk/[^"]*)">[^<]*</a>\s*</li>', html.partition("</nav>")[0]) is not None


def test_archives_of_items_have_addresses_that_stay(home: HomePage, client: Any) -> None:
    for number in range(22):
        make_document(title=f"第{number:02d}号文件", catalogue_group="20-07")
    html = body(client, "/zfxxgk/mulu/20-07/archive/1/")
    assert titles(html)[-1] == "第00号文件"
    assert "存档：" in html
    assert client.get("/zfxxgk/mulu/20-07/archive/1/feed.atom").status_code == 200


def test_entry_moves_to_its_new_item__when_it_is_filed_elsewhere(three: Any, client: Any) -> None:
    page = OfficialDocumentPage.objects.get(pk=three[0].pk)
    page.catalogue_group, page.correction_note = "20-09", "更正了目录事项。"
    publish(page)
    assert titles(body(client, "/zfxxgk/mulu/20-09/")) == [page.title]
    assert client.get("/zfxxgk/mulu/20-07/").status_code == 404
    assert client.get("/zfxxgk/mulu/20-07/feed.atom").status_code == 200
    assert list(rebuild(repair=False)) == []


def test_entry_stays_in_its_items__when_its_column_moves(three: Any, client: Any) -> None:
    from cms.columns import move_column, rename_column

    rename_column(column("zhengcewenjian"), slug="wenjian")
    move_column(column("wenjian"), column("tongzhi"))
    assert len(titles(body(client, CATALOGUE))) == 3
    assert titles(body(client, "/zfxxgk/mulu/20-07/")) == ["关于2025年部门预算的公告"]
    assert list(rebuild(repair=False)) == []


def test_rebuild_makes_the_listings_again__when_they_are_lost(three: Any, client: Any) -> None:
    Listing.objects.filter(kind=Listing.Kind.CATALOGUE).delete()
    assert client.get("/zfxxgk/mulu/20-07/").status_code == 404
    assert list(rebuild(repair=True))
    assert list(rebuild(repair=False)) == []
    assert titles(body(client, "/zfxxgk/mulu/20-07/")) == ["关于2025年部门预算的公告"]


def test_sites_keep_their_catalogues_apart(three: Any, client: Any) -> None:
    site = make_subsite("gongganju")
    host = site.hostname
    assert "政府信息公开</a>" not in body(client, "/", host=host)
    assert titles(body(client, CATALOGUE, host=host)) == []
    publish(
        column_on(site, "gongzuodongtai").add_child(
            instance=OfficialDocumentPage(
                live=False, organ=make_organ("gongganju"), title="公安局文件", body=[("paragraph", "<p>文。</p>")]
            )
        )
    )
    assert titles(body(client, CATALOGUE, host=host)) == ["公安局文件"]
    assert len(titles(body(client, CATALOGUE))) == 3


# --- the area's front, the navigation, the home page -----------------------------------------------------------------


def test_front_has_the_four_directories_in_their_order(three: Any, client: Any) -> None:
    for slug, kind, other in (
        ("yaowen", ColumnPage.ColumnType.REPORTS, ""),
        ("tongzhi", ColumnPage.ColumnType.OTHER, "信息公开制度"),
    ):
        page = column(slug)
        page.column_type, page.column_type_other = kind, other
        page.save()
    make_article("yaowen", title="2025年度报告")
    make_article("tongzhi", title="主动公开工作制度")
    guide = published(DisclosureGuidePage, "shizhengfu")
    html = body(client, "/zfxxgk/")
    heads = [re.sub(r"<.*?>", "", one).strip() for one in re.findall(r"<h2 id=\"directory-.*?</h2>", html, re.DOTALL)]
    assert heads == ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开工作年度报告"]
    assert f'<a href="{guide.get_url_parts()[2]}">' in html
    assert "2025年度报告" in html
    assert "主动公开工作制度" in html
    assert "（七）财政预算、决算" in html


def test_front_names_what_is_missing__when_there_is_nothing(home: HomePage, client: Any) -> None:
    response = client.get("/zfxxgk/")
    assert response.content.decode().count("正在编制，公布后将显示在此处。") == 4
    assert response["X-Robots-Tag"] == "noindex"
    assert "政府信息公开</a>" not in body(client, "/")


def test_area_is_in_the_navigation_and_on_the_home_page(three: Any, client: Any) -> None:
    html = body(client, "/")
    assert re.findall(r'<li>\s*<a href="([^"]+)"[^>]*>政府信息公开</a>', html)[0] == "/zfxxgk/"
    assert 'class="wrap area-band"' in html
    assert '<a href="/zfxxgk/mulu/">法定主动公开内容</a>' in html
    inside = body(client, CATALOGUE)
    assert '<a href="/zfxxgk/" aria-current="true">政府信息公开</a>' in inside


def test_column_of_that_name_gives_its_place__when_the_site_has_one(three: Any, client: Any, home: HomePage) -> None:
    home.add_child(instance=ColumnPage(title="政府信息公开", slug="gongkai", description="政府信息公开"))
    make_article("gongkai")
    links = re.findall(r'<li>\s*<a href="([^"]+)"[^>]*>政府信息公开</a>', body(client, "/"))
    assert set(links) == {"/zfxxgk/"}


# --- downloads -------------------------------------------------------------------------------------------------------


def test_csv_has_everything_and_no_formula(three: Any, client: Any) -> None:
    make_document(title='=HYPERLINK("http://x")', summary="@SUM(A1)")
    response = client.get("/zfxxgk/mulu.csv")
    data = b"".join(response).decode()
    assert data.startswith("\ufeff索引号,名称,内容概述,生成日期,发布机构")
    rows = list(csv.DictReader(io.StringIO(data.removeprefix("\ufeff"))))
    assert [row["名称"] for row in rows] == [
        "'=HYPERLINK(\"http://x\")", "教育统计数据", "社会救助办法", "关于2025年部门预算的公告",
    ]  # fmt: skip
    assert rows[0]["内容概述"] == "'@SUM(A1)"
    assert rows[3]["目录事项"] == "财政预算、决算"
    assert (rows[3]["生成日期"], rows[3]["五公开"]) == ("2025-02-03", "结果公开")
    assert rows[3]["网址"].startswith("http")
    assert response["Content-Disposition"].endswith(".csv")


def test_json_says_the_same(three: Any, client: Any) -> None:
    data = json.loads(body(client, "/zfxxgk/mulu.json"))
    assert data["columns"]["formed_on"] == "生成日期"
    assert [one["title"] for one in data["entries"]] == ["教育统计数据", "社会救助办法", "关于2025年部门预算的公告"]
    assert data["entries"][1]["validity"] == "废止"


def test_xlsx_holds_text_only(three: Any, client: Any) -> None:
    make_document(title="=1+1")
    response = client.get("/zfxxgk/mulu.xlsx")
    with ZipFile(io.BytesIO(b"".join(response))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in sheet
    assert "关于2025年部门预算的公告" in sheet


def test_download_is_not_made_again__when_the_reader_has_it(three: Any, client: Any) -> None:
    etag = client.get("/zfxxgk/mulu.csv")["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/zfxxgk/mulu.csv", headers={"if-none-match": etag}).status_code == 304
    assert not any("content_html" in one["sql"] or "index_number" in one["sql"] for one in asked.captured_queries)
    make_document()
    assert client.get("/zfxxgk/mulu.csv", headers={"if-none-match": etag}).status_code == 200


def test_download_is_read_in_chunks(home: HomePage, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.area.rows.CHUNK", 4)
    made = [make_document(title=f"第{number:02d}号").title for number in range(9)]
    rows = list(csv.DictReader(io.StringIO(body(client, "/zfxxgk/mulu.csv").removeprefix("\ufeff"))))
    assert [row["名称"] for row in rows] == made[::-1]


def test_download_is_not_there__when_nothing_is_public(home: HomePage, client: Any) -> None:
    assert client.get("/zfxxgk/mulu.xlsx").status_code == 404


# --- cost and purity -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/zfxxgk/", CATALOGUE, f"{CATALOGUE}?organ=jiaoyuju&sort=formed", "/zfxxgk/mulu/20-07/", "/"]
)
def test_cost_does_not_grow__when_there_is_more(three: Any, client: Any, path: str) -> None:
    def cost() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found.captured_queries)

    before = cost()
    for number in range(6):
        make_document(title=f"预算{number}", organ=make_organ("jiaoyuju"), catalogue_group="20-07", theme="其他")
    assert cost() == before


def test_answers_are_public_and_the_same_for_everybody(three: Any, client: Any, admin_client: Any) -> None:
    for path in ("/zfxxgk/", CATALOGUE, f"{CATALOGUE}?organ=jiaoyuju"):
        response = client.get(path)
        assert response["Cache-Control"] == "public, no-cache"
        assert response.content == admin_client.get(path).content
        assert client.post(path).status_code in {403, 405}
    entry = Entry.objects.get(uid=three[0].uid)
    assert entry.formed_on == date(2025, 2, 3)
