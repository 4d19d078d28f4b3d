"""`verify_clearance` takes nothing on trust."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from audit.retention import purge
from cms.clearance import triggers
from cms.clearance.digest import content_digest
from cms.clearance.verification import verify
from cms.models import ArticlePage, Clearance, PublicDigest
from cms.withdrawal import withdraw
from organs.models import Membership
from register.models import Entry
from tests.site import make_article, make_document, make_draft, make_site, the_signer, unguarded

from .scene import build


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def told():
    return [finding.problem for finding in verify()]


def run(*arguments):
    out = io.StringIO()
    try:
        call_command("verify_clearance", *arguments, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


@pytest.mark.django_db
def test_nothing_is_told__when_all_is_as_it_was_signed():
    build()
    assert run() == (0, "已核对 4 件已公开信息，发现 0 个问题。\n")


@pytest.mark.django_db
def test_lines_are_json__when_asked_for(home):
    make_article(title="公开")
    with unguarded():
        ArticlePage.objects.update(summary="换了")
    code, text = run("--format", "json")
    assert code == 1
    *findings, summary = [json.loads(line) for line in text.splitlines()]
    assert {finding["problem"] for finding in findings} == {"内容或附件与公开登记不一致", "内容与签发的不一致"}
    assert summary == {"checked": 1, "problems": 2}


@pytest.mark.django_db
def test_page_is_told__when_it_was_made_live_by_sql(home):
    make_draft(title="没有审过")
    with unguarded():
        ArticlePage.objects.update(live=True)
    assert told() == ["已公开，没有公开登记", "已公开，没有有效的签发"]


@pytest.mark.django_db
def test_page_is_told__when_rows_were_forged_without_a_signer(home):
    make_article()
    with unguarded():
        Membership.objects.all().delete()
    assert told() == ["签发人签发时没有签发职务"]


@pytest.mark.django_db
def test_page_is_told__when_its_signature_was_written_by_hand(home):
    page = make_draft(title="没有审过")
    page.save_revision()
    digest = content_digest(page)
    with unguarded():
        Clearance.objects.create(
            uid=page.uid, page_id=page.pk, digest=digest, title=page.title, organ_code=page.organ.code,
            lane="ordinary", signer=the_signer(), signer_name="签发人", capacity="主任", signed_at=timezone.now(),
        )  # fmt: skip
        PublicDigest.objects.create(page_id=page.pk, digest=digest)
        ArticlePage.objects.update(live=True)
    assert told() == ["审计日志中没有这次签发"]


@pytest.mark.django_db
def test_page_is_told__when_an_ended_signature_was_revived(home):
    page = make_article()
    digest = content_digest(page)
    withdraw(page, the_signer(), "outdated")
    with unguarded():
        Clearance.objects.update(voided_at=None, void_reason="")
        PublicDigest.objects.create(page_id=page.pk, digest=digest)
        ArticlePage.objects.update(live=True)
    assert told() == ["审计日志中这次签发已经失效"]


@pytest.mark.django_db
def test_old_signature_is_no_matter__when_retention_removed_what_the_log_told_of_it(settings):
    with time_machine.travel(timezone.now() - timedelta(days=400), tick=True):
        make_site()
        make_article()
    settings.AUDIT_RETENTION_DAYS = 200
    assert purge(timezone.now()) > 0
    assert told() == []


@pytest.mark.django_db
def test_page_is_told__when_its_clearance_was_voided(home):
    page = make_document()
    Clearance.objects.filter(uid=page.uid).update(voided_at=timezone.now(), void_reason="revoked")
    assert told() == ["已公开，没有有效的签发"]


@pytest.mark.django_db
def test_file_and_page_are_told__when_bytes_were_replaced():
    scene = build()
    Path(scene.files["shown"].file.path).write_bytes(b"%PDF-1.4 other")
    assert told() == ["内容或附件与公开登记不一致", "内容与签发的不一致", "文件缺失，或者内容与上传时不一致"]


@pytest.mark.django_db
def test_leftovers_are_told__when_pages_went_behind_the_register(home):
    page = make_article()
    with unguarded():
        ArticlePage.objects.filter(pk=page.pk).update(live=False)
    assert told() == ["公开登记没有对应的已公开页面", "页面没有公开，公开登记仍在"]
    PublicDigest.objects.all().delete()
    Entry.objects.all().update(withdrawn_at=timezone.now())
    assert told() == []


@pytest.mark.django_db
def test_trigger_is_told__when_dropped_replaced_or_added(home):
    guard = next(guard for guard in triggers.guards() if guard.name == "live")
    connection.check_constraints()
    with connection.cursor() as cursor:
        triggers.drop(cursor, connection, guard.full_name)
    assert told() == ["数据库触发器缺失"]
    weaker = triggers.Guard("live", guard.table, "UPDATE", "NEW.live AND NEW.id = 0", "live", columns=guard.columns)
    with connection.cursor() as cursor:
        for statement in weaker.postgres() if connection.vendor == "postgresql" else [weaker.sqlite()]:
            cursor.execute(statement)
    assert told() == ["数据库触发器被改动"]
    triggers.install(connection)
    assert told() == []


@pytest.mark.django_db
def test_every_type_has_its_trigger__as_soon_as_it_is_a_type():
    names = {guard.name for guard in triggers.guards()}
    assert {f"of_{triggers.table(model)}" for model in triggers.publication_types()} <= names
    assert triggers.differences(connection) == {}
