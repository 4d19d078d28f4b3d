"""Who keeps the house writes nothing in it; whoever tries goes on record."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditRecord
from organs.models import ADMINISTRATORS, Deputy, Membership, Role
from organs.services import appoint, end, hand_over, stand_in
from tests.site import appoint_person, make_organ, make_person

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = timedelta(days=1)
APART = "不得兼任或者代理其他角色"


@pytest.fixture
def organ():
    return make_organ("minzhengju")


@pytest.fixture
def li():
    return make_person("li")


@pytest.fixture
def security():
    return make_person("security", (Role.SECURITY, None))


def refused(call, words=APART):
    before = list(Membership.objects.values()), list(Deputy.objects.values())
    with pytest.raises(ValidationError) as refusal:
        call()
    assert words in "".join(refusal.value.messages)
    assert (list(Membership.objects.values()), list(Deputy.objects.values())) == before


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrator_gets_no_other_role__in_whatever_way(organ, li, role):
    keeper = make_person("keeper", (role, None))
    seat = appoint(li, organ, Role.CHECKER, at=NOW - DAY)
    refused(lambda: appoint(keeper, organ, Role.CHECKER))
    refused(lambda: appoint(keeper, None, Role.EDITOR, at=NOW + DAY))
    refused(lambda: hand_over(seat, keeper))
    refused(lambda: stand_in(seat, keeper, None, NOW + DAY))


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_who_has_another_role_becomes_no_administrator__until_it_ends(organ, li, role):
    seat = appoint(li, organ, Role.CHECKER, at=NOW - DAY)
    refused(lambda: appoint(li, None, role), "此人已是初审人")
    keeper = appoint(make_person("keeper"), None, role, at=NOW - DAY)
    refused(lambda: hand_over(keeper, li))
    sun = make_person("sun")
    stand_in(seat, sun, NOW + DAY, NOW + 2 * DAY)
    refused(lambda: appoint(sun, None, role), "此人已是初审人的代理人")
    assert appoint(sun, None, role, at=NOW + 2 * DAY).pk
    end(seat, at=NOW)
    assert appoint(li, None, role).pk


def test_one_person_may_be_both__when_settings_allow_it_or_is_superuser(organ, li, settings):
    root = make_person("root", (Role.SYSTEM, None), is_superuser=True)
    assert appoint_person(root, Role.EDITOR, organ).pk
    settings.ADMINISTRATORS_MAY_COMBINE = True
    appoint(li, None, Role.AUDITOR)
    seat = appoint(li, organ, Role.CHECKER, at=NOW - DAY)
    assert stand_in(appoint(make_person("sun"), organ, Role.ORGAN_HEAD), li, None, NOW + DAY).pk
    assert hand_over(seat, make_person("wang", (Role.SECURITY, None))).pk


def test_handing_over_is_refused__when_it_is_to_the_same_person(organ, li):
    seat = appoint(li, organ, Role.CHECKER, at=NOW - DAY)
    refused(lambda: hand_over(seat, li), "接任人就是现任本人")


def on_record():
    found = AuditRecord.objects.filter(result=AuditRecord.Result.REFUSED).order_by("seq")
    return [(one.action, one.actor_name, one.target_id, one.details["reason"][:10]) for one in found]


def test_refusal_is_on_record__when_somebody_helps_themselves(organ, li, security):
    seat = appoint(li, organ, Role.CHECKER, at=NOW - DAY)
    refused(lambda: appoint(security, organ, Role.CHECKER, by=security), "不能给自己授予角色")
    refused(lambda: hand_over(seat, security, by=security), "不能给自己授予角色")
    refused(lambda: stand_in(seat, security, None, NOW + DAY, by=security), "不能给自己授予角色")
    words = "不能给自己授予角色，"
    own = [("role.appoint", "security", str(security.pk), words)] * 2
    assert on_record() == [*own, ("role.stand_in", "security", str(security.pk), words)]


def test_refusal_is_on_record_once__when_a_form_is_sent(client, organ, li, security):
    client.force_login(security)
    client.post(reverse("organs_appoint"), {"user": security.pk, "organ": organ.pk, "role": "checker"})
    keeper = make_person("keeper", (Role.AUDITOR, None))
    html = client.post(reverse("organs_appoint"), {"user": keeper.pk, "organ": "", "role": "system"}).content.decode()
    assert "须由不同人员担任" in html
    html = client.post(reverse("organs_appoint"), {"user": keeper.pk, "organ": "", "role": "editor"}).content.decode()
    assert APART in html
    assert on_record() == [
        ("role.appoint", "security", str(security.pk), "不能给自己授予角色，"),
        ("role.appoint", "security", str(keeper.pk), "系统管理员、安全管理"),
        ("role.appoint", "security", str(keeper.pk), "系统管理员、安全管理"),
    ]
    record = AuditRecord.objects.filter(result=AuditRecord.Result.REFUSED).latest("seq")
    assert record.details["role"] == "editor"
    assert keeper.username not in record.target_title
