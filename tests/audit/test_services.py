"""What a record says of what was done."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.test import RequestFactory

from audit.models import AuditHead, AuditRecord
from audit.services import record
from audit.source import serving

pytestmark = pytest.mark.django_db


def test_record_continues_the_one_before__when_written():
    first, second = record("page.publish"), record("page.withdraw")
    assert [first.seq, second.seq] == [1, 2]
    assert (first.previous, second.previous) == ("", first.digest)
    assert first.digest != second.digest
    assert AuditHead.objects.get().seq == 2


def test_record_names_person_and_target__when_both_are_given(wang):
    made = record("page.publish", actor=wang, target=wang, organ="jiaoyu", at=datetime(2026, 1, 2, tzinfo=UTC))
    made.refresh_from_db()
    assert (made.actor_id, made.actor_name) == (wang.pk, "wangwei")
    assert (made.target_type, made.target_id, made.target_title) == ("auth.user", str(wang.pk), "wangwei")
    assert (made.organ, made.result, made.occurred_at.year) == ("jiaoyu", "done", 2026)


def test_record_keeps_the_name__when_its_person_is_deleted(wang):
    made = record("page.publish", actor=wang)
    User.objects.all().delete()
    made.refresh_from_db()
    assert made.actor_name == "wangwei"


def test_record_is_the_systems__when_there_is_no_request():
    made = record("page.expire", target=("cms.articlepage", 7), title="通知")
    assert (made.actor_id, made.actor_name, made.ip) == (None, "", "")
    assert (made.target_type, made.target_id, made.target_title) == ("cms.articlepage", "7", "通知")
    assert made.agent


def test_record_has_person_and_source_of_the_request__when_one_is_in_hand(wang):
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="u" * 300)
    request.user = wang
    with serving(request):
        made = record("page.publish")
    assert (made.actor_name, made.ip, made.agent) == ("wangwei", "192.0.2.7", "u" * 199 + "…")


def test_record_has_no_person__when_nobody_is_logged_in():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with serving(request):
        made = record("account.login", result=AuditRecord.Result.FAILED)
    assert (made.actor_id, made.actor_name, made.result) == (None, "", "failed")


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        (False, "198.51.100.9", "192.0.2.7"),
        (True, "203.0.113.5, 198.51.100.9", "198.51.100.9"),
        (True, "2001:db8::1", "2001:db8::1"),
        (True, "<script>", "192.0.2.7"),
        (True, "", "192.0.2.7"),
    ],
)
def test_address_is_the_proxys_word__when_it_is_trusted(settings, trusted, forwarded, expected):
    settings.TRUSTED_PROXIES = int(trusted)
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=forwarded)
    with serving(request):
        assert record("page.publish", actor=AnonymousUser()).ip == expected


def test_record_is_gone__when_its_transaction_is_rolled_back():
    with transaction.atomic():
        record("page.publish")
        transaction.set_rollback(True)
    assert record("page.withdraw").seq == 1


def test_record_is_written__when_everything_is_too_long_or_odd(wang):
    made = record(
        "x" * 100, target=("t" * 200, "i" * 200), title="标\0题" * 200, organ="o" * 99, details={"a\0": "\ud800" * 9}
    )
    made.refresh_from_db()
    assert len(made.target_title) == 255
    assert made.details == {"a␀": "?????????"}


def test_three_queries_are_enough__when_one_is_written(wang, django_assert_num_queries):
    record("page.publish")
    with django_assert_num_queries(3):
        record("page.publish", actor=wang)
