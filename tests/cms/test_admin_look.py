"""The admin bears the city's name and mark, and shows nothing of Wagtail's house."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

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
