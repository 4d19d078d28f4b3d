"""The screen of one item: who may open it, what it shows, and what it takes to decide."""

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import TaskState

from catalog.originals import texts
from cms.admin.review_screen import deciding
from cms.models import ArticlePage, FindingDecision, FirstReviewTask, ReviewLook, ReviewSheet, UploadedDocument
from cms.review import engine as engines
from cms.review.findings import unsettled
from cms.review.looks import looked
from intake.readers import Reading
from register.sequence import hold
from tests.cms.review.engine import FakeEngine
from tests.cms.review.people import CHECKED, PUBLIC, at_secrecy, fresh, make_people, rewritten, sent
from tests.recall import recall
from tests.site import decide, make_article, make_draft

pytestmark = pytest.mark.django_db

MOBILE = [("paragraph", "<p>请拨打13800138000联系。</p>")]
CHECK = {f"approve-{name}": value for name, value in CHECKED.items()}
BASIS = {"approve-decision": "public", "approve-basis": "本单位保密审查制度"}


@pytest.fixture
def people(home):
    return recall.scene(make_people)


@pytest.fixture(autouse=True)
def engine(monkeypatch):
    fake = FakeEngine()
    monkeypatch.setattr(engines, "installed", lambda: fake)
    return fake


def address(page):
    return reverse("cms_review", args=[page.pk])


def shown(client, user, page, **query):
    client.force_login(user)
    return client.get(address(page), query)


def posted(client, user, page, do, **data):
    client.force_login(user)
    return client.post(address(page), {"do": do, "revision": fresh(page).latest_revision_id, **data})


def open_page(client, user, page):
    client.force_login(user)
    return client.get(reverse("cms_review_frame", args=[page.pk, page.latest_revision_id]))


def upload(title="名单", text="甲"):
    document = UploadedDocument(title=title, file=ContentFile(text.encode(), name="a.txt"))
    document.save()
    return document


def open_file(client, user, page, document):
    client.force_login(user)
    return client.get(reverse("cms_review_document", args=[page.pk, page.latest_revision_id, document.pk]))


@pytest.mark.parametrize("name", ["editor", "checker", "secrecy", "signer"])
def test_people_of_the_organ_see_it__when_whoever_decides(client, people, name):
    page = sent(people, title="防汛通知")
    answer = shown(client, people[name], page)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert ('id="review-form"' in answer.content.decode()) == (name == "checker")


def test_others_learn_nothing__when_the_page_is_another_organs(client, people):
    document = upload()
    page = sent(people, title="防汛通知", body=[("attachment", {"document": document, "title": ""})])
    addresses = [
        address(page),
        reverse("cms_review_frame", args=[page.pk, page.latest_revision_id]),
        reverse("cms_review_document", args=[page.pk, page.latest_revision_id, document.pk]),
    ]
    client.force_login(people["stranger"])
    for one in addresses:
        for answer in (client.get(one), client.post(one, {"do": "approve"})):
            assert answer.status_code in (302, 404, 405)
            assert "防汛通知" not in answer.content.decode()
    client.logout()
    assert client.get(addresses[0]).status_code == 302
    assert not ReviewLook.objects.exists()


def test_superuser_without_a_role_sees_nothing__when_asking(client, people, admin_user):
    assert shown(client, admin_user, sent(people)).status_code == 404


@pytest.mark.parametrize("pk", [0, 999_999])
def test_nothing_is_there__when_the_page_is_none_or_no_publication(client, people, home, pk):
    client.force_login(people["checker"])
    assert client.get(reverse("cms_review", args=[pk or home.pk])).status_code in {302, 404}


def test_screen_tells_all_of_the_item__when_it_waits(client, people):
    page = at_secrecy(people, title="防汛<通知>", body=MOBILE, importance="important", editor="张三")
    html = shown(client, people["secrecy"], page).content.decode()
    for words in (
        "防汛&lt;通知&gt;", "保密审查", "重要", "要闻", "ArticleTitle", "首次发布，没有旧版本", "手机号码", "13800138000",
        "138****8000", "已核对。", "在此处提意见", "审查结论", "退回修改",
    ):  # fmt: skip
        assert words in html, words
    assert "防汛<通知>" not in html


def test_frame_shows_the_draft_as_the_public_will_see_it__when_opened(client, people):
    document = upload()
    page = at_secrecy(people, title="防汛通知", body=[*MOBILE, ("attachment", {"document": document, "title": ""})])
    answer = open_page(client, people["secrecy"], page)
    html = answer.content.decode()
    assert "防汛通知" in html
    assert "13800138000" in html
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in answer["Cache-Control"]
    assert reverse("cms_review_document", args=[page.pk, page.latest_revision_id, document.pk]) in html
    assert ReviewLook.objects.get().item == "content"


def test_frame_is_as_on_paper__when_asked_for_print(client, people):
    page = sent(people)
    client.force_login(people["checker"])
    url = reverse("cms_review_frame", args=[page.pk, page.latest_revision_id])
    assert 'media="print"' in client.get(url).content.decode()
    printed = client.get(url, {"as": "print"})
    assert 'media="print"' not in printed.content.decode()
    assert int(printed["Content-Length"]) == len(printed.content)


def test_file_of_another_page_is_not_there__when_asked_for_through_this_one(client, people):
    page, document = sent(people), upload()
    assert open_file(client, people["checker"], page, document).status_code == 404


def test_revision_of_another_page_is_not_there__when_asked_for_through_this_one(client, people):
    page, other = sent(people), sent(people, title="另一件")
    client.force_login(people["checker"])
    assert client.get(reverse("cms_review_frame", args=[page.pk, other.latest_revision_id])).status_code == 404


def test_first_review_passes__when_only_the_button_is_pressed(client, people):
    page = sent(people)
    assert posted(client, people["checker"], page, "approve", **CHECK).status_code == 302
    assert fresh(page).current_workflow_task.name == "保密审查"


def test_confidentiality_review_waits__until_content_and_each_file_were_opened(client, people):
    documents = [upload("甲表", "甲"), upload("乙表", "乙")]
    body = [("attachment", {"document": one, "title": ""}) for one in documents]
    page = at_secrecy(people, body=body)
    user = people["secrecy"]
    revision = page.get_latest_revision()
    assert looked(page, revision, user) == ["公开页面的全文", "附件“甲表”", "附件“乙表”"]
    open_page(client, user, page)
    open_file(client, user, page, documents[0])
    open_file(client, people["checker"], page, documents[1])
    assert looked(page, revision, user) == ["附件“乙表”"]
    answer = posted(client, user, page, "approve", **BASIS)
    assert answer.status_code == 200
    assert "尚未打开：附件“乙表”" in answer.content.decode()
    assert "本单位保密审查制度" in answer.content.decode()
    assert b"".join(open_file(client, user, page, documents[1]).streaming_content) == "乙".encode()
    assert posted(client, user, page, "approve", **BASIS).status_code == 302
    assert fresh(page).current_workflow_task.name == "签发"


def test_looks_begin_anew__when_there_is_another_revision(client, people):
    page = at_secrecy(people)
    open_page(client, people["secrecy"], page)
    page = rewritten(page, people["editor"], title="改过的标题")
    assert looked(page, page.get_latest_revision(), people["secrecy"]) == ["公开页面的全文"]


def test_sign_off_waits__until_the_content_was_opened(client, people):
    page = at_secrecy(people)
    decide(page, people["secrecy"], "approve", **PUBLIC)
    page = fresh(page)
    assert "尚未打开" in posted(client, people["signer"], page, "approve").content.decode()
    assert not fresh(page).live
    open_page(client, people["signer"], page)
    assert posted(client, people["signer"], page, "approve").status_code == 302
    assert fresh(page).live


def test_return_needs_no_looking__when_something_is_wrong_at_first_sight(client, people):
    page = at_secrecy(people)
    answer = posted(client, people["secrecy"], page, "reject", **{"reject-basis": "制度", "reject-comment": "删去名单"})
    assert answer.status_code == 302
    assert TaskState.objects.get(status="rejected").comment == "删去名单"


def test_number_is_cleared_by_its_button__where_an_organ_may_have_one(client, people):
    page = at_secrecy(people, body=[("paragraph", "<p>值班13800138000，证件35010219900307112X</p>")])
    keys = {one.kind: one.key for one in unsettled(page)}
    html = shown(client, people["secrecy"], page).content.decode()
    assert f'value="clear:{keys["mobile"]}"' in html
    assert f'value="clear:{keys["citizen_id"]}"' not in html
    reason = {f"reason:{keys['mobile']}": "值班手机"}
    html = posted(client, people["secrecy"], page, f"clear:{keys['mobile']}", **reason).content.decode()
    assert "已核实可以公开" in html
    assert f'value="reopen:{keys["mobile"]}"' in html
    assert [one.kind for one in unsettled(page)] == ["citizen_id"]


def test_confidentiality_review_waits__while_a_finding_is_open(client, people):
    page = at_secrecy(people, body=MOBILE)
    user = people["secrecy"]
    open_page(client, user, page)
    assert "（手机号码）尚未处理" in posted(client, user, page, "approve", **BASIS).content.decode()
    (found,) = unsettled(page)
    typed = {f"reason:{found.key}": "单位公开电话", "at:title": "标题宜简", **BASIS}
    html = posted(client, user, page, f"overrule:{found.key}", **typed).content.decode()
    assert "已作误报处理" in html
    assert "标题宜简" in html  # what else was typed is still there
    assert html.count("单位公开电话") == 1  # the reason is told, and not typed any more
    assert "本单位保密审查制度" in html
    assert FindingDecision.objects.get().by == user
    assert posted(client, user, page, "approve", **BASIS).status_code == 302


def test_overruling_is_refused_in_words__when_no_reason_is_given(client, people):
    page = sent(people, body=MOBILE)
    (found,) = unsettled(page)
    html = posted(client, people["checker"], page, f"overrule:{found.key}").content.decode()
    place = html.partition(f'id="finding-{found.key}"')[2].partition("</li>")[0]  # where the browser scrolls to
    assert "请写明理由" in place
    assert '<details class="review__judge" open>' in place
    assert not FindingDecision.objects.exists()


@pytest.mark.parametrize("name", ["editor", "secrecy"])
def test_nothing_is_decided__when_the_step_is_not_the_persons(client, people, name):
    page = sent(people, body=MOBILE)
    (found,) = unsettled(page)
    for do in ("approve", "reject", f"overrule:{found.key}", "publish", ""):
        answer = posted(client, people[name], page, do, **{f"reason:{found.key}": "理由", "reject-comment": "x"})
        assert answer.status_code == 200
        assert "还不能提交" in answer.content.decode()
    assert not FindingDecision.objects.exists()
    assert fresh(page).current_workflow_task.name == "初审"


def test_last_editor_may_only_return__when_reviewer_too(client, people):
    page = rewritten(sent(people), people["checker"], title="改过的标题")
    html = shown(client, people["checker"], page).content.decode()
    assert "稿件最后由您修改" in html
    assert 'value="approve"' not in html
    assert 'value="reject"' in html
    posted(client, people["checker"], page, "approve")
    assert fresh(page).current_workflow_task.name == "初审"


def test_decision_is_refused__when_the_text_changed_under_the_reviewer(client, people):
    page = sent(people)
    seen = page.latest_revision_id
    rewritten(page, people["editor"], title="偷换的标题")
    client.force_login(people["checker"])
    answer = client.post(address(page), {"do": "approve", "revision": seen, "approve-comment": "同意发布"})
    html = answer.content.decode()
    assert "稿件已有新版本" in html
    assert "偷换的标题" in html
    assert "同意发布" in html
    assert fresh(page).current_workflow_task.name == "初审"


def test_decision_is_refused__when_another_version_is_saved_while_it_is_judged(client, people, monkeypatch):
    page = sent(people)

    def meanwhile(case, user):
        rewritten(page, people["editor"], title="偷换的标题")
        return []

    monkeypatch.setattr(deciding, "hindrances", meanwhile)
    assert "稿件已有新版本" in posted(client, people["checker"], page, "approve", **CHECK).content.decode()
    assert fresh(page).current_workflow_task.name == "初审"


def test_decision_is_refused__when_another_person_decides_while_it_is_judged(client, people, monkeypatch):
    page = sent(people)

    def meanwhile(case, user):
        decide(fresh(page), people["checker"], "reject", comment="已由他人退回")
        return []

    monkeypatch.setattr(deciding, "hindrances", meanwhile)
    answer = posted(client, people["checker"], page, "approve", **CHECK)
    assert answer.status_code == 200
    assert "稿件不在审核中" in answer.content.decode()
    assert [one.status for one in TaskState.objects.all()] == ["rejected"]


def test_form_keeps_what_was_typed__when_a_field_is_missing(client, people):
    page = at_secrecy(people)
    open_page(client, people["secrecy"], page)
    answer = posted(client, people["secrecy"], page, "approve", **{"approve-basis": "某制度", "at:title": "标题太长"})
    html = answer.content.decode()
    assert '<a href="#field-id_approve-decision">审查结论：' in html
    assert 'id="field-id_approve-decision"' in html
    for words in ("某制度", "标题太长"):
        assert words in html
    assert fresh(page).current_workflow_task.name == "保密审查"


def test_comments_at_places_go_with_the_return__when_the_form_has_no_place_for_them(client, people, monkeypatch):
    class Form(forms.Form):
        comment = forms.CharField()

    monkeypatch.setattr(FirstReviewTask, "get_form_for_action", lambda self, action: Form)
    page = sent(people, body=MOBILE)
    block = page.get_latest_revision_as_object().body[0].id
    comments = {"at:title": "请写全称", f"at:body.{block}": "删去电话", "at:nowhere": "x"}
    assert posted(client, people["checker"], page, "reject", **comments).status_code == 302
    assert TaskState.objects.get(status="rejected").comment == "标题：请写全称\n正文第1段：删去电话"


def test_comments_are_handed_over_as_they_are__when_the_form_takes_them(client, people, monkeypatch):
    class Form(forms.Form):
        comment = forms.CharField(required=True)
        comments = forms.JSONField(required=True)

    told = {}
    page = sent(people)

    def decided(page, user, action, **details):
        told.update(details)
        return TaskState.objects.get(status="in_progress")

    monkeypatch.setattr(FirstReviewTask, "get_form_for_action", lambda self, action: Form)
    monkeypatch.setattr(deciding, "decide_as_read", decided)
    posted(client, people["checker"], page, "reject", **{"at:title": "请写全称"})
    assert told == {"comment": "具体意见见文中批注（1处）。", "comments": [{"path": "title", "text": "请写全称"}]}


def test_changes_are_shown__when_a_public_page_is_edited(client, people):
    page = make_article(title="原来的标题", body=[("paragraph", "<p>第一段。</p>")])
    page = rewritten(page, people["editor"], title="现在的标题")
    html = shown(client, people["editor"], page).content.decode()
    assert "现在公开的版本" in html
    assert "<del>" in html
    assert "<ins>" in html
    assert "首次发布" not in html


def test_reviewer_compares_with_what_they_saw__when_it_comes_back(client, people):
    page = sent(people, title="初稿标题")
    decide(page, people["checker"], "reject", comment="改")
    page = rewritten(page, people["editor"], title="二稿标题")
    fresh(page).current_workflow_state.resume(people["editor"])
    html = shown(client, people["checker"], page, against="mine").content.decode()
    assert "我上次审核的版本" in html
    assert "<ins>" in html


def test_original_is_told_apart__when_the_type_knows_it(client, people, monkeypatch):
    monkeypatch.setattr(ArticlePage, "differences_from_original", lambda self: ["正文第2段与原件不同"], raising=False)
    assert "正文第2段与原件不同" in shown(client, people["checker"], sent(people)).content.decode()


@pytest.mark.parametrize("name", ["checker", "secrecy"])
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_original_is_not_read_under_the_lock__when_no_reading_succeeds(client, people, monkeypatch, name, action):
    told = []

    def reading(path):
        told.append("read")
        return Reading(reason="too_slow")

    def holding():
        told.append("hold")
        hold()

    monkeypatch.setattr(texts, "PASSING_FOR", 0)  # as when a minute has gone by
    monkeypatch.setattr(texts, "read_file", reading)
    start = {"checker": sent, "secrecy": at_secrecy}[name]
    page = start(people, slug="zhengcewenjian", document=True, signed_original=upload("签发稿", f"{name} {action}"))
    paper = {"secrecy_level": "none", "disclosure_scope": "society", "compared_on_paper": "on"}
    given = {f"approve-{key}": value for key, value in {**CHECKED, **PUBLIC, **paper}.items()}
    open_page(client, people[name], page)
    told.clear()
    monkeypatch.setattr(deciding, "hold", holding)
    answer = posted(client, people[name], page, action, **given, **{"reject-comment": "请换签发稿"})
    assert answer.status_code == 302
    assert told[-1] == "hold"
    assert told.count("hold") == 1
    assert "read" in told


def test_hostile_text_is_shown_as_text__when_it_holds_markup(client, people):
    page = sent(people, summary="<script>alert(1)</script>13800138000")
    html = shown(client, people["checker"], page).content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_screen_leads_to_lane_and_marks__while_the_review_is_under_way(client, people):
    page = sent(people)
    handling = reverse("cms_review_handling", args=[ReviewSheet.objects.get(page_id=page.pk).pk])
    assert handling in shown(client, people["checker"], page).content.decode()
    decide(fresh(page), people["checker"], "approve", **CHECKED)
    open_page(client, people["secrecy"], page)
    decide(fresh(page), people["secrecy"], "approve", **PUBLIC)
    open_page(client, people["signer"], page)
    decide(fresh(page), people["signer"], "approve")
    assert handling not in shown(client, people["checker"], page).content.decode()


def test_dashboard_leads_to_the_screen__when_something_waits(client, people):
    page = sent(people)
    client.force_login(people["checker"])
    assert f'href="{address(page)}"' in client.get(reverse("wagtailadmin_home")).content.decode()


def test_writer_finds_the_screen_in_the_editor__when_the_text_is_saved(client, people):
    page = make_draft(owner=people["editor"])
    page.save_revision(user=people["editor"])
    client.force_login(people["editor"])
    assert address(page) in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "不在审核中" in shown(client, people["editor"], page).content.decode()


def test_tick_beside_the_files_follows_what_was_opened__as_the_words_do(client, people):
    page = at_secrecy(people, body=[("attachment", {"document": upload(), "title": ""})])

    def ticks():
        html = shown(client, people["secrecy"], page).content.decode()
        return ["hidden" in one.split(">")[0] for one in html.split("data-review-opened-all=")[1:]]

    assert ticks() == [True, False]
    document = page.get_latest_revision_as_object().body[0].value["document"]
    client.get(reverse("cms_review_document", args=[page.pk, page.latest_revision_id, document.pk]))
    assert ticks() == [False, True]


def test_reviewer_is_warned_at_the_button__that_who_masks_cannot_pass(client, people):
    warning = "遮盖后，本件最后由您修改，您不能再通过"
    assert warning in shown(client, people["checker"], sent(people, body=MOBILE)).content.decode()
    draft = make_draft(body=MOBILE)
    draft.save_revision(user=people["editor"])
    html = shown(client, people["editor"], draft).content.decode()
    assert "遮盖并保存为新版本" in html
    assert warning not in html
