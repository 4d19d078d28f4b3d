"""Every door of the house: a password alone lets nobody in, and there is no other way."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from organs.accounts.gate import OPEN

from .people import CODE, HOME, LOGIN, PASSWORD, code, is_in, person, recovery_codes, type_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict")]

SAMPLES = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "6f1f5a0e-0000-4000-8000-000000000000"}


def addresses(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """An address for every pattern of the project, its arguments filled in with samples."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, prefix + route)
        elif isinstance(pattern, URLPattern):
            yield "/" + filled(prefix + route)


def filled(route: str) -> str:
    route = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "x"), route)
    route = re.sub(r"\(\?P<\w+>[^()]*\)|\((?:[^()]|\([^()]*\))*\)", "x", route)
    return re.sub(r"[\^$\\]|\.\*", "", route)


FIELDS = {
    **dict.fromkeys(("username", "login", "email", "user"), "zhang"),
    **dict.fromkeys(("password", "password1", "password2", "oldpassword", "new_password1"), PASSWORD),
    "next": HOME,
}


def test_a_password_alone_opens_no_address__when_a_second_factor_is_there(home):
    person(enrolled=True)
    tried = sorted(set(addresses()))
    assert len(tried) > 250, "the walk does not find the addresses any more"
    let_in = []
    for address in tried:
        client = Client(raise_request_exception=False)
        for sent in (FIELDS, {f"{form}-{name}": value for name, value in FIELDS.items() for form in ("auth", "login")}):
            client.post(address, sent)
            if is_in(client):
                let_in.append(address)
    assert let_in == []


def test_basic_authentication_and_json_open_nothing__when_tried(home):
    person(enrolled=True)
    client = Client()
    client.post(LOGIN, FIELDS, content_type="application/json")
    client.post(LOGIN, FIELDS, headers={"X-Requested-With": "XMLHttpRequest"})
    client.get(HOME, headers={"Authorization": "Basic emhhbmc6WXVuc2hhbi0yMDI2LXNoYW4="})
    assert not is_in(client)


def test_no_address_leads_to_a_view_that_logs_in_by_password__when_resolved():
    """Wagtail's own views are shadowed, Django's admin and allauth's other views are not there."""
    assert reverse("wagtailadmin_login") == LOGIN == reverse("account_login")
    assert reverse("wagtailadmin_logout") == reverse("account_logout")
    for name in ("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset"):
        assert not resolve(reverse(name)).func.__module__.startswith("wagtail"), name
    assert "django.contrib.admin" not in project.INSTALLED_APPS
    assert not [app for app in project.INSTALLED_APPS if app.startswith("allauth.") and "social" in app]
    known = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    for name in ("account_signup", "account_email", "account_reset_password", "account_confirm_email", "mfa_trust"):
        assert name not in known


@pytest.mark.parametrize("path", ["", "done/", "confirm/MQ/set-password/", "complete/"])
def test_passwords_are_not_reset_by_mail__when_asked(client, home, mailoutbox, path):
    person()
    address = f"/admin/password_reset/{path}"
    assert client.get(address).status_code == 404
    assert client.post(address, {"email": "zhang@yunshan.gov.cn", "new_password1": PASSWORD}).status_code == 404
    assert mailoutbox == []


def test_code_completes_the_log_in__when_the_password_was_right(client, home, now):
    user = person(enrolled=True)
    assert type_password(client, follow=True).redirect_chain == [(CODE, 302)]
    assert not is_in(client)
    before = client.session.session_key
    response = client.post(CODE, {"code": code(user, now)})
    assert response.headers["Location"] == HOME
    assert is_in(client)
    assert client.session.session_key != before
    assert client.get(HOME).status_code == 200


def test_person_comes_back_to_the_page__when_a_code_was_needed(client, home, now):
    user = person(enrolled=True)
    wanted = f"/admin/pages/{home.pk}/edit/?tab=1"
    answer = client.get(wanted)
    assert answer.status_code == 302
    client.post(answer.headers["Location"], {"username": "zhang", "password": PASSWORD, "next": wanted})
    assert client.post(CODE, {"code": code(user, now)}).headers["Location"] == wanted


def test_foreign_address_is_not_followed__when_given_as_next(client, home, now):
    user = person(enrolled=True)
    client.post(LOGIN, {"username": "zhang", "password": PASSWORD, "next": "https://evil.example/"})
    assert client.post(CODE, {"code": code(user, now)}).headers["Location"] == HOME


def test_code_alone_opens_nothing__when_no_password_came_before(client, home, now):
    user = person(enrolled=True)
    assert client.post(CODE, {"code": code(user, now)}).headers["Location"] == LOGIN
    assert not is_in(client)


def test_disabled_account_stays_out__when_password_and_code_are_right(client, home, now):
    user = person(enrolled=True)
    type_password(client)
    user.is_active = False
    user.save()
    client.post(CODE, {"code": code(user, now)})
    assert not is_in(client)
    assert "用户名或密码不正确" in type_password(Client()).content.decode()


def test_disabled_account_is_out_at_once__when_it_was_in(client, home, now):
    user = person(enrolled=True)
    type_password(client)
    client.post(CODE, {"code": code(user, now)})
    user.is_active = False
    user.save()
    assert client.get(HOME).status_code == 302


def test_recovery_code_works_once__when_the_phone_is_lost(client, home):
    user = person(enrolled=True)
    first = recovery_codes(user)[0]
    type_password(client)
    client.post(CODE, {"code": first})
    assert client.get(HOME).status_code == 200
    again = Client()
    type_password(again)
    again.post(CODE, {"code": first})
    assert not is_in(again)


def test_session_without_second_factor_ends__when_it_was_made_some_other_way(client, home):
    user = person(enrolled=True)
    client.force_login(user)
    assert client.get(HOME).headers["Location"].startswith(LOGIN)
    assert not is_in(client)


def test_scripts_are_refused_and_not_redirected__when_the_session_does_not_pass(client, home):
    client.force_login(person(enrolled=True))
    assert client.get(HOME, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403
    assert not is_in(client)


def test_open_addresses_give_nothing_away__when_the_session_did_not_pass(client, home):
    """What the gate lets by must be nothing but these three."""
    assert {"account_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"} == OPEN


def test_log_out_works__when_asked_by_post(client, home, now):
    user = person(enrolled=True)
    type_password(client)
    client.post(CODE, {"code": code(user, now)})
    assert client.get("/admin/logout/").status_code == 200
    assert client.post("/admin/logout/").headers["Location"] == LOGIN
    assert not is_in(client)
