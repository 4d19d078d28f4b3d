"""Anyone in the lane raises it, the higher signer alone lowers it; marks ask for more."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.models import ReviewSheet
from cms.review.lane_changes import lower_lane, mark, plan_release, raise_lane
from cms.review.lanes import Lane
from cms.schedule import perform_due
from organs.models import Role
from tests.cms.review.items import edited, fresh, sent, sheet_of, step_of
from tests.site import decide, make_organ, make_person, pass_steps

pytestmark = pytest.mark.django_db

PLAN = {"release": "at_once", "release_manner": "与新闻发布会同步"}
ASKED = [
    ("paragraph", "<p>施行日期见下。</p>"),
    ("paragraph", "<p>问：何时施行？</p>"),
    ("paragraph", "<p>答：下月一日。</p>"),
]


@pytest.mark.parametrize("name", ["editor", "checker", "secrecy", "signer", "head"])
def test_lane_is_raised__by_anyone_in_it(people, name):
    page = sent(people)
    raise_lane(sheet_of(page), people[name], Lane.IMPORTANT, reason="社会关注")
    assert sheet_of(page).lane == Lane.IMPORTANT
    assert "社会关注" in sheet_of(page).steps.get(action="raise").opinion


def test_lane_is_not_raised__by_people_without_a_role_there(people):
    page = sent(people)
    stranger = make_person("stranger", (Role.CHECKER, make_organ("jiaoyuju")))
    for user in (people["admin"], stranger):
        with pytest.raises(PermissionDenied):
            raise_lane(sheet_of(page), user, Lane.IMPORTANT)
    assert sheet_of(page).lane == Lane.ORDINARY


def test_raised_lane_asks_for_the_signature_only__when_the_steps_above_were_passed(people):
    page = sent(people)
    pass_steps(page, people, "checker", "secrecy")
    raise_lane(sheet_of(page), people["signer"], Lane.IMPORTANT)
    assert step_of(page) == "签发"
    with pytest.raises(PermissionDenied):
        decide(fresh(page), people["signer"], "approve")
    assert pass_steps(page, people, "head").live


def test_lane_is_lowered__by_the_higher_signer_with_a_reason_only(people):
    page = sent(people)
    raise_lane(sheet_of(page), people["checker"], Lane.IMPORTANT)
    for name in ("editor", "checker", "secrecy", "signer", "admin"):
        with pytest.raises(PermissionDenied):
            lower_lane(sheet_of(page), people[name], Lane.ORDINARY, reason="x")
    with pytest.raises(ValidationError, match="理由"):
        lower_lane(sheet_of(page), people["head"], Lane.ORDINARY, reason=" ")
    lower_lane(sheet_of(page), people["head"], Lane.ORDINARY, reason="属常规事项")
    assert sheet_of(page).lane == Lane.ORDINARY
    assert "属常规事项" in sheet_of(page).steps.get(action="lower").opinion


def test_lane_is_not_lowered__below_what_the_item_asks_for(people):
    page = sent(people, importance="important")
    with pytest.raises(ValidationError, match="至少走“重要”通道"):
        lower_lane(sheet_of(page), people["head"], Lane.ORDINARY, reason="x")


def test_lane_rises__when_the_text_becomes_important_in_review_and_does_not_fall_again(people):
    page = sent(people)
    pass_steps(page, people, "checker", "secrecy")
    edited(page, people["editor"], importance="important")
    assert sheet_of(page).lane == Lane.IMPORTANT
    edited(page, people["editor"], importance="ordinary")
    assert sheet_of(page).lane == Lane.IMPORTANT


def test_first_review_is_passed_over__when_it_turns_into_an_emergency(people):
    page = sent(people)
    raise_lane(sheet_of(page), people["checker"], Lane.EMERGENCY)
    assert step_of(page) == "保密审查"


def test_first_review_comes_back__when_an_emergency_is_lowered(people):
    page = sent(people, "emergency")
    lower_lane(sheet_of(page), people["head"], Lane.ORDINARY, reason="不属突发事件")
    pass_steps(page, people, "secrecy")
    assert step_of(page) == "初审"
    pass_steps(page, people, "checker")
    assert pass_steps(page, people, "signer").live


def test_returned_emergency_begins_at_secrecy__when_it_is_sent_again(people):
    page = sent(people)
    decide(fresh(page), people["checker"], "reject", comment="改")
    raise_lane(sheet_of(page), people["editor"], Lane.EMERGENCY)
    edited(page, people["editor"], title="改好了")
    fresh(page).current_workflow_state.resume(people["editor"])
    assert step_of(page) == "保密审查"


@pytest.mark.parametrize("name", ["editor", "admin"])
def test_item_is_marked__by_reviewers_only(people, name):
    page = sent(people)
    with pytest.raises(PermissionDenied):
        mark(sheet_of(page), people[name], hot=True)
    mark(sheet_of(page), people["checker"], hot=True, misreadable=True)
    sheet = sheet_of(page)
    assert (sheet.lane, sheet.is_hot, sheet.is_misreadable, sheet.marked_by) == ("important", True, True, "checker")


def test_mark_is_taken_back__by_the_higher_signer_with_a_reason_only(people):
    page = sent(people)
    mark(sheet_of(page), people["checker"], hot=True)
    with pytest.raises(PermissionDenied):
        mark(sheet_of(page), people["checker"])
    with pytest.raises(ValidationError, match="理由"):
        mark(sheet_of(page), people["head"])
    mark(sheet_of(page), people["head"], reason="关注已过")
    assert not sheet_of(page).is_marked


def marked(people, body=ASKED):
    page = sent(people, body=body)
    mark(sheet_of(page), people["checker"], hot=True)
    pass_steps(page, people, "checker", "secrecy")
    return page


@pytest.mark.parametrize("missing", ["release", "release_manner"])
def test_marked_item_is_not_signed__when_its_release_is_missing(people, missing):
    page = marked(people)
    with pytest.raises(PermissionDenied):
        decide(fresh(page), people["head"], "approve", **{**PLAN, missing: ""})
    assert not fresh(page).live
    decide(fresh(page), people["head"], "approve", **PLAN)
    assert fresh(page).live
    assert ReviewSheet.objects.get().companion_text == "问答见正文第2段"


def test_marked_item_is_not_signed__when_answers_stand_on_the_sheet_only(people):
    page = marked(people, [("paragraph", "<p>下月一日施行。</p>")])
    plan = {**PLAN, "companion_text": "问：何时施行？答：下月一日。"}
    with pytest.raises(PermissionDenied, match="须有配套解读或问答"):
        decide(fresh(page), people["head"], "approve", **plan)
    decide(fresh(page), people["head"], "reject", comment="问答写入正文")
    edited(page, people["editor"], body=ASKED)
    fresh(page).current_workflow_state.resume(people["editor"])
    pass_steps(page, people, "checker", "secrecy")
    decide(fresh(page), people["head"], "approve", **plan)
    assert ReviewSheet.objects.get().companion_text == "问答见正文第2段"
    assert "何时施行" in str(fresh(page).body)


def test_release_in_the_past_is_refused__when_it_is_planned_or_signed(people):
    page = marked(people)
    past = timezone.now() - timedelta(minutes=1)
    with pytest.raises(PermissionDenied, match="发布时间已过"):
        decide(fresh(page), people["head"], "approve", **{**PLAN, "release": "at_time", "release_at": past.isoformat()})
    assert not fresh(page).live
    decide(fresh(page), people["head"], "approve", **{**PLAN, "release_at": past.isoformat()})  # what is not asked for
    assert ReviewSheet.objects.get().release_at is None


def test_marked_item_goes_live_at_the_approved_time__and_not_before(people, monkeypatch):
    page, moment = marked(people), timezone.now() + timedelta(days=1)
    plan = {**PLAN, "release": "at_time", "release_at": moment.isoformat()}
    decide(fresh(page), people["head"], "approve", **plan)
    assert not fresh(page).live
    assert ReviewSheet.objects.get().outcome == ReviewSheet.Outcome.SCHEDULED
    perform_due(moment - timedelta(minutes=1))
    assert not fresh(page).live
    monkeypatch.setattr(timezone, "now", lambda: moment)
    perform_due(moment)
    assert fresh(page).live


def test_release_at_a_time_is_refused__when_no_time_is_given(people):
    page = marked(people)
    with pytest.raises(PermissionDenied, match="请填写批准的发布时间"):
        decide(fresh(page), people["head"], "approve", **{**PLAN, "release": "at_time"})


def test_companion_is_a_publication_of_the_organ__when_it_is_chosen(people):
    other = sent(people, title="解读稿件")
    page = marked(people, [("paragraph", "<p>下月一日施行。</p>")])
    plan = {**PLAN, "companion_page_id": str(other.pk)}
    plan_release(sheet_of(page), people["editor"], **{**plan, "companion_page_id": other.pk})
    assert sheet_of(page).companion_title == "解读稿件"
    with pytest.raises(PermissionDenied):
        decide(fresh(page), people["head"], "approve", **{**plan, "companion_page_id": str(page.pk)})
    decide(fresh(page), people["head"], "approve", **plan)
    assert fresh(page).live


def test_nothing_is_changed__when_the_review_is_over(people):
    page = sent(people)
    sheet = sheet_of(page)
    pass_steps(page, people, "checker", "secrecy", "signer")
    with pytest.raises(PermissionDenied, match="审核已经结束"):
        raise_lane(sheet, people["head"], Lane.IMPORTANT)
