"""机构职能、负责人、公开指南: what each says in public, what it refuses, and that nothing of it escapes the signature."""

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from catalog.models import DisclosureGuidePage, LeaderPage, OrganProfilePage
from cms.clearance.digest import content_digest
from cms.clearance.gate import let_down
from cms.models import HomePage
from cms.review.differences.pages import compare
from cms.review.passages import passages
from organs.models import Organ
from register.models import Entry
from register.rebuild import rebuild
from tests.site import column, column_on, give_column, make_article, make_draft, make_subsite, publish, publish_in

from .pages import WHOLE, draft, make_portrait, published

pytestmark = pytest.mark.django_db
every_type = pytest.mark.parametrize("model", list(WHOLE))


@every_type
def test_everything_typed_is_read_by_the_public(home: HomePage, client: Any, model: Any) -> None:
    page = published(model)
    entry = Entry.objects.get(uid=page.uid)
    html = client.get(entry.url).content.decode()
    choices = {one.name for one in model._meta.concrete_fields if one.choices}
    words = [value for name, value in WHOLE[model].items() if isinstance(value, str) and name not in choices]
    for word in [part for one in words for part in one.split("\n")]:
        assert escape(word) in html
        assert word in (page.title, *WHOLE[model].values()) or escape(word) in entry.content_html
    assert entry.index_number in html
    assert (entry.kind, entry.catalogue) == (model.kind, WHOLE[model]["catalogue_group"])
    assert "class=" not in entry.content_html
    assert list(rebuild(repair=False)) == []


def test_guide_has_the_contact_fields_of_article_12(home: HomePage, client: Any) -> None:
    page = published(DisclosureGuidePage, request_url="https://www.yunshan.example/sqgk/")
    html = client.get(page.url).content.decode()
    for term in ("工作机构名称", "办公地址", "办公时间", "联系电话", "传真号码", "互联网联系方式"):
        assert f'<th scope="row">{term}</th>' in html
    assert '<a href="https://www.yunshan.example/sqgk/">' in html
    assert "20个工作日内答复" in html


def test_profile_shows_units_as_rows(home: HomePage, client: Any) -> None:
    html = client.get(published(OrganProfilePage).url).content.decode()
    assert '<th scope="row">基础教育科</th>' in html
    assert "负责人：周平" in html
    assert '<th scope="row">市教育考试院</th>' in html
    assert "监督电话" in html


def test_leader_shows_portrait_and_public_speeches_only(home: HomePage, client: Any) -> None:
    said, gone = make_article(title="在教育大会上的讲话"), make_article(title="在另一次会上的讲话")
    never = make_draft(title="还没有发布的讲话")
    speeches = [
        *[("speech", {"page": one, "title": "", "url": ""}) for one in (said, gone, never)],
        ("speech", {"page": None, "title": "署名文章", "url": "https://paper.example/1"}),
        ("speech", {"page": None, "title": "来历不明的文章", "url": "javascript:alert(1)"}),
    ]
    portrait = make_portrait()
    page = published(LeaderPage, speeches=speeches, portrait=portrait, portrait_alt="林知远照片")
    entry = Entry.objects.get(uid=page.uid)
    assert entry.extra["picture"]["alt"] == "林知远照片"
    assert list(entry.files.values_list("kind", "object_id")) == [("image", portrait.pk)]
    assert client.get(entry.extra["picture"]["url"]).status_code == 200
    html = client.get(page.url).content.decode()
    assert f'<a href="http://testserver{said.get_url_parts()[2]}">在教育大会上的讲话</a>' in html
    assert "在另一次会上的讲话" in html
    assert "还没有发布的讲话" not in html
    assert "尚未公开" not in html
    let_down(gone).unpublish()
    html = client.get(page.url).content.decode()
    assert "在另一次会上的讲话" not in html
    assert re.search(r"<span>（该信息已撤下）</span>\s*<span[^>]*>发布单位撤下</span>", html)
    assert '<a href="https://paper.example/1">署名文章</a>' in html
    assert "<li>来历不明的文章</li>" in html
    assert "javascript:" not in html
    let_down(page).unpublish()
    assert client.get(entry.extra["picture"]["url"]).status_code == 404


def test_leader_says_what_became_of_a_speech__when_its_page_was_deleted(home: HomePage, client: Any) -> None:
    said = make_article(title="在教育大会上的讲话")
    page = published(LeaderPage, speeches=[("speech", {"page": said, "title": "", "url": ""})])
    before, uid = content_digest(LeaderPage.objects.get(pk=page.pk)), said.uid
    at = Entry.objects.get(uid=page.uid).shown_at
    let_down(said).unpublish()
    Page.objects.get(pk=said.pk).delete()
    assert content_digest(LeaderPage.objects.get(pk=page.pk)) == before
    html = client.get(page.url).content.decode()
    assert "在教育大会上的讲话" not in html
    assert "（该信息已撤下）" in html
    told = client.get(f"/api/v2/pages/{page.pk}/").json()["speeches"][0]["value"]
    assert told["page"]["uid"] == str(uid)
    assert (told["page"]["state"], told["page"]["url"], told["title"], told["url"]) == ("withdrawn", None, "", None)
    assert Entry.objects.get(uid=page.uid).shown_at > at


def test_speech_on_another_site_is_found__wherever_it_is_read(home: HomePage, client: Any) -> None:
    other = make_subsite()
    said = publish_in(column_on(other, "tongzhigonggao"), title="局长的讲话")
    page = published(LeaderPage, "yaowen", speeches=[("speech", {"page": said, "title": "", "url": ""})])
    shown = client.get(f"/api/v2/pages/{page.pk}/").json()["speeches"][0]["value"]["page"]["url"]
    for address in (page.public_speeches()[0].reference.url, shown):
        assert address == f"http://jyj.example.cn{said.get_url_parts()[2]}"


MISTAKES: list[tuple[Any, dict[str, Any], str]] = [
    (DisclosureGuidePage, {"office_fax": "没有"}, "没有传真的，填“无”"),
    (DisclosureGuidePage, {"office_fax": ""}, "这个字段不能为空|此字段不能为空|该字段不能为空|不能为空"),
    (DisclosureGuidePage, {"office_telephone": "打总机"}, "电话只能填写数字、区号和分机"),
    (DisclosureGuidePage, {"internet_contact": "微信"}, "请填写完整的电子邮箱地址"),
    (DisclosureGuidePage, {"office_postcode": "12"}, "邮政编码为6位数字"),
    (DisclosureGuidePage, {"ways": "上网看"}, "请至少写20个字"),
    (OrganProfilePage, {"postcode": "12"}, "邮政编码为6位数字"),
    (OrganProfilePage, {"supervision_telephone": "见官网"}, "电话只能填写数字、区号和分机"),
    (LeaderPage, {"position": 0}, "排序请填1至999的整数"),
    (LeaderPage, {"term_since": date(2025, 1, 1), "term_until": date(2024, 1, 1)}, "离任时间不能早于任职时间"),
]


@pytest.mark.parametrize(("model", "fields", "words"), MISTAKES)
def test_mistake_is_told_in_chinese(home: HomePage, model: Any, fields: dict[str, Any], words: str) -> None:
    (problem,) = draft(model, **fields).publication_problems()
    assert any(one in problem for one in words.split("|")), problem


def test_portrait_is_refused__when_nothing_is_said_of_it(home: HomePage) -> None:
    (problem,) = draft(LeaderPage, portrait=make_portrait()).publication_problems()
    assert "如“副市长林知远照片”" in problem


def test_second_profile_is_refused__while_the_organ_has_one(home: HomePage, organ: Organ) -> None:
    published(OrganProfilePage, organ=organ)
    (problem,) = draft(OrganProfilePage, organ=organ).publication_problems()
    assert "已有公开的机构职能页“云杉市教育局机构职能”" in problem


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"page": None, "title": "", "url": ""}, "请选择本平台发布的信息"),
        ({"page": None, "title": "讲话", "url": ""}, "请填写网址"),
        ({"page": None, "title": "", "url": "https://a.example/"}, "请填写标题"),
        ({"page": "home", "title": "", "url": ""}, "不能选择栏目或首页"),
        ({"page": "home", "title": "讲话", "url": ""}, "不要再填标题和网址|不能选择栏目或首页"),
    ],
)
def test_speech_is_refused__when_it_leads_nowhere(home: HomePage, value: dict[str, Any], words: str) -> None:
    block = LeaderPage._meta.get_field("speeches").stream_block.child_blocks["speech"]
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.normalize({**value, "page": home if value["page"] else None}))
    told = str([error.messages for error in refusal.value.block_errors.values()])
    assert any(one in told for one in words.split("|")), told


@every_type
def test_every_field_counts_for_the_signature_and_is_told_as_a_difference(home: HomePage, model: Any) -> None:
    page = draft(model)
    before, old = content_digest(page), model.objects.get(pk=page.pk)
    for name, value in WHOLE[model].items():
        changed = model.objects.get(pk=page.pk)
        if isinstance(value, str) and name != "catalogue_group":
            setattr(changed, name, value + "改")
        elif name in {"units", "affiliates"}:
            setattr(changed, name, [(kind, {**row, "name": "另一个科室"}) for kind, row in value])
        else:
            continue
        assert content_digest(changed) != before, name
        assert [one.path for one in compare(old, changed)] == [name]


def test_rows_are_inspected_like_the_body(home: HomePage) -> None:
    found = {one.path.partition(".")[0]: one.text for one in passages(draft(OrganProfilePage))}
    assert "基础教育科" in found["units"]
    assert "0000-6012311" in found["units"]
    assert "市教育考试院" in found["affiliates"]


def test_content_stays_signed__when_the_page_is_saved_and_reverted(home: HomePage) -> None:
    page = published(OrganProfilePage)
    again = publish(OrganProfilePage.objects.get(pk=page.pk))
    assert content_digest(again) == content_digest(page)


def test_new_page_begins_with_what_is_known_of_the_organ(home: HomePage, admin_client: Any, organ: Organ) -> None:
    organ.address, organ.office_hours, organ.telephone = "云山路1号", "工作日8:30—17:30", "0000-6010001"
    organ.save()
    give_column("zhengcewenjian", organ)
    for model, address in ((DisclosureGuidePage, "office_address"), (OrganProfilePage, "address"), (LeaderPage, None)):
        args = ["catalog", model._meta.model_name, column("zhengcewenjian").pk]
        form = admin_client.get(reverse("wagtailadmin_pages:add", args=args)).context["form"]
        assert form["catalogue_group"].value() == "20-02"
        if address:
            assert form[address].value() == "云山路1号"
            assert form["title"].value().startswith("云杉市yunshan")
