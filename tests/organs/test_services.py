"""Roles begin, end and pass on, each in one transaction; what may not be is refused in Chinese."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import AuditRecord
from organs import roles
from organs.models import Deputy, Membership, Organ, Role
from organs.services import appoint, end, end_stand_in, hand_over, stand_in
from organs.signals import roles_changed
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
def wang():
    return make_person("wang")


@pytest.fixture
def security():
    return make_person("security", (Role.SECURITY, None))


def test_role_holds__when_appointed(organ, li, security):
    membership = appoint(li, organ, Role.CHECKER, "副科长", by=security)
    assert roles.acting(li, Role.CHECKER, organ) == membership
    assert membership.post == "副科长"


def refused(call, words):
    before = list(Membership.objects.values()), list(Deputy.objects.values())
    with pytest.raises(ValidationError) as refusal:
        call()
    assert words in "".join(refusal.value.messages)
    assert (list(Membership.objects.values()), list(Deputy.objects.values())) == before


def test_appointment_is_refused__when_role_is_held_already(organ, li, security):
    appoint(li, organ, Role.CHECKER, by=security, at=NOW + DAY)
    refused(lambda: appoint(li, organ, Role.CHECKER, by=security), "已有这一角色")
    refused(lambda: appoint(li, None, Role.CHECKER, by=li), "不能给自己授予角色")


def test_appointment_is_refused__when_organ_is_abolished_or_account_disabled(organ, li, wang):
    Organ.objects.filter(pk=organ.pk).update(status=Organ.Status.ABOLISHED)
    organ.refresh_from_db()
    refused(lambda: appoint(li, organ, Role.CHECKER), "不能再任命人员")
    wang.is_active = False
    wang.save()
    refused(lambda: appoint(wang, None, Role.CHECKER), "已停用")


def test_second_administrator_is_refused__when_settings_do_not_allow_it(li, settings):
    appoint(li, None, Role.SYSTEM)
    refused(lambda: appoint(li, None, Role.AUDITOR), "须由不同人员担任")
    refused(lambda: appoint(make_person("root", is_superuser=True), None, Role.SECURITY), "须由不同人员担任")
    refused(lambda: appoint(make_person("zhao"), make_organ("x"), Role.SECURITY), "不属于某一机构")
    settings.ADMINISTRATORS_MAY_COMBINE = True
    assert appoint(li, None, Role.AUDITOR).pk


def test_former_administrator_may_be_another__when_the_first_role_ended(li):
    end(appoint(li, None, Role.SYSTEM, at=NOW - DAY))
    assert appoint(li, None, Role.AUDITOR).pk


def test_deputies_end__when_the_role_ends(organ, li, wang):
    seat = appoint(li, organ, Role.ORGAN_HEAD, at=NOW - DAY)
    deputy = stand_in(seat, wang, None, NOW + 9 * DAY, "休假")
    later = stand_in(seat, make_person("sun"), NOW + 2 * DAY, NOW + 3 * DAY)
    assert roles.holds(wang, Role.ORGAN_HEAD, organ)
    end(seat)
    assert not roles.holds(wang, Role.ORGAN_HEAD, organ)
    assert not roles.holds(later.user, Role.ORGAN_HEAD, organ, NOW + 2.5 * DAY)
    assert Deputy.objects.filter(pk=deputy.pk).exists()
    refused(lambda: end(seat), "已经结束")


def test_both_rows_are_kept_without_a_gap__when_handed_over(organ, li, wang, security):
    seat = appoint(li, organ, Role.SECRECY, "保密员", at=NOW - DAY)
    new = hand_over(seat, wang, by=security)
    seat.refresh_from_db()
    assert seat.until == new.since
    assert new.post == "保密员"
    assert roles.holds(li, Role.SECRECY, organ, NOW)
    for moment in (new.since, new.since - timedelta(microseconds=1)):
        assert set(roles.holders(Role.SECRECY, organ, moment)) in ({li}, {wang})


def test_nothing_ends__when_the_successor_is_refused(organ, li, wang):
    seat = appoint(li, organ, Role.SECRECY, at=NOW - DAY)
    appoint(wang, organ, Role.SECRECY)
    refused(lambda: hand_over(seat, wang), "已有这一角色")
    refused(lambda: hand_over(seat, wang, by=wang), "不能给自己授予角色")


def test_standing_in_is_refused__when_it_makes_no_sense(organ, li, wang):
    seat = appoint(li, organ, Role.CHECKER, at=NOW - DAY)
    refused(lambda: stand_in(seat, li, None, NOW + DAY), "不能是本人")
    refused(lambda: stand_in(seat, wang, None, NOW - DAY), "须晚于")
    refused(lambda: stand_in(seat, wang, NOW + 2 * DAY, NOW + DAY), "须晚于")
    refused(lambda: stand_in(seat, wang, None, NOW + DAY, by=wang), "不能给自己授予角色")
    auditor = appoint(make_person("shen"), None, Role.AUDITOR)
    refused(lambda: stand_in(auditor, wang, None, NOW + DAY), "不能代理")
    stand_in(seat, wang, None, NOW + DAY, by=li)
    refused(lambda: stand_in(seat, wang, NOW + DAY / 2, NOW + 2 * DAY), "已是代理人")


def test_holder_acts_alone_again__when_back_before_the_time(organ, li, wang):
    deputy = stand_in(appoint(li, organ, Role.CHECKER, at=NOW - DAY), wang, None, NOW + DAY)
    end_stand_in(deputy)
    assert set(roles.holders(Role.CHECKER, organ)) == {li}
    refused(lambda: end_stand_in(deputy), "已经结束")


def test_others_hear_of_it_in_the_transaction__when_roles_change(organ, li, wang):
    heard = []

    def hear(sender, users, membership, **kwargs):
        heard.append(({user.pk for user in users}, membership.role))
        if membership.role == Role.SECRECY:
            raise RuntimeError

    roles_changed.connect(hear)
    try:
        seat = appoint(li, organ, Role.CHECKER, at=NOW - DAY)
        stand_in(seat, wang, None, NOW + DAY)
        end(seat)
        assert heard == [({li.pk}, "checker"), ({wang.pk}, "checker"), ({li.pk, wang.pk}, "checker")]
        with pytest.raises(RuntimeError):
            appoint(li, organ, Role.SECRECY)
    finally:
        roles_changed.disconnect(hear)
    assert not Membership.objects.filter(role=Role.SECRECY).exists()


def test_record_names_keys_only__when_roles_change(organ, li):
    appoint(li, organ, Role.EDITOR)
    found = AuditRecord.objects.latest("seq")
    assert (found.action, found.organ) == ("role.appoint", organ.code)
    assert found.details == {"user": li.pk, "organ": organ.pk, "role": Role.EDITOR}
    assert li.get_full_name() not in found.target_title
