"""What each step has to write down."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from cms.models import ConfidentialityTaskState, ReviewSheet, ReviewStep, UploadedDocument
from tests.cms.review.items import fresh, sent, sheet_of, step_of
from tests.intake.files import text_of, word
from tests.site import CHECKED, PUBLIC, decide, pass_steps

pytestmark = pytest.mark.django_db

DOCUMENT = {**PUBLIC, "secrecy_level": "none", "disclosure_scope": "society", "compared_on_paper": True}
TEXT = "会议对防汛工作作出部署。"


@pytest.mark.parametrize("details", [{}, {"policy_check": ""}, {"policy_check": "fine"}, {"comment": "同意"}])
def test_first_review_does_not_pass__without_a_policy_check(people, details):
    page = sent(people)
    with pytest.raises(PermissionDenied, match="政策性审查"):
        decide(fresh(page), people["checker"], "approve", **details)
    assert step_of(page) == "初审"


def test_policy_check_is_kept__when_first_review_passes(people):
    page = sent(people)
    decide(fresh(page), people["checker"], "approve", policy_check="coordinated", comment="已与水务局核对")
    sheet = sheet_of(page)
    assert sheet.policy_check == ReviewSheet.PolicyCheck.COORDINATED
    entry = sheet.steps.get(step="first_review")
    assert (entry.decision, entry.opinion) == ("涉及其他单位职责，已征求意见、口径一致", "已与水务局核对")


@pytest.mark.parametrize("action", ["publish", "", "cancel"])
def test_unknown_action_is_refused(people, action):
    page = sent(people)
    with pytest.raises(PermissionDenied):
        decide(fresh(page), people["checker"], action, **CHECKED)


def document(people, tmp_path, settings, *, text=TEXT, signed=TEXT):
    settings.MEDIA_ROOT = tmp_path
    original = None
    if signed:
        title = "关于加强防汛工作的通知"
        data = word(text_of(title) + text_of(signed))
        original = UploadedDocument(title="签发稿", file=ContentFile(data, name="签发稿.docx"))
        original.save()
    page = sent(
        people, slug="zhengcewenjian", document=True, body=[("paragraph", f"<p>{text}</p>")], signed_original=original
    )
    pass_steps(page, people, "checker")
    return page


def test_secrecy_level_and_scope_are_recorded__when_a_document_passes(people, tmp_path, settings):
    page = document(people, tmp_path, settings)
    decide(fresh(page), people["secrecy"], "approve", **{**DOCUMENT, "compared_on_paper": False})
    assert sheet_of(page).secrecy() == {"level": "非涉密", "scope": "面向社会"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"secrecy_level": ""}, "密级"),
        ({"secrecy_level": "secret"}, "涉密文件不得在网站公开"),
        ({"secrecy_level": "top_secret"}, "涉密文件不得在网站公开"),
        ({"disclosure_scope": "applicant"}, "公开范围不是“面向社会”"),
        ({"disclosure_scope": ""}, "公开范围"),
        ({"basis": ""}, "审查依据"),
    ],
)
def test_document_does_not_pass__when_it_is_secret_or_the_record_is_incomplete(
    people, tmp_path, settings, change, message
):
    page = document(people, tmp_path, settings)
    with pytest.raises(PermissionDenied, match=message):
        decide(fresh(page), people["secrecy"], "approve", **{**DOCUMENT, **change})
    assert step_of(page) == "保密审查"


def test_document_without_an_original_is_compared_on_paper__and_that_is_said(people, tmp_path, settings):
    page = document(people, tmp_path, settings, signed="")
    with pytest.raises(PermissionDenied, match="没有上传签发原件。须与签发原件人工核对"):
        decide(fresh(page), people["secrecy"], "approve", **{**DOCUMENT, "compared_on_paper": False})
    decide(fresh(page), people["secrecy"], "approve", **DOCUMENT)
    assert step_of(page) == "签发"


def test_document_that_differs_passes__only_when_the_deletion_is_stated_and_signed(people, tmp_path, settings):
    page = document(people, tmp_path, settings, signed=f"{TEXT}联系人电话另附。")
    with pytest.raises(PermissionDenied, match="与签发原件不一致"):
        decide(fresh(page), people["secrecy"], "approve", **DOCUMENT)
    deletion = "删去联系人电话，涉及个人信息"
    decide(fresh(page), people["secrecy"], "approve", **DOCUMENT, deletion=deletion)
    with pytest.raises(PermissionDenied, match="同意删减"):
        decide(fresh(page), people["signer"], "approve")
    decide(fresh(page), people["signer"], "approve", deletion_agreed=True)
    assert fresh(page).live
    assert ReviewSheet.objects.get().deletion == deletion


def test_original_is_not_public__when_its_document_is(people, tmp_path, settings, client):
    page = document(people, tmp_path, settings)
    decide(fresh(page), people["secrecy"], "approve", **DOCUMENT)
    pass_steps(page, people, "signer")
    original = fresh(page).signed_original
    assert client.get(original.public_url).status_code == 404
    assert original.filename not in client.get(fresh(page).get_url()).content.decode()


def test_refusing_to_publish_needs_its_basis__and_a_return_for_changes_none(people):
    page = sent(people)
    decide(page, people["checker"], "approve", **CHECKED)
    with pytest.raises(PermissionDenied, match="请写明审查依据"):
        decide(fresh(page), people["secrecy"], "reject", comment="涉及工作秘密", not_public=True)
    decide(fresh(page), people["secrecy"], "reject", comment="涉及工作秘密", not_public=True, basis="本单位制度")
    refused = ReviewStep.objects.get(action="reject")
    assert (refused.decision, refused.basis) == ("不宜公开", "本单位制度")
    assert ConfidentialityTaskState.objects.get().get_comment() == "不宜公开；依据：本单位制度。涉及工作秘密"
    other = sent(people, title="另一件")
    decide(other, people["checker"], "approve", **CHECKED)
    decide(fresh(other), people["secrecy"], "reject", comment="删去号码")
    returned = ReviewStep.objects.filter(action="reject").latest("pk")
    assert (returned.decision, returned.basis, returned.opinion) == ("", "", "删去号码")
    assert ConfidentialityTaskState.objects.latest("pk").get_comment() == "删去号码"
