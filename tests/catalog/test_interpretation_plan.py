"""Plans of interpretation: asked for before the signature, and documents reported that have none when it was due."""

import csv
import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditRecord
from catalog import due
from catalog.interpretation.missing import missing
from catalog.interpretation.plans import keep_plan, state_of
from catalog.interpretation.rules import last_day, needs_interpretation
from catalog.models import InterpretationPage, InterpretationPlan, OfficialDocumentPage
from cms.admin.after_editing import lead_home
from cms.clearance.gate import let_down
from cms.models import ReviewSheet
from cms.review.lane_changes import mark
from cms.review.services import submit
from organs.models import Role
from tests.cms.review.items import fresh, sheet_of
from tests.recall import recall
from tests.site import (
    column,
    decide,
    make_document,
    make_draft,
    make_organ,
    make_people,
    make_person,
    pass_steps,
    publish,
    unguarded,
)

pytestmark = pytest.mark.django_db
BEIJING = ZoneInfo("Asia/Shanghai")
SECRET = {"secrecy_level": "none", "disclosure_scope": "society", "compared_on_paper": True}
PUBLIC = {"decision": "public", "basis": "保密审查制度", **SECRET}


@pytest.fixture
def people(home):
    return recall.scene(make_people)


@pytest.mark.parametrize("year", [1, 9999])
def test_plan_is_refused__when_its_day_is_a_slip(home, year):
    page = make_draft("zhengcewenjian", document=True)
    plan = InterpretationPlan(
        document=page, organ=page.organ, person="局长李某", forms=["text"], due_on=date(year, 12, 1)
    )
    with pytest.raises(ValidationError) as refusal:
        plan.full_clean()
    assert refusal.value.message_dict == {"due_on": ["日期不合理，请核对年份。"]}


def plan_for(page, **fields):
    """A whole plan, or one that says why none is needed."""
    whole = {"organ": page.organ, "person": "局长李某", "forms": ["text"], "due_on": date(2026, 12, 1)}
    plan = InterpretationPlan(
        document=page, **({"reason_none": fields["reason"]} if "reason" in fields else whole | fields)
    )
    return keep_plan(plan, None)


def normative(**fields):
    return make_draft("zhengcewenjian", document=True, is_normative=True, **fields)


def interpretation(*documents, **fields):
    fields.setdefault("title", "政策解读")
    bound = [("document", {"document": one, "title": "", "number": "", "url": ""}) for one in documents]
    body = [("background", {"heading": "背景", "text": "<p>背景。</p>"})]
    page = InterpretationPage(live=False, organ=documents[0].organ, documents=bound, body=body, **fields)
    return column("zhengcewenjian").add_child(instance=page)


def before_signature(page, people):
    """`page` at 签发."""
    page.save_revision(user=people["editor"], log_action=True)
    submit(page, people["editor"])
    pass_steps(page, people, "checker")
    more = PUBLIC if isinstance(page, OfficialDocumentPage) else {"decision": "public", "basis": "制度"}
    decide(fresh(page), people["secrecy"], "approve", **more)
    return fresh(page)


@pytest.mark.parametrize(
    ("fields", "needed"),
    [
        ({"is_normative": True}, True),
        ({"importance": "important", "genre": "意见"}, True),
        ({"importance": "important", "genre": "函"}, False),
        ({"importance": "important", "title": "关于印发《停车管理办法（试行）》的通知"}, True),
        ({"importance": "important", "title": "停车实施方案"}, True),
        ({"importance": "important", "title": "停车情况"}, False),
        ({"genre": "通知"}, False),
        ({"is_normative": True, "original_published_at": datetime(2020, 1, 1, tzinfo=BEIJING)}, False),
        ({"is_normative": True, "disclosure_attribute": "on_request"}, False),
    ],
)
def test_rule_says_which_documents_need_one(fields, needed):
    assert needs_interpretation(OfficialDocumentPage(**{"title": "防汛", **fields})) is needed


def test_signature_waits_for_the_plan__and_keeps_it_on_the_sheet(people):
    page = before_signature(normative(), people)
    with pytest.raises(PermissionDenied, match="须与解读方案同步审签"):
        decide(page, people["head"], "approve")
    assert not fresh(page).live
    assert fresh(page).current_workflow_task is not None
    plan_for(page)
    decide(fresh(page), people["head"], "approve")
    assert fresh(page).live
    (told,) = ReviewSheet.objects.get().arranged
    assert "局长李某" in told
    assert AuditRecord.objects.filter(action="interpretation.plan").exists()


def test_signature_takes_a_reason_in_place_of_a_plan(people):
    page = before_signature(normative(), people)
    plan_for(page, reason="内容简单，正文已说明")
    decide(page, people["head"], "approve")
    assert fresh(page).live


def test_emergency_waits_for_no_plan(people):
    page = normative()
    page.save_revision(user=people["editor"], log_action=True)
    submit(page, people["editor"], "emergency")
    decide(fresh(page), people["secrecy"], "approve", **PUBLIC)
    decide(fresh(page), people["head"], "approve")
    assert fresh(page).live


def test_sender_is_told_of_the_plan__when_sending(people, rf):
    page = normative()
    page.save_revision(user=people["editor"])
    request = rf.post("/", {"action-submit": "1"})
    request.user, request.session = people["editor"], {}
    request._messages = FallbackStorage(request)
    answer = lead_home(request, page)
    assert answer is not None
    assert answer["Location"] == reverse("wagtailadmin_home")
    (told,) = (words for words in map(str, get_messages(request)) if "解读方案" in words)
    assert "请填写解读方案" in told
    assert reverse("catalog_interpretation_plan", args=[page.pk]) in told


def test_review_screen_shows_the_plan__and_leads_to_it(people, client):
    page = before_signature(normative(), people)
    client.force_login(people["head"])
    address = reverse("catalog_interpretation_plan", args=[page.pk])
    shown = client.get(reverse("cms_review", args=[page.pk])).content.decode()
    assert "请填写解读方案" in shown
    assert address in shown
    refused = client.post(
        reverse("cms_review", args=[page.pk]),
        {"do": "approve", "revision": page.latest_revision_id, "approve-comment": "同意"},
    )
    assert "须与解读方案同步审签" in refused.content.decode()
    assert "同意" in refused.content.decode()


def test_interpretation_is_not_signed__before_its_document_is_public(people):
    document = make_draft("zhengcewenjian", document=True)
    page = before_signature(interpretation(document), people)
    with pytest.raises(PermissionDenied, match="解读不能先于文件发布"):
        decide(page, people["signer"], "approve")
    publish(document)
    decide(fresh(page), people["signer"], "approve")
    assert fresh(page).live


def test_bound_interpretation_counts_as_companion__of_what_is_hot(people):
    page = make_draft("zhengcewenjian", document=True)
    bound = interpretation(page, title="解读草稿")
    bound.save_revision(user=people["editor"])
    page.save_revision(user=people["editor"], log_action=True)
    submit(page, people["editor"])
    mark(sheet_of(page), people["checker"], hot=True)
    pass_steps(page, people, "checker")
    decide(fresh(page), people["secrecy"], "approve", **PUBLIC)
    decide(fresh(page), people["head"], "approve", release="at_once", release_manner="同步解读", companion_text="")
    assert fresh(page).live
    assert ReviewSheet.objects.get(page_id=page.pk).companion_title == "解读草稿"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"organ": None}, "请选择解读单位"),
        ({"person": " "}, "请填写负责人"),
        ({"forms": []}, "请至少选择一种解读形式"),
        ({"due_on": None}, "请填写完成日期"),
        ({"due_on": date(2027, 1, 1)}, "须在文件的实施日期（2027年1月1日）之前完成"),
        ({"reason_none": "内容简单"}, "不能再填"),
    ],
)
def test_plan_is_refused_with_what_to_do__when_something_is_wrong(home, fields, told):
    page = normative(issued_on=date(2026, 11, 1), effective_on=date(2027, 1, 1))
    whole = {"organ": page.organ, "person": "李某", "forms": ["text"], "due_on": date(2026, 12, 31)}
    InterpretationPlan(document=page, **whole).clean()
    with pytest.raises(ValidationError) as refused:
        InterpretationPlan(document=page, **whole | fields).clean()
    assert told in "".join(refused.value.messages)


def test_plan_may_be_later__when_the_document_is_in_force_from_its_issue(home):
    day = date(2026, 11, 1)
    page = normative(issued_on=day, effective_on=day)
    InterpretationPlan(document=page, organ=page.organ, person="李", forms=["text"], due_on=day).clean()


def test_state_follows_from_what_is_public__and_from_the_day(home):
    page = publish(normative())
    plan = plan_for(page, due_on=date(2026, 12, 1))
    before, after = datetime(2026, 12, 1, 12, tzinfo=BEIJING), datetime(2026, 12, 2, 0, 1, tzinfo=BEIJING)
    assert state_of(plan, before) == "planned"
    assert state_of(plan, after) == "overdue"
    text = interpretation(page)
    text.save_revision()
    assert state_of(plan, before) == "drafted"
    text = publish(text)
    assert state_of(plan, after) == "done"
    let_down(text).unpublish()
    assert state_of(plan, after) == "overdue"


def published(moment, **fields):
    """A normative document whose first publication was at `moment`."""
    page = make_document(is_normative=True, **fields)
    with unguarded():
        OfficialDocumentPage.objects.filter(pk=page.pk).update(first_published_at=moment)
    return OfficialDocumentPage.objects.get(pk=page.pk)


# 2026-09-30 is a Wednesday; 1 to 7 October are free, 10 October is a Saturday of work: the third working day is the 10th.
EVE = datetime(2026, 9, 30, 10, tzinfo=BEIJING)


def test_last_day_counts_working_days__over_a_holiday(db):
    found = last_day(EVE)
    assert found.due > date(2026, 10, 8)
    assert found.due.weekday() < 5 or found.due == date(2026, 10, 10)


def test_document_is_reported__from_the_day_after_the_last_one(home):
    page = published(EVE)
    due = last_day(EVE).due
    last_moment = datetime.combine(due, datetime.max.time(), BEIJING)
    assert missing(at=last_moment) == []
    (found,) = missing(at=last_moment + timedelta(seconds=1))
    assert found.document == page
    assert found.last_day == due
    plan_for(page)
    plan = missing(at=last_moment + timedelta(days=9))[0].plan
    assert plan is not None
    assert plan.person == "局长李某"
    assert missing(at=last_moment + timedelta(days=9))[0].late >= 4
    text = interpretation(page)
    text.save_revision()
    assert missing(at=last_moment + timedelta(days=9))[0].is_drafted
    publish(text)
    assert missing(at=last_moment + timedelta(days=9)) == []


@pytest.mark.parametrize("validity", ["lapsed", "repealed"])
def test_document_is_not_reported__when_it_is_no_longer_in_force(home, validity):
    page = published(EVE)
    assert [one.document for one in missing()] == [page]
    page.validity, page.correction_note = validity, "已不再施行"
    publish(page)
    assert missing() == []


def test_document_is_not_reported__when_another_has_repealed_it(home):
    page = published(EVE)
    relation = {
        "kind": "repeals",
        "document": page,
        "title": "",
        "number": "",
        "url": "",
        "holds_from": date(2026, 10, 1),
    }
    other = make_document(title="新办法", relations=[("relation", relation)])
    assert missing() == []
    let_down(other).unpublish()
    assert [one.document for one in missing()] == [page]


def test_document_is_not_reported__when_a_reason_was_given_or_it_came_from_an_old_site(home):
    plan_for(published(EVE), reason="内容简单")
    published(EVE, title="旧", original_published_at=datetime(2020, 1, 1, tzinfo=BEIJING))
    make_document(title="一般")
    assert missing(at=EVE + timedelta(days=60)) == []


def test_queries_stay_the_same__however_many_are_missing(home):
    counts = []
    for number in (1, 5):
        for one in range(number):
            plan_for(published(EVE, title=f"{number}-{one}"))
        due.forget()  # the calendar is kept for a moment
        with CaptureQueriesContext(connection) as seen:
            rows = missing(at=EVE + timedelta(days=60))
            [row.plan.in_words for row in rows if row.plan]
            [row.document.organ.name for row in rows]
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 5


def test_report_and_dashboard_tell_the_organs_people__and_nobody_else(home, client):
    ours = published(datetime(2026, 1, 5, tzinfo=BEIJING), title="本单位的文件")
    published(datetime(2026, 1, 5, tzinfo=BEIJING), title="=别的单位的文件", organ=make_organ("jiaoyuju"))
    editor = make_person("editor", (Role.EDITOR, ours.organ))
    client.force_login(editor)
    report = reverse("catalog_missing_interpretations")
    shown = client.get(report).content.decode()
    assert "本单位的文件" in shown
    assert "别的单位的文件" not in shown
    home_page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert '缺少解读的文件 <span class="house__count">1</span>' in home_page
    everybody = make_person("office", (Role.OFFICE_HEAD, None))
    client.force_login(everybody)
    assert "别的单位的文件" in client.get(report).content.decode()
    assert "别的单位的文件" not in client.get(report, {"organ": ours.organ.pk}).content.decode()
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(report, {"export": "xlsx"}))))
    rows = [[cell.value for cell in row] for row in sheet.active.iter_rows()]
    assert rows[0][:3] == ["标题", "发文字号", "发布机构"]
    assert {row[0] for row in rows[1:]} == {"本单位的文件", "'=别的单位的文件"}
    text = b"".join(client.get(report, {"export": "csv"})).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == 3
    client.force_login(make_person("system", (Role.SYSTEM, None)))
    assert client.get(report).status_code in {302, 403}


def test_plan_form_keeps_what_was_typed__and_saves_for_the_organs_people(home, client):
    page = normative(issued_on=date(2026, 11, 1), effective_on=date(2027, 1, 1))
    page.save_revision()
    address = reverse("catalog_interpretation_plan", args=[page.pk])
    client.force_login(make_person("stranger", (Role.EDITOR, make_organ("jiaoyuju"))))
    assert client.get(address).status_code in {302, 403}
    client.force_login(make_person("editor", (Role.EDITOR, page.organ)))
    typed = {"organ": page.organ.pk, "person": "局长王某", "forms": ["text", "diagram"], "due_on": "2027-02-01"}
    refused = client.post(address, typed).content.decode()
    assert "须在文件的实施日期" in refused
    assert "局长王某" in refused
    assert not InterpretationPlan.objects.exists()
    answer = client.post(address, {**typed, "due_on": "2026-12-20"})
    assert answer.url == reverse("cms_review", args=[page.pk])
    plan = InterpretationPlan.objects.get()
    assert plan.forms == ["text", "diagram"]
    assert plan.changed_by is not None
    assert plan.changed_by.username == "editor"
    assert "局长王某" in client.get(address).content.decode()


# --- who says that none is needed, and two at once --------------------------------------------------------------------


def typed(page, **fields):
    return {"organ": page.organ.pk, "person": "局长王某", "forms": ["text"], "due_on": "2026-12-20", **fields}


def seen_in(client, address):
    return client.get(address).context["form"]["seen"].value()


@pytest.mark.parametrize(
    ("role", "important", "allowed"),
    [
        (Role.EDITOR, False, False),
        (Role.CHECKER, False, False),
        (Role.OFFICE_HEAD, False, True),
        (Role.OFFICE_HEAD, True, False),
        (Role.ORGAN_HEAD, True, True),
    ],
)
def test_signer_alone_says_after_the_signature_that_none_is_needed(home, client, role, important, allowed):
    page = make_document(is_normative=important)
    plan = plan_for(page)
    address = reverse("catalog_interpretation_plan", args=[page.pk])
    person = make_person("person", (role, page.organ))
    client.force_login(person)
    sent = {"reason_none": "内容简单，不需解读", "seen": seen_in(client, address)}
    answer = client.post(address, sent)
    plan.refresh_from_db()
    assert bool(plan.reason_none) is allowed
    if not allowed:
        told = answer.content.decode()
        assert "须由签发人填写理由" in told
        assert "内容简单，不需解读" in told
        plan.organ, plan.person, plan.forms, plan.due_on, plan.reason_none = None, "", [], None, "内容简单"
        with pytest.raises(PermissionDenied, match="签发人"):
            keep_plan(plan, person)
        assert AuditRecord.objects.filter(action="interpretation.plan", result="refused", actor_id=person.pk).exists()
    else:
        record = AuditRecord.objects.filter(action="interpretation.plan").latest("seq")
        assert record.actor_id == person.pk
        before, after = record.details["plan"]
        assert "局长李某" in before
        assert after == "不需解读：内容简单，不需解读"


def test_anybody_of_the_organ_may_arrange_an_interpretation_after_all(home, client):
    page = make_document(is_normative=True)
    plan_for(page, reason="内容简单")
    address = reverse("catalog_interpretation_plan", args=[page.pk])
    client.force_login(make_person("editor", (Role.EDITOR, page.organ)))
    same = {"reason_none": "内容简单", "seen": seen_in(client, address)}
    assert client.post(address, same).status_code == 302  # nothing new is decided
    answer = client.post(address, typed(page, reason_none="", seen=seen_in(client, address)))
    assert answer.status_code == 302
    assert InterpretationPlan.objects.get().person == "局长王某"


def test_reason_goes_to_the_signature__while_the_document_is_a_draft(people, client):
    page = before_signature(normative(), people)
    client.force_login(people["editor"])
    client.post(reverse("catalog_interpretation_plan", args=[page.pk]), {"reason_none": "内容简单", "seen": ""})
    decide(page, people["head"], "approve")
    (told,) = ReviewSheet.objects.get().arranged
    assert "不需解读：内容简单" in told


def test_reason_is_for_the_signer__when_the_document_waits_for_its_hour(people):
    page = before_signature(normative(), people)
    plan = plan_for(page)
    ReviewSheet.objects.update(outcome=ReviewSheet.Outcome.SCHEDULED)
    plan.organ, plan.person, plan.forms, plan.due_on, plan.reason_none = None, "", [], None, "内容简单"
    with pytest.raises(PermissionDenied):
        keep_plan(plan, people["editor"])


def test_second_of_two_first_plans_is_told_of_the_other__and_may_replace_it(home, client):
    page = normative()
    page.save_revision()
    address = reverse("catalog_interpretation_plan", args=[page.pk])
    editor = make_person("editor", (Role.EDITOR, page.organ), first_name="张三")
    client.force_login(editor)
    seen = seen_in(client, address)
    assert client.post(address, typed(page, person="甲", seen=seen)).status_code == 302
    answer = client.post(address, typed(page, person="乙", seen=seen))
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "张三已保存解读方案" in told
    assert 'value="乙"' in told
    assert InterpretationPlan.objects.get().person == "甲"
    again = typed(page, person="乙", seen=answer.context["form"]["seen"].value())
    assert client.post(address, again).status_code == 302
    assert InterpretationPlan.objects.get().person == "乙"


def test_plan_is_refused_in_words__when_another_is_saved_between_check_and_saving(home, client, monkeypatch):
    page = normative()
    page.save_revision()
    original = keep_plan

    def overtaken(plan, user):
        plan_for(page, person="先到的人")
        return original(plan, user)

    monkeypatch.setattr("catalog.admin.plan.keep_plan", overtaken)
    client.force_login(make_person("editor", (Role.EDITOR, page.organ)))
    answer = client.post(reverse("catalog_interpretation_plan", args=[page.pk]), typed(page, seen=""))
    assert answer.status_code == 200
    assert "先到的人" in answer.content.decode()
    assert "局长王某" in answer.content.decode()
    assert InterpretationPlan.objects.get().person == "先到的人"
