"""Late publications: reported with their days, to those who see the organ, and exported."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.admin.due_panel import due_words
from catalog.overdue import entries_as_late, published_late, waiting, waiting_number
from cms.models import HomePage
from organs.models import Role
from tests.recall import recall
from tests.site import make_document, make_draft, make_organ, make_person

pytestmark = pytest.mark.django_db
BEIJING = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def mixed(home: HomePage) -> None:
    recall.scene(make_mixed)


def make_mixed() -> None:
    schools, welfare = make_organ("jiaoyuju"), make_organ("minzhengju")
    today = timezone.localdate()
    draft: dict[str, Any] = {"slug": "zhengcewenjian", "document": True}
    make_draft(title="早该公开的", organ=schools, issued_on=date(2025, 3, 3), **draft)
    make_draft(title="民政局早该公开的", organ=welfare, issued_on=date(2025, 3, 3), **draft)
    make_draft(title="刚形成的", organ=schools, issued_on=today - timedelta(days=3), **draft)
    make_draft(title="刚变更的", organ=schools, issued_on=date(2025, 3, 3), changed_on=today, **draft)
    make_draft(
        title="不主动公开的", organ=schools, issued_on=date(2025, 3, 3), disclosure_attribute="on_request", **draft
    )
    make_draft(title="没写日期的", organ=schools, **draft)
    make_document(title="晚公开的", organ=schools, issued_on=date(2025, 3, 3))
    make_document(title="及时公开的", organ=schools, issued_on=today)
    moved = datetime(2025, 3, 31, 23, 0, tzinfo=BEIJING)
    make_document(title="迁移来的", organ=schools, issued_on=date(2025, 3, 3), original_published_at=moved)


def test_only_what_is_late_is_found(mixed: None) -> None:
    assert [one.title for one in waiting(None, date(2025, 3, 31))] == []
    assert {one.title for one in waiting(None, date(2025, 4, 1))} == {"早该公开的", "民政局早该公开的"}
    (late, *_rest) = waiting(None, date(2025, 4, 8))
    assert (late.due, late.days) == (date(2025, 3, 31), 5)  # 清明, 4 April, is no working day
    assert [one.title for one in published_late(None)] == ["晚公开的"]


def test_report_is_narrowed_to_the_organ_and_to_what_one_may_see(mixed: None, client: Any) -> None:
    address = reverse("catalog_overdue")
    client.force_login(make_person("office", (Role.CHECKER, None)))
    everything = client.get(address).content.decode()
    assert "20个工作日" in everything
    assert "县级以上人民政府的于次年3月31日前公开，其他机关的于次年1月31日前公开" in everything
    assert all(one in everything for one in ("早该公开的", "民政局早该公开的", "晚公开的"))
    narrowed = client.get(address, {"organ": "minzhengju"}).content.decode()
    assert "民政局早该公开的" in narrowed
    assert "晚公开的" not in narrowed
    client.force_login(make_person("theirs", (Role.EDITOR, make_organ("minzhengju"))))
    own = client.get(address).content.decode()
    assert "民政局早该公开的" in own
    assert "晚公开的" not in own
    assert client.get(address, {"organ": "jiaoyuju"}).status_code == 404


def test_report_is_closed__when_the_role_sees_no_texts(mixed: None, client: Any) -> None:
    client.force_login(make_person("security", (Role.SECURITY, None)))
    assert client.get(reverse("catalog_overdue")).status_code in {302, 403}
    assert client.get(reverse("catalog_overdue_export", args=["csv"])).status_code in {302, 403}


def test_export_has_the_rows_and_no_formula(mixed: None, admin_client: Any) -> None:
    make_draft("zhengcewenjian", document=True, title="=1+1", issued_on=date(2025, 3, 3))
    data = admin_client.get(reverse("catalog_overdue_export", args=["csv"])).content.decode("utf-8-sig")
    assert data.startswith("状态,名称,类型,发布机构,形成或变更日期,应公开日期,公开日期,逾期工作日")
    assert "逾期未公开,早该公开的,公文,云杉市jiaoyuju,2025-03-03,2025-03-31,," in data
    assert "逾期公开,晚公开的" in data
    assert "'=1+1" in data
    book = admin_client.get(reverse("catalog_overdue_export", args=["xlsx"]))
    assert book.content.startswith(b"PK")
    assert admin_client.get(reverse("catalog_overdue_export", args=["pdf"])).status_code == 404


def test_dashboard_counts_for_the_own_organ(mixed: None, client: Any) -> None:
    client.force_login(make_person("ours", (Role.EDITOR, make_organ("jiaoyuju"))))
    shown = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "1件主动公开的信息已超过公开期限" in shown
    client.force_login(make_person("nobody", (Role.EDITOR, make_organ("weisheng"))))
    assert "已超过公开期限" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_dashboard_counts_what_the_report_lists__in_one_query_where_none_may_be_late(mixed: None) -> None:
    assert waiting_number(None) == len(waiting(None, timezone.localdate()))
    with CaptureQueriesContext(connection) as queries:
        assert waiting_number(None, datetime(2024, 1, 2, tzinfo=BEIJING)) == 0
    assert len(queries) == 1


PUBLISHED_BEFORE = pytest.mark.parametrize(
    ("original", "changed", "late"),
    [
        (datetime(2025, 3, 6, 9, 0, tzinfo=BEIJING), None, False),
        (datetime(2025, 3, 6, 9, 0, tzinfo=BEIJING), date(2025, 3, 10), True),
        (datetime(2025, 3, 10, 0, 30, tzinfo=BEIJING), date(2025, 3, 10), False),
        (None, None, True),
    ],
)


@PUBLISHED_BEFORE
def test_draft_is_late_only__when_no_site_published_what_it_says(
    home: HomePage, original: datetime | None, changed: date | None, late: bool
) -> None:
    dates = {"issued_on": date(2025, 3, 3), "original_published_at": original, "changed_on": changed}
    page = make_draft("zhengcewenjian", document=True, title="迁移来的", organ=make_organ("jiaoyuju"), **dates)
    assert bool(waiting(None, date(2026, 3, 2))) is late
    assert bool(waiting_number(None, datetime(2026, 3, 2, tzinfo=BEIJING))) is late
    words, is_late = due_words(page, date(2026, 3, 2))
    assert is_late is late
    assert ("现已逾期" in words) is late


@PUBLISHED_BEFORE
def test_publication_is_late_as_its_panel_says__when_another_site_published_it_before(
    home: HomePage, original: datetime | None, changed: date | None, late: bool
) -> None:
    dates: dict[str, Any] = {"issued_on": date(2025, 3, 3), "original_published_at": original, "changed_on": changed}
    page = make_document(title="迁移来的", organ=make_organ("jiaoyuju"), **dates)
    found = list(entries_as_late(published_late(None)))
    assert bool(found) is late
    assert due_words(page, timezone.localdate())[1] is late
    assert [one.published for one in found] == [timezone.localdate()] * late
