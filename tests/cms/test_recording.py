import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.log_actions import log

from audit.models import AuditRecord
from tests.site import make_draft


@pytest.fixture
def editor(db):
    return get_user_model().objects.create_user("wang")


def last():
    return AuditRecord.objects.latest("seq")


def test_edit_is_recorded_with_its_difference__when_a_revision_is_saved(home, editor):
    page = make_draft(title="旧标题")
    page.save_revision(user=editor, log_action=True)
    page.title = "新标题"
    page.save_revision(user=editor, log_action=True)
    found = last()
    assert (found.action, found.actor_name, found.organ) == ("wagtail.edit", "wang", "yunshan")
    assert found.target_type == "cms.articlepage"
    assert found.target_id == str(page.pk)
    assert found.details["title"] == ["旧标题", "新标题"]
    assert "latest_revision" not in found.details


def test_first_revision_is_recorded_without_a_difference__when_there_is_none_before(home, editor):
    page = make_draft(title="旧标题")
    page.revisions.all().delete()
    page.save_revision(user=editor, log_action=True)
    assert (last().action, "title" in last().details) == ("wagtail.edit", False)


def test_nothing_is_recorded__when_what_was_done_is_rolled_back(home, editor):
    page = make_draft()
    before = AuditRecord.objects.count()
    with transaction.atomic():
        page.save_revision(user=editor, log_action=True)
        transaction.set_rollback(True)
    assert AuditRecord.objects.count() == before


def test_settings_and_people_are_recorded__when_wagtail_logs_them(home, editor):
    log(instance=editor, action="wagtail.edit", user=editor)
    assert last().target_type.endswith(".user")
