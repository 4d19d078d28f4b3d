"""An account without a second factor reaches nothing but its enrolment."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from .people import CODE, HOME, app_code, code, is_in, person, recovery_codes, type_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict", "commits")]

START, APP = "/admin/second-factor/", "/admin/second-factor/app/"
CODES = "/admin/second-factor/recovery-codes/"


def enrol(client, now):
    """The session of somebody who logged in by password and then enrolled an app."""
    client.get(APP)
    secret = client.session["mfa.totp.secret"]
    return client.post(APP, {"code": app_code(secret, now)})


@pytest.mark.parametrize(
    "address",
    [
        HOME,
        "/admin/pages/",
        "/admin/users/",
        "/admin/account/",
        "/admin/reports/site-history/",
        "/admin/api/main/pages/",
        "/admin/images/",
        "/admin/password/",
        "/admin/accounts/1/",
        "/admin/second-factor/recovery-codes/",
        "/admin/second-factor/recovery-codes/new/",
        "/admin/second-factor/app/remove/",
        "/admin/nothing-here/",
    ],
)
def test_address_leads_to_enrolment__when_there_is_no_second_factor(client, home, address):
    person()
    type_password(client)
    assert is_in(client)
    for answer in (client.get(address), client.post(address, {"title": "x"})):
        assert (answer.status_code, answer.headers.get("Location")) == (302, START), address
    assert client.get(address, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403


def test_private_file_is_not_served__when_there_is_no_second_factor(client, home):
    person()
    type_password(client)
    answer = client.get("/admin/files/documents/1/x.docx")
    assert answer.headers["Location"] == START


def test_everything_opens__when_an_app_was_enrolled(client, home, now):
    user = person()
    type_password(client)
    assert enrol(client, now).headers["Location"] == CODES
    html = client.get(CODES).content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", html)) == 10
    assert recovery_codes(user)[0] in html
    assert recovery_codes(user)[0] not in client.get(CODES).content.decode()  # shown once
    assert client.get(HOME).status_code == 200


def test_superuser_of_the_command_line_must_enrol_too__when_new(client, home):
    call_command("createsuperuser", username="root", email="", interactive=False, verbosity=0)
    root = User.objects.get(username="root")
    root.set_password("Chuangjian-2026")
    root.save()
    type_password(client, "root", "Chuangjian-2026")
    assert client.get(HOME).headers["Location"] == START


def test_wrong_code_enrols_nothing__when_typed(client, home, now):
    user = person()
    type_password(client)
    client.get(APP)
    answer = client.post(APP, {"code": "000000"})
    assert "验证码不正确" in answer.content.decode()
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get(HOME).headers["Location"] == START


def test_code_of_the_enrolment_is_used_up__when_it_is_typed_again(client, home, now):
    user = person()
    type_password(client)
    enrol(client, now)
    again = Client()
    type_password(again)
    again.post(CODE, {"code": code(user, now)})
    assert not is_in(again)


def test_other_session_ends__when_a_factor_was_enrolled_elsewhere(client, home, now):
    """Else a session that a thief of the password opened earlier would go on, and could enrol its own."""
    person()
    other = Client()
    type_password(other)
    type_password(client)
    enrol(client, now)
    assert other.get(START).headers["Location"].startswith("/admin/login/")
    assert not is_in(other)


def test_last_factor_stays__when_its_owner_removes_it(client, home, now):
    user = person()
    type_password(client)
    enrol(client, now)
    remove = reverse("mfa_deactivate_totp")
    assert "最后一种验证方式" in client.get(remove).content.decode()
    client.post(remove)
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_last_passkey_stays__when_its_owner_removes_it(client, home, now):
    user = person()
    type_password(client)
    enrol(client, now)
    Authenticator.objects.filter(user=user, type="totp").delete()
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": "办公室电脑", "credential": {}})
    answer = client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert "最后一种验证方式" in answer.content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_no_hole_opens__when_the_factors_are_gone_in_the_database(client, home, now):
    user = person()
    type_password(client)
    enrol(client, now)
    Authenticator.objects.filter(user=user).delete()
    assert client.get(HOME).headers["Location"].startswith("/admin/login/")
    assert not is_in(client)
    type_password(client)
    assert client.get(HOME).headers["Location"] == START


def test_new_recovery_codes_replace_the_old__when_asked_for(client, home, now):
    user = person()
    type_password(client)
    enrol(client, now)
    old = recovery_codes(user)
    client.post(CODES + "new/")
    assert set(recovery_codes(user)).isdisjoint(old)
    assert recovery_codes(user)[0] in client.get(CODES).content.decode()
    assert client.get(HOME).status_code == 200


def test_password_is_asked_for_again__when_the_log_in_was_long_ago(client, home, now):
    person()
    type_password(client)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    assert client.get(APP).headers["Location"].startswith("/admin/confirm/")
    assert client.post("/admin/confirm/", {"password": "wrong"}).status_code == 200
    assert client.get(APP).status_code == 302
    client.post("/admin/confirm/", {"password": "Yunshan-2026-shan", "next": APP})
    assert client.get(APP).status_code == 200


def test_secret_is_sealed_in_the_database__when_stored(client, home, now):
    user = person()
    type_password(client)
    client.get(APP)
    secret = client.session["mfa.totp.secret"]
    enrol(client, now)
    stored = str(Authenticator.objects.get(user=user, type="totp").data)
    assert client.session.get("mfa.totp.secret") is None
    assert secret not in stored


def test_nothing_is_demanded__when_this_is_the_demo(client, home, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    person()
    type_password(client)
    assert client.get(HOME).status_code == 200


@pytest.mark.parametrize("credential", ["", "x", "[]", "{}", "null", '{"id": 1}', '{"response": {}, "rawId": "AA"}'])
def test_hostile_passkey_gets_an_error__when_sent(client, home, now, credential):
    user = person()
    type_password(client)
    client.get("/admin/second-factor/passkey/")
    assert client.post("/admin/second-factor/passkey/", {"credential": credential, "name": "x"}).status_code == 200
    assert not Authenticator.objects.filter(user=user).exists()
    enrol(client, now)
    other = Client()
    type_password(other)
    other.get(CODE)
    assert other.post(CODE, {"credential": credential}).status_code == 200
    assert not is_in(other)
