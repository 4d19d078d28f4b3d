"""专题: what it gathers by rule and by hand, its feeds, and that nothing stays in it that was taken down."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import LeaderPage
from cms.clearance.digest import content_digest
from cms.clearance.gate import let_down
from cms.columns import move_column, rename_column
from cms.models import HomePage, TopicPage, UploadedImage
from cms.review.differences.pages import compare
from register.models import Change, Entry, Listing, Placement
from register.rebuild import rebuild
from tests.site import column, make_article, make_document, make_draft, make_organ, make_subsite, publish, publish_in

pytestmark = pytest.mark.django_db
ANYTHING: dict[str, Any] = {
    "kind": "",
    "theme": "",
    "organ": "",
    "column": None,
    "keywords": "",
    "since": None,
    "until": None,
}


def tagged(*words: str, title: str = "防汛的消息", **fields: Any) -> Any:
    page = make_draft(title=title, **fields)
    page.keywords.add(*words)
    return publish(page)


def rule(**asked: Any) -> tuple[str, Any]:
    return ("rule", {**ANYTHING, **asked})


def section(*pages: Any, heading: str = "工作部署") -> tuple[str, Any]:
    return ("section", {"heading": heading, "text": "", "publications": list(pages)})


def drafted(*rules: Any, sections: Any = (), slug: str = "tongzhi", **fields: Any) -> TopicPage:
    fields.setdefault("title", "防汛抗旱专题")
    fields.setdefault("body", [("paragraph", "<p>汇集防汛抗旱工作信息。</p>")])
    organ = fields.pop("organ", None) or make_organ()
    page = TopicPage(live=False, organ=organ, rules=list(rules), sections=list(sections), **fields)
    return column(slug).add_child(instance=page)


def topic(*rules: Any, sections: Any = (), **fields: Any) -> TopicPage:
    return publish(drafted(*rules, sections=sections, **fields))


def members(page: TopicPage) -> set[str]:
    rows = Placement.objects.filter(listing__kind="topic", listing__key=str(page.pk), withdrawn_seq=None)
    return set(rows.values_list("entry__title", flat=True))


def is_right() -> bool:
    return list(rebuild(repair=False)) == []


RULES = [
    ({"kind": "official_document"}, {"文件"}),
    ({"theme": "农业、林业、水利"}, {"文件"}),
    ({"theme": "农业、林业、水利\\水利"}, {"文件"}),
    ({"theme": "农业、林业、水利\\林业"}, set()),
    ({"organ": "jiaoyuju"}, {"别家的"}),
    ({"keywords": "防汛，抗旱"}, {"有关键词的", "文件"}),
    ({"kind": "article", "keywords": "防汛"}, {"有关键词的"}),
    ({"kind": "article", "until": date(2021, 1, 1)}, {"旧的"}),
    ({"kind": "article", "since": date(2021, 1, 2)}, {"有关键词的", "别家的"}),
]


@pytest.mark.parametrize(("asked", "found"), RULES)
def test_rule_gathers_what_is_public__and_what_comes(home: HomePage, asked: dict[str, Any], found: set[str]) -> None:
    """The same, whether the topic comes first or what it gathers: it is held open by one publication of its own."""

    def everything() -> None:
        tagged("防汛", title="有关键词的")
        make_article("yaowen", title="别家的", organ=make_organ("jiaoyuju"))
        make_article("yaowen", title="旧的", original_published_at=datetime(2021, 1, 1, 15, 59, tzinfo=UTC))
        tagged("抗旱", title="文件", slug="zhengcewenjian", document=True, theme="农业、林业、水利\\水利")

    anchor = make_article("tongzhi", title="锚", original_published_at=datetime(2000, 1, 1, tzinfo=UTC))
    first = topic(rule(**asked), sections=[section(anchor)])
    everything()
    later = topic(rule(**asked), sections=[section(anchor)], title="后建的专题")
    assert members(first) - {"锚"} == found
    assert members(later) == members(first)
    assert is_right()


def test_rules_are_read_without_asking_for_all_organs(home: HomePage, django_assert_num_queries: Any) -> None:
    page = drafted(*(rule(organ=make_organ(code).code) for code in ("yunshan", "jiaoyuju", "minzhengju")))
    read = TopicPage.objects.get(pk=page.pk)
    with django_assert_num_queries(0):
        assert [rule.value["organ"] for rule in read.rules] == ["yunshan", "jiaoyuju", "minzhengju"]


def test_column_rule_takes_what_is_beneath(home: HomePage) -> None:
    make_document("shizhengfu", title="市政府的文件")
    make_article("yaowen", title="要闻")
    page = topic(rule(column=column("zhengcewenjian")))
    assert members(page) == {"市政府的文件"}
    make_document("zhengcewenjian", title="部门的文件")
    assert members(page) == {"市政府的文件", "部门的文件"}


def test_topic_has_feeds_under_its_address__and_pages_that_stay(home: HomePage, client: Any) -> None:
    for number in range(45):
        at = timezone.now() - timedelta(days=number + 1)
        tagged("防汛", title=f"消息{number:02}", original_published_at=at)
    page = topic(rule(keywords="防汛"))
    path = page.get_url_parts()[2]
    for name in ("rss", "atom", "json"):
        answer = client.get(f"{path}feed.{name}")
        assert answer.status_code == 200
        assert "消息00" in answer.content.decode()
    html = client.get(path).content.decode()
    assert f'href="{path}feed.atom"' in html
    assert "消息00" in html
    older = html.partition('rel="next" href="')[2].partition('"')[0]
    assert older.startswith(f"{path}archive/")
    archived = client.get(older)
    assert archived.status_code == 200
    assert "订阅本专题" in archived.content.decode()
    assert f"{path}" in client.get("/feeds/").content.decode()
    assert client.get("/sitemap-0.xml").content.decode().count(path) == 0
    assert client.get("/sitemap-1.xml").content.decode().count(f"{path}<") == 1
    assert any(one["kind"] == "topic" for one in client.get("/api/v1/entries/?kind=topic").json()["results"])


def test_sections_keep_their_order__and_withdrawn_members_vanish(home: HomePage, client: Any) -> None:
    pages = [make_article(title=title) for title in ("第一篇", "第二篇", "第三篇")]
    page = topic(rule(kind="article"), sections=[section(pages[2], pages[0])])
    path = page.get_url_parts()[2]
    html = client.get(path).content.decode()
    assert html.index("第三篇") < html.index("第一篇") < html.index("第二篇")
    assert html.count("第一篇</a>") == 1
    let_down(pages[2]).unpublish()
    let_down(pages[1]).unpublish()
    html = client.get(path).content.decode()
    assert "第三篇" not in html
    assert "第二篇" not in html
    assert "第三篇" not in client.get(f"/api/v2/pages/{page.pk}/").content.decode()
    feed = client.get(f"{path}feed.atom").content.decode()
    assert "第二篇" not in feed
    assert "deleted-entry" in feed
    assert is_right()


def test_page_answers_anew__when_a_member_comes_or_goes(home: HomePage, client: Any) -> None:
    first = tagged("防汛", title="第一篇")
    path = topic(rule(keywords="防汛")).get_url_parts()[2]
    before = client.get(path)
    second = tagged("防汛", title="第二篇")
    after = client.get(path, headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    for one in (first, second):
        let_down(one).unpublish()
    empty = client.get(path)
    assert "这里暂时没有信息" in empty.content.decode()
    assert empty.headers["X-Robots-Tag"] == "noindex"


def test_member_changes_by_no_topic(home: HomePage) -> None:
    page = tagged("防汛", title="第一篇")
    entry = Entry.objects.get(uid=page.uid)
    gathered = topic(rule(keywords="防汛"))
    let_down(gathered).unpublish()
    assert list(Change.objects.filter(entry=entry).values_list("kind", flat=True)) == ["published"]
    publish(page)
    assert list(Change.objects.filter(entry=entry).values_list("kind", flat=True)) == ["published"]
    assert is_right()


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_topic_that_goes_leaves_nothing(home: HomePage, client: Any, how: str) -> None:
    tagged("防汛")
    page = topic(rule(keywords="防汛"))
    path = page.get_url_parts()[2]
    let_down(page).unpublish()
    if how == "delete":
        page = TopicPage.objects.get(pk=page.pk)
        page.delete()
    assert client.get(path).status_code == 410
    assert client.get(f"{path}feed.atom").status_code == 404
    assert not Listing.objects.filter(kind="topic", is_public=True).exists()
    assert is_right()
    if how == "unpublish":
        publish(TopicPage.objects.get(pk=page.pk))
        assert client.get(f"{path}feed.atom").status_code == 200
        assert is_right()


def test_changed_rule_gathers_otherwise(home: HomePage) -> None:
    tagged("防汛", title="甲")
    tagged("抗旱", title="乙")
    page = topic(rule(keywords="防汛"))
    page.rules = [rule(keywords="抗旱")]  # type: ignore[assignment]
    page.correction_note = "收录范围改为抗旱。"
    assert members(publish(page)) == {"乙"}
    assert is_right()


def test_column_renamed_or_moved__takes_topics_and_members_along(home: HomePage, client: Any) -> None:
    make_document("shizhengfu", title="市政府的文件")
    page = topic(rule(column=column("zhengcewenjian")), slug="shizhengfu")
    rename_column(column("zhengcewenjian"), slug="wenjian")
    path = TopicPage.objects.get(pk=page.pk).get_url_parts()[2]
    assert path.startswith("/wenjian/shizhengfu/")
    assert "市政府的文件" in client.get(f"{path}feed.json").content.decode()
    assert members(page) == {"市政府的文件"}
    assert is_right()
    move_column(column("shizhengfu"), column("yaowen"))
    assert members(page) == set()
    assert is_right()


def test_empty_topic_is_refused(home: HomePage) -> None:
    (problem,) = drafted().publication_problems()
    assert "专题还没有内容" in problem
    (problem,) = drafted(rule(keywords="没有的词")).publication_problems()
    assert "空白专题不能发布" in problem
    (problem,) = drafted(sections=[section(make_draft())]).publication_problems()
    assert "空白专题不能发布" in problem


def test_topic_gathers_no_topic__and_not_itself(home: HomePage) -> None:
    make_article(title="甲")
    first = topic(rule(organ="yunshan"))
    topic(rule(organ="yunshan"), title="又一个专题")
    publish(TopicPage.objects.get(pk=first.pk))
    assert members(first) == {"甲"}
    block = TopicPage._meta.get_field("sections").stream_block.child_blocks["section"]
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"heading": "一", "text": "", "publications": [str(first.uid)]}))


def test_rule_is_refused__when_it_asks_for_everything_or_nothing(home: HomePage) -> None:
    block = TopicPage._meta.get_field("rules").stream_block.child_blocks["rule"]
    for value in (ANYTHING, {**ANYTHING, "since": "2026-01-01"}, {**ANYTHING, "keywords": "，"}):
        with pytest.raises(ValidationError):
            block.clean(block.to_python(value))
    with pytest.raises(ValidationError):
        block.clean(block.to_python({**ANYTHING, "kind": "article", "since": "2026-02-01", "until": "2026-01-01"}))


def test_chosen_of_another_site_is_shown__and_stands_in_no_feed(home: HomePage, client: Any) -> None:
    site = make_subsite()
    other = publish_in(site.root_page.get_children().first().specific, title="子站的信息")
    page = topic(sections=[section(other)])
    html = client.get(page.get_url_parts()[2]).content.decode()
    assert "//jyj.example.cn" in html
    assert members(page) == set()
    assert is_right()


def test_banner_needs_words__and_is_public_with_the_topic(home: HomePage, client: Any) -> None:
    from wagtail.images.tests.utils import get_test_image_file_jpeg

    tagged("防汛")
    image = UploadedImage.objects.create(title="题图", file=get_test_image_file_jpeg("b.jpg", size=(1280, 400)))
    (problem,) = drafted(rule(keywords="防汛"), banner=image).publication_problems()
    assert "请填写题图的替代文字" in problem
    page = topic(rule(keywords="防汛"), banner=image, banner_alt="河堤")
    html = client.get(page.get_url_parts()[2]).content.decode()
    address = html.partition('class="topic-banner" src="')[2].partition('"')[0]
    assert client.get(address).status_code == 200
    assert 'alt="河堤"' in html


def test_rules_and_choices_are_signed__and_told_as_differences(home: HomePage) -> None:
    one = make_article(title="甲")
    page = TopicPage.objects.get(pk=drafted(rule(kind="article"), sections=[section(one)]).pk)
    before = content_digest(page)
    other = TopicPage.objects.get(pk=page.pk)
    other.rules = [rule(kind="leader")]
    assert content_digest(other) != before
    (told,) = compare(page, other)
    assert told.path == "rules"
    assert str(LeaderPage._meta.verbose_name) in "".join(segment.text for segment in told.segments)


def test_queries_do_not_grow__with_members_and_topics(home: HomePage, client: Any) -> None:
    chosen = [tagged("防汛", title=f"甲{number}") for number in range(3)]
    page = topic(rule(keywords="防汛"), sections=[section(chosen[0])])
    path = page.get_url_parts()[2]
    client.get(path)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    few = cost()
    more = [tagged("防汛", title=f"乙{number}") for number in range(12)]
    page = TopicPage.objects.get(pk=page.pk)
    page.sections = [section(*more, *chosen)]
    page.correction_note = "增加信息。"
    publish(page)
    assert cost() <= few


def test_home_page_leads_to_topics__while_they_gather_something(home: HomePage, client: Any) -> None:
    member = tagged("防汛")
    page = topic(rule(keywords="防汛"))
    card = f'class="topic-card" href="{page.get_url_parts()[2]}"'
    assert card in client.get("/").content.decode()
    let_down(member).unpublish()
    assert card not in client.get("/").content.decode()
