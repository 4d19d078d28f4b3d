from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from cms.models import ArticlePage
from cms.schedule import perform_due
from register.models import Entry
from tests.site import make_article, make_draft, publish, sign

pytestmark = pytest.mark.django_db


def test_page_is_public_from_its_time_on__when_scheduled(home):
    now = timezone.now()
    page = make_draft(go_live_at=now + timedelta(hours=1))
    publish(page)
    assert not Entry.objects.exists()
    assert perform_due(now + timedelta(minutes=59, seconds=59)) == 0
    due = now + timedelta(hours=1)
    with patch("django.utils.timezone.now", return_value=due):  # Wagtail asks the clock itself
        assert perform_due(due) == 1
    assert Entry.objects.get(uid=page.uid).is_live
    assert perform_due(timezone.now()) == 0


def test_entry_is_withdrawn_as_expired__when_time_is_over(home):
    now = timezone.now()
    page = make_article(expire_at=now + timedelta(seconds=30))
    assert perform_due(now + timedelta(seconds=29)) == 0
    assert perform_due(now + timedelta(seconds=30)) == 1
    entry = Entry.objects.get(uid=page.uid)
    assert (entry.reason, entry.is_live) == ("expired", False)
    assert ArticlePage.objects.get(pk=page.pk).expired


def test_others_are_published__when_one_cannot_be(home):
    past = timezone.now() - timedelta(seconds=5)
    refused = make_draft(title="不能发布")
    refused.disclosure_attribute = "on_request"
    good = make_draft(title="可以发布")
    unsigned = make_draft(title="没有签发")
    for page in (refused, good, unsigned):
        revision = page.save_revision()
        if page is not unsigned:
            sign(revision)
        revision.approved_go_live_at = past
        revision.save()
    assert perform_due(timezone.now()) == 3
    assert [entry.title for entry in Entry.objects.all()] == ["可以发布"]
    assert perform_due(timezone.now()) == 0
