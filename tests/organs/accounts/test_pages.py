"""Every page of logging in says what it has to say in Chinese, and looks like the login page."""

import re

import pytest
from django.urls import reverse

from .people import CODE, HOME, LOGIN, PASSWORD, code, person, type_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict", "commits")]

ENGLISH = re.compile(r"[A-Za-z]{2,}")
KNOWN = re.compile(r"TOTP|JavaScript|zhang")


def words(html):
    """What a reader sees of the page or hears of it: its texts, title and labels."""
    html = re.sub(r"(?s)<(script|style|svg|code)\b.*?</\1>|<!--.*?-->", "", html)
    labels = re.findall(r'(?:placeholder|aria-label|alt|title)="([^"]*)"', html)
    return [text.strip() for text in re.split(r"<[^>]*>", html) + labels if text.strip()]


def assert_chinese(answer):
    assert answer.status_code == 200, answer.headers
    html = answer.content.decode()
    assert [text for text in words(html) if ENGLISH.search(KNOWN.sub("", text))] == []
    assert 'class="login' in html
    assert "cms/emblem.svg" in html


def test_login_is_chinese__when_asked_empty_or_wrong(client, home):
    person()
    assert_chinese(client.get(LOGIN))
    assert_chinese(client.post(LOGIN, {}))
    assert_chinese(type_password(client, password="wrong"))


def test_second_step_is_chinese__when_asked_empty_or_wrong(client, home):
    person(enrolled=True)
    type_password(client)
    assert_chinese(client.get(CODE))
    assert_chinese(client.post(CODE, {"code": ""}))
    assert_chinese(client.post(CODE, {"code": "000000"}))
    assert "使用通行密钥" not in client.get(CODE).content.decode()


def test_way_back_is_shown__when_nobody_has_to_enrol(client, home, settings):
    person()
    type_password(client)
    html = client.get(reverse("mfa_index")).content.decode()
    assert "完成之前不能进行其他操作" in html
    assert "返回工作台" not in html
    settings.SECOND_FACTOR_REQUIRED = False
    html = client.get(reverse("mfa_index")).content.decode()
    assert "完成之前不能进行其他操作" not in html
    assert "返回工作台" in html


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_logout"])
def test_page_is_chinese__when_nothing_is_enrolled(client, home, name):
    person()
    type_password(client)
    assert_chinese(client.get(reverse(name)))
    if name in {"mfa_activate_totp", "mfa_add_webauthn"}:
        assert_chinese(client.post(reverse(name), {"code": "1", "credential": "{}"}))


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "account_change_password",
        "account_reauthenticate",
        "mfa_reauthenticate",
    ],
)
def test_page_is_chinese__when_an_app_is_enrolled(client, home, now, name):
    user = person(enrolled=True)
    type_password(client)
    client.post(CODE, {"code": code(user, now)})
    assert_chinese(client.get(reverse(name)))


def test_password_form_is_chinese__when_everything_is_wrong(client, home, now):
    user = person(enrolled=True)
    type_password(client)
    client.post(CODE, {"code": code(user, now)})
    assert_chinese(client.post("/admin/password/", {}))
    assert_chinese(client.post("/admin/password/", {"oldpassword": "x", "password1": "abc", "password2": "abd"}))
    weak = {"oldpassword": PASSWORD, "password1": "abc", "password2": "abc"}
    assert_chinese(client.post("/admin/password/", weak))


def test_account_of_somebody_is_chinese__when_an_administrator_looks(client, home, now):
    me, user = person(enrolled=True), person("li", enrolled=True)
    type_password(client)
    client.post(CODE, {"code": code(me, now)})
    html = client.get(f"/admin/accounts/{user.pk}/").content.decode()
    shown = html[html.index("<h1>") :]
    shown = shown[: shown.index("</main>")]
    assert "身份验证器" in shown
    assert [text for text in words(shown) if ENGLISH.search(text.replace("li", ""))] == []
    assert client.get(HOME).status_code == 200
