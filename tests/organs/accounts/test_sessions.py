"""Sessions end when nobody works, at the latest after eight hours, and nobody loses what they wrote."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organs.accounts import factors, gate

from .people import HOME, LOGIN, PASSWORD, is_in, person, type_password

pytestmark = pytest.mark.django_db

STATE = "/admin/login/session/"
PING = "/admin/editing-sessions/ping/cms/homepage/1/1/"


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def at_work(client, home, clock):
    person()
    type_password(client)
    return client


def test_session_ends__when_nothing_happens_for_half_an_hour(at_work, clock):
    clock.shift(timedelta(minutes=29))
    assert at_work.get(HOME).status_code == 200
    clock.shift(timedelta(minutes=29))
    assert at_work.get(HOME).status_code == 200
    clock.shift(timedelta(minutes=31))
    answer = at_work.get("/admin/pages/?p=2")
    assert answer.headers["Location"] == f"{LOGIN}?next=/admin/pages/%3Fp%3D2"
    assert not is_in(at_work)
    assert "登录已超时" in at_work.get(answer.headers["Location"]).content.decode()


def test_session_ends__when_eight_hours_have_passed_at_work(at_work, clock):
    for _turn in range(23):
        clock.shift(timedelta(minutes=20))
        assert at_work.get(HOME).status_code == 200
    clock.shift(timedelta(minutes=21))
    assert at_work.get(HOME).status_code == 302


@pytest.mark.parametrize("poll", [lambda client: client.post(PING), lambda client: client.get(STATE)])
def test_session_ends_all_the_same__when_a_page_only_polls(at_work, clock, poll):
    for _turn in range(3):
        clock.shift(timedelta(minutes=9))
        poll(at_work)
    clock.shift(timedelta(minutes=4))
    assert at_work.get(HOME).status_code == 302


def test_session_goes_on__when_somebody_types(at_work, clock):
    """The script of the editor says so by POST while keys are pressed."""
    for _turn in range(3):
        clock.shift(timedelta(minutes=25))
        assert at_work.post(STATE).json()["left"] == 1800
    assert at_work.get(HOME).status_code == 200


def test_script_learns_that_it_is_over__when_it_asks(at_work, clock):
    clock.shift(timedelta(minutes=31))
    assert at_work.get(STATE, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403
    assert at_work.get(STATE).status_code == 401


def test_form_can_be_sent_after_a_new_log_in__when_it_takes_the_new_token(home, clock):
    """The page was opened before; the log-in happened in another tab, which changes cookies, not pages."""
    person()
    client = Client(enforce_csrf_checks=True)

    def log_in():
        client.get(LOGIN)
        token = client.cookies["csrftoken"].value
        client.post(LOGIN, {"username": "zhang", "password": PASSWORD, "csrfmiddlewaretoken": token})

    log_in()
    old = client.get(STATE).json()["token"]
    clock.shift(timedelta(minutes=31))
    client.get(HOME)
    log_in()
    assert client.post(STATE, headers={"X-CSRFToken": old}).status_code == 403
    assert client.post(STATE, headers={"X-CSRFToken": client.get(STATE).json()["token"]}).status_code == 200


def test_session_gets_another_key__when_somebody_logs_in(client, home):
    person()
    session = client.session
    session["kept"] = "x"
    session.save()
    client.cookies["sessionid"] = session.session_key
    type_password(client)
    assert client.session.session_key != session.session_key


def test_other_sessions_end__when_the_password_is_changed(at_work, home):
    other = Client()
    type_password(other)
    new = {"oldpassword": PASSWORD, "password1": "Xin-mima-20261", "password2": "Xin-mima-20261"}
    assert at_work.post("/admin/password/", new).status_code == 302
    assert at_work.get(HOME).status_code == 200
    assert other.get(HOME).status_code == 302


def test_cookie_ends_with_the_browser__when_somebody_logs_in(at_work):
    assert at_work.cookies["sessionid"]["max-age"] == ""
    assert at_work.cookies["sessionid"]["path"] == "/admin/"
    assert at_work.cookies["sessionid"]["httponly"]


@pytest.mark.parametrize("required", [True, False])
def test_gate_costs_one_query_at_most__when_pages_are_asked_for(at_work, settings, required, monkeypatch):
    settings.SECOND_FACTOR_REQUIRED = required
    Authenticator.objects.create(pk=1, user=User.objects.get(), type="totp", data={"secret": ""})
    monkeypatch.setattr(factors, "get_authentication_records", lambda *given: [{"method": "mfa", "id": 1}])
    at_work.get(HOME)

    def count():
        with CaptureQueriesContext(connection) as found:
            assert at_work.get("/admin/pages/").status_code == 200
        return len(found)

    with_gate = count()
    monkeypatch.setattr(gate, "judged", lambda *given: None)
    assert with_gate - count() == int(required)
