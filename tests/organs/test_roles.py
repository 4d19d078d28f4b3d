from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from organs import roles
from organs.models import Deputy, Membership, Role
from tests.site import make_organ

NOW = timezone.now()


@pytest.fixture
def user(db):
    return get_user_model().objects.create_user("li")


@pytest.fixture
def other(db):
    return get_user_model().objects.create_user("wang", last_name="王", first_name="立")


def test_role_holds_in_its_organ_only__when_it_is_of_an_organ(user):
    here, there = make_organ("a"), make_organ("b")
    Membership.objects.create(user=user, organ=here, role=Role.CHECKER)
    assert roles.holds(user, Role.CHECKER, here)
    assert not roles.holds(user, Role.CHECKER, there)
    assert not roles.holds(user, Role.SECRECY, here)
    assert roles.organs_of(user, Role.CHECKER) == {here.pk}


def test_role_holds_everywhere__when_it_is_of_the_editorial_office(user):
    Membership.objects.create(user=user, organ=None, role=Role.CHECKER)
    assert roles.holds(user, Role.CHECKER, make_organ("a"))
    assert roles.organs_of(user) == {roles.EVERY_ORGAN}


def test_role_holds_for_its_term_only__when_asked_of_another_day(user):
    organ = make_organ("a")
    Membership.objects.create(
        user=user, organ=organ, role=Role.SECRECY, since=NOW - timedelta(9), until=NOW - timedelta(2)
    )
    assert not roles.holds(user, Role.SECRECY, organ)
    assert roles.holds(user, Role.SECRECY, organ, NOW - timedelta(5))
    assert not roles.holds(user, Role.SECRECY, organ, NOW - timedelta(10))


def test_deputy_acts_for_the_other__when_the_time_is_theirs(user, other):
    organ = make_organ("a")
    seat = Membership.objects.create(
        user=other, organ=organ, role=Role.ORGAN_HEAD, post="局长", since=NOW - timedelta(9)
    )
    Deputy.objects.create(membership=seat, user=user, since=NOW - timedelta(1), until=NOW + timedelta(1))
    found = roles.acting(user, Role.ORGAN_HEAD, organ)
    assert found == seat
    assert roles.capacity(found, user).startswith("局长（代")
    assert roles.capacity(seat, other) == "局长"
    assert set(roles.holders(Role.ORGAN_HEAD, organ)) == {user, other}
    assert not roles.holds(user, Role.ORGAN_HEAD, organ, NOW + timedelta(2))


def test_nobody_holds_anything__when_disabled_or_only_superuser(user, other):
    organ = make_organ("a")
    Membership.objects.create(user=user, organ=organ, role=Role.CHECKER)
    user.is_active = False
    other.is_superuser = True
    user.save(), other.save()
    assert not roles.holds(user, Role.CHECKER, organ)
    assert not roles.holds(other, Role.CHECKER, organ)
    assert not roles.holders(Role.CHECKER, organ).exists()
