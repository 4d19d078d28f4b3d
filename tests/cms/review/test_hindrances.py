"""The rule holds in the service: whatever calls it, nothing passes unseen or with a finding open."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from cms.models import UploadedDocument
from cms.review import looks
from cms.review.findings import all_findings, overrule, reopen, unsettled
from cms.review.services import decide
from tests.cms.review.people import PUBLIC, at_secrecy, fresh, make_people
from tests.recall import recall

pytestmark = pytest.mark.django_db

MOBILE = [("paragraph", "<p>请拨打13800138000联系。</p>")]


@pytest.fixture
def people(home):
    return recall.scene(make_people)


def attachment(title="名单"):
    document = UploadedDocument(title=title, file=ContentFile(b"list", name="a.txt"))
    document.save()
    return ("attachment", {"document": document, "title": ""})


def cleared(page, people):
    """Past the confidentiality review, as a person passes it."""
    looks.look_through(page, people["secrecy"])
    decide(page, people["secrecy"], "approve", **PUBLIC)
    return fresh(page)


def step(page):
    task = fresh(page).current_workflow_task
    return task.name if task else ""


def test_confidentiality_review_is_refused__when_nothing_was_opened(people):
    page = at_secrecy(people, body=[attachment()])
    with pytest.raises(PermissionDenied, match="尚未打开：公开页面的全文、附件“名单”"):
        decide(page, people["secrecy"], "approve", **PUBLIC)
    looks.note(page, page.latest_revision_id, people["secrecy"], looks.CONTENT)
    with pytest.raises(PermissionDenied, match="尚未打开：附件“名单”"):
        decide(fresh(page), people["secrecy"], "approve", **PUBLIC)
    assert step(page) == "保密审查"
    assert step(cleared(fresh(page), people)) == "签发"


def test_step_itself_refuses__when_wagtail_is_asked_and_not_the_service(people):
    page = at_secrecy(people)
    with pytest.raises(PermissionDenied, match="尚未打开"):
        page.current_workflow_task.on_action(page.current_workflow_task_state, people["secrecy"], "approve", **PUBLIC)
    assert step(page) == "保密审查"


def test_sign_off_is_refused__when_only_others_have_looked(people):
    page = cleared(at_secrecy(people), people)
    with pytest.raises(PermissionDenied, match="尚未打开"):
        decide(page, people["signer"], "approve")
    assert not fresh(page).live
    looks.look_through(page, people["signer"])
    decide(fresh(page), people["signer"], "approve")
    assert fresh(page).live


def test_step_is_refused__until_each_finding_is_overruled(people):
    page = at_secrecy(people, body=MOBILE)
    looks.look_through(page, people["secrecy"])
    with pytest.raises(PermissionDenied, match=r"1个问题（手机号码）尚未处理"):
        decide(page, people["secrecy"], "approve", **PUBLIC)
    (found,) = unsettled(page)
    overrule(page, found.key, people["secrecy"], "单位公开电话")
    decide(fresh(page), people["secrecy"], "approve", **PUBLIC)
    assert step(page) == "签发"


def test_sign_off_is_refused__when_the_signer_took_an_overruling_back(people):
    page = at_secrecy(people, body=MOBILE)
    (found,) = unsettled(page)
    overrule(page, found.key, people["secrecy"], "单位公开电话")
    page = cleared(page, people)
    looks.look_through(page, people["signer"])
    (found,) = [one for one in all_findings(page) if one.kind == "mobile"]
    reopen(page, found.key, people["signer"], "系个人号码")
    with pytest.raises(PermissionDenied, match="手机号码"):
        decide(fresh(page), people["signer"], "approve")
    assert not fresh(page).live


def test_return_needs_neither__when_something_is_wrong(people):
    page = at_secrecy(people, body=MOBILE)
    decide(page, people["secrecy"], "reject", basis="制度", comment="删去号码")
    assert fresh(page).workflow_states.get().status == "needs_changes"
