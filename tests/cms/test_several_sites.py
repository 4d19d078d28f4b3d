"""Two sites in one house: each address answers for the site of its host, and shows nothing of the other."""

import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db.models import ProtectedError
from django.urls import reverse
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.clearance.gate import let_down
from cms.columns import move_column, rename_column
from cms.entries import withdraw
from cms.models import ArticlePage, ColumnPage, HomePage, SiteSettings, UploadedDocument, UploadedImage
from organs.models import Role
from register.models import Change, Entry, Listing
from tests.recall import recall
from tests.site import column, column_on, give_column, make_organ, make_person, make_subsite, publish_in

pytestmark = pytest.mark.django_db
HOST = "jyj.example.cn"
PORTAL = "云杉市人民政府"
BUREAU = "云杉市教育局"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bureau(home: HomePage) -> Site:
    return recall.scene(make_bureau)


def make_bureau() -> Site:
    return make_subsite("jiaoyuju", HOST, legal_name=BUREAU, site_code="4790010002", icp_number="岚ICP备00000002号-1")


@pytest.fixture
def ask(client: Any) -> Any:
    """Asks the bureau's site, or the one at `host`."""
    return lambda path, host=HOST, **headers: client.get(path, headers={"host": host, **headers})


def picture() -> UploadedImage:
    data = io.BytesIO()
    Image.new("RGB", (300, 150), "#14523f").save(data, "PNG")
    return UploadedImage.objects.create(title="徽标", file=ContentFile(data.getvalue(), name="logo.png"))


def test_page_speaks_for_its_own_site__when_two_have_the_same_path(bureau: Site, ask: Any) -> None:
    ColumnPage.objects.filter(slug="tongzhi").update(update_class="notices")
    publish_in(column("tongzhi"), title="全市停水公告", slug="same")
    here = column_on(bureau, "tongzhigonggao")
    here.slug = "tongzhi"
    here.save()
    publish_in(here, title="教师招聘公告", slug="same")
    for path in ["/", "/tongzhi/", "/tongzhi/same/"]:
        theirs, ours = ask(path, "testserver").content.decode(), ask(path).content.decode()
        assert "全市停水公告" in theirs
        assert "教师招聘公告" not in theirs
        assert "教师招聘公告" in ours
        assert "全市停水公告" not in ours
        assert f'<link rel="canonical" href="http://{HOST}{path}">' in ours
        assert f'content="{BUREAU}"' in ours
        assert '<meta name="SiteIDCode" content="4790010002">' in ours
        assert f'<meta name="SiteDomain" content="{HOST}">' in ours
        assert "岚ICP备00000002号-1" in ours
        assert PORTAL not in ours.replace(f"{PORTAL}办公室", "")
        assert "testserver" not in ours


def test_refusals_and_fixed_pages_bear_the_sites_name__when_asked_there(bureau: Site, ask: Any) -> None:
    page = publish_in(column_on(bureau, "gongzuodongtai"), title="开学", slug="kaixue")
    url = Entry.objects.get(uid=page.uid).url
    let_down(page).unpublish()
    statuses = {url: 410, "/nothing/": 404, "/sitemap/": 200, "/feeds/": 200, "/gongzuodongtai/": 200}
    for path, status in statuses.items():
        response = ask(path)
        assert response.status_code == status
        assert BUREAU in response.content.decode()
        assert PORTAL not in response.content.decode()
    assert ask(url, "testserver").status_code == 404
    text = ask("/.well-known/security.txt").content.decode()
    assert f"Canonical: http://{HOST}/.well-known/security.txt" in text


def test_organ_is_listed_on_each_site_for_itself__when_it_publishes_on_both(bureau: Site, ask: Any) -> None:
    organ = SiteSettings.objects.get(site=bureau).organ
    publish_in(column("yaowen"), title="门户上的消息", organ=organ)
    assert ask(organ.public_url).status_code == 404
    publish_in(column_on(bureau, "gongzuodongtai"), title="自己网站上的消息", organ=organ)
    ours, theirs = ask(organ.public_url).content.decode(), ask(organ.public_url, "testserver").content.decode()
    assert "自己网站上的消息" in ours
    assert "门户上的消息" not in ours
    assert "门户上的消息" in theirs
    assert "自己网站上的消息" not in theirs


@pytest.mark.parametrize("host", ["other.example.cn", "sub.jyj.example.cn", "jyj.gov.cn"])
def test_default_site_answers__when_nobody_has_the_host(bureau: Site, ask: Any, host: str) -> None:
    shown = ask("/", host).content.decode()
    assert f'content="{PORTAL}"' in shown
    assert '<link rel="canonical" href="http://testserver/">' in shown


@pytest.mark.parametrize("host", [f"{HOST}:8000", HOST.upper(), f"{HOST}:443"])
def test_site_is_found__when_host_is_written_otherwise(bureau: Site, ask: Any, host: str) -> None:
    assert f'content="{BUREAU}"' in ask("/", host).content.decode()


def test_files_are_served_by_the_site_that_names_them__when_there_are_two(bureau: Site, ask: Any) -> None:
    file = UploadedDocument.objects.create(title="表", file=ContentFile(b"%PDF-1.4\n%%EOF\n", name="a.pdf"))
    photo = picture()
    publish_in(
        column_on(bureau, "gongzuodongtai"),
        title="附表",
        body=[
            ("attachment", {"document": file, "title": ""}),
            ("image", {"image": photo, "alt": "图", "decorative": False, "caption": ""}),
        ],
    )
    for path in [file.public_url, photo.get_rendition("width-1200").public_url]:
        assert ask(path).status_code == 200
        assert ask(path, "testserver").status_code == 404


def link_to(page: Page) -> list[tuple[str, str]]:
    return [("paragraph", f'<p>见<a linktype="page" id="{page.pk}">原文</a>。</p>')]


def test_links_stay_paths__when_a_second_site_is_opened(home: HomePage, ask: Any) -> None:
    target = publish_in(column("tongzhi"), title="原文", slug="yuanwen")
    page = publish_in(column("yaowen"), title="转", body=link_to(target))
    before = Entry.objects.get(uid=page.uid)
    make_subsite("jiaoyuju", HOST)
    page.save_revision().publish()
    after = Entry.objects.get(uid=page.uid)
    assert 'href="/tongzhi/yuanwen/"' in before.content_html
    assert (after.content_html, after.content_digest, after.seq) == (
        before.content_html,
        before.content_digest,
        before.seq,
    )
    assert 'href="/tongzhi/yuanwen/"' in ask(after.url, "testserver").content.decode()


def test_link_leads_to_the_other_site__when_its_page_stands_there(bureau: Site, ask: Any, settings: Any) -> None:
    target = publish_in(column("tongzhi"), title="原文", slug="yuanwen")
    page = publish_in(column_on(bureau, "gongzuodongtai"), title="转", body=link_to(target))
    entry = Entry.objects.get(uid=page.uid)
    portal = Site.objects.get(is_default_site=True)
    way = f"/sites/{portal.pk}/tongzhi/yuanwen/"
    assert f'href="{way}"' in entry.content_html
    assert f'href="{way}"' in ask(entry.url).content.decode()
    settings.PUBLIC_ADDRESS = "https://www.yunshan.gov.cn:8443"
    response = ask(way)
    assert (response.status_code, response["Location"]) == (302, "https://www.yunshan.gov.cn:8443/tongzhi/yuanwen/")
    assert f'href="https://{HOST}:8443{way}"' in ask("/feed.json").json()["items"][0]["content_html"]
    assert ask(f"/api/v2/pages/{page.pk}/").json()["body"][0]["value"]["html"].count(f"https://{HOST}:8443{way}") == 1


@pytest.mark.parametrize("path", ["/sites/999999/", "/sites/1/%2f%2fevil.example/", "/sites/x/", "/sites/9999999999/"])
def test_way_leads_nowhere__when_no_site_of_the_house_is_meant(bureau: Site, ask: Any, path: str) -> None:
    response = ask(path)
    assert response.status_code == 404


def test_everything_follows__when_column_moves_to_another_site(bureau: Site, ask: Any) -> None:
    organ = SiteSettings.of(bureau).organ
    give_column(column("shizhengfu").get_parent().specific, organ)
    page = publish_in(give_column("shizhengfu", organ), title="教育文件", slug="jiaoyu")
    old_url = Entry.objects.get(uid=page.uid).url
    move_column(page.get_parent().get_parent().specific, column_on(bureau, "fadinggongkai"))
    entry = Entry.objects.get(uid=page.uid)
    new_url = "/zhengfuxinxigongkai/fadinggongkai/zhengcewenjian/shizhengfu/jiaoyu/"
    assert (entry.site, entry.url) == (bureau, new_url)
    assert ask(new_url).status_code == 200
    assert "教育文件" in ask("/feed.atom").content.decode()
    assert "教育文件" not in ask("/feed.atom", "testserver").content.decode()
    for path in [old_url, "/zhengcewenjian/", "/zhengcewenjian/shizhengfu/"]:
        led = ask(path, "testserver")
        assert led.status_code in {301, 302}, path
        assert led["Location"].startswith(f"http://{HOST}/zhengfuxinxigongkai/")
    assert ask(old_url).status_code == 404
    assert Change.objects.filter(entry=entry, kind="moved").count() == 1
    gone = Listing.objects.filter(site__is_default_site=True, path__startswith="/zhengcewenjian/")
    assert not gone.filter(is_public=True).exists()


def test_publication_moves_alone__when_only_its_page_does(bureau: Site, ask: Any) -> None:
    page = publish_in(give_column("tongzhi", SiteSettings.of(bureau).organ), title="同名栏目", slug="a")
    target = column_on(bureau, "tongzhigonggao")
    target.slug = "tongzhi"
    target.save()
    page.move(target, pos="last-child")
    entry = Entry.objects.get(uid=page.uid)
    assert (entry.site, entry.url) == (bureau, "/tongzhi/a/")
    led = ask("/tongzhi/a/", "testserver")
    assert (led.status_code, led["Location"]) == (301, f"http://{HOST}/tongzhi/a/")


def test_tombstone_leads_to_the_other_site_and_on__when_its_successor_moves_there(bureau: Site, ask: Any) -> None:
    organ = SiteSettings.of(bureau).organ
    give_column("tongzhi", organ)
    gone, page = (
        publish_in(column("tongzhi"), title="旧", slug="jiu"),
        publish_in(column("tongzhi"), title="新", slug="x"),
    )
    here = column_on(bureau, "tongzhigonggao")
    last = publish_in(here, title="更新", slug="y")
    entries = Entry.objects.in_bulk([gone.uid, page.uid, last.uid], field_name="uid")
    withdraw(entries[gone.uid], Entry.Reason.REPEALED, successor_url=entries[page.uid].url)

    def led() -> str:
        response = ask(Entry.objects.get(uid=gone.uid).successor_url, "testserver")
        return str(response["Location"])

    page.move(here, pos="last-child")
    assert led() == f"http://{HOST}/tongzhigonggao/x/"
    rename_column(here, slug="tonggao")
    assert led() == f"http://{HOST}/tonggao/x/"
    withdraw(Entry.objects.get(uid=page.uid), Entry.Reason.REPEALED, successor_url="/tonggao/y/")
    assert led() == f"http://{HOST}/tonggao/y/"
    withdraw(Entry.objects.get(uid=last.uid), Entry.Reason.REPEALED)
    assert Entry.objects.get(uid=gone.uid).successor_url == ""


def test_redirect_stays_on_its_site__when_both_have_the_path(bureau: Site, ask: Any) -> None:
    Redirect.objects.create(site=bureau, old_path="/jiu", redirect_link="https://www.example.cn/")
    assert ask("/jiu/").status_code in {301, 302}
    assert ask("/jiu/", "testserver").status_code == 404


def test_logo_is_public_and_nothing_else__when_site_has_one(bureau: Site, ask: Any) -> None:
    logo, other = picture(), picture()
    address, another = logo.get_rendition("max-456x152").public_url, other.get_rendition("max-456x152").public_url
    assert "emblem.svg" in ask("/").content.decode()
    assert ask(address).status_code == 404
    mine = SiteSettings.objects.get(site=bureau)
    mine.logo, mine.logo_alt = logo, "教育局徽标"
    mine.save()
    shown = ask("/").content.decode()
    assert f'src="{address}" alt="教育局徽标" width="152" height="76"' in shown
    assert "emblem.svg" not in shown
    assert ask(address).status_code == 200
    assert ask(another).status_code == 404
    assert address not in ask("/", "testserver").content.decode()
    with pytest.raises(ProtectedError):
        logo.delete()
    mine.logo = None
    mine.save()
    assert ask(address).status_code == 404


def test_built_in_emblem_is_shown__when_file_of_the_logo_is_gone(bureau: Site, ask: Any) -> None:
    logo = picture()
    mine = SiteSettings.objects.get(site=bureau)
    mine.logo = logo
    mine.save()
    logo.renditions.all().delete()
    logo.file.storage.delete(logo.file.name)
    response = ask("/")
    assert response.status_code == 200
    assert "emblem.svg" in response.content.decode()


def test_logo_costs_nothing__when_it_was_painted(
    bureau: Site, ask: Any, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask("/gongzuodongtai/")
    with CaptureQueriesContext(connection) as plain:
        ask("/gongzuodongtai/")
    mine = SiteSettings.objects.get(site=bureau)
    mine.logo = picture()
    mine.save()
    with django_assert_num_queries(len(plain)):
        assert "masthead-logo" in ask("/gongzuodongtai/").content.decode()


def test_reading_writes_nothing__when_site_has_no_settings(bureau: Site, ask: Any) -> None:
    SiteSettings.objects.filter(site=bureau).delete()
    assert BUREAU in ask("/").content.decode()
    assert not SiteSettings.objects.filter(site=bureau).exists()


def test_site_is_called_by_its_legal_name__when_that_changes(bureau: Site) -> None:
    mine = SiteSettings.objects.get(site=bureau)
    mine.legal_name = "云杉市教育体育局"
    mine.save()
    assert Site.objects.get(pk=bureau.pk).site_name == "云杉市教育体育局"


def test_switch_shows_names__when_settings_are_edited(bureau: Site, admin_client: Any) -> None:
    page = admin_client.get(reverse("wagtailsettings:edit", args=["cms", "sitesettings", bureau.pk])).content.decode()
    assert f"{BUREAU}</option>" in page
    assert f"{PORTAL}</option>" in page
    assert "主办机关" in page
    assert "徽标" in page


def test_new_column_begins_with_the_organ_of_its_site__when_written_in_the_admin(
    bureau: Site, admin_client: Any
) -> None:
    organ = SiteSettings.objects.get(site=bureau).organ
    form = admin_client.get(reverse("wagtailadmin_pages:add", args=["cms", "columnpage", bureau.root_page_id]))
    assert form.context["form"].initial["organ"] == organ.pk
    above = column_on(bureau, "gongzuodongtai")
    above.organ = make_organ("minzhengju")
    above.save()
    form = admin_client.get(reverse("wagtailadmin_pages:add", args=["cms", "columnpage", above.pk]))
    assert form.context["form"].initial["organ"] == above.organ_id
    ColumnPage.objects.filter(pk=above.pk).update(organ=None)
    form = admin_client.get(reverse("wagtailadmin_pages:add", args=["cms", "articlepage", above.pk]))
    assert form.context["form"].initial["organ"] == organ.pk


def test_site_begins_empty_and_whole__when_nothing_was_published(bureau: Site, ask: Any) -> None:
    for path in [
        "/",
        "/gongzuodongtai/",
        "/zhengfuxinxigongkai/",
        "/feeds/",
        "/sitemap/",
        "/feed.atom",
        "/sitemap.xml",
    ]:
        assert ask(path).status_code == 200, path
    assert "这里暂时没有信息" in ask("/").content.decode()


def test_column_is_shown_with_its_site__when_text_is_begun_and_there_are_two(home: HomePage, admin_client: Any) -> None:
    address = reverse("cms_compose", args=["article"])
    assert '<span class="house__trail">' in admin_client.get(address).content.decode()
    assert PORTAL not in trails(admin_client.get(address))
    make_subsite("jiaoyuju", HOST, legal_name=BUREAU)
    assert {PORTAL, BUREAU} <= trails(admin_client.get(address))


def test_desk_names_the_site_of_a_column__when_there_are_columns_of_several(home: HomePage, client: Any) -> None:
    writer = make_person("writer", (Role.EDITOR, None))
    theirs = column_on(make_subsite("jiaoyuju", HOST, legal_name=BUREAU), "tongzhigonggao")
    client.force_login(writer)
    assert "（" not in columns_offered(client)
    for place in (column("tongzhi"), theirs):
        text = place.add_child(instance=ArticlePage(title="通知", organ=make_organ(), live=False))
        text.save_revision(user=writer, log_action=True)
    assert f"（{PORTAL}）</a>" in columns_offered(client)
    assert f"（{BUREAU}）</a>" in columns_offered(client)


def columns_offered(client: Any) -> str:
    """Beneath the button for articles."""
    html = client.get("/admin/").content.decode()
    found = html[html.index("直接写到", html.index("新建文章")) :]
    return found[: found.index("</p>")]


def trails(response: Any) -> set[str]:
    return {place.trail for _heading, places in response.context["groups"] for place in places}


def delete_everywhere(client: Any, site: Site) -> None:
    """Every way of the admin in which a site, or its home page, may be deleted."""
    client.post(reverse("wagtailsites:delete", args=[site.pk]))
    if site.root_page_id:
        client.post(reverse("wagtailadmin_pages:delete", args=[site.root_page_id]))
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        client.post(f"{bulk}?id={site.root_page_id}")


def test_site_is_kept__when_something_was_public_there(bureau: Site, admin_client: Any) -> None:
    let_down(publish_in(column_on(bureau, "gongzuodongtai"), title="开学")).unpublish()
    portal = Site.objects.get(is_default_site=True)
    for site in [bureau, portal]:
        delete_everywhere(admin_client, site)
    assert Site.objects.count() == 2
    assert HomePage.objects.count() == 2
    shown = admin_client.get(reverse("wagtailsites:delete", args=[bureau.pk]), follow=True).content.decode()
    assert "其记录须保留" in shown


def test_site_can_go__when_nothing_was_ever_public_there(bureau: Site, admin_client: Any) -> None:
    admin_client.post(reverse("wagtailsites:delete", args=[bureau.pk]))
    assert not Site.objects.filter(pk=bureau.pk).exists()
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[bureau.root_page_id]))
    assert HomePage.objects.count() == 1


def test_home_tells_where_its_organ_is_reached__when_no_other_publishes_there(bureau: Site, ask: Any) -> None:
    organ = SiteSettings.objects.get(site=bureau).organ
    organ.telephone = "0000-6012220"
    organ.save()
    publish_in(column_on(bureau, "gongzuodongtai"), title="开学")
    shown = ask("/").content.decode()
    assert '<section aria-label="联系方式">' in shown
    assert "部门和乡镇" not in shown
    publish_in(column_on(bureau, "gongzuodongtai"), title="来稿", organ=make_organ("minzhengju", parent=organ))
    shown = ask("/").content.decode()
    assert "部门和乡镇" in shown
    assert organ.public_url not in shown
