"""A role may begin and end on a day that is named before."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditRecord
from organs import roles
from organs.admin.forms import AppointForm, EndForm
from organs.models import Deputy, Membership, Role
from organs.services import appoint, end, hand_over, stand_in
from organs.terms import end_of, ending_soon, last_day, start_of
from tests.site import make_organ, make_person

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture
def organ():
    return make_organ("minzhengju")


@pytest.fixture
def li():
    return make_person("li")


@pytest.fixture
def security(client):
    person = make_person("security", (Role.SECURITY, None))
    client.force_login(person)
    return person


def refused(call, words):
    before = list(Membership.objects.values())
    with pytest.raises(ValidationError) as refusal:
        call()
    assert words in "".join(refusal.value.messages)
    assert list(Membership.objects.values()) == before


def test_role_holds_in_its_term_only__when_it_has_one(organ, li):
    appoint(li, organ, Role.CHECKER, at=NOW + DAY, until=NOW + 3 * DAY)
    held = [roles.holds(li, Role.CHECKER, organ, NOW + days * DAY) for days in (0, 1, 2.9, 3)]
    assert held == [False, True, True, False]
    assert AuditRecord.objects.latest("seq").details["until"] == (NOW + 3 * DAY).isoformat()


def test_terms_follow_one_another__but_do_not_overlap(organ, li):
    appoint(li, organ, Role.CHECKER, until=NOW + 3 * DAY)
    appoint(li, organ, Role.CHECKER, at=NOW + 5 * DAY)
    refused(lambda: appoint(li, organ, Role.CHECKER, at=NOW + 2 * DAY, until=NOW + 4 * DAY), "已有这一角色")
    refused(lambda: appoint(li, organ, Role.CHECKER, at=NOW + 4 * DAY), "已有这一角色")
    refused(lambda: appoint(li, organ, Role.EDITOR, at=NOW + DAY, until=NOW), "须晚于任职起")
    assert appoint(li, organ, Role.CHECKER, at=NOW + 3 * DAY, until=NOW + 5 * DAY).pk


def test_role_and_deputies_end_on_the_day__when_it_is_announced(organ, li):
    seat = appoint(li, organ, Role.CHECKER, at=NOW - DAY)
    deputy = stand_in(seat, make_person("wang"), NOW + DAY, NOW + 9 * DAY)
    never = stand_in(seat, make_person("sun"), NOW + 6 * DAY, NOW + 9 * DAY)
    seat = end(seat, at=NOW + DAY / 2, until=NOW + 5 * DAY)
    assert [one.membership for one in ending_soon(NOW + 2 * DAY)] == [seat, seat]
    deputy.refresh_from_db()
    never.refresh_from_db()
    assert (seat.until, deputy.until, never.until) == (NOW + 5 * DAY, NOW + 5 * DAY, NOW + DAY / 2)
    assert roles.holds(li, Role.CHECKER, organ, NOW + 4 * DAY)
    assert not roles.holders(Role.CHECKER, organ, NOW + 5 * DAY).exists()


def test_end_is_refused__when_it_is_no_end(organ, li):
    seat = appoint(li, organ, Role.CHECKER, at=NOW - 3 * DAY, until=NOW + 3 * DAY)
    refused(lambda: end(seat, until=NOW - DAY), "不能早于")
    refused(lambda: end(seat, until=NOW + 4 * DAY), f"到{last_day(NOW + 3 * DAY)}为止")
    later = appoint(make_person("wang"), organ, Role.CHECKER, at=NOW + 3 * DAY)
    refused(lambda: end(later, until=NOW + 2 * DAY), "不能早于")


def test_role_is_never_held__when_it_ends_before_it_began(organ, li):
    seat = end(appoint(li, organ, Role.CHECKER, at=NOW + 3 * DAY))
    assert not roles.holds(li, Role.CHECKER, organ, NOW + 3 * DAY)
    assert seat.until
    assert seat.since < seat.until <= timezone.now()
    assert appoint(li, organ, Role.CHECKER, at=NOW + 2 * DAY).pk


def test_successor_begins_when_the_term_does__when_it_is_ahead(organ, li):
    seat = appoint(li, organ, Role.CHECKER, at=NOW + 3 * DAY)
    new = hand_over(seat, make_person("wang"))
    assert new.since == NOW + 3 * DAY
    seat.refresh_from_db()
    assert seat.until
    assert seat.since < seat.until <= timezone.now()
    assert not roles.holds(li, Role.CHECKER, organ, NOW + 3 * DAY)


@pytest.mark.parametrize("begins", [NOW - DAY, NOW + DAY])
def test_successor_has_the_rest_of_the_term__when_it_has_an_end(organ, li, begins):
    seat = appoint(li, organ, Role.CHECKER, at=begins, until=NOW + 5 * DAY)
    assert hand_over(seat, make_person("wang")).until == NOW + 5 * DAY
    assert not roles.holders(Role.CHECKER, organ, NOW + 5 * DAY).exists()


LATE = datetime(2026, 8, 1, 16, 30, tzinfo=UTC)
"""Half past midnight of 2 August in Beijing."""


def filled(form, **data):
    organ, person = make_organ("minzhengju"), make_person("li")
    return form({"user": person.pk, "organ": organ.pk, "role": "checker", **data})


def test_days_are_of_beijing__when_typed_in_another_zone(organ):
    with time_machine.travel(LATE, tick=False), timezone.override("America/New_York"):
        form = filled(AppointForm, since="2026-08-03", until="2026-08-31")
        assert form.is_valid(), form.errors
        assert form.cleaned_data["since"] == datetime(2026, 8, 2, 16, tzinfo=UTC)
        assert form.cleaned_data["until"] == datetime(2026, 8, 31, 16, tzinfo=UTC)
        assert "不能早于今天" in str(filled(AppointForm, since="2026-08-01").errors["since"])
        assert last_day(form.cleaned_data["until"]) == date(2026, 8, 31)


def test_term_begins_now__when_today_is_typed(organ):
    with time_machine.travel(LATE, tick=False):
        form = filled(AppointForm, since="2026-08-02", until="2026-08-02")
        assert form.is_valid(), form.errors
        assert form.cleaned_data["since"] is None
        assert form.cleaned_data["until"] == datetime(2026, 8, 2, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("form", "data", "words"),
    [
        (AppointForm, {"since": "2999-05-02", "until": "2999-05-01"}, "不能早于任职起"),
        (AppointForm, {"until": "2020-01-01"}, "不能早于今天"),
        (AppointForm, {"until": "9999-12-31"}, "日期太远"),
        (EndForm, {"until": "2020-01-01"}, "不能早于今天"),
        (EndForm, {"until": "9999-12-31"}, "日期太远"),
    ],
)
def test_days_are_refused__when_they_make_no_term(organ, form, data, words):
    assert words in str(filled(form, **data).errors["until"])


def test_term_is_said__when_forms_are_sent_with_days(client, security, organ, li):
    data = {"user": li.pk, "organ": organ.pk, "role": "checker", "since": "2998-05-01", "until": "2998-12-31"}
    html = client.post(reverse("organs_appoint"), data, follow=True).content.decode()
    for words in ("自2998-05-01起生效", "2998-05-01 至</span>", "2998-12-31</span>", "（尚未开始）"):
        assert words in html
    seat = Membership.objects.get(user=li)
    assert not roles.holds(li, Role.CHECKER, organ)
    address = reverse("organs_end", args=[seat.pk])
    assert "本来就到2998-12-31为止" in client.post(address, {"until": "2999-01-01"}).content.decode()
    html = client.post(address, {"until": "2998-06-30"}, follow=True).content.decode()
    for words in ("已登记任期至2998-06-30", "2998-06-30</span>"):
        assert words in html
    assert "任职已结束" in client.post(address, {"until": ""}, follow=True).content.decode()
    assert not Deputy.objects.exists()


def test_days_of_the_successor_are_said__when_the_term_that_is_handed_over_has_any(client, security, organ, li):
    wang, sun = make_person("wang"), make_person("sun")
    ahead = appoint(li, organ, Role.CHECKER, at=start_of(date(2998, 5, 1)), until=end_of(date(2998, 12, 31)))
    running = appoint(li, organ, Role.EDITOR, at=NOW - DAY, until=end_of(date(2998, 12, 31)))
    endless = appoint(li, organ, Role.SECRECY, at=NOW - DAY)
    told = {}
    for seat, successor in ((ahead, wang), (running, sun), (endless, sun)):
        address = reverse("organs_hand_over", args=[seat.pk])
        page = client.get(address).content.decode()
        told[seat.role] = page, client.post(address, {"user": successor.pk}, follow=True).content.decode()
    for page in told["checker"]:
        assert "接任人自2998-05-01起任职" in page
        assert "接任人的任期仍到2998-12-31为止" in page
    assert "（尚未开始）" not in told["checker"][1].partition("历任")[2]
    assert "同时开始" not in told["checker"][0]
    assert "交接完成" not in told["checker"][1]
    for page in told["editor"]:
        assert "接任人的任期仍到2998-12-31为止" in page
    assert "现任的任职结束，接任人同时开始任职" in told["editor"][0]
    assert "交接完成。" in told["secrecy"][1]
    assert not any("接任人的任期" in page for page in told["secrecy"])
