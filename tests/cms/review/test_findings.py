import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from cms.models import CheckResult, FindingDecision, UploadedDocument
from cms.review import engine as engines
from cms.review.findings import all_findings, clear, open_findings, overrule, reopen, unsettled
from cms.review.inspecting import KEPT, forget_results
from tests.cms.review.engine import FakeEngine, Found, Inspection
from tests.cms.review.people import at_secrecy, fresh, make_people, rewritten, sent
from tests.recall import recall
from tests.site import make_article, make_draft

pytestmark = pytest.mark.django_db

MOBILE = [("paragraph", "<p>请拨打<b>138</b>00138000联系。</p>")]


@pytest.fixture
def people(home):
    return recall.scene(make_people)


@pytest.fixture
def engine(monkeypatch):
    fake = FakeEngine()
    monkeypatch.setattr(engines, "installed", lambda: fake)
    return fake


def upload(text="名单", name="a.txt"):
    document = UploadedDocument(title="名单", file=ContentFile(text.encode(), name=name))
    document.save()
    return document


def kinds(found):
    return [one.kind for one in found]


def test_number_in_the_body_blocks__when_nobody_judged_it(people, engine):
    page = sent(people, body=MOBILE)
    (found,) = unsettled(page)
    assert (found.kind, found.text, found.masked) == ("mobile", "13800138000", "138****8000")
    assert found.locations == ("正文第1段",)
    assert found.paths == (f"body.{page.get_latest_revision_as_object().body[0].id}",)


def test_finding_is_gone__when_the_next_revision_masks_it(people, engine):
    page = sent(people, body=MOBILE)
    page = rewritten(page, people["editor"], body=[("paragraph", "<p>请拨打138****8000联系。</p>")])
    assert unsettled(page) == []


def test_finding_is_settled_with_its_reason__when_a_reviewer_overrules_it(people, engine):
    page = sent(people, body=MOBILE)
    (found,) = unsettled(page)
    made = overrule(page, found.key, people["checker"], " 单位公开电话 ")
    assert unsettled(page) == []
    assert found.key not in [one.key for one in open_findings(page)]
    kept = FindingDecision.objects.get()
    assert (kept.reason, kept.by, kept.masked) == ("单位公开电话", people["checker"], "138****8000")
    for name in ("digest", "masked", "location", "source", "reason"):
        assert "13800138000" not in getattr(made, name)


def test_overruling_holds_for_its_place_only__when_the_number_stands_elsewhere_too(people, engine):
    page = sent(people, body=MOBILE)
    overrule(page, unsettled(page)[0].key, people["checker"], "公开电话")
    page = rewritten(page, people["editor"], summary="另见13800138000")
    (left,) = unsettled(page)
    assert left.paths == ("summary",)


def test_overruling_holds__when_a_paragraph_is_put_before_it(people, engine):
    page = sent(people, body=MOBILE)
    overrule(page, unsettled(page)[0].key, people["checker"], "公开电话")
    content = page.get_latest_revision_as_object()
    raw = [{"type": "paragraph", "value": "<p>新的一段。</p>"}, *map(dict, content.body.raw_data)]
    import json

    page = rewritten(page, people["editor"], body=json.dumps(raw))
    assert unsettled(page) == []
    (settled,) = [one for one in all_findings(page) if one.kind == "mobile"]
    assert settled.locations == ("正文第2段",)


def test_overruling_is_taken_back__when_the_next_reviewer_sees_it_otherwise(people, engine):
    page = sent(people, body=MOBILE)
    key = unsettled(page)[0].key
    overrule(page, key, people["checker"], "公开电话")
    reopen(page, key, people["checker"], "是私人电话")
    assert [one.key for one in unsettled(page)] == [key]
    assert FindingDecision.objects.count() == 2


@pytest.mark.parametrize("name", ["editor", "secrecy", "stranger"])
def test_overruling_is_refused__when_the_step_is_not_the_persons(people, engine, name):
    page = sent(people, body=MOBILE)
    with pytest.raises(PermissionDenied):
        overrule(page, unsettled(page)[0].key, people[name], "公开电话")
    assert not FindingDecision.objects.exists()


def test_overruling_is_refused__when_the_reviewer_edited_last(people, engine):
    page = sent(people, body=MOBILE)
    page = rewritten(page, people["checker"], title="改过的标题")
    with pytest.raises(PermissionDenied):
        overrule(page, unsettled(page)[0].key, people["checker"], "公开电话")


@pytest.mark.parametrize(("key", "reason"), [("", "理由"), ("0" * 24, "理由"), (None, " "), (None, "长" * 301)])
def test_overruling_is_refused__when_finding_or_reason_is_missing(people, engine, key, reason):
    page = sent(people, body=MOBILE)
    with pytest.raises(ValidationError):
        overrule(page, unsettled(page)[0].key if key is None else key, people["checker"], reason)
    assert not FindingDecision.objects.exists()


def test_word_is_told_once_with_all_places__when_it_stands_in_many(people, engine):
    page = sent(people, body=[("paragraph", "<p>按装一。</p>"), ("paragraph", "<p>按装二。</p>")])
    (found,) = [one for one in all_findings(page) if one.kind == "typo"]
    assert found.locations == ("正文第1段", "正文第2段")
    assert not found.blocks
    overrule(page, found.key, people["checker"], "原文如此")
    assert "typo" not in kinds(open_findings(page))


def test_file_is_inspected_once__when_it_is_looked_at_again_and_attached_elsewhere(people, engine):
    engine.answers["file"] = Inspection("", [Found("hidden_content", "隐藏的行", "工作表“名单”")])
    document = upload()
    body = [("attachment", {"document": document, "title": ""})]
    page = at_secrecy(people, body=body)
    (found,) = unsettled(page)
    assert found.locations == ("附件“名单”工作表“名单”",)
    assert [one.key for one in unsettled(page)] == [found.key]
    other = make_draft(body=body)
    other.save_revision()
    assert kinds(unsettled(fresh(other))) == ["hidden_content"]
    assert len(engine.files) == 1


def test_words_are_judged_anew__when_the_word_list_changes(people, engine):
    page = sent(people, body=MOBILE)
    unsettled(page)
    asked = len(engine.texts)
    unsettled(page)
    assert len(engine.texts) == asked
    engine.version = "2"
    unsettled(page)
    assert len(engine.texts) > asked


def test_unread_file_is_told_and_tried_again__when_its_reader_fails(people, engine):
    engine.answers["file"] = ValueError("broken")
    page = sent(people, body=[("attachment", {"document": upload(), "title": ""})])
    assert "unreadable" in kinds(open_findings(page))
    engine.answers["file"] = Inspection("文件有密码，不能读取", [], ["第2页只有图片"])
    told = [one.text for one in open_findings(page) if one.kind == "unreadable"]
    assert told == ["没有自动检查：文件有密码，不能读取", "没有自动检查：第2页只有图片"]


def test_file_is_pending_and_blocks__when_patience_is_over(people, engine):
    page = sent(people, body=[("attachment", {"document": upload(), "title": ""})])
    found = all_findings(page, patience=-1)
    assert [one.kind for one in found if one.blocks] == ["pending"]
    assert not engine.files
    assert unsettled(page) == []


def test_correction_note_is_asked_for__when_public_content_changes(people, engine):
    page = make_article()
    content = page.get_latest_revision_as_object()
    content.correction_note = ""
    assert "no_correction" not in kinds(all_findings_of(content))
    content.title = "更正后的标题"
    assert "no_correction" in kinds(all_findings_of(content))
    content.correction_note = "更正标题"
    assert "no_correction" not in kinds(all_findings_of(content))


def all_findings_of(content):
    """Findings of a page in memory, as one that was never saved."""
    content.latest_revision_id = None
    return all_findings(content)


def test_old_results_are_dropped__when_their_time_is_over(people, engine):
    unsettled(sent(people, body=MOBILE))
    assert forget_results(timezone.now()) == 0
    assert forget_results(timezone.now() + KEPT * 2) > 0
    assert not CheckResult.objects.exists()


def test_office_telephone_is_settled__when_it_is_cleared_with_a_reason(people, engine):
    page = at_secrecy(people, body=MOBILE)
    (found,) = unsettled(page)
    with pytest.raises(ValidationError, match="请写明理由"):
        clear(page, found.key, people["secrecy"], "")
    with pytest.raises(PermissionDenied):
        clear(page, found.key, people["editor"], "值班手机")
    clear(page, found.key, people["secrecy"], "防汛值班手机，已对外公布")
    assert unsettled(page) == []
    (settled,) = [one for one in all_findings(page) if one.kind == "mobile"]
    assert settled.decision is not None
    assert (settled.decision.get_action_display(), settled.decision.reason) == (
        "核实可以公开", "防汛值班手机，已对外公布",
    )  # fmt: skip
    reopen(page, found.key, people["secrecy"], "号码已停用")
    assert kinds(unsettled(page)) == ["mobile"]


def test_citizen_number_is_never_cleared__whatever_the_reason(people, engine):
    page = at_secrecy(people, body=[("paragraph", "<p>35010219900307112X</p>")])
    (found,) = unsettled(page)
    with pytest.raises(ValidationError, match="公民身份号码不能核实公开"):
        clear(page, found.key, people["secrecy"], "本人同意")
    assert kinds(unsettled(page)) == ["citizen_id"]
