import pytest

from cms.models import CheckResult
from cms.review import engine as engines
from cms.review.check_job import KIND
from outbox.handlers import handler_of
from outbox.models import OutboxRow
from tests.cms.review.engine import FakeEngine
from tests.cms.review.people import at_secrecy, make_people

pytestmark = pytest.mark.django_db


def test_text_is_inspected_ahead__when_it_is_sent(home, monkeypatch):
    monkeypatch.setattr(engines, "installed", FakeEngine)
    page = at_secrecy(make_people())
    row = OutboxRow.objects.get(kind=KIND)
    assert row.payload == {"revision": page.latest_revision_id}
    handler_of(KIND).work(row)
    assert CheckResult.objects.count() == 1


def test_job_ends__when_the_revision_is_gone(home):
    handler_of(KIND).work(OutboxRow(kind=KIND, payload={"revision": 0}))
    assert not CheckResult.objects.exists()
