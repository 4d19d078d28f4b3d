"""Mail to whom a step waits for, once, and again when it is late."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import TaskState

from cms.review import notices
from cms.review.lane_changes import raise_lane
from cms.review.services import submit
from organs.models import Role
from outbox.handlers import handler_of
from outbox.models import OutboxRow
from tests.cms.review.items import sent, sheet_of
from tests.site import make_draft, make_organ, make_person, pass_steps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def direct(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def carry_out(kind, at=None):
    """The rows of `kind` that are due, as the worker does them; who got which mail."""
    mail.outbox.clear()
    for row in OutboxRow.objects.filter(kind=kind, done_at=None, available_at__lte=at or timezone.now()):
        handler_of(kind).work(row)
    return {message.to[0].split("@")[0]: message for message in mail.outbox}


def test_decider_is_told_once__when_a_step_begins(people):
    sent(people, title="防汛通知")
    told = carry_out(notices.WAITS)
    assert set(told) == {"checker"}
    assert told["checker"].subject == "待初审：防汛通知"
    assert "“防汛通知”等待初审" in told["checker"].body
    assert "/admin/pages/" in told["checker"].body
    assert OutboxRow.objects.filter(kind=notices.WAITS).count() == 1


def test_nobody_is_told__when_the_step_is_over_by_then(people):
    page = sent(people)
    rows = list(OutboxRow.objects.filter(kind=notices.WAITS))
    pass_steps(page, people, "checker")
    mail.outbox.clear()
    notices.tell_deciders(rows[0])
    assert mail.outbox == []


def test_both_are_told_at_once__when_it_is_an_emergency(people):
    sent(people, "emergency", title="暴雨预警")
    told = carry_out(notices.WAITS)
    assert set(told) == {"secrecy", "head"}
    assert told["head"].subject == "【应急】待保密审查：暴雨预警"


def test_new_signer_is_told__when_the_lane_is_raised_at_the_signature(people):
    page = sent(people)
    pass_steps(page, people, "checker", "secrecy")
    OutboxRow.objects.all().delete()
    raise_lane(sheet_of(page), people["checker"], "important")
    assert set(carry_out(notices.WAITS)) == {"head"}


def test_office_and_owner_are_told__when_a_step_waits_too_long(people):
    edu = make_organ("jiaoyuju")
    make_person("office", (Role.OFFICE_HEAD, edu), email="office@yunshan.example")
    page = make_draft(organ=edu, title="久等的稿件")
    page.save_revision(user=people["editor"])
    submit(page, people["editor"])
    assert carry_out(notices.SLOW) == {}
    TaskState.objects.update(started_at=timezone.now() - timedelta(hours=49))
    told = carry_out(notices.SLOW, timezone.now() + timedelta(hours=49))
    assert set(told) == {"checker", "office", "signer"}
    assert "超过48小时" in told["office"].body


def test_late_after_review_is_told__when_the_day_is_over(people):
    from cms.models import AfterReview

    pass_steps(sent(people, "emergency", title="暴雨预警"), people, "secrecy", "head")
    assert carry_out(notices.AFTER) == {}
    AfterReview.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    told = carry_out(notices.AFTER, timezone.now() + timedelta(hours=25))
    assert {"checker", "secrecy", "signer"} <= set(told)
    assert told["signer"].subject == "补审逾期：暴雨预警"
