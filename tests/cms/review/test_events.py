"""What the audit learns of reviews: refusals once each, looks, and judgements of findings."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import AuditRecord
from cms.review import looks
from cms.review.findings import overrule, reopen, unsettled
from cms.review.lane_changes import raise_lane
from cms.review.services import decide
from cms.review.sheets import current_sheet
from tests.cms.review.people import CHECKED, PUBLIC, at_secrecy, fresh, make_people, sent
from tests.recall import recall

MOBILE = [("paragraph", "<p>请拨打13800138000联系。</p>")]


@pytest.fixture
def people(home):
    return recall.scene(make_people)


def refusals():
    found = AuditRecord.objects.filter(result="refused").order_by("seq")
    return [(one.action, one.actor_name, one.details["reason"]) for one in found]


@pytest.mark.django_db
def test_decision_that_is_refused_is_on_record_once__when_the_step_is_another_persons(people):
    page = sent(people)
    with pytest.raises(PermissionDenied):
        decide(page, people["editor"], "approve", **CHECKED)
    assert refusals() == [("review.approve", "editor", "您不在本环节的审核人员之列。")]
    record = AuditRecord.objects.get(result="refused")
    assert (record.target_type, record.target_id, record.target_title) == ("cms.articlepage", str(page.pk), page.title)
    assert record.organ == page.organ.code


@pytest.mark.django_db
def test_refusals_are_found_by_the_organ__whatever_was_asked_for_in_whatever_way(people, client):
    page = at_secrecy(people)
    sheet = current_sheet(page)
    assert sheet is not None
    refused = [
        lambda: page.current_workflow_task.on_action(page.current_workflow_task_state, people["editor"], "approve"),
        lambda: raise_lane(sheet, people["stranger"], "important"),
        lambda: decide(page, people["secrecy"], "approve", **PUBLIC),
    ]
    for one in refused:
        with pytest.raises(PermissionDenied):
            one()
    client.force_login(people["secrecy"])
    client.post(reverse("cms_review", args=[page.pk]), {"do": "approve", "revision": fresh(page).latest_revision_id})
    client.force_login(people["stranger"])
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    found = AuditRecord.objects.filter(result="refused").values_list("action", "organ")
    assert {action for action, _organ in found} >= {"review.approve", "review.change"}
    assert {organ for _action, organ in found} == {page.organ.code}


@pytest.mark.django_db
def test_refusals_of_the_rule_are_on_record_once__when_nothing_was_opened(people):
    page = at_secrecy(people)
    with pytest.raises(PermissionDenied):
        decide(page, people["secrecy"], "approve", **PUBLIC)
    with pytest.raises(PermissionDenied):
        page.current_workflow_task.on_action(page.current_workflow_task_state, people["secrecy"], "reject", basis="")
    assert [(action, by) for action, by, _why in refusals()] == [
        ("review.approve", "secrecy"), ("review.reject", "secrecy"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_refusal_is_on_record__when_the_item_is_not_in_review(people):
    page = sent(people)
    page.current_workflow_state.cancel(user=people["editor"])
    with pytest.raises(PermissionDenied):
        decide(fresh(page), people["checker"], "approve", **CHECKED)
    assert refusals() == [("review.approve", "checker", "稿件不在审核中。")]


@pytest.mark.django_db
def test_refusal_is_on_record__when_a_stranger_changes_the_lane_or_judges(people):
    page = sent(people, body=MOBILE)
    (found,) = unsettled(page)
    sheet = current_sheet(page)
    assert sheet is not None
    with pytest.raises(PermissionDenied):
        raise_lane(sheet, people["stranger"], "important")
    with pytest.raises(PermissionDenied):
        overrule(page, found.key, people["editor"], "没有问题")
    assert [(action, by) for action, by, _why in refusals()] == [
        ("review.change", "stranger"), ("review.overruled", "editor"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_screen_leaves_one_record__when_it_refuses(client, people):
    page = at_secrecy(people)
    client.force_login(people["secrecy"])
    data = {"do": "approve", "revision": page.latest_revision_id, "approve-decision": "public", "approve-basis": "制度"}
    client.post(reverse("cms_review", args=[page.pk]), data)
    assert refusals() == [("review.approve", "secrecy", "通过前须逐项打开查看，尚未打开：公开页面的全文。")]


@pytest.mark.django_db
def test_judgements_are_on_record_with_their_difference__when_made_and_taken_back(people):
    page = sent(people, body=MOBILE)
    (found,) = unsettled(page)
    overrule(page, found.key, people["checker"], "单位公开电话")
    reopen(page, found.key, people["checker"], "系个人号码")
    first, second = AuditRecord.objects.filter(action__in=["review.overruled", "review.reopened"]).order_by("seq")
    assert (first.actor_name, first.target_id, first.details["reason"]) == ("checker", str(page.pk), "单位公开电话")
    assert first.details["decision"] == ["", "overruled"]
    assert second.details["decision"] == ["overruled", "reopened"]
    assert "13800138000" not in str(first.details)
    assert first.details["masked"] == "138****8000"


@pytest.mark.django_db
def test_look_is_on_record_once__when_opened_twice(people):
    page = at_secrecy(people)
    for _time in range(2):
        looks.note(page, page.latest_revision_id, people["secrecy"], looks.CONTENT)
    (record,) = AuditRecord.objects.filter(action="review.look")
    assert (record.actor_name, record.target_id, record.details["item"]) == ("secrecy", str(page.pk), "content")
