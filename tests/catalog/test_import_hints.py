"""Reviewers read the warnings of an import on the screen; the head tells lane and marks, and leads to the sheet."""

import pytest
from django.urls import reverse

from catalog.models import ImportedDocument
from cms.review.hints import hints_about
from cms.review.lane_changes import mark
from cms.review.sheets import current_sheet
from tests.cms.review.people import fresh, make_people, sent

pytestmark = pytest.mark.django_db


def remembered(page, *warnings):
    ImportedDocument.objects.create(digest="0" * 64, page_id=page.pk, file_name="a.docx", warnings=list(warnings))


def test_warnings_are_shown__when_the_item_was_imported(client, home):
    people = make_people()
    page = sent(people)
    assert hints_about(page) == []
    remembered(
        page,
        {"kind": "no_issued_on", "text": "", "location": ""},
        {"kind": "left_out", "text": "联系<人>", "location": "第3段"},
    )
    client.force_login(people["checker"])
    html = client.get(reverse("cms_review", args=[page.pk])).content.decode()
    for words in ("系统提示", "未找到成文日期", "未导入，请核对是否属于正文：联系&lt;人&gt;", "（第3段）"):
        assert words in html


def test_head_tells_lane_and_marks__when_the_item_was_marked(client, home):
    people = make_people()
    page = sent(people)
    client.force_login(people["checker"])
    address, sheet = reverse("cms_review", args=[page.pk]), current_sheet(page)
    assert sheet is not None
    html = client.get(address).content.decode()
    assert "一般通道" in html
    assert "系统提示" not in html
    assert reverse("cms_review_sheet", args=[sheet.pk]) in html
    mark(sheet, people["checker"], hot=True, misreadable=True)
    head = client.get(address).content.decode().partition("review__facts")[0]
    for words in ("重要通道", "热点", "易误读"):
        assert words in head
    fresh(page).current_workflow_state.cancel(user=people["editor"])
    assert reverse("cms_review_sheet", args=[sheet.pk]) in client.get(address).content.decode()
