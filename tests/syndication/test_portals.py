"""办事事项与栏目对照表: announced seven days before it holds, following its guides, telling what came too late."""

import io
import json
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from audit.models import AuditRecord
from catalog.models import ServiceGuidePage
from cms.clearance.gate import let_down
from cms.models import HomePage
from organs.models import Role
from register.models import Entry
from syndication.models import Portal, PortalLine
from syndication.portals.following import follow
from syndication.portals.services import announce, end
from syndication.portals.table import announced_late, in_force, lines_of, upcoming
from tests.catalog.pages import published, published_item
from tests.site import make_person, release, sign

pytestmark = pytest.mark.django_db
BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 12, 1, 10, 0, tzinfo=BEIJING)
DAY = timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as at:
        yield at


@pytest.fixture
def guide(home: HomePage, clock: Any) -> ServiceGuidePage:
    published_item()
    page: ServiceGuidePage = published(ServiceGuidePage)
    return page


@pytest.fixture
def portal(home: HomePage) -> Portal:
    return Portal.objects.create(
        site=Site.objects.get(), code="sheng-zwfw", name="青岚省政务服务网", url="https://zwfw.qinglan.example/"
    )


def entry_of(page: ServiceGuidePage) -> Entry:
    return Entry.objects.get(uid=page.uid)


@pytest.fixture
def listed(portal: Portal, guide: ServiceGuidePage) -> PortalLine:
    """The guide, in the table since ten days."""
    return announce(portal, entry_of(guide), "法人办事／准营准办", None, column_code="F02", at=NOW - 10 * DAY)


def test_line_holds_seven_days_after_it_is_announced(portal: Portal, guide: ServiceGuidePage) -> None:
    line = announce(portal, entry_of(guide), "法人办事／准营准办", None, at=NOW)
    assert (line.holds_from, line.notice_days, line.is_short) == (date(2026, 12, 8), 7, False)
    assert (line.item_code, line.title, line.source_column) == ("XK-SP-0001-01", "食品经营许可新办", "政策文件")
    assert line.url == f"http://testserver{entry_of(guide).url}"
    lines = lines_of(portal)
    assert [in_force(lines, date(2026, 12, day)) == [] for day in (7, 8)] == [True, False]
    assert [one.line for one in upcoming(lines, date(2026, 12, 1))] == [line]
    assert AuditRecord.objects.filter(action="portal.announce").count() == 1


def test_short_notice_is_refused_without_a_reason__and_reported_with_one(
    portal: Portal, guide: ServiceGuidePage
) -> None:
    soon = date(2026, 12, 3)
    with pytest.raises(ValidationError, match="应提前7日告知门户，即2026-12-08以后生效"):
        announce(portal, entry_of(guide), "法人办事", None, holds_from=soon, at=NOW)
    line = announce(portal, entry_of(guide), "法人办事", None, holds_from=soon, reason="门户栏目合并", at=NOW)
    assert announced_late(NOW - DAY) == [line]
    with pytest.raises(ValidationError, match="不能早于今天"):
        announce(portal, entry_of(guide), "个人办事", None, holds_from=date(2026, 11, 30), reason="补记", at=NOW)
    with pytest.raises(ValidationError, match="最迟为2027-12-02，请核对年份"):
        announce(portal, entry_of(guide), "个人办事", None, holds_from=date(9999, 12, 31), at=NOW)
    with pytest.raises(ValidationError, match="不需要再告知"):
        announce(portal, entry_of(guide), "法人办事", None, at=NOW)


def test_change_of_column_takes_the_place_of_the_line__on_its_day(
    portal: Portal, listed: PortalLine, guide: Any
) -> None:
    announce(portal, entry_of(guide), "法人办事／食品药品", None, at=NOW)
    lines = lines_of(portal)
    columns = [[one.line.column for one in in_force(lines, date(2026, 12, day))] for day in (7, 8)]
    assert columns == [["法人办事／准营准办"], ["法人办事／食品药品"]]
    end(portal, guide.uid, None, holds_from=date(2026, 12, 20), at=NOW)
    assert in_force(lines_of(portal), date(2026, 12, 20)) == []
    with pytest.raises(ValidationError, match="已不在对照表中"):
        end(portal, guide.uid, None, holds_from=date(2026, 12, 21), at=NOW)


def revised(guide: ServiceGuidePage, **fields: Any) -> Any:
    page = ServiceGuidePage.objects.get(pk=guide.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision()


def test_change_reaches_the_table_seven_days_before_it_holds__when_it_is_signed_for_a_day(
    portal: Portal, listed: PortalLine, guide: ServiceGuidePage, clock: Any
) -> None:
    revision = revised(guide, title="食品经营许可（新办）", go_live_at=NOW + 8 * DAY, correction_note="统一名称")
    sign(revision)
    revision.publish()
    assert follow(NOW) == 1
    assert follow(NOW) == 0
    (coming,) = upcoming(lines_of(portal), date(2026, 12, 1))
    assert (coming.line.title, coming.line.holds_from, coming.line.is_short) == (
        "食品经营许可（新办）", date(2026, 12, 9), False,
    )  # fmt: skip
    clock.move_to(NOW + 8 * DAY + timedelta(minutes=1))
    call_command("publish_scheduled", stdout=io.StringIO())
    assert entry_of(guide).title == "食品经营许可（新办）"
    assert follow(timezone.now()) == 0
    assert [one.line.title for one in in_force(lines_of(portal), timezone.localdate())] == ["食品经营许可（新办）"]
    assert announced_late(NOW - 30 * DAY) == []


def test_short_notice_is_reported__when_a_guide_changes_at_once(
    portal: Portal, listed: PortalLine, guide: ServiceGuidePage
) -> None:
    release(revised(guide, title="食品经营许可（新办）", correction_note="统一名称"))
    assert follow(NOW) == 1
    (late,) = announced_late(NOW - DAY)
    assert (late.title, late.notice_days, late.reason) == ("食品经营许可（新办）", 0, "办事指南已经改动发布。")
    out = io.StringIO()
    call_command("portal_notices", "--format", "json", stdout=out, stderr=io.StringIO())
    assert json.loads(out.getvalue())["notice_days"] == 0


def test_line_says_the_old_title_again__when_the_planned_change_is_off(
    portal: Portal, listed: PortalLine, guide: ServiceGuidePage
) -> None:
    revision = revised(guide, title="食品经营许可（新办）", go_live_at=NOW + 8 * DAY, correction_note="统一名称")
    sign(revision)
    revision.publish()
    follow(NOW)
    ServiceGuidePage.objects.get(pk=guide.pk).scheduled_revision.approved_go_live_at = None
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    assert follow(NOW) == 1
    assert [one.line.title for one in in_force(lines_of(portal), date(2026, 12, 9))] == ["食品经营许可新办"]


def test_line_ends__when_the_guide_is_taken_down(portal: Portal, listed: PortalLine, guide: ServiceGuidePage) -> None:
    let_down(guide).unpublish()
    assert follow(NOW) == 1
    assert follow(NOW) == 0
    assert in_force(lines_of(portal), date(2026, 12, 1)) == []
    assert [one.ends for one in announced_late(NOW - DAY)] == [True]


def test_everybody_reads_the_table__by_day_or_whole(portal: Portal, listed: PortalLine, client: Any) -> None:
    found = client.get("/api/v1/portals/").json()["results"]
    assert [one["code"] for one in found] == ["sheng-zwfw"]
    answer = client.get(found[0]["items_url"].removeprefix("http://testserver"))
    (row,) = answer.json()["items"]
    assert (row["column"], row["column_code"], row["holds_until"], row["is_short_notice"]) == (
        "法人办事／准营准办", "F02", None, False,
    )  # fmt: skip
    address = "/api/v1/portals/sheng-zwfw/items/"
    assert client.get(address, {"on": "2026-11-20"}).json()["items"] == []
    assert len(client.get(address, {"on": "2026-12-01"}).json()["items"]) == 1
    assert client.get(address, {"on": "明天"}).status_code == 400
    assert client.get(address, {"day": "2026-12-01"}).status_code == 400
    assert client.get("/api/v1/portals/none/items/").status_code == 404
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_table_is_a_spreadsheet_of_texts(portal: Portal, listed: PortalLine, client: Any) -> None:
    PortalLine.objects.filter(pk=listed.pk).update(title="=1+1")
    response = client.get("/api/v1/portals/sheng-zwfw/items.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert [cell.value for cell in sheet[2]][:2] == ["XK-SP-0001-01", "=1+1"]
    assert {cell.data_type for cell in sheet[2] if cell.value} == {"s"}
    assert client.get("/api/v1/portals/none/items.xlsx").status_code == 404


def test_queries_do_not_grow__with_the_lines(
    portal: Portal, listed: PortalLine, guide: ServiceGuidePage, client: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        announce(portal, entry_of(guide), f"栏目{number}", None, holds_from=date(2026, 12, 20) + number * DAY, at=NOW)
    with django_assert_max_num_queries(4):
        client.get("/api/v1/portals/sheng-zwfw/items/")
    with django_assert_max_num_queries(8):
        follow(NOW)


def test_keeper_tells_of_a_change__and_is_refused_in_words(
    portal: Portal, guide: ServiceGuidePage, client: Any
) -> None:
    client.force_login(make_person("keeper", (Role.EDITOR, None)))
    address = reverse("syndication_portal", args=[portal.pk])
    wrong = {"item_code": "XK-NONE", "column": "", "holds_from": "", "reason": ""}
    html = client.post(address, wrong).content.decode()
    assert "本网站没有公开编码为“XK-NONE”的办事指南" in html
    assert "请填写门户栏目" in html
    short = {"item_code": "xk-sp-0001-01", "column": "法人办事", "holds_from": "2026-12-02", "reason": ""}
    html = client.post(address, short).content.decode()
    assert "应提前7日告知门户" in html
    assert 'value="法人办事"' in html
    assert client.post(address, {**short, "reason": "门户改版"}).status_code == 302
    assert "提前不足：门户改版" in client.get(address).content.decode()
    index = client.get(reverse("syndication_portals")).content.decode()
    assert "近30日提前不足的变化" in index
    assert "近30日有1处变化没有按规定提前告知上级门户" in client.get("/admin/").content.decode()
    gone = reverse("syndication_portal_end", args=[portal.pk, guide.uid])
    assert "提前7日" in client.post(gone, {"holds_from": "2026-12-03"}).content.decode()
    assert client.post(gone, {"holds_from": "2026-12-30"}).status_code == 302


def test_table_is_closed__to_those_who_do_not_keep_it(portal: Portal, organ: Any, client: Any) -> None:
    client.force_login(make_person("writer", (Role.EDITOR, organ)))
    assert client.get(reverse("syndication_portal", args=[portal.pk])).status_code in {302, 403}
    assert "办事事项与栏目对照表" not in client.get("/admin/").content.decode()


def test_reviewers_are_told__when_a_listed_guide_changes_its_title(listed: PortalLine, guide: ServiceGuidePage) -> None:
    from cms.review.arrangements import arrangements

    page = ServiceGuidePage.objects.get(pk=guide.pk)
    assert [one for one in arrangements(page) if one.label == "对照表"] == []
    page.title = "食品经营许可（新办）"
    (told,) = [one for one in arrangements(page) if one.label == "对照表"]
    assert "请把发布时间设在2026-12-08以后" in told.words
    assert not told.is_open
    page.go_live_at = NOW + 9 * DAY
    (told,) = [one for one in arrangements(page) if one.label == "对照表"]
    assert "2026-12-10生效" in told.words


def planned(guide: ServiceGuidePage, at: datetime, **fields: Any) -> None:
    """A signed text of the guide that will be published at `at`."""
    revision = revised(guide, go_live_at=at, correction_note="统一名称", **fields)
    sign(revision)
    revision.publish()


def test_table_keeps_still__on_the_day_of_a_plan(portal: Portal, listed: PortalLine, guide: Any, clock: Any) -> None:
    planned(guide, NOW + 8 * DAY, title="食品经营许可（新办）")
    assert follow(NOW) == 1
    morning, due = NOW + 8 * DAY - timedelta(hours=9), NOW + 8 * DAY + timedelta(seconds=30)
    assert [follow(morning + timedelta(minutes=minute)) for minute in range(3)] == [0, 0, 0]
    assert follow(due) == 0
    clock.move_to(due)
    call_command("publish_scheduled", stdout=io.StringIO())
    assert follow(due) == 0
    assert announced_late(NOW - 30 * DAY) == []


def test_code_reaches_the_table_with_the_title__when_it_is_signed_for_a_day(
    portal: Portal, listed: PortalLine, guide: Any
) -> None:
    planned(guide, NOW + 8 * DAY, item_code="XK-SP-0009-01")
    assert follow(NOW) == 1
    codes = [[one.line.item_code for one in in_force(lines_of(portal), date(2026, 12, day))] for day in (8, 9)]
    assert codes == [["XK-SP-0001-01"], ["XK-SP-0009-01"]]


def test_announced_column_does_not_bring_the_old_title_back(portal: Portal, listed: PortalLine, guide: Any) -> None:
    announce(portal, entry_of(guide), "法人办事／食品药品", None, holds_from=date(2026, 12, 20), at=NOW)
    planned(guide, NOW + 8 * DAY, title="食品经营许可（新办）")
    follow(NOW)
    assert follow(NOW) == 0
    told = [in_force(lines_of(portal), date(2026, 12, day)) for day in (8, 9, 20)]
    assert [[(one.line.title, one.line.column) for one in lines] for lines in told] == [
        [("食品经营许可新办", "法人办事／准营准办")],
        [("食品经营许可（新办）", "法人办事／准营准办")],
        [("食品经营许可（新办）", "法人办事／食品药品")],
    ]


def test_announced_line_is_called_off__when_its_guide_is_taken_down(portal: Portal, guide: ServiceGuidePage) -> None:
    announce(portal, entry_of(guide), "法人办事", None, at=NOW)
    let_down(guide).unpublish()
    assert follow(NOW) == 1
    assert follow(NOW) == 0
    assert all(in_force(lines_of(portal), NOW.date() + day * DAY) == [] for day in range(30))


def test_withdrawn_guide_is_named_nowhere_in_the_table(
    portal: Portal, listed: PortalLine, guide: ServiceGuidePage, client: Any
) -> None:
    address = guide.get_url_parts()[2]
    let_down(guide).unpublish()
    for _minute in range(2):
        (row, *_others) = client.get("/api/v1/portals/sheng-zwfw/items/").json()["items"]
        assert (row["uid"], row["item_code"], row["title"], row["url"]) == (
            str(guide.uid), "XK-SP-0001-01", "（该信息已撤下）", None,
        )  # fmt: skip
        book = openpyxl.load_workbook(io.BytesIO(client.get("/api/v1/portals/sheng-zwfw/items.xlsx").content))
        cells = " ".join(str(cell) for row in book.active.values for cell in row)
        assert guide.title not in cells
        assert address not in cells
        follow(NOW)
