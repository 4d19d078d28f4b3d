"""The register says what pages let the public see, whichever way they change."""

from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from cms.clearance.gate import let_down
from cms.clearance.refusal import NotCleared
from cms.models import ArticlePage
from register.models import Change, Entry, Placement
from tests.site import column, make_article, make_document, make_draft, publish, release

pytestmark = pytest.mark.django_db


def kinds(page_or_uid: Any) -> list[str]:
    uid = getattr(page_or_uid, "uid", page_or_uid)
    return list(Change.objects.filter(entry__uid=uid).order_by("seq").values_list("kind", flat=True))


def entry(page: Any) -> Entry:
    return Entry.objects.get(uid=page.uid)


def test_draft_has_no_entry__when_saved(home):
    page = make_draft()
    page.save_revision()
    assert not Entry.objects.filter(uid=page.uid).exists()


def test_entry_is_published__when_page_goes_live(home):
    page = make_article(summary="防汛", title="防汛工作会议")
    assert kinds(page) == ["published"]
    one = entry(page)
    assert (one.title, one.summary, one.kind, one.url) == ("防汛工作会议", "防汛", "article", f"/yaowen/{page.slug}/")
    assert "会议对防汛工作作出部署" in one.content_html
    assert one.first_published_at == page.first_published_at == one.listed_at
    assert {p.listing.path for p in one.placements.select_related("listing")} == {"/", "/yaowen/", "/organs/yunshan/"}


def test_nothing_changes__when_saved_as_it_is(home):
    page = make_article()
    page.save()
    Page.objects.get(pk=page.pk).save()
    assert kinds(page) == ["published"]


def test_draft_of_live_page_stays_private__when_revision_is_saved(home):
    page = make_article()
    page.title = "尚未审核的标题"
    page.save_revision()
    assert entry(page).title == "云杉市召开防汛工作会议"
    assert kinds(page) == ["published"]


def test_entry_is_updated__when_revision_is_published(home):
    page = make_article()
    digest = entry(page).content_digest
    page.title = "新标题"
    publish(page)
    assert kinds(page) == ["published", "updated"]
    assert entry(page).title == "新标题"
    assert entry(page).edition == 2
    assert entry(page).content_digest != digest


@pytest.mark.parametrize("through", ["specific", "base"])
def test_entry_is_a_tombstone__when_unpublished(home, through):
    page = make_article(summary="概述")
    target = page if through == "specific" else Page.objects.get(pk=page.pk)
    let_down(target).unpublish()
    one = entry(page)
    assert kinds(page) == ["published", "withdrawn"]
    assert one.reason == "unpublished"
    assert (one.content_html, one.summary, one.attachments, one.content_digest) == ("", "", [], "")
    assert one.title == ""
    assert not one.files.exists()


def test_reason_is_expired__when_expired(home):
    page = make_article()
    let_down(Page.objects.get(pk=page.pk)).unpublish(set_expired=True)
    assert entry(page).reason == "expired"


def test_live_page_is_not_deleted__before_it_was_taken_down(home):
    page = make_article()
    uid = page.uid
    with pytest.raises(NotCleared, match="请先撤下"):
        page.delete()
    fresh = type(page).objects.get(pk=page.pk)
    let_down(fresh).unpublish()
    fresh.delete()
    one = Entry.objects.get(uid=uid)
    assert (one.page, one.reason) == (None, "unpublished")
    assert kinds(uid) == ["published", "withdrawn"]


def test_column_is_not_deleted__when_live_pages_stand_in_it(home):
    page = make_article()
    with pytest.raises(NotCleared), transaction.atomic():
        Page.objects.get(pk=column("yaowen").pk).delete()
    assert entry(page).is_live
    let_down(type(page).objects.get(pk=page.pk)).unpublish()
    Page.objects.get(pk=column("yaowen").pk).delete()
    assert Entry.objects.get(uid=page.uid).reason == "unpublished"


def test_entry_is_restored__when_published_again(home):
    page = make_article()
    first = entry(page).first_published_at
    let_down(page).unpublish()
    publish(type(page).objects.get(pk=page.pk))
    one = entry(page)
    assert kinds(page) == ["published", "withdrawn", "restored"]
    assert one.first_published_at == first
    assert one.is_live
    assert "会议" in one.content_html


def test_entry_is_moved__when_page_moves(home, client):
    page = make_article()
    page.move(column("tongzhi"), pos="last-child")
    one = entry(page)
    assert kinds(page) == ["published", "moved"]
    assert one.url == f"/tongzhi/{page.slug}/"
    assert one.column_title == "通知公告"
    assert client.get(f"/yaowen/{page.slug}/").headers["Location"].endswith(one.url)
    assert {p.listing.path for p in one.placements.select_related("listing")} == {"/", "/tongzhi/", "/organs/yunshan/"}


@pytest.mark.parametrize("through", ["specific", "base"])
def test_entries_beneath_move__when_column_gets_another_slug(home, client, through):
    page = make_article("shizhengfu")
    top = column("zhengcewenjian")
    target = top if through == "specific" else Page.objects.get(pk=top.pk)
    target.slug = "zhengce"
    target.save()
    assert entry(page).url == f"/zhengce/shizhengfu/{page.slug}/"
    assert kinds(page) == ["published", "moved"]
    assert client.get(entry(page).url).status_code == 200
    old = client.get(f"/zhengcewenjian/shizhengfu/{page.slug}/")
    assert old.status_code in {301, 302}
    assert old.headers["Location"].endswith(entry(page).url)
    assert client.get("/zhengcewenjian/").headers["Location"].endswith("/zhengce/")


def test_entries_beneath_move__when_column_moves(home, client):
    page = make_article("shizhengfu")
    column("shizhengfu").move(column("yaowen"), pos="last-child")
    assert entry(page).url == f"/yaowen/shizhengfu/{page.slug}/"
    paths = {p.listing.path for p in entry(page).placements.select_related("listing")}
    assert paths == {"/", "/yaowen/", "/yaowen/shizhengfu/", "/organs/yunshan/"}
    assert client.get(entry(page).url).status_code == 200


def test_entries_beneath_are_updated__when_column_is_renamed(home):
    page = make_article()
    top = column("yaowen")
    top.title = "云杉要闻"
    top.save()
    assert entry(page).column_title == "云杉要闻"
    assert entry(page).categories == ["云杉要闻"]
    assert kinds(page) == ["published", "updated"]


def test_column_does_not_become_private__whoever_asks(home):
    page = make_article()
    with pytest.raises(NotCleared, match="不设访问限制"):
        PageViewRestriction.objects.create(page=column("yaowen"), restriction_type=PageViewRestriction.LOGIN)
    assert entry(page).is_live


def test_entry_is_withdrawn__when_the_whole_site_becomes_private(home):
    page = make_article()
    restriction = PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    assert entry(page).reason == "restricted"
    restriction.delete()
    assert kinds(page) == ["published", "withdrawn", "restored"]


def test_copy_gets_its_own_uid__when_published_from_copied_revision(home):
    page = make_document()
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert copy.uid != page.uid
    release(copy.specific.get_latest_revision())
    fresh = type(page).objects.get(pk=copy.pk)
    assert fresh.uid == copy.uid
    assert fresh.index_number != page.index_number
    assert Entry.objects.live().count() == 2


def test_uid_stays__when_old_revision_is_published(home):
    page = make_article()
    old = page.get_latest_revision()
    page.title = "改"
    page = publish(page)
    release(old)
    assert type(page).objects.get(pk=page.pk).uid == page.uid
    assert kinds(page) == ["published", "updated", "updated"]


def test_nothing_is_recorded__when_transaction_rolls_back(home):
    page = make_draft()
    with transaction.atomic():
        publish(page)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    assert not Change.objects.exists()
    assert not Placement.objects.exists()


def test_only_proactive_goes_live__when_published(home):
    from django.core.exceptions import ValidationError

    page = make_draft(disclosure_attribute="on_request")
    with pytest.raises(ValidationError, match="主动公开"):
        publish(page)
    assert not ArticlePage.objects.get(pk=page.pk).live
