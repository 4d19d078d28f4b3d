"""A personal number is replaced by its masked form, wherever it stands in the words, by people who may edit."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from audit.models import AuditRecord
from cms.models import ReviewStep, UploadedDocument
from cms.review.findings import all_findings, unsettled
from cms.review.redacting import mask
from cms.review.services import decide
from tests.cms.review.people import CHECKED, at_secrecy, fresh, make_people, sent
from tests.recall import recall
from tests.site import make_draft

pytestmark = pytest.mark.django_db

CITIZEN = "35010219900307112X"


@pytest.fixture
def people(home):
    return recall.scene(make_people)


def draft(people, **fields):
    page = make_draft(**fields)
    page.save_revision(user=people["editor"])
    return fresh(page)


def masked_by(page, user):
    for key in [one.key for one in unsettled(page)]:
        mask(fresh(page), key, user)
    return fresh(page).get_latest_revision_as_object()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>请拨打13800138000联系。</p>", "<p>请拨打138****8000联系。</p>"),
        ("<p>电话<strong>138</strong>0013&nbsp;8000。</p>", "<p>电话<strong>138****8000</strong>。</p>"),
        ("<p>13800138000、再拨13800138000</p>", "<p>138****8000、再拨138****8000</p>"),
        ('<p><a href="tel:13800138000">来电</a></p>', "<p>来电</p>"),
        (f"<p>身份证{CITIZEN}</p>", "<p>身份证35*************12X</p>"),
        ("<p>账号6222021234567890128，编号99138001380001</p>", "<p>账号***************0128，编号99138001380001</p>"),
    ],
)
def test_paragraph_shows_the_masked_form__when_masked(people, before, after):
    page = draft(people, body=[("paragraph", before)])
    assert unsettled(page)
    assert masked_by(page, people["editor"]).body[0].value.source == after
    assert unsettled(fresh(page)) == []


def test_fields_and_blocks_of_every_kind_are_masked__when_a_number_stands_in_them(people):
    table = {
        "columns": [{"type": "text", "heading": "姓名"}, {"type": "number", "heading": "电话"}],
        "rows": [{"values": ["甲", "13800138000"]}, {"values": ["乙", None]}],
        "caption": "联系13900139000",
    }
    body = [
        {"type": "heading", "value": {"text": "找13800138000", "level": "2"}, "id": "a"},
        {"type": "table", "value": table, "id": "b"},
    ]
    page = draft(people, title="请拨13800138000", body=json.dumps(body))
    content = masked_by(page, people["editor"])
    assert content.title == "请拨138****8000"
    assert content.body[0].value["text"] == "找138****8000"
    rows = [[cell.value for cell in row] for row in content.body[1].value.rows]
    assert (rows[0][1], content.body[1].value.caption) == ("138****8000", "联系139****9000")
    assert unsettled(fresh(page)) == []
    assert content.body[0].id == "a"


def test_masking_is_an_edit_on_record__when_done(people):
    page = draft(people, body=[("paragraph", "<p>13800138000</p>")])
    before = page.latest_revision_id
    (found,) = unsettled(page)
    revision = mask(page, found.key, people["editor"])
    assert revision.pk != before
    assert revision.user == people["editor"]
    record = AuditRecord.objects.get(action="review.mask")
    assert (record.actor_name, record.details["masked"]) == ("editor", "138****8000")


def test_steps_pass_anew__when_the_text_was_masked_after_them(people):
    page = at_secrecy(people, body=[("paragraph", "<p>13800138000</p>")])
    (found,) = unsettled(page)
    decide(page, people["secrecy"], "reject", basis="制度", comment="请遮盖")
    mask(fresh(page), found.key, people["editor"])
    fresh(page).current_workflow_state.resume(people["editor"])
    assert fresh(page).current_workflow_task.name == "初审"
    decide(fresh(page), people["checker"], "approve", **CHECKED)
    assert fresh(page).current_workflow_task.name == "保密审查"


@pytest.mark.parametrize("name", ["secrecy", "signer", "stranger"])
def test_masking_is_refused_on_record__when_the_person_may_not_edit(people, name):
    page = at_secrecy(people, body=[("paragraph", "<p>13800138000</p>")])
    (found,) = unsettled(page)
    with pytest.raises(PermissionDenied):
        mask(page, found.key, people[name])
    assert AuditRecord.objects.get(result="refused").action == "review.mask"
    assert len(unsettled(fresh(page))) == 1


def test_file_is_not_touched__when_the_number_stands_in_it(people):
    document = UploadedDocument(title="名单", file=ContentFile("电话13800138000".encode(), name="a.txt"))
    document.save()
    page = draft(people, body=[("attachment", {"document": document, "title": ""})])
    (found,) = [one for one in all_findings(page) if one.kind == "mobile"]
    with pytest.raises(ValidationError, match="请换上已经遮盖的文件"):
        mask(page, found.key, people["editor"])


def post(client, user, page, do):
    client.force_login(user)
    return client.post(reverse("cms_review", args=[page.pk]), {"do": do, "revision": page.latest_revision_id})


def test_editor_masks_by_the_button__when_reading_the_checks(client, people):
    page = draft(people, body=[("paragraph", "<p>13800138000</p>")])
    client.force_login(people["editor"])
    (found,) = unsettled(page)
    html = client.get(reverse("cms_review", args=[page.pk])).content.decode()
    assert f'value="mask:{found.key}"' in html
    assert 'id="review-form"' in html
    assert post(client, people["editor"], page, f"mask:{found.key}").status_code == 302
    assert unsettled(fresh(page)) == []


def test_reviewer_without_the_right_to_edit_sends_back_at_the_place__when_asking_for_masking(client, people):
    page = at_secrecy(people, body=[("paragraph", "<p>13800138000</p>")])
    (found,) = unsettled(page)
    client.force_login(people["secrecy"])
    html = client.get(reverse("cms_review", args=[page.pk])).content.decode()
    assert "退回并要求遮盖" in html
    assert "遮盖并保存为新版本" not in html
    answer = post(client, people["secrecy"], page, f"return_for_masking:{found.key}")
    assert answer.status_code == 302
    assert fresh(page).current_workflow_state.status == "needs_changes"
    (comment,) = fresh(page).wagtail_admin_comments.all()
    assert (comment.contentpath, comment.text) == (found.paths[0], "请遮盖手机号码，改为138****8000。")


def test_reviewer_asks_for_another_file__when_the_number_stands_in_an_attachment(client, people):
    document = UploadedDocument(title="名单", file=ContentFile("电话13800138000".encode(), name="a.txt"))
    document.save()
    page = sent(people, body=[("attachment", {"document": document, "title": ""})])
    (found,) = [one for one in all_findings(page) if one.kind == "mobile"]
    client.force_login(people["checker"])
    assert "附件不能由系统遮盖" in client.get(reverse("cms_review", args=[page.pk])).content.decode()
    post(client, people["checker"], page, f"return_for_masking:{found.key}")
    assert "请换上已经遮盖的文件" in fresh(page).current_workflow_state.current_task_state.comment


def test_everything_in_the_file_is_asked_for_at_once__when_the_secrecy_reviewer_wants_another(client, people):
    text = "电话13800138000，13900139000，身份证35010219900307112X"
    document = UploadedDocument(title="名单", file=ContentFile(text.encode(), name="a.txt"))
    document.save()
    page = at_secrecy(people, body=[("attachment", {"document": document, "title": ""})])
    found = [one for one in all_findings(page) if one.masked]
    assert len(found) == 3
    assert post(client, people["secrecy"], page, f"return_for_masking:{found[0].key}").status_code == 302
    state = fresh(page).current_workflow_state
    assert state.status == "needs_changes"
    opinion = state.current_task_state.comment
    assert all(one.masked in opinion and one.text not in opinion for one in found)
    entry = ReviewStep.objects.get(action="reject")
    assert (entry.decision, entry.basis, entry.opinion) == ("", "", opinion)
