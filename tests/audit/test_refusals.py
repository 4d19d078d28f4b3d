"""A refusal is recorded, whatever becomes of the transaction in which it happened."""

import logging

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from audit.middleware import AuditMiddleware
from audit.models import AuditRecord
from audit.refusals import flush, recording, refused
from audit.services import record


class NotCleared(Exception):
    pass


def publish(cleared=False, title="通知"):
    with transaction.atomic():
        record("page.edit", title=title)
        if not cleared:
            refused("page.publish", "没有签发", target=("cms.articlepage", 3), title=title)
            raise NotCleared


def recorded():
    return list(AuditRecord.objects.order_by("seq").values_list("action", "result"))


@pytest.mark.django_db
def test_refusal_is_recorded_at_once__when_no_transaction_is_open():
    refused("page.publish", "没有签发")
    assert recorded() == [("page.publish", "refused")]
    assert AuditRecord.objects.get().details == {"reason": "没有签发"}


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("real", marks=pytest.mark.django_db(transaction=True)),
        pytest.param("test", marks=pytest.mark.django_db),
    ],
)
def test_refusal_waits__until_the_rollback_is_over(kind):
    with pytest.raises(NotCleared), recording():
        publish()
    assert recorded() == [("page.publish", "refused")]


@pytest.mark.django_db
def test_refusal_is_recorded__when_the_outer_block_catches_and_commits():
    with recording(), transaction.atomic():
        record("page.edit")
        with pytest.raises(NotCleared):
            publish()
        flush()
        assert recorded() == [("page.edit", "done")]
    assert recorded() == [("page.edit", "done"), ("page.publish", "refused")]


@pytest.mark.django_db
def test_refusal_is_recorded_first__when_plain_code_records_next():
    with pytest.raises(NotCleared):
        publish()
    record("page.view")
    assert recorded() == [("page.publish", "refused"), ("page.view", "done")]


@pytest.mark.django_db
def test_refusal_waits__when_the_next_record_is_in_a_transaction():
    with pytest.raises(NotCleared):
        publish()
    with transaction.atomic():
        record("page.view")
        assert recorded() == [("page.view", "done")]
    flush()
    assert recorded()[-1] == ("page.publish", "refused")


@pytest.mark.django_db
def test_decorator_records__when_a_command_fails():
    with pytest.raises(NotCleared):
        recording()(publish)()
    assert recorded() == [("page.publish", "refused")]


@pytest.mark.django_db
@pytest.mark.parametrize("error", [None, PermissionDenied, RuntimeError])
def test_request_ends_with_its_refusals_recorded__when_it_ends_in_whatever_way(error, wang):
    def view(request):
        with pytest.raises(NotCleared):
            publish()
        if error:
            raise error
        return HttpResponse()

    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")
    request.user = wang
    if error:
        with pytest.raises(error):
            AuditMiddleware(view)(request)
    else:
        AuditMiddleware(view)(request)
    written = AuditRecord.objects.get()
    assert (written.actor_name, written.ip, written.target_id) == ("wangwei", "192.0.2.7", "3")


@pytest.mark.django_db
def test_request_inside_a_request_writes_nothing__while_a_transaction_is_open(wang):
    request = RequestFactory().get("/")
    request.user = wang

    def inner(_request):
        with pytest.raises(NotCleared):
            publish()
        return HttpResponse()

    def outer(_request):
        with transaction.atomic():
            AuditMiddleware(inner)(request)
            assert recorded() == []
        return HttpResponse()

    AuditMiddleware(outer)(request)
    assert recorded() == [("page.publish", "refused")]


@pytest.mark.django_db
def test_answer_is_given_and_the_log_told__when_refusals_cannot_be_written(monkeypatch, caplog):
    def away(entry):
        raise DatabaseError("away")

    monkeypatch.setattr("audit.refusals.append", away)
    with caplog.at_level(logging.ERROR):
        refused("page.publish", "没有签发", target=("cms.articlepage", 3), title="张三")
    assert "page.publish cms.articlepage:3" in caplog.text
    assert "张三" not in caplog.text


@pytest.mark.django_db
def test_public_request_asks_for_no_session__when_nothing_is_recorded():
    request = RequestFactory().get("/")

    class Asked:
        def __get__(self, *_):
            raise AssertionError("the session was read")

    request.__class__ = type("Watched", (request.__class__,), {"user": Asked()})
    assert AuditMiddleware(lambda _request: HttpResponse())(request).status_code == 200
