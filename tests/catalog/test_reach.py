"""Organs learn what documents of others do to theirs: by mail, on the dashboard and in the audit log."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditRecord
from catalog.models import OfficialDocumentPage
from catalog.reach import REACHED, reached_lately
from cms.clearance.gate import let_down
from cms.models import Withdrawal
from cms.withdrawal import withdraw
from organs.models import Role
from outbox.handlers import handler_of
from outbox.models import OutboxRow
from register.models import Entry
from tests.site import make_document, make_draft, make_organ, make_person, publish, the_signer

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(home, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ours, theirs = make_organ("jiaoyuju", short_name="市教育局"), make_organ("minzhengju", name="云杉市民政局")
    liaison = make_person("liaison", (Role.LIAISON, ours), email="liaison@example.cn")
    make_person("stranger", (Role.LIAISON, theirs), email="stranger@example.cn")
    document = make_document(title="校车管理办法", organ=ours)
    return SimpleNamespace(ours=ours, theirs=theirs, liaison=liaison, document=document)


def relation(kind, document, **fields):
    value = {"kind": kind, "document": document, "title": "", "number": "", "url": "", "holds_from": None}
    return ("relation", value | fields)


def doing(world, kind="repeals", organ=None, **fields):
    """A public document, of another organ when none is named, that does `kind` to ours."""
    related = [relation(kind, world.document, **fields)]
    return make_document(title="关于废止部分文件的决定", organ=organ or world.theirs, relations=related)


def carry_out():
    """The mails of what waits, by receiver."""
    mail.outbox.clear()
    for row in OutboxRow.objects.filter(kind=REACHED, done_at=None).order_by("pk"):
        handler_of(REACHED).work(row)
        OutboxRow.objects.filter(pk=row.pk).update(done_at=timezone.now())
    return {message.to[0]: message for message in mail.outbox}


def records(action="document.reached"):
    return list(AuditRecord.objects.filter(action=action))


@pytest.mark.parametrize(("kind", "word"), [("repeals", "废止"), ("amends", "修改")])
def test_organ_is_told__when_another_repeals_or_amends_what_it_made(world, kind, word):
    doing(world, kind, holds_from=date(2030, 1, 2))
    told = carry_out()
    assert set(told) == {"liaison@example.cn"}
    message = told["liaison@example.cn"]
    assert message.subject == f"贵单位的文件被其他单位{word}：校车管理办法"
    assert f"云杉市民政局公布的《关于废止部分文件的决定》{word}了贵单位的《校车管理办法》" in message.body
    assert "自2030-01-02起" in message.body
    assert reverse("wagtailadmin_pages:edit", args=[world.document.pk]) in message.body
    (record,) = records()
    assert (record.organ, record.target_title) == ("jiaoyuju", "校车管理办法")
    assert record.details["by"] == "关于废止部分文件的决定"


def test_nobody_is_told__while_it_is_a_draft_or_when_it_is_the_organs_own(world):
    draft = make_draft(
        "zhengcewenjian", document=True, organ=world.theirs, relations=[relation("repeals", world.document)]
    )
    draft.save_revision()
    doing(world, organ=world.ours)
    doing(world, "based_on")
    assert not OutboxRow.objects.filter(kind=REACHED).exists()
    assert records() == []
    assert reached_lately(None) == []


def test_organ_is_told_once__when_the_document_is_saved_again(world):
    page = doing(world)
    publish(OfficialDocumentPage.objects.get(pk=page.pk))
    assert OutboxRow.objects.filter(kind=REACHED).count() == 1


def test_organ_is_told__when_it_is_undone(world):
    page = doing(world)
    carry_out()
    let_down(page).unpublish()
    (message,) = carry_out().values()
    assert message.subject == "对贵单位文件的废止已取消：校车管理办法"
    assert len(records("document.released")) == 1
    OfficialDocumentPage.objects.get(pk=page.pk).delete()
    assert len(records("document.released")) == 1


def test_organ_is_told_once__when_it_is_taken_down_with_a_reason(world):
    page = doing(world)
    carry_out()
    withdraw(page, the_signer(), Withdrawal.Reason.ERROR)
    (message,) = carry_out().values()
    assert message.subject == "对贵单位文件的废止已取消：校车管理办法"
    OfficialDocumentPage.objects.get(pk=page.pk).save()
    assert len(records("document.released")) == 1
    publish(OfficialDocumentPage.objects.get(pk=page.pk))
    assert len(records("document.reached")) == 2


def test_mail_says_nothing__when_it_was_undone_before_it_was_sent(world):
    page = doing(world)
    let_down(page).unpublish()
    (message,) = carry_out().values()
    assert "已取消" in message.subject


def test_dashboard_shows_it_to_the_organs_people_alone__for_thirty_days(world, client):
    page = doing(world, holds_from=date(2030, 1, 2))
    client.force_login(world.liaison)
    shown = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "被其他单位修改、废止的文件" in shown
    assert "关于废止部分文件的决定" in shown
    assert "自2030-01-02起" in shown
    (row,) = reached_lately([world.ours.pk])
    assert row.target_page == world.document.pk
    assert reached_lately([world.theirs.pk]) == []
    Entry.objects.filter(uid=page.uid).update(updated_at=timezone.now() - timedelta(days=31))
    assert reached_lately([world.ours.pk]) == []
    assert "被其他单位修改" not in client.get(reverse("wagtailadmin_home")).content.decode()
