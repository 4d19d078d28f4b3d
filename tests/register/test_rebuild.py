"""`rebuild_entries` finds and mends whatever reached the database behind the register's back."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page, PageViewRestriction

from catalog.models import OfficialDocumentPage
from cms.clearance.gate import let_down
from cms.models import ArticlePage
from cms.providing import publication_models
from register.models import Change, Cut, Entry, EntryFile, Listing, Placement, Sequence
from register.rebuild import rebuild
from tests.site import column, make_article, make_document, make_draft, publish, sign, unguarded

pytestmark = pytest.mark.django_db


def check() -> list[str]:
    """What can be mended."""
    return ["；".join(finding.problems) for finding in rebuild(repair=False) if finding.mended]


def repair() -> list[str]:
    """Mend everything; what was found, in order. Afterwards there must be nothing left."""
    told = check()
    found = ["；".join(finding.problems) for finding in rebuild(repair=True) if finding.mended]
    assert check() == []
    assert told, "the check must tell what the repair mends"
    return found


def changes() -> list[str]:
    return list(Change.objects.order_by("seq").values_list("kind", flat=True))


def run(*args: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("rebuild_entries", *args, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_check_says_so__when_nothing_differs(home):
    make_article()
    assert run("--check") == (0, "已核对 1 件公开信息，登记与实际一致。\n")


def test_check_tells_uid_and_title_and_fails__when_something_differs(home):
    page = make_article(title="防汛工作会议")
    Entry.objects.update(title="别的")
    code, text = run("--check")
    assert code == 1
    assert text.splitlines()[0] == f"{page.uid} 防汛工作会议: 内容不一致（title）"
    assert Entry.objects.get().title == "别的"
    assert run()[0] == 0
    assert Entry.objects.get().title == "防汛工作会议"
    assert changes() == ["published", "updated"]


def test_entry_is_withdrawn__when_live_was_cleared_by_update(home):
    make_article()
    ArticlePage.objects.update(live=False)
    assert repair() == ["不再公开，登记未撤下"]
    assert Entry.objects.get().reason == "unpublished"
    assert changes() == ["published", "withdrawn"]


def test_entry_is_published_with_time_and_number__when_signed_page_was_made_live_by_update(home):
    page = make_draft("zhengcewenjian", document=True)
    sign(page.save_revision())
    with unguarded():
        OfficialDocumentPage.objects.update(live=True)
    assert repair() == ["已公开，没有登记"]
    page = OfficialDocumentPage.objects.get(pk=page.pk)
    entry = Entry.objects.get()
    assert entry.index_number == page.index_number != ""
    assert entry.first_published_at == page.first_published_at
    assert changes() == ["published"]


def test_nothing_is_published__when_unsigned_page_was_made_live_by_update(home):
    make_draft()
    with unguarded():
        ArticlePage.objects.update(live=True)
    assert [finding.mended for finding in rebuild(repair=True)] == [False]
    assert not Entry.objects.exists()


def test_entry_becomes_tombstone__when_page_went_by_sql(home):
    page = make_article()
    with unguarded(), connection.cursor() as cursor:
        cursor.execute("UPDATE register_entry SET page_id = NULL")
        cursor.execute("DELETE FROM cms_articlepage WHERE page_ptr_id = %s", [page.pk])
        cursor.execute("DELETE FROM cms_pageowner WHERE page_id = %s", [page.pk])
        cursor.execute("DELETE FROM wagtailcore_page WHERE id = %s", [page.pk])
    assert repair() == ["不再公开，登记未撤下"]
    entry = Entry.objects.get()
    assert (entry.reason, entry.content_html, entry.page) == ("deleted", "", None)


def test_everything_is_made_again__when_tables_were_emptied(home):
    make_article()
    make_document()
    before = set(Entry.objects.values_list("uid", "url", "first_published_at", "content_digest"))
    for model in (Change, Placement, Cut, EntryFile, Listing, Entry, Sequence):
        model.objects.all().delete()
    repair()
    assert set(Entry.objects.values_list("uid", "url", "first_published_at", "content_digest")) == before
    assert changes() == ["published", "published"]
    assert Listing.objects.get(path="/yaowen/").cuts.get().size == 1


def test_changes_are_made_again__when_only_they_were_emptied(home):
    make_article()
    gone = make_article(title="撤下")
    let_down(gone).unpublish()
    Change.objects.all().delete()
    Sequence.objects.all().delete()
    repair()
    assert sorted(changes()) == ["published", "withdrawn"]
    assert Sequence.objects.get().last == Change.objects.latest("seq").seq


def test_numbers_go_on__when_sequence_was_lost(home):
    make_article()
    last = Sequence.objects.get().last
    Sequence.objects.all().delete()
    assert repair() == ["序号计数落后于已有的变更"]
    make_article(title="再")
    assert Change.objects.latest("seq").seq == last + 1


@pytest.mark.parametrize(
    ("model", "values", "told"),
    [
        (Entry, {"url": "/elsewhere/"}, "网址不一致"),
        (Entry, {"tree_path": "0001"}, "内部字段不一致（tree_path）"),
        (Entry, {"listed_at": datetime(2001, 1, 1, tzinfo=UTC)}, "内容不一致（listed_at）；所在列表不一致"),
        (Placement, {"listed_at": datetime(2001, 1, 1, tzinfo=UTC)}, "所在列表不一致"),
        (Placement, {"withdrawn_seq": 1}, "所在列表不一致"),
    ],
)
def test_row_is_mended__when_changed_by_update(home, model, values, told):
    make_article()
    model.objects.update(**values)
    assert repair()[0] == told


def test_silent_repair_makes_no_change__when_public_sees_no_difference(home):
    make_article()
    last = Sequence.objects.get().last
    Entry.objects.update(tree_path="0001", column=None)
    Cut.objects.update(size=7)
    repair()
    assert changes() == ["published"]
    assert Sequence.objects.get().last == last


def test_files_are_private_again__when_rows_were_added(home):
    make_article()
    EntryFile.objects.create(entry=Entry.objects.get(), kind="document", object_id=9)
    assert repair() == ["公开的附件和图片不一致"]
    assert not EntryFile.objects.exists()


def test_tombstone_is_emptied__when_content_came_back(home):
    page = make_article()
    let_down(page).unpublish()
    Entry.objects.update(content_html="<p>秘密</p>")
    EntryFile.objects.create(entry=Entry.objects.get(), kind="document", object_id=9)
    assert repair() == ["已撤下，内容、附件或所指的信息仍在"]
    assert (Entry.objects.get().content_html, EntryFile.objects.count()) == ("", 0)
    assert changes() == ["published", "withdrawn"]


def test_tombstone_counts_as_gone__when_its_place_does_not_say_so(home):
    page = make_article()
    let_down(page).unpublish()
    Placement.objects.update(withdrawn_seq=None)
    repair()
    assert not Placement.objects.filter(withdrawn_seq=None).exists()


def test_entries_swap_addresses__when_pages_did_by_sql(home):
    first, second = make_article("yaowen"), make_article("tongzhi")
    for page in (first, second):
        page.slug = "x"
        publish(page)
    columns = {"tongzhi": column("yaowen").pk, "yaowen": column("tongzhi").pk}
    for slug, pk in columns.items():
        Page.objects.filter(pk=pk).update(slug=slug, url_path=f"/home/{slug}/")
    Page.objects.filter(pk=first.pk).update(url_path="/home/tongzhi/x/")
    Page.objects.filter(pk=second.pk).update(url_path="/home/yaowen/x/")
    repair()
    assert dict(Entry.objects.values_list("uid", "url")) == {first.uid: "/tongzhi/x/", second.uid: "/yaowen/x/"}
    assert changes() == ["published", "published", "moved", "moved", "moved", "moved"]


def test_listing_is_closed__when_column_went_unseen(home):
    listing = Listing.objects.create(
        site=Listing.objects.latest("pk").site,
        kind="column",
        key="99999",
        path="/x/",
        title="旧",
        changed_at=datetime.now(UTC),
    )
    assert repair() == ["列表已不存在，登记未关闭"]
    listing.refresh_from_db()
    assert not listing.is_public


def test_listing_is_made__when_missing(home):
    Listing.objects.filter(path="/yaowen/").delete()
    assert repair() == ["列表没有登记"]
    assert Listing.objects.filter(path="/yaowen/", is_public=True).exists()


def test_cuts_are_right_again__when_entries_stand_on_wrong_pages(home):
    Listing.objects.update(page_size=3)
    for index in range(11):
        make_article(title=f"第{index}篇")
    listing = Listing.objects.get(path="/yaowen/")
    first, *_middle, last = listing.cuts.order_by("start_at")
    Placement.objects.filter(cut=first).update(cut=last)
    Cut.objects.filter(pk=first.pk).update(is_open=True, start_at=datetime(2001, 1, 1, tzinfo=UTC))
    assert any("有条目不在应在的页" in told for told in repair())
    assert list(listing.cuts.order_by("start_at").values_list("size", flat=True)) == [3, 3, 3, 2]


def test_entry_is_withdrawn__when_restriction_came_by_sql(home):
    make_article()
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=Page.objects.get(pk=column("yaowen").pk), restriction_type="login")]
    )
    assert repair() == ["不再公开，登记未撤下"]
    assert Entry.objects.get().reason == "restricted"


def test_queries_stay_bounded__when_nothing_differs(home, django_assert_max_num_queries):
    for index in range(12):
        make_article(title=f"第{index}篇", original_published_at=datetime.now(UTC) - timedelta(days=index))
    with django_assert_max_num_queries(53 + 2 * len(publication_models())):
        assert check() == []


def test_page_that_is_live_without_an_entry_is_told__when_nobody_signed_it(home):
    page = make_draft(title="没有签发")
    with unguarded():
        Page.objects.filter(pk=page.pk).update(live=True)
    for arguments in (["--check"], []):
        code, text = run(*arguments)
        assert code == 1
        assert f"{page.uid} 没有签发: 页面处于发布状态，但没有公开登记" in text
