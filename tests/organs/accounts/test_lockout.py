"""Guessing is stopped, and nobody can stop others by guessing."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from audit.models import AuditRecord
from organs.accounts.lockout import client_address
from tests.site import ensure_roots, make_site

from .people import CODE, LOGIN, PASSWORD, code, is_in, person, recovery_codes, type_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict")]

WRONG = "wrong-guess"


def try_from(address, name="zhang", password=WRONG, times=1):
    """The last answer to so many log-ins from there."""
    for _turn in range(times):
        client = Client(REMOTE_ADDR=address)
        answer = type_password(client, name, password)
    return client, answer


def password_was_taken(answer):
    return answer.status_code == 302 and answer.headers["Location"] == CODE


def test_right_password_is_refused__when_five_were_wrong(client, home):
    person(enrolled=True)
    try_from("10.0.0.1", times=4)
    assert password_was_taken(try_from("10.0.0.1", password=PASSWORD)[1])
    try_from("10.0.0.1", times=1)
    client, answer = try_from("10.0.0.1", password=PASSWORD)
    assert not password_was_taken(answer)
    assert not is_in(client)


def test_lock_ends_after_its_time__when_nothing_more_is_tried(home):
    person(enrolled=True)
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        try_from("10.0.0.1", times=5)
    with time_machine.travel(start + timedelta(minutes=14), tick=False):
        assert not password_was_taken(try_from("10.0.0.1", password=PASSWORD)[1])  # and does not make it longer
    with time_machine.travel(start + timedelta(minutes=16), tick=False):
        assert password_was_taken(try_from("10.0.0.1", password=PASSWORD)[1])


def test_same_words_are_said__when_locked_unknown_disabled_or_wrong(home):
    person(enrolled=True)
    person("li")
    User.objects.filter(username="li").update(is_active=False)
    wrong = try_from("10.0.0.1")[1]
    unknown = try_from("10.0.0.1", name="nobody")[1]
    disabled = try_from("10.0.0.1", name="li", password=PASSWORD)[1]
    locked = try_from("10.0.0.1", times=6)[1]
    locked_unknown = try_from("10.0.0.1", name="nobody", times=6)[1]
    answers = [wrong, unknown, disabled, locked, locked_unknown]
    assert {answer.status_code for answer in answers} == {200}

    def said(answer):
        html = answer.content.decode()
        html = re.sub(r"csrfmiddlewaretoken\" value=\"\w+|CSRF_TOKEN\": \"\w+", "", html)
        return re.sub(r"value=\"(zhang|nobody|li)\"", "", html)

    assert len({said(answer) for answer in answers}) == 1
    assert "用户名或密码不正确" in said(locked)


@pytest.mark.parametrize("name", ["zhang", "nobody"])
def test_password_is_hashed_once__when_the_account_exists_or_not(home, monkeypatch, name):
    """What takes time is done for both, so that time tells nothing."""
    person()
    calls = []
    encode = MD5PasswordHasher.encode

    def counted(*given):
        calls.append(given)
        return encode(*given)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    try_from("10.0.0.1", name=name)
    assert len(calls) == 1


def test_others_are_not_locked_out__when_one_guesses_from_their_office(home):
    """Twenty failures from one address close it to names that never came from there, and to no others."""
    user = person(enrolled=True)
    person("wang", enrolled=True)
    client, _answer = try_from("10.0.0.1", password=PASSWORD)
    client.post(CODE, {"code": recovery_codes(user)[0]})
    assert is_in(client)
    for number in range(20):
        try_from("10.0.0.1", name=f"guess{number}")
    assert password_was_taken(try_from("10.0.0.1", password=PASSWORD)[1])
    assert not password_was_taken(try_from("10.0.0.1", name="wang", password=PASSWORD)[1])
    assert password_was_taken(try_from("10.0.0.2", name="wang", password=PASSWORD)[1])


def test_owner_is_not_locked_out__when_many_addresses_guess(home):
    user = person(enrolled=True)
    client, _answer = try_from("10.0.0.1", password=PASSWORD)
    client.post(CODE, {"code": recovery_codes(user)[0]})
    for number in range(4):
        try_from(f"10.9.0.{number}", times=5)
    assert not password_was_taken(try_from("10.9.1.1", password=PASSWORD)[1])
    assert password_was_taken(try_from("10.0.0.1", password=PASSWORD)[1])


def test_wrong_codes_count__when_the_password_was_right(home, now):
    user = person(enrolled=True)
    client, _answer = try_from("10.0.0.1", password=PASSWORD)
    for _turn in range(5):
        assert "验证码不正确" in client.post(CODE, {"code": "000000"}).content.decode()
    assert "连续输错次数过多" in client.post(CODE, {"code": code(user, now)}).content.decode()
    assert not is_in(client)
    assert not password_was_taken(try_from("10.0.0.1", password=PASSWORD)[1])


def test_right_password_does_not_set_the_count_back__when_no_code_follows(home, now):
    """Else whoever knows a password could guess codes for ever, four at a time."""
    person(enrolled=True)
    client, _answer = try_from("10.0.0.1", password=PASSWORD)
    for _turn in range(4):
        client.post(CODE, {"code": "000000"})
    client, answer = try_from("10.0.0.1", password=PASSWORD)
    assert password_was_taken(answer)
    client.post(CODE, {"code": "000000"})
    assert not password_was_taken(try_from("10.0.0.1", password=PASSWORD)[1])


def test_count_is_set_back__when_the_log_in_was_complete(home, now):
    user = person(enrolled=True)
    try_from("10.0.0.1", times=4)
    client, _answer = try_from("10.0.0.1", password=PASSWORD)
    client.post(CODE, {"code": code(user, now)})
    assert not AccessAttempt.objects.exists()
    assert AccessLog.objects.count() == 1


def test_browser_makes_no_difference__when_it_changes(home):
    person(enrolled=True)
    for number in range(5):
        Client(REMOTE_ADDR="10.0.0.1", headers={"user-agent": f"b{number}"}).post(
            LOGIN, {"username": "zhang", "password": WRONG}
        )
    assert not password_was_taken(try_from("10.0.0.1", password=PASSWORD)[1])


def test_nothing_secret_is_kept__when_attempts_are_counted(home, now):
    person(enrolled=True)
    try_from("10.0.0.1", password="Geheim-geraten-1")
    client, _answer = try_from("10.0.0.1", password=PASSWORD)
    client.post(CODE, {"code": "987654"})
    kept = str(list(AccessAttempt.objects.values()))
    for secret in ("Geheim-geraten-1", PASSWORD, "987654"):
        assert secret not in kept


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "6.6.6.6", "6.6.6.6"),
        (1, "1.1.1.1, 6.6.6.6", "6.6.6.6"),
        (2, "1.1.1.1, 6.6.6.6, 10.0.0.9", "6.6.6.6"),
        (2, "6.6.6.6", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "<script>", "10.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_address_is_what_our_proxies_say__when_there_are_some(settings, proxies, forwarded, found):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": forwarded})
    assert client_address(request) == found


def test_attempt_while_locked_is_on_record_once__when_nothing_was_tried(home):
    person(enrolled=True)
    try_from("10.0.0.1", times=5)
    before = AuditRecord.objects.count()
    try_from("10.0.0.1")
    assert [one.action for one in AuditRecord.objects.order_by("seq")[before:]] == ["account.lock"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one transaction waits for the other anyway")
@pytest.mark.django_db(transaction=True)
def test_no_sixth_guess_is_tried__when_many_come_at_once(monkeypatch):
    ensure_roots()
    make_site()
    person(enrolled=True)
    tried = []

    def slowly(user, password):
        tried.append(password)
        time.sleep(0.2)  # as the work of a real hash: all of them have asked by then whether they are locked
        return False

    def guess(number):
        try:
            try_from("10.0.0.1", password=f"{WRONG}{number}")
        finally:
            connection.close()

    monkeypatch.setattr(User, "check_password", slowly)
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(guess, range(12)))
    assert len(tried) == 5
    assert sum(AccessAttempt.objects.values_list("failures_since_start", flat=True)) == 5
