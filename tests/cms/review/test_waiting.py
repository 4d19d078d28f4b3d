"""What waits, for whom, and what is late."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import TaskState

from cms.review.services import submit
from cms.review.waiting import Owners, decidable_by, office_organs, seats_of, slow, waiting_for
from organs.models import Deputy, Membership, Role
from tests.cms.review.items import sent
from tests.site import make_draft, make_organ, make_person, pass_steps

pytestmark = pytest.mark.django_db


def titles(states):
    return [state.workflow_state.review_sheet.title for state in states]


def age(page, **period):
    TaskState.objects.filter(workflow_state__object_id=str(page.pk)).update(
        started_at=timezone.now() - timedelta(**period)
    )


def test_emergency_comes_first_then_the_oldest(people):
    for title, lane, hours in (("新", "", 1), ("旧", "", 9), ("急", "emergency", 0)):
        page = sent(people, lane, title=title)
        age(page, hours=hours)
        if not lane:
            pass_steps(page, people, "checker")
            age(page, hours=hours)
    assert titles(waiting_for(seats_of(people["secrecy"]))) == ["急", "旧", "新"]


def test_head_sees_an_emergency_before_it_is_their_turn__but_decides_it_later(people):
    sent(people, "emergency", title="急")
    [early] = waiting_for(seats_of(people["head"]))
    assert early.is_early
    assert not decidable_by(people["head"]).exists()
    assert not waiting_for(seats_of(people["signer"])).exists()
    [turn] = waiting_for(seats_of(people["secrecy"]))
    assert not turn.is_early


def test_only_own_organs_are_seen__and_those_of_whom_one_stands_in_for(people):
    edu, water = make_organ("jiaoyuju"), make_organ("shuiwuju")
    sent(people, organ=edu, title="教育")
    sent(people, organ=water, title="水务")
    user = make_person("user", (Role.CHECKER, edu))
    assert titles(waiting_for(seats_of(user))) == ["教育"]
    other = make_person("other", (Role.CHECKER, water))
    seat = Membership.objects.get(user=other)
    Deputy.objects.create(membership=seat, user=user, until=timezone.now() + timedelta(days=1))
    assert sorted(titles(waiting_for(seats_of(user)))) == ["教育", "水务"]
    assert not waiting_for(seats_of(people["admin"])).exists()


@pytest.mark.parametrize(("lane", "within", "beyond"), [("", 47, 49), ("important", 23, 25), ("emergency", 0.9, 1.1)])
def test_step_is_late__by_the_hours_of_its_lane(people, lane, within, beyond):
    page = sent(people, lane)
    age(page, hours=within)
    assert not slow().exists()
    age(page, hours=beyond)
    assert [state.task.name for state in slow()] == ["保密审查" if lane == "emergency" else "初审"]


def test_delays_are_told_to_the_office__and_to_the_portal(people):
    edu = make_organ("jiaoyuju")
    office = make_person("office", (Role.OFFICE_HEAD, edu), (Role.CHECKER, make_organ("shuiwuju")))
    assert office_organs(seats_of(office)) == {edu.pk}
    assert office_organs(seats_of(people["checker"])) == {None}
    assert office_organs(seats_of(make_person("writer", (Role.EDITOR, edu)))) == set()


def test_owners_are_named__the_organs_own_before_the_portals(people):
    edu = make_organ("jiaoyuju")
    assert Owners([edu.pk]).of(Role.CHECKER, edu.pk) == "checker"
    own = make_person("own", (Role.CHECKER, edu), first_name="王芳")
    deputy = make_person("deputy", first_name="李雷")
    seat = Membership.objects.get(user=own)
    Deputy.objects.create(membership=seat, user=deputy, until=timezone.now() + timedelta(days=1))
    assert Owners([edu.pk]).of(Role.CHECKER, edu.pk) == "王芳、李雷"
    for name in "甲乙":
        make_person(name, (Role.CHECKER, edu), first_name=name)
    assert Owners([edu.pk]).of(Role.CHECKER, edu.pk) == "王芳、李雷、甲等4人"
    assert Owners([None]).of(Role.ORGAN_HEAD, None) == "head"


def test_dashboard_stays_under_thirty_queries__with_more_items_organs_and_delays(client, people):
    """Of a person who writes, reviews and heads the office: every panel is there."""
    user = make_person("all", *((role, None) for role in ("editor", "checker", "secrecy", "office_head", "organ_head")))
    counted = []
    for round_ in range(2):
        for number in range(2 + 6 * round_):
            page = make_draft(title=f"{round_}-{number}", organ=make_organ(f"organ{round_}{number}"), owner=user)
            page.save_revision(user=user, log_action=True)
            submit(page, user, "emergency" if number % 2 else "")
            age(page, days=5)
        client.force_login(user)
        client.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            html = client.get("/admin/").content.decode()
        assert "超时未审" in html
        assert "现由" in html
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[1] < 30
