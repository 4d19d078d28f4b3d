"""A site is opened once, whole or not at all."""

import uuid
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.models import ColumnPage, HomePage, SiteSettings
from cms.sites import built_in, open_site, plan_named
from cms.sites.hosts import settled_host
from organs.models import Organ, Role
from organs.services import end
from register.models import Listing
from register.rebuild import rebuild
from tests.site import appoint_person, make_organ, make_person, make_subsite

pytestmark = pytest.mark.django_db
HOST = "jyj.example.cn"


@pytest.fixture
def bureau(home: HomePage) -> Organ:
    return make_organ("jiaoyuju", name="云杉市教育局", short_name="市教育局", telephone="0000-6012345")


def open_bureau(bureau: Organ, **fields: Any) -> Any:
    return open_site(bureau, fields.pop("host", HOST), fields.pop("plan", built_in()["department"]), **fields)


def test_everything_is_there_and_public__when_site_is_opened(bureau: Organ, client: Any) -> None:
    opened = open_bureau(bureau, site_code="4790010002", icp_number="岚ICP备00000002号-1")
    settings = SiteSettings.objects.get(site=opened.site)
    assert opened.made
    assert (settings.legal_name, settings.sponsor, settings.organ) == ("云杉市教育局", "云杉市教育局", bureau)
    assert settings.telephone == "0000-6012345"
    assert opened.site.site_name == "云杉市教育局"
    columns = ColumnPage.objects.descendant_of(opened.site.root_page)
    assert [one.slug for one in columns.order_by("path")] == [one.slug for one in built_in()["department"].columns]
    assert all(one.live and one.organ == bureau for one in columns)
    for listing in Listing.objects.filter(site=opened.site):
        assert client.get(listing.path, headers={"host": HOST}).status_code == 200
    assert Listing.objects.filter(site=opened.site).count() == len(columns) + 1
    shown = client.get("/gongzuodongtai/", headers={"host": HOST}).content.decode()
    assert "发布市教育局的重要会议" in shown
    assert "{organ}" not in shown


def test_first_site_is_the_default_one__when_wagtail_is_fresh(db: None, client: Any, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://www.example.cn"
    city, plan = make_organ(), built_in()["county"]
    assert open_site(city, "www.example.cn", plan, dry_run=True).made
    assert [(one.hostname, one.is_default_site) for one in Site.objects.all()] == [("localhost", True)]
    SiteSettings.objects.create(site=Site.objects.get())  # as Wagtail makes it for the first who asks
    opened = open_site(city, "www.example.cn", plan)
    site = Site.objects.get()
    assert (opened.made, site.is_default_site, site.hostname) == (True, True, "www.example.cn")
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage]
    assert SiteSettings.objects.get().organ == city
    shown = client.get("/", headers={"host": "www.example.cn"})
    assert shown.status_code == 200
    assert 'href="https://www.example.cn/' in shown.content.decode()
    assert list(rebuild(repair=False)) == []
    assert not open_site(city, "www.example.cn", plan).made
    assert not open_bureau(make_organ("jiaoyuju")).site.is_default_site
    with pytest.raises(ValidationError, match="请换一个域名"):
        open_site(make_organ("minzhengju"), "www.example.cn", plan)


def test_portal_is_opened_by_the_first_administrator__when_nothing_is_there_yet(db: None, client: Any) -> None:
    call_command("sync_roles")
    city = make_organ(name="云杉市人民政府", short_name="市政府")
    client.force_login(make_person("root", is_superuser=True))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert client.get(reverse("cms_open_site")).status_code == 200
    assert client.get("/").status_code == 404
    answer = client.post(reverse("cms_open_site"), {"organ": city.pk, "host": "testserver.cn", "template": "county"})
    assert answer.status_code == 302, answer.content.decode()
    assert Site.objects.get().is_default_site
    assert client.get(answer.url).status_code == 200
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert "云杉市人民政府" in client.get("/").content.decode()


def test_own_page_stays__when_somebody_has_made_one_of_the_stock_site(db: None) -> None:
    welcome = Site.objects.get().root_page
    welcome.add_child(instance=HomePage(title="首页", slug="home"))
    assert not open_bureau(make_organ("jiaoyuju")).site.is_default_site
    assert Site.objects.get(is_default_site=True).root_page == welcome


@pytest.mark.parametrize("code", list(built_in()))
def test_template_can_be_opened__when_it_comes_with_the_house(bureau: Organ, code: str) -> None:
    plan = built_in()[code]
    made = open_bureau(bureau, plan=plan)
    assert ColumnPage.objects.descendant_of(made.site.root_page).count() == len(plan.columns)
    assert sum(not one.parent for one in plan.columns) <= 8, "the navigation shows no more"
    assert {one.update_class for one in plan.columns} >= {"news", "notices", "policy"}, "the home page's sections"


def test_nothing_is_made__when_site_is_opened_again(bureau: Organ) -> None:
    first = open_bureau(bureau)
    pages = ColumnPage.objects.count(), HomePage.objects.count()
    ColumnPage.objects.descendant_of(first.site.root_page).get(slug="jigouzhineng").delete()
    again = open_bureau(bureau, host="JYJ.Example.CN.", legal_name="别的名称")
    assert (again.site, again.made) == (first.site, False)
    assert (ColumnPage.objects.count(), HomePage.objects.count()) == (pages[0] - 1, pages[1])
    assert SiteSettings.objects.get(site=first.site).legal_name == "云杉市教育局"


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"host": "testserver.example.cn"}, "host", "已由“云杉市人民政府”使用"),
        ({"host": "http://jyj.example.cn"}, "host", "只填写域名"),
        ({"host": "教育局.example.cn"}, "host", "不合规范"),
        ({"site_code": "123"}, "site_code", "标识码为10位数字"),
        ({"legal_name": "长" * 81}, "legal_name", "80"),
    ],
)
def test_nothing_is_left__when_site_is_refused(bureau: Organ, change: dict[str, Any], field: str, words: str) -> None:
    Site.objects.filter(is_default_site=True).update(hostname="testserver.example.cn")
    before = Site.objects.count(), HomePage.objects.count(), ColumnPage.objects.count()
    with pytest.raises(ValidationError) as refusal:
        open_bureau(bureau, **change)
    assert words in "".join(refusal.value.message_dict[field])
    assert (Site.objects.count(), HomePage.objects.count(), ColumnPage.objects.count()) == before


def test_host_is_refused__when_it_is_another_organs(bureau: Organ) -> None:
    make_subsite("minzhengju", HOST)
    with pytest.raises(ValidationError, match="已由“云杉市minzhengju局”使用"):
        open_bureau(bureau)


def test_site_is_refused__when_organ_was_abolished(bureau: Organ) -> None:
    bureau.status = Organ.Status.ABOLISHED
    with pytest.raises(ValidationError, match="已撤并"):
        open_bureau(bureau)


def test_site_is_opened_whole__when_the_attempt_before_was_undone(bureau: Organ, tmp_path: Any) -> None:
    """Wagtail's cache outlives a transaction that is rolled back: the site that never was must not be found in it."""
    path = tmp_path / "own.toml"
    path.write_text(PLAN + 'update_class = "hourly"', "utf-8")
    with pytest.raises(ValidationError):
        open_bureau(bureau, plan=plan_named(str(path)))
    open_bureau(bureau, dry_run=True)
    assert not Site.objects.filter(hostname=HOST).exists()
    opened = open_bureau(bureau)
    assert {one.site_id for one in Site.get_site_root_paths()} == set(Site.objects.values_list("pk", flat=True))
    assert Listing.objects.filter(path="/gongzuodongtai/").values_list("site", flat=True).get() == opened.site.pk
    assert not Redirect.objects.exists()


def test_uids_are_those_given__when_somebody_must_know_them(bureau: Organ) -> None:
    uids = {one.slug: uuid.uuid5(uuid.NAMESPACE_URL, one.slug) for one in built_in()["department"].columns}
    opened = open_bureau(bureau, uid_of=uids.__getitem__)
    found = ColumnPage.objects.descendant_of(opened.site.root_page).values_list("slug", "uid")
    assert dict(found) == uids


@pytest.mark.parametrize(
    ("text", "host"), [("JYJ.gov.cn", "jyj.gov.cn"), (" a.b. ", "a.b"), ("jiaoyuju.localhost", "jiaoyuju.localhost")]
)
def test_host_is_settled__when_it_can_be_one(text: str, host: str) -> None:
    assert settled_host(text) == host


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.0.0.1", "-a.cn", "a..cn", "a b.cn", "a.cn/x", "a.cn:80", "*.cn"]
)
def test_host_is_refused__when_it_cannot_be_one(text: str) -> None:
    with pytest.raises(ValidationError):
        settled_host(text)


PLAN = """
name = "专用"
[[columns]]
slug = "gonggao"
title = "公告"
description = "{organ}的公告。"
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PLAN.replace('title = "公告"', ""), "缺少"),
        (PLAN + 'colour = "red"', "未知的项"),
        (PLAN + 'parent = "yaowen"', "上级“yaowen”不存在"),
        (PLAN + PLAN.replace('name = "专用"', ""), "重复"),
        ('name = "空"\ncolumns = []', "没有栏目"),
        ("name = ", "无法读取"),
        (PLAN.replace('slug = "gonggao"', "slug = 1"), "未知的项"),
    ],
)
def test_own_template_is_refused__when_it_is_wrong(tmp_path: Any, text: str, words: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValidationError, match=words):
        plan_named(str(path))


def test_own_template_names_its_column__when_a_value_is_not_allowed(bureau: Organ, tmp_path: Any) -> None:
    path = tmp_path / "own.toml"
    path.write_text(PLAN + 'update_class = "hourly"', "utf-8")
    with pytest.raises(ValidationError, match="栏目“公告”"):
        open_bureau(bureau, plan=plan_named(str(path)))
    assert not Site.objects.filter(hostname=HOST).exists()


def command(*args: str) -> str:
    out = StringIO()
    call_command("open_site", "--organ", "jiaoyuju", "--host", HOST, *args, stdout=out, stderr=out)
    return out.getvalue()


def test_command_opens_once_and_tells__when_called_twice(bureau: Organ) -> None:
    trial = command("--template", "department", "--dry-run")
    assert "试运行，未写入" in trial
    assert not Site.objects.filter(hostname=HOST).exists()
    assert "已开设“云杉市教育局”（http://jyj.example.cn）" in command("--template", "department")
    assert "没有改动" in command("--template", "department")
    assert Site.objects.filter(hostname=HOST).count() == 1


def test_command_warns__when_host_is_not_served(bureau: Organ, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    assert "尚未列入 ALLOWED_HOSTS" in command("--template", "department")
    settings.ALLOWED_HOSTS = [".example.cn"]
    assert "ALLOWED_HOSTS" not in command("--template", "department")


@pytest.mark.parametrize(
    ("args", "words"),
    [(["--template", "none"], "没有名为“none”的栏目模板"), (["--template", "county", "--site-code", "1"], "标识码")],
)
def test_command_fails_in_words__when_something_is_wrong(bureau: Organ, args: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        command(*args)


FORM = {"organ": "", "host": HOST, "legal_name": "云杉市教育体育局", "template": "department"}


@pytest.fixture
def admin(client: Any, home: HomePage) -> Any:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def test_form_leads_to_the_new_home__when_it_is_right(admin: Any, bureau: Organ) -> None:
    page = admin.get(reverse("cms_open_site")).content.decode()
    assert "政府信息公开年报" in page, "the columns of a template are shown beforehand"
    response = admin.post(reverse("cms_open_site"), {**FORM, "organ": bureau.pk})
    site = Site.objects.get(hostname=HOST)
    assert response.headers["Location"] == reverse("wagtailadmin_explore", args=[site.root_page_id])
    shown = admin.get(response.headers["Location"]).content.decode()
    assert "已开设“云杉市教育体育局”" in shown
    assert SiteSettings.objects.get(site=site).legal_name == "云杉市教育体育局"
    admin.post(reverse("cms_open_site"), {**FORM, "organ": bureau.pk})
    assert Site.objects.filter(hostname=HOST).count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"host": "http://jyj.example.cn/"}, "只填写域名"),
        ({"site_code": "12"}, "标识码为10位数字"),
        ({"host": "taken.example.cn"}, "请换一个域名"),
        ({"template": "none"}, "none"),
        ({"organ": "999999"}, "该机构已撤并或不存在"),
    ],
)
def test_form_keeps_what_was_typed__when_it_is_refused(
    admin: Any, bureau: Organ, change: dict[str, str], words: str
) -> None:
    make_subsite("minzhengju", "taken.example.cn")
    sent = {**FORM, "organ": str(bureau.pk), "police_number": "岚公网安备1号", **change}
    response = admin.post(reverse("cms_open_site"), sent)
    shown = response.content.decode()
    assert response.status_code == 200
    assert words in shown
    assert "岚公网安备1号" in shown
    assert "云杉市教育体育局" in shown
    assert Site.objects.count() == 2


def test_screen_is_closed_and_unseen__when_permission_is_missing(client: Any, home: HomePage) -> None:
    user = make_person("editor", (Role.EDITOR, None))
    client.force_login(user)
    assert client.get(reverse("cms_open_site")).status_code == 302
    address = reverse("cms_open_site")
    assert address not in client.get(reverse("wagtailadmin_home")).content.decode()
    end(user.memberships.get(), at=timezone.now() - timedelta(days=1))  # a day ago, as all roles of tests begin
    appoint_person(user, Role.SYSTEM)
    assert client.get(address).status_code == 200
    assert address in client.get(reverse("wagtailadmin_home")).content.decode()
    opened = client.post(address, {**FORM, "organ": make_organ("jiaoyuju").pk})
    assert opened.headers["Location"].startswith(reverse("wagtailadmin_home"))
