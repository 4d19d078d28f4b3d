"""Deadlines of the catalogue that move when a notice is entered: told in the preview, the command and the log."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import AuditRecord
from catalog.models import OfficialDocumentPage
from catalog.pending import pending
from cms.models import HomePage
from organs.models import Role
from tests.site import make_document, make_draft, make_person
from tests.workdays.conftest import DAYS, HEAD, as_csv
from workdays.files import read_notices
from workdays.importing import import_notices, plan_import

pytestmark = pytest.mark.django_db
TEXT = as_csv([[*HEAD, *days] for days in DAYS])
MOVED = "由2027年2月18日（星期四）改为2027年2月19日（星期五）"
"""Twenty working days after 15 January 2027, by the law and by the notice."""


@pytest.fixture
def draft(home: HomePage) -> OfficialDocumentPage:
    return make_draft("zhengcewenjian", document=True, title="秘密的标题", issued_on=date(2027, 1, 15))


def made_in_january(**fields: Any) -> OfficialDocumentPage:
    """Public since the day after its formation on 15 January 2027."""
    with patch("django.utils.timezone.now", return_value=datetime(2027, 1, 16, 2, tzinfo=UTC)):
        return make_document(issued_on=date(2027, 1, 15), **fields)


def lines(words: str) -> list[str]:
    """What the command says of deadlines."""
    found = words.splitlines()
    return found[next(index for index, line in enumerate(found) if line.startswith("变动的期限")) :]


def imported(tmp_path: Any, *options: str) -> str:
    file, out = tmp_path / "2027.csv", io.StringIO()
    file.write_text(TEXT, encoding="utf-8")
    call_command("import_workdays", str(file), *options, stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.parametrize("options", [[], ["--check"]])
def test_command_names_what_moves__when_a_notice_is_entered(
    draft: OfficialDocumentPage, tmp_path: Any, options: list[str]
) -> None:
    made_in_january(title="公开的标题")
    assert lines(imported(tmp_path, *options)) == [
        "变动的期限：2个。",
        f"  未公开的公文（yunshan，页面编号{draft.pk}）公开期限：{MOVED}",
        f"  “公开的标题”公开期限：{MOVED}",
    ]


def test_page_and_log_name_what_moves_without_titles_of_drafts__when_a_notice_is_entered(
    draft: OfficialDocumentPage, client: Any
) -> None:
    client.force_login(make_person("admin", (Role.SYSTEM, None)))
    preview = client.post("/admin/workdays/import/", {"content": TEXT})
    assert f"页面编号{draft.pk}）公开期限：{MOVED}" in preview.content.decode()
    assert "秘密的标题" not in preview.content.decode()
    form = {"content": TEXT, "seen": preview.context["seen"], "confirm": ""}
    assert "变动期限1个" in client.post("/admin/workdays/import/", form, follow=True).content.decode()
    (told,) = AuditRecord.objects.get(action="workdays.import").details["变动的期限"]
    assert told.endswith(MOVED)


def test_lacking_interpretation_is_named__when_its_last_day_moves(home: HomePage) -> None:
    page = make_document(title="某办法", is_normative=True)
    OfficialDocumentPage.objects.filter(pk=page.pk).update(first_published_at=datetime(2027, 2, 10, 9, tzinfo=UTC))
    told = [str(one) for one in plan_import(read_notices("x.csv", TEXT.encode())).comparison.deadlines]
    assert [one.partition("：")[0] for one in told] == ["“某办法”解读期限"]


def test_preview_stays_what_was_seen__when_a_draft_came_meanwhile(draft: OfficialDocumentPage, client: Any) -> None:
    client.force_login(make_person("admin", (Role.SYSTEM, None)))
    preview = client.post("/admin/workdays/import/", {"content": TEXT})
    make_draft("zhengcewenjian", document=True, issued_on=date(2027, 1, 15))
    form = {"content": TEXT, "seen": preview.context["seen"], "confirm": ""}
    assert client.post("/admin/workdays/import/", form).status_code == 302


def test_some_are_named_and_the_others_counted__when_many_move(home: HomePage, tmp_path: Any) -> None:
    make_many(25)
    told = lines(imported(tmp_path))
    assert told[0] == "变动的期限：25个。"
    assert len(told) == 1 + 20 + 1
    assert told[-1] == "  其余5个不再逐个列出。"


def test_draft_is_named_only__when_no_site_published_what_it_says(home: HomePage, tmp_path: Any) -> None:
    fields: dict[str, Any] = {"document": True, "original_published_at": datetime(2027, 1, 14, 2, tzinfo=UTC)}
    make_draft("zhengcewenjian", title="迁移来的", issued_on=date(2027, 1, 13), **fields)
    changed = make_draft("zhengcewenjian", title="又变更的", changed_on=date(2027, 1, 15), **fields)
    assert lines(imported(tmp_path)) == [
        "变动的期限：1个。",
        f"  未公开的公文（yunshan，页面编号{changed.pk}）公开期限：{MOVED}",
    ]


def test_queries_do_not_grow__when_there_are_more_deadlines(home: HomePage) -> None:
    counts = []
    for many in (1, 5):
        make_many(many)
        made_in_january(is_normative=True)
        with CaptureQueriesContext(connection) as queries:
            assert list(pending())
        counts.append(len(queries))
    assert counts == [3, 3]


def test_nobody_is_asked__when_nothing_changes(home: HomePage, django_assert_num_queries: Any) -> None:
    notices = read_notices("x.csv", TEXT.encode())
    import_notices([replace(one, url="https://www.gov.cn/") for one in notices])
    import_notices(notices)
    with django_assert_num_queries(1):
        plan_import(notices)


def make_many(count: int) -> None:
    for index in range(count):
        make_draft("zhengcewenjian", document=True, title=f"第{index}号", issued_on=date(2027, 1, 15))
