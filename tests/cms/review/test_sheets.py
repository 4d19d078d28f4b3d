"""The sheet stays as it was."""

import pytest
from django.contrib.auth.models import User

from cms.clearance.gate import let_down
from cms.models import ReviewSheet, ReviewStep
from organs.models import Membership
from tests.cms.review.items import edited, fresh, sent, sheet_of
from tests.site import decide, pass_steps

pytestmark = pytest.mark.django_db


def test_sheet_tells_of_every_step__in_the_order_in_which_it_was_taken(people):
    page = sent(people, importance="ordinary")
    decide(fresh(page), people["checker"], "reject", comment="改标题")
    edited(page, people["editor"], title="改后的标题")
    fresh(page).current_workflow_state.resume(people["editor"])
    pass_steps(page, people, "checker", "secrecy", "signer")
    sheet = ReviewSheet.objects.get()
    shown = [
        (step.get_action_display(), step.get_step_display(), step.person_name, step.capacity)
        for step in sheet.steps.all()
    ]
    assert shown == [
        ("送审", "", "editor", "信息员"),
        ("退回修改", "初审", "checker", "初审人"),
        ("送审", "", "editor", "信息员"),
        ("通过", "初审", "checker", "初审人"),
        ("通过", "保密审查", "secrecy", "保密审查员"),
        ("通过", "签发", "signer", "办公室负责人"),
    ]
    assert (sheet.title, sheet.outcome, sheet.uid) == ("改后的标题", "published", page.uid)
    signed = sheet.steps.get(step="sign_off")
    assert signed.revision_id == fresh(page).live_revision_id
    assert sheet.record()[4]["basis"] == "本单位保密审查制度"


def test_sending_again_is_on_the_sheet__only_after_a_return(people):
    page = sent(people, importance="ordinary")
    pass_steps(page, people, "checker", "secrecy")
    submitted = ReviewSheet.objects.get().steps.filter(action="submit")
    assert submitted.count() == 1
    decide(fresh(page), people["signer"], "reject", comment="改")
    fresh(page).current_workflow_state.resume(people["editor"])
    assert [one.opinion for one in submitted] == ["", "退回修改后重新送审"]


def test_sheet_survives__when_page_and_people_are_gone(people):
    page = sent(people, title="要留下的标题")
    pass_steps(page, people, "checker", "secrecy", "signer")
    let_down(fresh(page)).unpublish()
    fresh(page).delete()
    Membership.objects.filter(user=people["checker"]).delete()
    User.objects.filter(pk=people["checker"].pk).delete()
    sheet = ReviewSheet.objects.get()
    assert (sheet.title, sheet.workflow_state, sheet.page_id) == ("要留下的标题", None, page.pk)
    assert sheet.steps.get(step="first_review", action="approve").person_name == "checker"
    assert ReviewStep.objects.count() == 4


def test_sheet_says_so__when_the_sender_takes_the_item_back(people):
    page = sent(people)
    sheet = sheet_of(page)
    fresh(page).current_workflow_state.cancel(user=people["editor"])
    sheet.refresh_from_db()
    assert sheet.outcome == ReviewSheet.Outcome.CANCELLED
    assert [step.get_action_display() for step in sheet.steps.all()] == ["送审", "撤回"]


def test_imported_item_has_a_sheet_of_the_system__when_nobody_sent_it(people):
    from cms.review.services import submit
    from tests.site import make_draft

    page = make_draft()
    page.save_revision(user=None)
    submit(page, None)
    assert sheet_of(page).steps.get().person_name == "系统"
