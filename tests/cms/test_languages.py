"""外文版: trees of their own, announced to each other, cleared for themselves, and told when an original leaves them behind."""

import re
from datetime import timedelta
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.models import Locale, Page, Site

from cms.admin import translate as translate_view
from cms.clearance.gate import let_down
from cms.columns import rename_column
from cms.languages.opening import open_language
from cms.languages.translating import translate
from cms.models import ArticlePage, ColumnPage, HomePage, SiteSettings
from organs.models import Role
from register.models import Entry, Listing
from register.rebuild import rebuild
from tests.cms.test_admin_editing import edit, form
from tests.site import column, make_article, make_document, make_draft, make_organ, make_person, make_subsite, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(home: HomePage) -> HomePage:
    """The English home page of the default site."""
    SiteSettings.objects.update(english_name="The People's Government of Yunshan")
    page, _made = open_language(Site.objects.get(), "en", title="Yunshan, China")
    return page


def english_column(
    page: Page, title: str = "News", slug: str = "news", original: ColumnPage | None = None
) -> ColumnPage:
    """A column of the English version: a translation of `original`, or one of its own."""
    if original is None:
        return page.add_child(instance=ColumnPage(title=title, slug=slug, description="What happens."))
    copied = translate(original, Locale.objects.get(language_code="en"), None).specific
    copied.title = copied.draft_title = title
    copied.slug = slug
    copied.save_revision().publish()
    return ColumnPage.objects.get(pk=copied.pk)


def english_of(page: Any, title: str = "Flood control meeting held") -> Any:
    """A published translation."""
    copied = translate(page, Locale.objects.get(language_code="en"), None).specific
    copied.title = copied.draft_title = title
    copied.body = [("paragraph", "<p>The meeting made arrangements.</p>")]
    return publish(copied)


def alternates(response: Any) -> dict[str, str]:
    links = html.fromstring(response.content).xpath("//link[@rel='alternate'][@hreflang]")
    return {one.get("hreflang"): one.get("href").removeprefix("http://testserver") for one in links}


def is_right() -> bool:
    return list(rebuild(repair=False)) == []


def test_foreign_home_has_its_own_address__and_speaks_its_language(english: HomePage, client: Any) -> None:
    response = client.get("/en/")
    assert response.status_code == 200
    tree = html.fromstring(response.content)
    assert tree.get("lang") == "en"
    assert tree.xpath("//meta[@name='Language']/@content") == ["en"]
    assert tree.xpath("//title/text()")[0].strip() == "The People's Government of Yunshan"
    assert html.fromstring(client.get("/").content).get("lang") == "zh-Hans"
    assert is_right()


def test_foreign_home_shows_no_gaps__when_it_has_news_only(english: HomePage, client: Any) -> None:
    def sections() -> list[str]:
        found = html.fromstring(client.get("/en/").content).xpath("//div[contains(@class, 'home')]/section/@class")
        return [str(one) for one in found]

    assert sections() == ["home-news", "home-notices", "home-documents"]  # nothing is there yet: it says so
    news = english_column(english)
    ColumnPage.objects.filter(pk=news.pk).update(update_class=ColumnPage.UpdateClass.NEWS)
    make_article("news", title="Flood control meeting held")
    assert sections() == ["home-news"]


def test_homes_announce_and_lead_to_each_other(english: HomePage, client: Any) -> None:
    both = {"zh-Hans": "/", "en": "/en/", "x-default": "/"}
    assert alternates(client.get("/")) == both
    assert alternates(client.get("/en/")) == both
    assert html.fromstring(client.get("/").content).xpath("//a[@hreflang='en']/@href") == ["/en/"]
    assert html.fromstring(client.get("/en/").content).xpath("//a[@hreflang='zh-Hans']/@href") == ["/"]


def test_nothing_is_announced__while_there_is_one_language(home: HomePage, client: Any) -> None:
    page = make_article()
    for path in ("/", "/yaowen/", page.get_url_parts()[2]):
        assert alternates(client.get(path)) == {}
        assert b"hreflang" not in client.get(path).content


def test_translation_and_original_announce_each_other(english: HomePage, client: Any) -> None:
    original = make_article()
    english_column(english, original=column("yaowen"))
    translated = english_of(original)
    path = original.get_url_parts()[2]
    assert translated.get_url_parts()[2].startswith("/en/news/")
    both = {"zh-Hans": path, "en": translated.get_url_parts()[2], "x-default": path}
    for one in (original, translated):
        assert alternates(client.get(one.get_url_parts()[2])) == both
    assert alternates(client.get("/yaowen/")) == {"zh-Hans": "/yaowen/", "en": "/en/news/", "x-default": "/yaowen/"}
    assert alternates(client.get("/en/news/")) == alternates(client.get("/yaowen/"))
    let_down(translated).unpublish()
    assert alternates(client.get(path)) == {}
    assert is_right()


def test_entry_says_its_language__and_the_api_selects_by_it(english: HomePage, client: Any) -> None:
    original = make_article()
    english_column(english, original=column("yaowen"))
    translated = english_of(original)
    entry = Entry.objects.get(uid=translated.uid)
    assert entry.language == "en"
    assert entry.extra["translation_of"] == str(original.uid)
    assert translated.uid != original.uid
    for tag, uid in (("en", translated.uid), ("zh-Hans", original.uid)):
        found = client.get(f"/api/v1/entries/?language={tag}").json()["results"]
        assert [(one["uid"], one["language"]) for one in found] == [(str(uid), tag)]
    assert client.get("/api/v1/entries/?language=fr").status_code == 400


def test_feeds_are_of_one_language(english: HomePage, client: Any) -> None:
    original = make_article()
    english_column(english, original=column("yaowen"))
    translated = english_of(original)
    feeds = {path: client.get(f"{path}feed.json").json() for path in ("/", "/yaowen/", "/en/", "/en/news/")}
    assert {path: feed["language"] for path, feed in feeds.items()} == {
        "/": "zh-Hans", "/yaowen/": "zh-Hans", "/en/": "en", "/en/news/": "en",
    }  # fmt: skip
    titles = {path: [item["title"] for item in feed["items"]] for path, feed in feeds.items()}
    assert titles["/"] == titles["/yaowen/"] == [original.title]
    assert titles["/en/"] == titles["/en/news/"] == [translated.title]
    assert "<language>en</language>" in client.get("/en/feed.rss").content.decode()
    assert 'xml:lang="en"' in client.get("/en/feed.atom").content.decode()
    organ = Listing.objects.get(kind="organ")
    assert [item["title"] for item in client.get(f"{organ.path}feed.json").json()["items"]] == [original.title]


def test_section_without_original_is_possible(english: HomePage, client: Any) -> None:
    news = english_column(english, "Doing business", "business")
    page = news.add_child(
        instance=ArticlePage(live=False, organ=make_organ(), title="Guide", body=[("paragraph", "<p>Welcome.</p>")])
    )
    page = publish(page)
    response = client.get(page.get_url_parts()[2])
    assert page.get_url_parts()[2].startswith("/en/business/")
    tree = html.fromstring(response.content)
    assert tree.get("lang") == "en"
    assert alternates(response) == {}
    links = tree.xpath("//nav[contains(@class, 'nav-wide')]//a/@href")
    assert links == ["/en/", "/en/business/"]
    assert tree.xpath("//a[@hreflang='zh-Hans']/@href") == ["/"]
    assert "Doing business" not in client.get("/").content.decode()
    assert is_right()


def test_translation_is_cleared_for_itself(english: HomePage, client: Any) -> None:
    original = make_article()
    english_column(english, original=column("yaowen"))
    draft = translate(original, Locale.objects.get(language_code="en"), None).specific
    assert not draft.live
    assert draft.correction_note == ""
    assert client.get(draft.get_url_parts()[2]).status_code == 404
    assert Entry.objects.filter(uid=draft.uid).count() == 0
    assert client.get(publish(draft).get_url_parts()[2]).status_code == 200


def test_changed_original_is_told__on_the_page_and_to_the_editor(english: HomePage, client: Any) -> None:
    organ = make_organ()
    with time_machine.travel(timezone.now() - timedelta(days=3), tick=True):
        original = make_article(organ=organ)
        english_column(english, original=column("yaowen"))
        translated = english_of(original)
        path = translated.get_url_parts()[2]
        before = client.get(path)
    assert "Chinese original" not in before.content.decode()
    client.force_login(make_person("writer", (Role.EDITOR, organ), is_staff=True))
    assert "译文待更新" not in client.get("/admin/").content.decode()
    original = ArticlePage.objects.get(pk=original.pk)
    original.title = original.draft_title = "会议改期举行"
    original.correction_note = "更正会议日期。"
    publish(original)
    after = client.get(
        path, headers={"if-none-match": before.headers["ETag"], "if-modified-since": before.headers["Last-Modified"]}
    )
    assert after.status_code == 200
    assert "The Chinese original was changed on" in after.content.decode()
    panel = client.get("/admin/").content.decode().partition("译文待更新")[2]
    assert "Flood control meeting held" in panel
    assert "请核对后重新送审" in panel
    translated = ArticlePage.objects.get(pk=translated.pk)
    translated.title = translated.draft_title = "Meeting postponed"
    translated.correction_note = "Brought up to date."
    publish(translated)
    assert "The Chinese original was" not in client.get(path).content.decode()
    assert "译文待更新" not in client.get("/admin/").content.decode()


def test_moved_original_leaves_no_translation_behind(english: HomePage, client: Any) -> None:
    original = make_article()
    english_column(english, original=column("yaowen"))
    path = english_of(original).get_url_parts()[2]
    rename_column(column("yaowen"), title="云杉要闻", slug="xinwen")
    assert "The Chinese original was" not in client.get(path).content.decode()


def test_withdrawn_original_is_told__and_no_longer_announced(english: HomePage, client: Any) -> None:
    original = make_article()
    english_column(english, original=column("yaowen"))
    translated = english_of(original)
    let_down(original).unpublish()
    response = client.get(translated.get_url_parts()[2])
    assert "The Chinese original was withdrawn on" in response.content.decode()
    assert alternates(response) == {}
    client.force_login(make_person("writer", (Role.EDITOR, None), is_staff=True))
    assert "请撤下译文" in client.get("/admin/").content.decode()


def test_translation_stands_in_no_catalogue__and_has_no_number(english: HomePage, client: Any) -> None:
    original = make_document(slug="zhengcewenjian", theme="综合政务\\政务公开")
    english_column(english, "Policies", "policies", original=column("zhengcewenjian"))
    translated = english_of(original, "Notice on flood control")
    entry = Entry.objects.get(uid=translated.uid)
    assert original.index_number
    assert (entry.index_number, entry.catalogue) == ("", "")
    assert set(entry.placements.values_list("listing__kind", flat=True)) == {"home", "column"}
    assert client.get(translated.get_url_parts()[2]).status_code == 200
    assert is_right()


def test_relations_of_a_translation_count_for_nothing(english: HomePage) -> None:
    old = make_document(title="旧办法")
    relation = (
        "relation",
        {"kind": "repeals", "document": old, "title": "", "number": "", "url": "", "holds_from": None},
    )
    new = make_document(title="新办法", relations=[relation])
    english_column(english, "Policies", "policies", original=column("zhengcewenjian"))
    copied = translate(new, Locale.objects.get(language_code="en"), None).specific
    publish(copied)
    links = Entry.objects.get(uid=copied.uid).links.order_by("position").values_list("kind", flat=True)
    assert list(links) == ["~repeals", "translates"]


def test_column_renamed__takes_its_translations_nowhere_and_itself_along(english: HomePage, client: Any) -> None:
    original = make_article()
    news = english_column(english, original=column("yaowen"))
    translated = english_of(original)
    rename_column(news, slug="headlines")
    path = ArticlePage.objects.get(pk=translated.pk).get_url_parts()[2]
    assert path.startswith("/en/headlines/")
    assert client.get(path).status_code == 200
    assert client.get("/en/headlines/feed.json").json()["language"] == "en"
    assert is_right()


def test_column_skips_the_levels_that_the_other_language_has_not__and_a_text_does_not(english: HomePage) -> None:
    upper = column("yaowen")
    lower = upper.add_child(instance=ColumnPage(title="县区要闻", slug="xianqu", description="各县区的消息。"))
    en = Locale.objects.get(language_code="en")
    with pytest.raises(ParentNotTranslatedError):
        translate(make_article("xianqu"), en, None)
    assert translate(lower, en, None).get_parent().pk == english.pk


def test_column_may_not_take_the_address_of_a_language(home: HomePage) -> None:
    with pytest.raises(ValidationError, match="外文版的网址"):
        home.add_child(instance=ColumnPage(title="英文", slug="en", description="英文"))


def test_nothing_moves_between_languages(english: HomePage) -> None:
    news = english_column(english)
    assert not make_draft().can_move_to(news)
    assert not column("tongzhi").can_move_to(english)
    assert column("tongzhi").can_move_to(column("yaowen"))


def test_costs_stay_the_same__with_translations(english: HomePage, client: Any) -> None:
    original = make_article()
    english_column(english, original=column("yaowen"))

    def cost(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    path = original.get_url_parts()[2]
    alone = cost(path)
    translated = english_of(original)
    assert cost(path) == alone
    assert cost(translated.get_url_parts()[2]) <= alone + 2


def test_editor_translates_in_the_admin__and_only_where_they_may_write(english: HomePage, client: Any) -> None:
    organ = make_organ()
    original = make_article(organ=organ)
    news = english_column(english, original=column("yaowen"))
    for one in (column("yaowen"), news):
        one.organ = organ
        one.save()
    writer = make_person("writer", (Role.EDITOR, organ), is_staff=True)
    client.force_login(writer)
    address = f"/admin/translate/{original.pk}/"
    assert "English" in client.get(address).content.decode()
    assert "此项必填" in client.post(address, {}).content.decode()
    response = client.post(address, {"locale": Locale.objects.get(language_code="en").pk})
    copied = original.get_translations().get()
    assert response.headers["Location"] == f"/admin/pages/{copied.pk}/edit/"
    assert copied.owner.username == "writer"
    assert client.get(response.headers["Location"]).status_code == 200
    other = make_organ("jiaoyuju")
    client.force_login(make_person("stranger", (Role.EDITOR, other), is_staff=True))
    assert client.get(address).status_code == 302
    news.organ = other
    news.save()
    copied.delete()
    client.force_login(writer)
    client.post(address, {"locale": Locale.objects.get(language_code="en").pk})
    assert not original.get_translations().exists()


def test_translation_is_sent_only_when_it_was_translated(english: HomePage, client: Any) -> None:
    original = make_article()
    english_column(english, original=column("yaowen"))
    draft = translate(original, Locale.objects.get(language_code="en"), None).specific
    writer = make_person("writer", (Role.EDITOR, None), is_staff=True)
    data = form(title=original.title, slug=draft.slug)
    assert "标题还是原文" in edit(client, writer, draft, {**data, "action-submit": "1"}).content.decode()
    assert edit(client, writer, draft, data).status_code == 302  # a draft may stay as it is
    data["title"] = "Flood control meeting held"
    assert edit(client, writer, draft, {**data, "action-submit": "1"}).status_code == 302


def test_command_opens_a_language__once(home: HomePage) -> None:
    def opened(*args: str) -> str:
        out = StringIO()
        call_command("open_language", *args, stdout=out)
        return out.getvalue().strip()

    assert opened("en", "--title", "Yunshan") == "已开设：http://testserver/en/"
    assert opened("en") == "此前已开设：http://testserver/en/"
    assert HomePage.objects.get(locale__language_code="en").title == "Yunshan"
    for wrong in ("fr", "zh-hans"):
        with pytest.raises(CommandError, match="不能开设语言"):
            opened(wrong)


def test_second_site_keeps_its_languages_apart(english: HomePage, client: Any) -> None:
    make_subsite()
    assert alternates(client.get("/", headers={"host": "jyj.example.cn"})) == {}
    assert client.get("/en/", headers={"host": "jyj.example.cn"}).status_code == 404


def test_second_of_two_at_once_is_led_to_the_first(english: HomePage, client: Any) -> None:
    english_column(english, original=column("yaowen"))
    original = make_article()
    client.force_login(make_person("writer", (Role.EDITOR, None)))
    locale = Locale.objects.get(language_code="en")

    def overtaken(page: Page, into: Locale) -> Page | None:
        if not page.get_translations().filter(locale=locale).exists():
            translate(original, locale, None)  # the other one was quicker
        return place_of(page, into)

    place_of = translate_view.place_of
    with (
        patch.object(translate_view, "place_of", overtaken),
        patch.object(
            translate_view.TranslationForm,
            "is_valid",
            lambda form: form.__dict__.update(cleaned_data={"locale": locale}) is None,
        ),
    ):
        response = client.post(reverse("cms_translate", args=[original.pk]), {"locale": locale.pk})
    (made,) = original.get_translations()
    assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_pages:edit", args=[made.pk]))


def test_translating_names_its_page__and_proposes_the_only_language(english: HomePage, client: Any) -> None:
    english_column(english, original=column("yaowen"))
    original = make_article(title="防汛<会议>")
    client.force_login(make_person("writer", (Role.EDITOR, None)))
    address = reverse("cms_translate", args=[original.pk])
    html = client.get(address).content.decode()
    assert "翻译：防汛&lt;会议&gt;" in html
    assert re.search(r'type="radio"[^>]* checked', html)
    client.post(address, {"locale": Locale.objects.get(language_code="en").pk})
    assert "没有可以译成的语言" in client.get(address).content.decode()
