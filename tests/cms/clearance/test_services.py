"""How clearances come to be, end, and what goes with them."""

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from cms.clearance import events
from cms.clearance.gate import let_down
from cms.clearance.refusal import NotCleared
from cms.clearance.services import is_cleared, require, void
from cms.models import ArticlePage, Clearance, PublicDigest, UploadedDocument
from cms.schedule import perform_due
from register.models import Entry, EntryFile
from tests.site import make_article, make_draft, publish, sign

from .scene import PDF

pytestmark = pytest.mark.django_db


def fresh(page):
    return ArticlePage.objects.get(pk=page.pk)


def test_clearance_says_who_signed_what_for_whom(home, monkeypatch):
    told = []
    monkeypatch.setattr(events, "note", lambda action, **facts: told.append((action, facts["actor"].username)))
    page = make_draft(title="通知")
    clearance = sign(page.save_revision(), secrecy={"level": "none"}, note="更正")
    assert (clearance.uid, clearance.page_id, clearance.organ_code) == (page.uid, page.pk, "yunshan")
    assert (clearance.signer_name, clearance.capacity, clearance.title) == ("签发人", "主任", "通知")
    assert [step["step"] for step in clearance.sheet] == ["first_review", "confidentiality", "sign_off"]
    assert told == [("clearance.grant", "test-signer")]
    assert is_cleared(fresh(page))
    assert require(fresh(page)) == clearance


def test_new_signature_ends_the_one_before__but_not_what_is_public(home):
    page = make_article()
    page.summary = "第二稿"
    second = sign(page.save_revision())
    page.summary = "第三稿"
    third = sign(page.save_revision())
    second.refresh_from_db()
    assert second.void_reason == "superseded"
    assert is_cleared(fresh(page))
    fresh(page).get_latest_revision().publish()
    assert Clearance.objects.filter(voided_at=None).get() == third
    assert PublicDigest.objects.get().digest == third.digest
    assert not PublicDigest.objects.get().passing


def test_revoked_signature_takes_the_entry_away_at_once(home):
    page = make_article()
    assert void(page.uid) == 1
    assert not Entry.objects.get(uid=page.uid).is_live
    with pytest.raises(NotCleared):
        fresh(page).save()
    let_down(fresh(page)).unpublish()
    assert not fresh(page).live


def test_approved_time_becomes_the_appointment__when_later_than_the_editors(home):
    now = timezone.now()
    page = make_draft()
    revision = page.save_revision()
    sign(revision, not_before=now + timedelta(hours=2))
    revision.refresh_from_db()
    revision.publish()
    assert perform_due(now + timedelta(hours=1)) == 0
    later = now + timedelta(hours=2)
    with patch("django.utils.timezone.now", return_value=later):
        assert perform_due(later) == 1
    assert fresh(page).live


def test_public_file_is_not_served__when_its_bytes_are_others(home, client, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    told = []
    monkeypatch.setattr(events, "refused", lambda action, reason, **kwargs: told.append(action))
    file = UploadedDocument.objects.create(title="附件", file=ContentFile(PDF, name="a.pdf"))
    publish(make_draft(body=[("attachment", {"document": file, "title": ""})]))
    assert EntryFile.objects.exists()
    assert client.get(file.public_url).status_code == 200
    Path(file.file.path).write_bytes(PDF + b"x")
    assert client.get(file.public_url).status_code == 404
    assert told == ["file.serve"]
    Path(file.file.path).write_bytes(PDF)
    assert client.get(file.public_url).status_code == 200


@pytest.mark.parametrize(
    ("summary", "note", "told"),
    [
        ("概述", "", ""),
        ("换了", "", "须填写更正说明"),
        ("换了", "上一次", "请写明本次"),
        ("换了", "更正概述", ""),
    ],
)
def test_change_of_what_is_public_says_so(home, client, summary, note, told):
    page = make_article(summary="概述")
    page.correction_note = "上一次"
    page = publish(page)
    page.summary, page.correction_note = summary, note or ("上一次" if summary == "概述" else "")
    problems = page.publication_problems()
    assert told in "；".join(problems)
    assert bool(told) == bool(problems)
    if told:
        return
    page = publish(page)
    entry = Entry.objects.get(uid=page.uid)
    assert entry.extra["correction_note"] == page.correction_note
    assert page.correction_note in client.get(entry.url).content.decode()


def test_draft_needs_no_note__before_it_was_ever_public(home):
    page = make_draft()
    page.summary = "改过"
    assert page.publication_problems() == []


def test_saving_costs_few_queries_more__and_reading_none(home, client, django_assert_max_num_queries):
    page = make_article()
    with django_assert_max_num_queries(70):  # of which twelve are clearance's
        fresh(page).save()
    with django_assert_max_num_queries(16):
        client.get(Entry.objects.get(uid=page.uid).url)
