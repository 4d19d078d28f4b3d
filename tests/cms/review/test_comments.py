"""A comment stands at the place it speaks of."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import Comment

from cms.review.comments import content_path
from tests.cms.review.items import edited, fresh, sent, sheet_of
from tests.site import CHECKED, decide, make_draft

pytestmark = pytest.mark.django_db

BODY = [("heading", {"level": "2", "text": "一、总体要求"}), ("paragraph", "<p>数字有误。</p>")]


def test_path_is_found__in_every_way_of_naming_a_place(home):
    page = make_draft(body=BODY)
    heading, paragraph = (block.id for block in page.body)
    assert content_path(page, "title") == "title"
    assert content_path(page, "body") == "body"
    assert content_path(page, "body.1") == content_path(page, paragraph) == f"body.{paragraph}"
    assert content_path(page, "body.0") == f"body.{heading}.level"
    assert content_path(page, f"body.{heading}.text") == f"body.{heading}.text"


@pytest.mark.parametrize("path", ["nothing", "body.7", "body.x", "title.x", "body.-1", "", ".", "uid.x"])
def test_path_is_refused__when_there_is_no_such_place(home, path):
    with pytest.raises(ValidationError):
        content_path(make_draft(body=BODY), path)


def test_editor_sees_the_comment_beside_the_block__when_it_was_sent_back(client, people):
    page = sent(people, body=BODY)
    decide(
        fresh(page),
        people["checker"],
        "reject",
        comment="见批注",
        comments=[{"path": "body.1", "text": "请核对第二季度数字"}],
    )
    comment = Comment.objects.get()
    block = fresh(page).get_latest_revision_as_object().body[1].id
    assert (comment.contentpath, comment.user) == (f"body.{block}", people["checker"])
    client.force_login(people["editor"])
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "请核对第二季度数字" in html or "\\u8bf7\\u6838\\u5bf9" in html


def test_editor_is_led_to_the_first_comment__from_the_dashboard(client, people):
    page = sent(people, body=BODY)
    notes = [{"path": "title", "text": "写全称"}, {"path": "body.1", "text": "核对"}]
    decide(fresh(page), people["checker"], "reject", comment="见批注", comments=notes)
    client.force_login(people["editor"])
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "稿件中有2处批注" in html
    assert f"?comment={Comment.objects.earliest('pk').pk}" in html


def test_comment_is_resolved__when_who_made_it_lets_the_item_pass(people):
    page = sent(people, body=BODY)
    decide(fresh(page), people["checker"], "reject", comment="改", comments=[{"path": "title", "text": "写全称"}])
    edited(page, people["editor"], title="云杉市人民政府召开会议")
    fresh(page).current_workflow_state.resume(people["editor"])
    assert Comment.objects.get().resolved_at is None
    decide(fresh(page), people["checker"], "approve", **CHECKED)
    assert Comment.objects.get().resolved_by == people["checker"]


@pytest.mark.parametrize(
    "comments",
    [
        [{"path": "nowhere", "text": "x"}],
        [{"path": "title"}],
        [{"path": "title", "text": ""}],
        [{"path": "title", "text": "长" * 1001}],
        [{"path": ["title"], "text": "x"}],
        {"path": "title", "text": "x"},
        ["title"],
        7,
    ],
)
def test_nothing_is_decided__when_a_comment_is_malformed(people, comments):
    page = sent(people, body=BODY)
    with pytest.raises(PermissionDenied, match="批注"):
        decide(fresh(page), people["checker"], "reject", comment="改", comments=comments)
    assert not Comment.objects.exists()
    assert fresh(page).current_workflow_task_state.status == "in_progress"


def test_words_of_comments_stay_on_the_sheet__when_the_comments_are_deleted(client, people):
    page = sent(people, body=BODY)
    notes = [
        {"path": "title", "text": "写全称"},
        {"path": "body.0", "text": "改序号"},
        {"path": "body.1", "text": "核对"},
    ]
    decide(fresh(page), people["checker"], "reject", comment="见批注", comments=notes)
    Comment.objects.all().delete()
    entry = sheet_of(page).steps.get(action="reject")
    assert entry.opinion == "见批注\n标题：写全称\n正文第1段（小标题）：改序号\n正文第2段：核对"
    client.force_login(people["editor"])
    html = client.get(reverse("cms_review_sheet", args=[sheet_of(page).pk])).content.decode()
    assert "意见：见批注<br>标题：写全称<br>" in html
