"""By role in the organ of the page, never the last editor, each step another person."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.models import StepMerging
from organs.models import Deputy, Membership, Role
from tests.cms.review.items import edited, fresh, sent, sheet_of, step_of
from tests.site import CHECKED, PUBLIC, decide, make_organ, make_person, pass_steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def edu():
    return make_organ("jiaoyuju")


def test_step_is_refused__when_the_role_is_held_in_another_organ(people, edu):
    theirs = make_person("theirs", (Role.CHECKER, edu))
    page = sent(people)
    with pytest.raises(PermissionDenied, match="不在本环节"):
        decide(fresh(page), theirs, "approve", **CHECKED)
    own = sent(people, organ=edu, title="教育局的稿件")
    decide(fresh(own), theirs, "approve", **CHECKED)
    assert step_of(own) == "保密审查"


def test_step_is_refused__when_the_role_has_ended(people, edu):
    theirs = make_person("theirs", (Role.CHECKER, edu))
    page = sent(people, organ=edu)
    Membership.objects.filter(user=theirs).update(until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(PermissionDenied):
        decide(fresh(page), theirs, "approve", **CHECKED)


def test_other_organ_decides__when_the_text_was_given_to_it_in_review(people, edu):
    theirs = make_person("theirs", (Role.CHECKER, edu))
    page = sent(people)
    edited(page, people["editor"], organ=edu)
    assert sheet_of(page).organ == edu
    decide(fresh(page), theirs, "approve", **CHECKED)


def test_deputy_decides_and_the_sheet_says_for_whom__when_the_holder_is_away(people, edu):
    holder = make_person("holder", (Role.CHECKER, edu), first_name="王芳")
    deputy = make_person("deputy", (Role.EDITOR, edu), first_name="李雷")
    seat = Membership.objects.get(user=holder)
    Deputy.objects.create(membership=seat, user=deputy, until=timezone.now() + timedelta(days=3))
    page = sent(people, organ=edu)
    decide(fresh(page), deputy, "approve", **CHECKED)
    entry = sheet_of(page).steps.get(action="approve")
    assert (entry.person_name, entry.capacity) == ("李雷", "初审人（代王芳）")


def test_person_with_two_roles_decides_one_step_only(people):
    both = make_person("both", (Role.CHECKER, None), (Role.SECRECY, None))
    page = sent(people)
    decide(fresh(page), both, "approve", **CHECKED)
    assert [name for name, *_ in fresh(page).current_workflow_task.get_actions(fresh(page), both)] == ["reject"]
    with pytest.raises(PermissionDenied, match="您已办理本稿件的“初审”"):
        decide(fresh(page), both, "approve", **PUBLIC)


def test_one_person_decides_two_steps__when_a_setting_merges_them_and_the_sheet_says_so(people, edu):
    both = make_person("both", (Role.CHECKER, edu), (Role.SECRECY, edu))
    StepMerging.objects.create(
        organ=edu, steps=StepMerging.Steps.FIRST_AND_CONFIDENTIALITY, reason="本镇仅有两人", approved_by="镇长张伟"
    )
    page = sent(people, organ=edu)
    decide(fresh(page), both, "approve", **CHECKED)
    decide(fresh(page), both, "approve", **PUBLIC)
    sheet = sheet_of(page)
    assert sheet.merged[0]["steps"] == ["confidentiality", "first_review"]
    assert "本镇仅有两人（镇长张伟批准）" in sheet.steps.get(step="confidentiality").merging


@pytest.mark.parametrize(
    "change",
    [
        {"until": timezone.now() - timedelta(days=1), "since": timezone.now() - timedelta(days=2)},
        {"since": timezone.now() + timedelta(days=1)},
        {"steps": StepMerging.Steps.FIRST_AND_SIGN_OFF},
    ],
)
def test_two_steps_are_refused__when_the_setting_does_not_cover_them_now(people, edu, change):
    both = make_person("both", (Role.CHECKER, edu), (Role.SECRECY, edu))
    facts = {"steps": StepMerging.Steps.FIRST_AND_CONFIDENTIALITY, "reason": "x", "approved_by": "y", **change}
    StepMerging.objects.create(organ=edu, **facts)
    page = sent(people, organ=edu)
    decide(fresh(page), both, "approve", **CHECKED)
    with pytest.raises(PermissionDenied):
        decide(fresh(page), both, "approve", **PUBLIC)


def test_last_editor_is_refused__even_when_steps_are_merged(people, edu):
    both = make_person("both", (Role.CHECKER, edu), (Role.SECRECY, edu))
    StepMerging.objects.create(organ=edu, steps=StepMerging.Steps.ALL, reason="x", approved_by="y")
    page = sent(people, organ=edu)
    edited(page, both, title="改过的标题")
    with pytest.raises(PermissionDenied, match="最后由您修改"):
        decide(fresh(page), both, "approve", **CHECKED)


def test_emergency_needs_two_people__even_when_steps_are_merged(people, edu):
    both = make_person("both", (Role.SECRECY, edu), (Role.ORGAN_HEAD, edu))
    StepMerging.objects.create(organ=edu, steps=StepMerging.Steps.ALL, reason="x", approved_by="y")
    page = sent(people, "emergency", organ=edu)
    decide(fresh(page), both, "approve", **PUBLIC)
    with pytest.raises(PermissionDenied, match="您已办理"):
        decide(fresh(page), both, "approve")


def test_person_may_decide_another_step__when_the_text_they_passed_was_replaced(people):
    both = make_person("both", (Role.CHECKER, None), (Role.SECRECY, None))
    page = sent(people)
    decide(fresh(page), both, "approve", **CHECKED)
    edited(page, people["editor"], title="另一个标题")
    decide(fresh(page), people["secrecy"], "reject", basis="x", comment="重审")
    fresh(page).current_workflow_state.resume(people["editor"])
    pass_steps(page, people, "checker")
    assert decide(fresh(page), both, "approve", **PUBLIC).finished_by == both
    assert fresh(page).current_workflow_task.name == "签发"


def test_setting_is_refused__when_it_ends_before_it_begins(edu):
    setting = StepMerging(organ=edu, steps=StepMerging.Steps.ALL, reason="x", approved_by="y")
    setting.until = setting.since
    with pytest.raises(ValidationError, match="终止时间"):
        setting.full_clean()
