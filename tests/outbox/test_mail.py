from email.mime.text import MIMEText

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.db import transaction
from pytest_django.fixtures import Settings

from outbox import housekeeping
from outbox.mail import packed, unpacked
from outbox.models import OutboxRow
from outbox.worker import work_once
from tests.outbox.factories import OutboxRowFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def through_the_outbox(settings: Settings) -> None:
    # Django's test runner replaces the backend; here it is the one under test.
    settings.EMAIL_BACKEND = "outbox.mail.OutboxEmailBackend"
    mail.outbox = []


def test_mail_is_a_row_first_and_is_sent_by_the_worker() -> None:
    assert send_mail("待审核", "有一篇稿件等待您审核。", "gongkai@yunshan.example", ["checker@yunshan.example"]) == 1
    assert (OutboxRow.objects.pending().count(), mail.outbox) == (1, [])
    work_once()
    (sent,) = mail.outbox
    assert (sent.subject, sent.body, sent.to) == ("待审核", "有一篇稿件等待您审核。", ["checker@yunshan.example"])
    assert sent.extra_headers["Message-ID"].endswith("@yunshan.example>")
    assert not OutboxRow.objects.pending().exists()


def test_no_mail_is_sent__when_the_transaction_is_rolled_back() -> None:
    with transaction.atomic():
        send_mail("x", "y", None, ["a@yunshan.example"])
        transaction.set_rollback(True)
    work_once()
    assert mail.outbox == []


def test_mail_without_recipient_is_not_written() -> None:
    assert get_connection().send_messages([EmailMultiAlternatives("x", "y")]) == 0
    assert not OutboxRow.objects.exists()


def test_message_comes_out_as_it_went_in() -> None:
    message = EmailMultiAlternatives("主题", "正文", "a@b.cn", ["c@d.cn"], headers={"X-Kind": "notice"})
    message.bcc, message.cc, message.reply_to = ["e@f.cn"], ["g@h.cn"], ["i@j.cn"]
    message.attach_alternative("<p>正文</p>", "text/html")
    message.attach("附件.txt", "内容", "text/plain")
    message.attach("x.bin", b"\x00\xff", "application/octet-stream")
    message.attach(MIMEText("legacy"))
    before, after = message, unpacked(packed(message))
    for part in ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to"):
        assert getattr(after, part) == getattr(before, part)
    assert after.extra_headers["X-Kind"] == "notice"
    assert [(part[0], part[1]) for part in after.alternatives] == [("<p>正文</p>", "text/html")]
    assert [(part[0], part[1]) for part in after.attachments[:2]] == [("附件.txt", "内容"), ("x.bin", b"\x00\xff")]
    assert len(after.attachments) == 3


def test_mail_is_dead_and_told__when_its_payload_is_broken() -> None:
    row = OutboxRowFactory.create(kind="mail", attempts=7)
    work_once()
    row.refresh_from_db()
    assert row.dead_at
    assert "KeyError" in row.last_error


def test_done_mail_is_forgotten_after_a_week() -> None:
    from django.utils import timezone

    OutboxRowFactory.create(done=True)
    assert housekeeping.tidy(timezone.now()) == 1
