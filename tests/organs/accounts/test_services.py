import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client

from organs.accounts import events
from organs.accounts.passwords import is_due
from organs.accounts.services import unlock
from organs.models import Role
from tests.site import appoint_person

from .people import CODE, HOME, PASSWORD, app_code, code, is_in, person, type_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict")]


@pytest.fixture
def noted(monkeypatch):
    """(action, user, result) of what was recorded."""
    found = []

    def note(action, *, user=None, request=None, result="done", **details):
        found.append((action, getattr(user, "username", None), result))

    monkeypatch.setattr(events, "note", note)
    return found


def let_in(user, now):
    client = Client()
    type_password(client, user.username)
    client.post(CODE, {"code": code(user, now)})
    assert is_in(client)
    return client


def security_officer():
    """Who manages accounts, and nothing else."""
    user = person("officer", enrolled=True)
    User.objects.filter(pk=user.pk).update(is_superuser=False)
    appoint_person(user, Role.SECURITY)
    return User.objects.get(pk=user.pk)


def official(name="zhang"):
    user = person(name, enrolled=True)
    User.objects.filter(pk=user.pk).update(is_superuser=False)
    appoint_person(user, Role.EDITOR)
    return User.objects.get(pk=user.pk)


def test_factors_and_sessions_are_gone__when_the_officer_resets_them(home, now, noted):
    user = official()
    his = let_in(user, now)
    officer = let_in(security_officer(), now)
    page = f"/admin/accounts/{user.pk}/"
    assert "重置两步验证" in officer.get(page).content.decode()
    assert officer.post(page, {"action": "reset_second_factor"}).headers["Location"] == page
    assert not Authenticator.objects.filter(user=user).exists()
    his.get(HOME)
    assert not is_in(his)
    assert ("reset_factor", "zhang", "done") in noted


def test_locked_person_may_try_again__when_the_officer_unlocks(home):
    user = official()
    for _turn in range(5):
        type_password(Client(), password="wrong")
    assert type_password(Client()).status_code == 200
    assert unlock(user, by=security_officer()) == 1
    assert type_password(Client()).status_code == 302


def test_password_is_due__when_the_officer_says_so(home, now):
    user = official()
    officer = let_in(security_officer(), now)
    officer.post(f"/admin/accounts/{user.pk}/", {"action": "require_new_password"})
    assert is_due(user)


@pytest.mark.parametrize("whose", ["own", "superuser"])
def test_account_is_out_of_reach__when_it_is_ones_own_or_a_superusers(home, now, whose):
    me = security_officer()
    user = me if whose == "own" else person("root", enrolled=True)
    officer = let_in(me, now)
    officer.post(f"/admin/accounts/{user.pk}/", {"action": "reset_second_factor"})
    assert Authenticator.objects.filter(user=user).count() == 2


def test_account_is_out_of_reach__when_one_has_no_such_permission(home, now):
    user = official("li")
    other = let_in(official(), now)
    other.post(f"/admin/accounts/{user.pk}/", {"action": "reset_second_factor"})
    assert Authenticator.objects.filter(user=user).count() == 2


def test_nothing_happens__when_the_action_is_unknown(home, now):
    user = official()
    officer = let_in(security_officer(), now)
    officer.post(f"/admin/accounts/{user.pk}/", {"action": "delete"})
    officer.get(f"/admin/accounts/{user.pk}/?action=reset_second_factor")
    assert Authenticator.objects.filter(user=user).count() == 2


def test_each_event_is_noted__when_it_happens(home, now, noted, commits):
    person()
    client = Client()
    type_password(client, password="wrong")
    type_password(client)
    client.get("/admin/second-factor/app/")
    secret = client.session["mfa.totp.secret"]
    client.post("/admin/second-factor/app/", {"code": app_code(secret, now)})
    client.post("/admin/second-factor/recovery-codes/new/")
    new = {"oldpassword": PASSWORD, "password1": "Xin-mima-20261", "password2": "Xin-mima-20261"}
    client.post("/admin/password/", new)
    client.post("/admin/logout/")
    for _turn in range(6):
        type_password(client, password="wrong")
    assert list(dict.fromkeys(noted)) == [
        ("log_in", "zhang", "failed"),
        ("log_in", "zhang", "done"),
        ("add_factor", "zhang", "done"),
        ("renew_recovery_codes", "zhang", "done"),
        ("change_password", "zhang", "done"),
        ("log_out", "zhang", "done"),
        ("lock", "zhang", "refused"),
    ]


def test_unknown_name_is_not_noted__when_typed(home, noted):
    """It may be a password, typed into the wrong field."""
    type_password(Client(), name="Mein-Passwort-1")
    assert noted == [("log_in", None, "failed")]
