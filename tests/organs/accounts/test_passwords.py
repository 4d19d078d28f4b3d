from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import get_default_password_validators, validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from organs.accounts.models import WornPassword
from organs.accounts.passwords import KEPT, classes, is_due, remember

from .people import HOME, PASSWORD, person, type_password

pytestmark = pytest.mark.django_db

CHANGE = "/admin/password/"
WORDS = [f"Mima-de-di-{number}-ge" for number in "123456789"]


@pytest.mark.parametrize(
    ("password", "number"),
    [
        ("abc", 1),
        ("Abc", 2),
        ("Abc1", 3),
        ("Abc1!", 4),
        ("密码abc", 2),
        ("密码Abc1", 4),
        ("", 0),
        (" a", 2),
        ("１２a", 2),
    ],
)
def test_kinds_of_characters_are_counted__when_a_password_is_judged(password, number):
    assert classes(password) == number


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("Ab1-5678", "10"),
        ("abcdefghijkl", "至少3种"),
        ("abcdefgh1234", "至少3种"),
        ("20261126202611", "数字"),
        ("Password123", "常见"),
        ("Zhangsanfeng1", "相似"),
    ],
)
def test_password_is_refused_in_chinese__when_it_is_weak(password, word):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, person("zhangsanfeng"))
    assert word in "".join(refused.value.messages)


def test_every_rule_is_told_in_chinese__when_a_password_is_asked_for():
    for validator in get_default_password_validators():
        assert any("\u4e00" <= char <= "\u9fff" for char in validator.get_help_text()), validator


def test_last_passwords_are_refused__when_worn_again():
    user = person()
    for word in WORDS[:KEPT]:
        validate_password(word, user)
        user.set_password(word)
        user.save()
    for word in WORDS[:KEPT]:
        with pytest.raises(ValidationError, match="最近用过"):
            validate_password(word, user)
    validate_password(PASSWORD, user)  # six back
    assert WornPassword.objects.filter(user=user).count() == KEPT


def test_present_password_is_refused__when_it_was_never_remembered():
    user = person()
    with pytest.raises(ValidationError, match="最近用过"):
        validate_password(PASSWORD, user)


def test_first_password_is_refused_later__when_the_command_line_set_it(client, home):
    """`createsuperuser` tells no validator; the log-in sees it."""
    user = person()
    type_password(client)
    user.set_password(WORDS[0])
    user.save()
    with pytest.raises(ValidationError, match="最近用过"):
        validate_password(PASSWORD, user)


def test_no_password_is_kept_readable__when_remembered():
    remember(person())
    assert PASSWORD not in str(list(WornPassword.objects.values()))


@pytest.mark.parametrize(("days", "limit", "due"), [(89, 90, False), (90, 90, True), (9000, 0, False)])
def test_password_is_due__when_it_is_old(settings, days, limit, due):
    settings.PASSWORD_MAX_AGE_DAYS = limit
    user = person()
    assert is_due(user, timezone.now() + timedelta(days=days)) is due


def test_age_counts_from_the_account__when_no_password_was_remembered(settings):
    user = person()
    assert not is_due(user, timezone.now())
    assert is_due(user, timezone.now() + timedelta(days=91))


def test_nothing_else_opens__when_the_password_is_due(client, home):
    user = person()
    remember(user, timezone.now() - timedelta(days=91))
    type_password(client)
    for address in (HOME, "/admin/pages/", f"/admin/users/{user.pk}/"):
        assert client.get(address).headers["Location"] == CHANGE
    assert "须先更换才能继续" in client.get(CHANGE).content.decode()
    new = {"oldpassword": PASSWORD, "password1": WORDS[0], "password2": WORDS[0]}
    assert client.post(CHANGE, new).headers["Location"] == HOME
    assert client.get(HOME).status_code == 200


def test_due_password_cannot_be_changed_into_itself(client, home):
    remember(person(), timezone.now() - timedelta(days=91))
    type_password(client)
    answer = client.post(CHANGE, {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD})
    assert "最近用过" in answer.content.decode()
    assert client.get(HOME).headers["Location"] == CHANGE


def test_wrong_old_password_changes_nothing_and_counts__when_typed(client, home):
    person()
    type_password(client)
    for _turn in range(5):
        answer = client.post(CHANGE, {"oldpassword": "wrong", "password1": WORDS[0], "password2": WORDS[0]})
        assert "当前密码不正确" in answer.content.decode()
    client.post(CHANGE, {"oldpassword": PASSWORD, "password1": WORDS[0], "password2": WORDS[0]})
    assert User.objects.get().check_password(PASSWORD)


def test_given_password_is_good_for_one_log_in__when_an_administrator_typed_it(client, home):
    admin = person()
    client.force_login(admin)
    given = {
        "username": "li",
        "email": "li@yunshan.gov.cn",
        "first_name": "李",
        "last_name": "某",
        "is_active": "on",
        "is_superuser": "on",
    }
    answer = client.post("/admin/users/new/", {**given, "password1": WORDS[0], "password2": WORDS[0]})
    assert answer.status_code == 302
    type_password(client_of_li := type(client)(), "li", WORDS[0])
    assert client_of_li.get(HOME).headers["Location"] == CHANGE
    li = User.objects.get(username="li")
    client_of_li.post(CHANGE, {"oldpassword": WORDS[0], "password1": WORDS[1], "password2": WORDS[1]})
    assert not is_due(li)
    client.post(f"/admin/users/edit/{li.pk}/", {**given, "password1": WORDS[2], "password2": WORDS[2]})
    assert is_due(li)


def test_account_settings_offer_no_second_way_to_the_password(client, home):
    client.force_login(person())
    html = client.get("/admin/account/").content.decode()
    assert "old_password" not in html
    assert CHANGE in html
    assert "两步验证" in html
