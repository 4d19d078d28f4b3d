"""What an emergency publication owes, and when it is reported."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.clearance.gate import let_down
from cms.management.commands.overdue_reviews import Command
from cms.models import AfterReview, ReviewSheet
from tests.cms.review.items import edited, fresh, sent, sheet_of, step_of
from tests.site import decide, pass_steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(people):
    """Published in an emergency."""
    page = sent(people, "emergency", title="暴雨红色预警")
    return pass_steps(page, people, "secrecy", "head")


def test_ordinary_review_begins_by_itself__when_an_emergency_was_published(page):
    assert page.live
    after = AfterReview.objects.get()
    assert step_of(page) == "初审"
    assert after.review == sheet_of(page)
    assert sheet_of(page).lane == "ordinary"
    assert after.sheet.closed_at is not None
    assert after.due_at - after.sheet.closed_at == pytest.approx(timedelta(hours=24), abs=timedelta(seconds=5))


def test_after_review_confirms_without_publishing_again__when_nothing_is_to_be_changed(page, people):
    published, live = page.last_published_at, page.live_revision_id
    page = pass_steps(page, people, "checker", "secrecy", "signer")
    assert (page.last_published_at, page.live_revision_id, page.live) == (published, live, True)
    after = AfterReview.objects.get()
    assert after.done_at is not None
    assert after.review is not None
    assert after.review.outcome == ReviewSheet.Outcome.CONFIRMED
    assert page.current_workflow_state is None


def test_page_stays_public_and_goes_back__when_the_after_review_objects(page, people):
    decide(fresh(page), people["checker"], "reject", comment="数据须更正")
    assert fresh(page).live
    assert fresh(page).current_workflow_state.status == "needs_changes"
    edited(page, people["editor"], title="暴雨橙色预警", correction_note="预警级别更正为橙色。")
    fresh(page).current_workflow_state.resume(people["editor"])
    page = pass_steps(page, people, "checker", "secrecy", "signer")
    assert page.title == "暴雨橙色预警"
    assert AfterReview.objects.get().done_at is not None


def test_emergency_is_not_signed__when_it_is_scheduled(people):
    page = sent(people, "emergency", go_live_at=timezone.now() + timedelta(days=1))
    pass_steps(page, people, "secrecy")
    state = decide(fresh(page), people["head"], "approve")
    assert state.status == "rejected"
    assert "应急信息须即时发布" in state.comment


def reported(**options):
    out = StringIO()
    call_command("overdue_reviews", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_nothing_is_reported__within_the_day(page):
    assert reported(format="json") == ""
    assert "逾期未补审 0 件" in reported()


def late(at=None):
    AfterReview.objects.update(due_at=(at or timezone.now()) - timedelta(minutes=1))


def test_overdue_review_is_reported__when_the_day_is_over(page):
    late()
    [row] = [json.loads(line) for line in reported(format="json").splitlines()]
    assert (row["kind"], row["title"], row["step"], row["page"]) == ("after_review", "暴雨红色预警", "初审", page.pk)
    assert "逾期未补审" in reported()


@pytest.mark.parametrize(("minutes", "code"), [(-60, 0), (60, 1)])
def test_command_ends_with_one__when_something_is_late(page, monkeypatch, minutes, code):
    monkeypatch.setattr(BaseCommand, "run_from_argv", lambda self, argv: self.handle(format="text"))
    late(timezone.now() - timedelta(minutes=minutes))
    command = Command(stdout=StringIO(), stderr=StringIO())
    if not code:
        return command.run_from_argv([])
    with pytest.raises(SystemExit, match="1"):
        command.run_from_argv([])


def test_nothing_is_owed__when_the_page_was_taken_down(page):
    late()
    let_down(page).unpublish()
    assert reported(format="json") == ""


def test_owed_review_is_not_counted__when_it_was_done(page, people):
    late()
    pass_steps(page, people, "checker", "secrecy", "signer")
    assert reported(format="json") == ""
