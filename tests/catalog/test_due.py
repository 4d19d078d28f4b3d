"""Article 26: twenty working days from 形成或者变更, in the editor, the register and the report."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from catalog import due
from catalog.admin.due_panel import due_words
from catalog.models import OfficialDocumentPage
from catalog.recounting import recount
from cms.models import HomePage
from outbox.handlers import handler_of
from outbox.models import OutboxRow
from register.models import Change, Entry
from tests.site import make_document, make_draft
from tests.workdays.conftest import DAYS, HEAD, as_csv
from workdays.files import read_notices
from workdays.importing import import_notices
from workdays.services import load_calendar

pytestmark = pytest.mark.django_db
LATER = datetime(2027, 1, 20, 2, tzinfo=UTC)


def test_due_date_counts_by_the_calendar__when_a_holiday_is_between() -> None:
    assert due.due_on(date(2025, 9, 16)) == date(2025, 10, 20)  # 1–8 October off, 28 September and 11 October worked
    assert due.due_on(date(2025, 3, 3)) == date(2025, 3, 31)


def test_change_counts_anew__when_the_information_was_changed(home: HomePage) -> None:
    page = OfficialDocumentPage(issued_on=date(2025, 3, 3))
    assert page.due_on == date(2025, 3, 31)
    page.changed_on = date(2025, 9, 16)
    assert (page.formed_on, page.due_on) == (date(2025, 9, 16), date(2025, 10, 20))
    assert OfficialDocumentPage().due_on is None


def test_entry_keeps_item_stage_and_due_date__when_published(home: HomePage) -> None:
    page = make_document(issued_on=date(2025, 3, 3), catalogue_group="20-07", openness="result")
    entry = Entry.objects.get(uid=page.uid)
    assert (entry.catalogue, entry.openness, entry.due_on) == ("20-07", "result", date(2025, 3, 31))
    assert entry.extra["catalogue_group"] == "财政预算、决算"
    assert entry.extra["openness"] == "结果公开"


def test_due_date_is_righted_silently__when_the_calendar_says_otherwise(home: HomePage) -> None:
    page = make_document(issued_on=date(2025, 3, 3), changed_on=date(2025, 9, 16))
    Entry.objects.filter(uid=page.uid).update(due_on=date(2025, 1, 1))
    changes = Change.objects.count()
    assert recount() == 1
    assert Entry.objects.get(uid=page.uid).due_on == date(2025, 10, 20)
    assert Change.objects.count() == changes
    assert recount() == 0


def test_due_date_is_righted_later__when_another_process_still_counted_by_the_old_calendar(
    home: HomePage, monkeypatch: Any
) -> None:
    stale = load_calendar()
    import_notices(read_notices("x.csv", as_csv([[*HEAD, *days] for days in DAYS]).encode()))
    monkeypatch.setattr(due, "_kept", (time.monotonic(), stale))
    with patch("django.utils.timezone.now", return_value=LATER):
        page = make_document(issued_on=date(2027, 1, 15))
    assert Entry.objects.get(uid=page.uid).due_on == date(2027, 2, 18)
    row = OutboxRow.objects.get(kind="catalog.recount")
    assert row.available_at > timezone.now() + timedelta(seconds=due.KEPT_SECONDS)
    handler_of("catalog.recount").work(row)
    assert Entry.objects.get(uid=page.uid).due_on == date(2027, 2, 19)


def test_calendar_of_an_import_is_not_kept__when_the_import_fails(home: HomePage) -> None:
    make_document(issued_on=date(2025, 3, 3))
    due.forget()
    with transaction.atomic():
        import_notices(read_notices("x.csv", as_csv([[*HEAD, *days] for days in DAYS]).encode()))
        transaction.set_rollback(True)
    assert due.due_on(date(2027, 1, 15)) == date(2027, 2, 18)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"changed_on": date(2025, 3, 2), "issued_on": date(2025, 3, 3)}, "变更日期不能早于成文日期"),
        ({"changed_on": timezone.localdate() + timedelta(days=2)}, "变更日期不能晚于今天"),
    ],
)
def test_change_date_is_refused__when_it_cannot_be(home: HomePage, fields: dict[str, Any], words: str) -> None:
    (problem,) = make_draft("zhengcewenjian", document=True, **fields).publication_problems()
    assert words in problem


def test_editor_says_by_when(home: HomePage, admin_client: Any) -> None:
    draft = make_draft("zhengcewenjian", document=True, issued_on=date(2025, 3, 3))
    shown = admin_client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "应于2025-03-31前公开" in shown
    assert due_words(draft, date(2025, 3, 31)) == ("应于2025-03-31前公开：自2025-03-03起20个工作日。", False)
    assert due_words(draft, date(2025, 4, 1))[1]
    published = make_document(issued_on=date(2025, 3, 3))
    words, late = due_words(published, timezone.localdate())
    assert late
    assert words.endswith("公开，已逾期。")
    assert "20个工作日内公开" in due_words(OfficialDocumentPage(), date(2025, 4, 1))[0]
