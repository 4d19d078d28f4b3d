"""审核经过: what happened, in the order in which it did, each with who did it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.admin.review_screen.history import history, steps_of
from tests.cms.review.items import fresh, sent
from tests.recall import recall
from tests.site import decide, make_people, pass_steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(home):
    return recall.scene(make_people)


def told(page):
    return [(str(one.what), one.result) for one in history(steps_of(fresh(page)))]


def test_sending_again_is_told_with_its_sender__after_a_return(client, people):
    page = sent(people)
    decide(fresh(page), people["checker"], "reject", comment="改")
    fresh(page).current_workflow_state.resume(people["head"])
    assert told(page) == [("送审", ""), ("初审", "退回"), ("重新送审", ""), ("初审", "待审")]
    client.force_login(people["checker"])
    html = client.get(reverse("cms_review", args=[page.pk])).content.decode()
    assert '<p class="review__by">head，' in html.split("重新送审")[1]


def test_sending_comes_first__when_a_step_is_passed_over_in_the_same_moment(people, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    page = sent(people, "emergency")
    assert told(page) == [("送审", ""), ("初审", "跳过"), ("保密审查", "待审")]


def test_after_review_is_told_as_such__not_as_sent_by_the_editor(people):
    page = sent(people, "emergency")
    pass_steps(page, people, "secrecy", "head")
    assert ("应急发布后补审", "") in told(page)
    assert told(page).count(("送审", "")) == 1
