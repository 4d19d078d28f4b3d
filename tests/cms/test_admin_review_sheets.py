"""审核表 in the admin, and deciding item by item."""

import json
import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import TaskState

from audit.models import AuditRecord
from cms.clearance.gate import let_down
from cms.models import ReviewSheet
from cms.review.findings import clear, unsettled
from cms.review.lane_changes import mark
from cms.review.services import decide
from organs.models import Role
from tests.cms.review.items import edited, fresh, sent, sheet_of, step_of
from tests.cms.test_admin_editing import unchanged
from tests.recall import recall
from tests.site import CHECKED, make_organ, make_people, make_person, pass_steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(home):
    return recall.scene(make_people)


def get(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


def test_sheet_shows_who_decided_what__when_it_is_printed(client, people):
    page = sent(people, title="防汛通知", importance="important")
    pass_steps(page, people, "checker", "secrecy", "head")
    html = get(client, people["editor"], "cms_review_sheet", ReviewSheet.objects.get().pk).content.decode()
    for words in (
        "信息发布审核表", "防汛通知", "云杉市yunshan", "要闻", "重要", "拟稿人", "符合法律法规和现行政策",
        "依据：本单位保密审查制度", "保密审查员", "单位负责人", "同意签发", "密级", "公开范围", "更正说明", "已签发发布",
    ):  # fmt: skip
        assert words in html
    assert html.index("初审") < html.index("保密审查") < html.index("同意签发")


def test_sheet_says_where_it_stands__when_it_is_sent_returned_and_sent_again(client, people):
    page = sent(people)

    def standing():
        both = [("cms_review_sheet", sheet_of(page).pk), ("cms_review_sheets",)]
        html = "".join(get(client, people["editor"], *address).content.decode() for address in both)
        return re.findall(r'(?:colspan="3">|<span>)(审核中|已退回，待修改后重新送审)<', html)

    assert standing() == ["审核中"] * 2
    decide(fresh(page), people["checker"], "reject", comment="写全称")
    assert standing() == ["已退回，待修改后重新送审"] * 2
    edited(page, people["editor"], title="关于防汛的通知")
    fresh(page).current_workflow_state.resume(user=people["editor"])
    assert standing() == ["审核中"] * 2


def test_sheet_leads_to_the_item_and_to_its_public_page__while_there_are_any(client, people):
    page = sent(people)
    pk = sheet_of(page).pk

    def links():
        html = get(client, people["editor"], "cms_review_sheet", pk).content.decode()
        return re.findall(r'href="([^"]*)">(?:改动与检查|公开页面)<', html)

    screen = reverse("cms_review", args=[page.pk])
    assert links() == [screen]
    pass_steps(page, people, "checker", "secrecy", "signer")
    public = page.full_url
    assert links() == [screen, public]
    let_down(fresh(page)).unpublish()
    assert links() == [screen]
    fresh(page).delete()
    assert links() == []


def test_sheet_shows_what_was_judged_of_findings__by_whom_and_why(client, people):
    page = sent(people, body=[("paragraph", "<p>请拨打13800138000联系。</p>")])
    page = pass_steps(page, people, "checker")
    (found,) = unsettled(page)
    clear(page, found.key, people["secrecy"], "值班手机，已对外公布")
    html = get(client, people["editor"], "cms_review_sheet", ReviewSheet.objects.get().pk).content.decode()
    (row,) = (one for one in html.split("<tr>") if "检查问题处理" in one)
    for words in ("secrecy", "手机号码“138****8000”", "正文第1段", "核实可以公开：值班手机，已对外公布"):
        assert words in row
    assert "13800138000" not in html


def test_sheet_is_seen_by_its_organ_and_the_portal_only(client, people):
    edu = make_organ("jiaoyuju")
    page = sent(people, organ=edu, title="教育局的稿件")
    pk = sheet_of(page).pk
    own = make_person("own", (Role.EDITOR, edu))
    other = make_person("other", (Role.CHECKER, make_organ("shuiwuju")))
    for name in ("cms_review_sheet", "cms_review_handling"):
        assert get(client, own, name, pk).status_code == 200
        assert get(client, people["editor"], name, pk).status_code == 200
        refused = get(client, other, name, pk)
        assert refused.status_code == 404
        assert "教育局的稿件" not in refused.content.decode()
    assert "教育局的稿件" not in get(client, other, "cms_review_sheets").content.decode()


def test_sheets_are_not_for_people_without_a_role(client, people):
    nobody = make_person("nobody")
    nobody.groups.set(people["editor"].groups.all())
    assert get(client, nobody, "cms_review_sheets").status_code == 403
    assert "/review/sheets/" not in get(client, nobody, "wagtailadmin_home").content.decode()
    assert "/review/sheets/" in get(client, people["editor"], "wagtailadmin_home").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"甲", "乙"}), ({"q": "甲"}, {"甲"}), ({"lane": "important"}, {"乙"}), ({"outcome": "open"}, {"甲", "乙"}),
        ({"outcome": "published"}, set()), ({"since": "2999-01-01"}, set()), ({"until": "2999-01-01"}, {"甲", "乙"}),
        ({"lane": "x", "since": "?", "p": "99", "organ": "x"}, {"甲", "乙"}),
    ],
)  # fmt: skip
def test_list_is_narrowed__by_what_makes_sense(client, people, query, found):
    sent(people, title="甲")
    sent(people, title="乙", importance="important")
    html = get(client, people["checker"], "cms_review_sheets", **query).content.decode()
    assert {title for title in "甲乙" if f">{title}</a>" in html} == found


def test_list_takes_as_many_queries__with_more_sheets(client, people):
    counted = []
    for amount in (2, 30):
        for number in range(amount):
            sent(people, title=f"第{number}件", organ=make_organ(f"o{amount}{number % 7}"))
        get(client, people["checker"], "cms_review_sheets")
        with CaptureQueriesContext(connection) as queries:
            get(client, people["checker"], "cms_review_sheets")
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[1] < 30


def handle(client, user, sheet, action, **fields):
    client.force_login(user)
    data = {"action": action, **{f"{action}-{name}": value for name, value in fields.items()}}
    return client.post(reverse("cms_review_handling", args=[sheet.pk]), data)


def test_what_was_typed_in_the_other_forms_is_kept__when_one_is_sent(client, people):
    sheet = sheet_of(sent(people))
    client.force_login(people["checker"])
    url = reverse("cms_review_handling", args=[sheet.pk])
    typed = {"lane-lane": "ordinary", "lane-reason": "", "marks-reason": "社会关注度高", "marks-misreadable": "on"}
    answer = client.post(url, {**typed, "action": "lane", "lane-lane": "important"})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert 'value="社会关注度高"' in html
    assert "checked" in html.split('name="marks-misreadable"')[1].split(">")[0]
    sheet.refresh_from_db()
    assert (sheet.lane, sheet.is_misreadable) == ("important", False)
    answer = client.post(url, {**typed, "action": "", "marks-hot": "on"})  # the Enter key
    assert 'value="社会关注度高"' in answer.content.decode()
    answer = client.post(url, {**typed, "action": "marks", "lane-lane": "important", "marks-reason": "争议" * 200})
    assert answer.status_code == 200
    sheet.refresh_from_db()
    assert not sheet.is_misreadable
    assert client.post(url, {**typed, "action": "marks", "lane-lane": "important"}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.is_misreadable


def test_lane_and_marks_are_changed__in_the_forms(client, people):
    sheet = sheet_of(sent(people, body=[("paragraph", "<p>问：何时施行？答：下月一日。</p>")]))
    assert handle(client, people["checker"], sheet, "lane", lane="important", reason="社会关注").status_code == 302
    assert handle(client, people["checker"], sheet, "marks", hot="on").status_code == 302
    plan = {"release": "at_once", "release_manner": "同步解读"}
    assert handle(client, people["editor"], sheet, "plan", **plan).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.lane, sheet.is_hot, sheet.release_manner) == ("important", True, "同步解读")


def test_typed_words_stay__when_a_change_is_refused(client, people):
    sheet = sheet_of(sent(people, importance="important"))
    response = handle(client, people["checker"], sheet, "lane", lane="ordinary", reason="常规事项无需提级")
    html = response.content.decode()
    assert response.status_code == 200
    assert "只有单位负责人可以降低通道" in html
    assert "常规事项无需提级" in html
    assert handle(client, people["checker"], sheet, "nothing").status_code == 200
    assert handle(client, people["checker"], sheet, "lane", lane="x").status_code == 200


def test_browser_asks_for_no_release_plan__when_another_part_is_sent(client, people):
    page = sent(people)
    mark(sheet_of(page), people["checker"], hot=True)
    html = get(client, people["head"], "cms_review_handling", sheet_of(page).pk).content.decode()
    form = html.split('name="plan-release"')[0].rpartition("<form")[2].split(">")[0]
    assert "novalidate" in form
    plan = {"plan-release_manner": "", "plan-companion_page_id": "", "lane-lane": "important", "lane-reason": ""}
    url = reverse("cms_review_handling", args=[sheet_of(page).pk])
    assert client.post(url, {**plan, "action": "marks", "marks-reason": "关注已过"}).status_code == 302
    assert client.post(url, {"action": "lane", "lane-lane": "ordinary", "lane-reason": "常规事项"}).status_code == 302
    assert (sheet_of(page).is_marked, sheet_of(page).lane) == (False, "ordinary")


@pytest.mark.parametrize("name", ["editor", "signer", "head"])
def test_nothing_is_written_or_refused__when_lane_and_marks_are_as_they_were(client, people, name):
    page = sent(people)
    refused = AuditRecord.objects.filter(result="refused").count()
    for action, fields, words in (("lane", {"lane": "ordinary"}, "通道没有变化"), ("marks", {}, "标记没有变化")):
        html = handle(client, people[name], sheet_of(page), action, **fields).content.decode()
        assert words in html
        assert "已记入审核表" not in html
    assert [one.action for one in sheet_of(page).steps.all()] == ["submit"]
    assert AuditRecord.objects.filter(result="refused").count() == refused


def test_who_lowers_and_unmarks_is_said__when_another_reviewer_tries(client, people):
    page = sent(people, importance="important")
    mark(sheet_of(page), people["checker"], hot=True)
    html = handle(client, people["signer"], sheet_of(page), "lane", lane="ordinary", reason="常规").content.decode()
    assert "只有单位负责人可以降低通道。" in html
    html = handle(client, people["signer"], sheet_of(page), "marks", reason="关注已过").content.decode()
    assert "只有单位负责人可以取消标记。" in html


def test_publication_is_not_decided_from_a_list(client, people):
    page = sent(people)
    state = fresh(page).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client.force_login(people["checker"])
    for request in (client.get, client.post):
        assert request(url, CHECKED, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403
        assert request(url, CHECKED).status_code == 302
    assert step_of(page) == "初审"
    assert TaskState.objects.filter(status="approved").count() == 0


def test_superuser_decides_nothing__anywhere(client, people):
    admin = User.objects.create_superuser("admin", password="x")
    page = sent(people)
    state = fresh(page).current_workflow_task_state
    client.force_login(admin)
    for name in ("workflow_action", "collect_workflow_action_data"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[page.pk, "approve", state.pk])
        assert client.post(url, CHECKED, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403
    data = {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": json.dumps(CHECKED),
    }
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**unchanged(fresh(page)), **data})
    assert step_of(page) == "初审"
