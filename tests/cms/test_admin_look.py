"""The admin bears the city's name and mark, and shows nothing of Wagtail's house."""

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from cms.review.setup import ensure_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(home):
    ensure_review()
    return User.objects.create_superuser("admin", password="x")


def test_login_names_the_site__when_nobody_is_logged_in(client, home):
    html = client.get(reverse("wagtailadmin_login")).content.decode()
    for words in ("云杉市人民政府", "信息公开管理后台", "用户名", "密码", "cms/emblem", "cms/favicon"):
        assert words in html
    assert "Password" not in html
    assert "<title>登录 - 云杉市人民政府</title>" in html


def test_login_works__when_there_is_no_site_yet(client, db):
    from wagtail.models import Site

    Site.objects.all().delete()
    assert "公开" in client.get(reverse("wagtailadmin_login")).content.decode()


def test_login_lists_accounts__when_this_is_the_demo(client, home, settings):
    assert "yunshan-demo" not in client.get(reverse("wagtailadmin_login")).content.decode()
    settings.DEMO = True
    html = client.get(reverse("wagtailadmin_login")).content.decode()
    for words in ("yunshan-demo", "editor", "信息员", "signer", "办公室负责人", "head", "单位负责人"):
        assert words in html


def test_menus_lead_nowhere_abroad__when_admin_looks(client, admin):
    client.force_login(admin)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    for foreign in ("guide.wagtail.org", "docs.wagtail.org", "releases.wagtail", "Wagtail v", "locked-pages"):
        assert foreign not in html
    assert "工作台" in html


@pytest.mark.parametrize("name", ["wagtailadmin_account", "wagtailadmin_collections:index", "wagtailusers_users:index"])
def test_page_is_in_chinese__when_admin_opens_it(client, admin, name):
    client.force_login(admin)
    html = client.get(reverse(name)).content.decode()
    assert '<html lang="zh-hans"' in html
    assert "Root" not in html


def test_headings_join_their_halves_as_chinese_does__on_every_kind_of_page(client, admin, home):
    client.force_login(admin)
    column = home.get_children().first()
    for name, *args in (
        ("wagtailadmin_explore", column.pk), ("wagtailadmin_pages:edit", column.pk),
        ("wagtailadmin_pages:add", "cms", "columnpage", column.pk), ("wagtailusers_users:edit", admin.pk),
    ):  # fmt: skip
        html = client.get(reverse(name, args=args)).content.decode()
        (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
        assert "：" in heading, name
        assert ":" not in heading, name
        assert heading.replace("：", ": ") not in html, name


def test_accounts_are_called_one_thing__in_menu_list_and_form(client, admin):
    client.force_login(admin)
    assert "账号" in client.get(reverse("wagtailadmin_home")).content.decode()
    for name, heading in (("index", "账号"), ("add", "新建账号")):
        html = client.get(reverse(f"wagtailusers_users:{name}")).content.decode()
        assert re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL) == [heading]
        assert f"<title>{heading} - " in html


def test_account_offers_no_other_language_or_time_zone__when_opened(client, admin):
    client.force_login(admin)
    html = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "locale-preferred_language" not in html
    assert "locale-current_time_zone" not in html


def test_types_explain_themselves__when_something_is_added(client, admin, home):
    client.force_login(admin)
    column = home.get_children().first()
    html = client.get(reverse("wagtailadmin_pages:add_subpage", args=[column.pk])).content.decode()
    for words in ("归集同类信息", "没有发文字号", "首次发布时编制索引号"):
        assert words in html


def test_lists_name_columns_days_and_ticks_in_chinese__when_admin_opens_them(client, admin):
    client.force_login(admin)
    sites = client.get(reverse("wagtailsites:index")).content.decode()
    assert all(words in sites for words in ("端口", "网站名称", "首页"))
    assert not [words for words in ("Port", "Site name", "Root page") if words in sites]
    users = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert timezone.localtime(User.objects.get().last_login).strftime("%Y-%m-%d %H:%M") in users
    assert re.search(r">\s*是\s*<", users)
    assert not re.search(r">\s*True\s*<", users)
