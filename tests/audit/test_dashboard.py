"""Auditors are told how much there is to look at, and nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.dashboard import recent
from audit.models import AuditRecord
from audit.services import record
from organs.models import Role
from tests.site import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(db):
    """When it was written."""
    now = timezone.now()
    for result, days in (("refused", 1), ("refused", 6), ("failed", 2), ("done", 3), ("refused", 8), ("done", 9)):
        record("page.publish", result=result, at=now - timedelta(days=days))
    record("page.publish", at=now + timedelta(days=1))
    return now


def test_recent_counts_seven_days__when_some_are_older_or_later(log):
    assert AuditRecord.objects.filter(occurred_at__gt=log).count() == 1
    assert recent(log) == {"all": 4, "refused": 2, "failed": 1}


def test_auditor_sees_how_many_were_refused__and_the_way_there(client, home, log):
    client.force_login(make_person("auditor", (Role.AUDITOR, None)))
    panel = client.get(reverse("wagtailadmin_home")).content.decode().split("审计记录</h2>")[1].split("</section>")[0]
    assert panel.index("被拒绝的操作") < panel.index("2条") < panel.index("失败的操作") < panel.index("1条")
    assert "result=refused" in panel
    address = panel.split('href="')[1].split('"')[0].replace("&amp;", "&")
    assert {row.result for row, _action, _kind in client.get(address).context["rows"]} == {"refused"}


@pytest.mark.parametrize("role", [Role.SECURITY, Role.SYSTEM])
def test_others_see_nothing_of_the_log__when_they_are_no_auditors(client, home, log, role):
    client.force_login(make_person("other", (role, None), is_superuser=role == Role.SYSTEM))
    assert "审计记录</h2>" not in client.get(reverse("wagtailadmin_home")).content.decode()
