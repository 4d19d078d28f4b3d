"""Writing, sending and deciding in the admin's forms."""

import json

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Comment, GroupCollectionPermission
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.admin.after_editing import lead_home
from cms.admin.telling import unsettled_words
from cms.blocks.text import ParagraphBlock
from cms.keywords import keywords_from_text
from cms.models import ArticlePage, ConfidentialityTaskState, ReviewSheet, UploadedDocument
from cms.review import looks
from cms.review.findings import all_findings, findings_in
from cms.review.services import submit
from register.models import Entry
from tests.recall import recall
from tests.site import CHECKED, PUBLIC, column, decide, make_draft, make_organ, make_people, pass_steps

pytestmark = pytest.mark.django_db

WORD = (
    '<p class="MsoNormal" style="mso-pagination:none"><b>一、</b><span lang="EN-US" style="font-family:仿宋">总体要求'
    "</span><o:p></o:p></p><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><script>alert(1)</script>"
    '<p onclick="x()"><a href="javascript:alert(1)">链接</a>保留的文字</p>'
)


@pytest.fixture
def people(home):
    return recall.scene(make_people)


def form(paragraphs=("会议对防汛工作作出部署。",), **fields):
    """What a browser sends from the form of an article."""
    blocks = [("paragraph", rich_text(f"<p>{text}</p>")) for text in paragraphs]
    return nested_form_data(
        {
            "title": "云杉市召开防汛工作会议",
            "organ": make_organ().pk,
            "source": "",
            "summary": "",
            "body": streamfield(blocks),
            "disclosure_attribute": "proactive",
            "withholding_reason": "",
            "importance": "ordinary",
            "department": "",
            "editor": "",
            "author": "",
            "issued_on": "",
            "keywords": "",
            "original_published_at": "",
            "go_live_at": "",
            "expire_at": "",
            "comments": inline_formset([]),
            **fields,
        }
    )


def create(client, user, data):
    client.force_login(user)
    return client.post(reverse("wagtailadmin_pages:add", args=["cms", "articlepage", column("yaowen").pk]), data)


def edit(client, user, page, data):
    client.force_login(user)
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def sent(people):
    page = make_draft()
    page.save_revision(user=people["editor"], log_action=True)
    submit(page, people["editor"])
    return ArticlePage.objects.get(pk=page.pk)


def escaped(text):
    """As the editor's data holds it: JSON in JSON in an attribute."""
    return json.dumps(json.dumps(text)[1:-1])[1:-1]


def decision(action, **details):
    return {
        "action-workflow-action": "true",
        "workflow-action-name": action,
        "workflow-action-extra-data": json.dumps(details),
    }


def said(client):
    """Messages on the next page of the admin."""
    return client.get(reverse("wagtailadmin_home")).content.decode().split("data-w-messages-target")[1]


def test_form_begins_with_the_organ_of_the_column__when_article_is_new(client, people):
    yaowen = column("yaowen")
    yaowen.organ = make_organ("jiaoyuju")
    yaowen.save()
    client.force_login(people["editor"])
    html = client.get(reverse("wagtailadmin_pages:add", args=["cms", "articlepage", yaowen.pk])).content.decode()
    assert "云杉市jiaoyuju" in html


def test_editor_sends_and_saves_but_does_not_publish__when_writing(client, people):
    client.force_login(people["editor"])
    html = client.get(
        reverse("wagtailadmin_pages:add", args=["cms", "articlepage", column("yaowen").pk])
    ).content.decode()
    assert html.index('name="action-submit"') < html.index("保存草稿")
    assert 'name="action-publish"' not in html


def test_publish_is_no_button_of_a_publication__when_admin_edits(client, people):
    admin = User.objects.create_superuser("admin", password="x")
    page = make_draft()
    client.force_login(admin)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="action-publish"' not in html
    html = client.get(reverse("wagtailadmin_pages:edit", args=[column("yaowen").pk])).content.decode()
    assert 'name="action-publish"' in html


def test_article_goes_into_review__when_it_is_complete(client, people):
    response = create(client, people["editor"], {**form(), "action-submit": "送审"})
    assert response.url == reverse("wagtailadmin_home")
    page = ArticlePage.objects.get()
    assert page.current_workflow_task.name == "初审"
    assert not page.live


def test_sender_is_told_what_must_be_settled__when_the_checks_find_something(client, people):
    article = form(["请拨打13800138000或13900139000联系。"])
    create(client, people["editor"], {**article, "action-submit": "1"})
    told = said(client)
    assert "自动检查发现2个问题须处理" in told
    assert f"{reverse('cms_review', args=[ArticlePage.objects.get().pk])}#findings" in told
    assert "要素不全" not in told
    create(client, people["editor"], {**form(), "action-submit": "1"})
    assert "须处理" not in said(client)


def test_sender_is_told_that_files_are_still_read__when_nobody_inspected_them(client, people):
    upload = UploadedDocument(title="名单", file=ContentFile("电话13800138000".encode(), name="a.txt"))
    upload.save()
    body = streamfield([("attachment", {"document": upload.pk, "title": ""})])
    create(client, people["editor"], {**form(), **nested_form_data({"body": body}), "action-submit": "1"})
    told = said(client)
    assert "有1个附件正在检查" in told
    assert "另有" not in told
    all_findings(ArticlePage.objects.get())  # as the worker does
    told = unsettled_words(findings_in(ArticlePage.objects.get().get_latest_revision_as_object(), patience=0))
    assert told == "自动检查发现1个问题须处理，处理后保密审查才能通过。"


def test_sender_is_told_which_facts_are_missing__when_a_document_has_no_number(people, rf):
    (told,) = told_of_facts(people, rf)
    assert "要素不全：没有填写发文字号" in told
    assert "没有填写成文日期" in told
    assert "没有上传签发原件" in told


def test_sender_is_asked_to_look_again__when_the_title_is_that_of_a_measure(people, rf):
    missing, odd = told_of_facts(people, rf, title="云杉市临时停车管理办法")
    assert "要素不全：没有填写发文字号" in missing
    assert "规范性文件" not in missing
    assert odd.startswith("从标题看可能是规范性文件，请核对是否勾选“行政规范性文件”。")


def told_of_facts(people, rf, **fields):
    page = make_draft("zhengcewenjian", document=True, **fields)
    page.save_revision(user=people["editor"])
    request = rf.post("/", {"action-submit": "1"})
    request.user, request.session = people["editor"], {}
    request._messages = FallbackStorage(request)
    lead_home(request, page)
    return [str(one) for one in get_messages(request)]


def test_article_is_sent_as_an_emergency__with_the_button_for_it(client, people):
    response = create(client, people["editor"], {**form(), "action-submit-urgent": "1"})
    assert response.url == reverse("wagtailadmin_home")
    page = ArticlePage.objects.get()
    assert page.current_workflow_task.name == "保密审查"
    assert page.current_workflow_state.review_sheet.lane == "emergency"


def test_draft_is_sent_as_an_emergency__with_the_button_for_it(client, people):
    create(client, people["editor"], form())
    page = ArticlePage.objects.get()
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "应急送审（突发事件）" in html
    edit(client, people["editor"], page, {**unchanged(page), "action-submit-urgent": "1"})
    assert ArticlePage.objects.get().current_workflow_task.name == "保密审查"


def test_emergency_is_confirmed__within_what_opens_without_scripts(client, people):
    client.force_login(people["editor"])
    html = client.get(
        reverse("wagtailadmin_pages:add", args=["cms", "articlepage", column("yaowen").pk])
    ).content.decode()
    opened = html.split("<details", 1)[1].split("</details>")[0]
    summary, _end, rest = opened.partition("</summary>")
    assert "应急送审（突发事件）" in summary
    assert 'name="action-submit-urgent"' not in summary
    assert 'name="action-submit-urgent"' in rest


def test_item_is_taken_back__after_it_was_asked_once_more(client, people):
    page = make_draft(owner=people["editor"])
    page.save_revision(user=people["editor"])
    submit(page, people["editor"])
    client.force_login(people["editor"])
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    url = reverse("cms_take_back", args=[page.pk])
    assert f'href="{url}"' in html
    assert 'name="action-cancel-workflow"' not in html
    asked = client.get(url)
    assert "确认撤回" in asked.content.decode()
    assert ArticlePage.objects.get().current_workflow_state is not None
    assert client.post(url).url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert ArticlePage.objects.get().current_workflow_state is None
    assert ReviewSheet.objects.get().outcome == "cancelled"
    assert client.post(url).url == reverse("wagtailadmin_home")


def test_item_is_not_taken_back__by_somebody_else(client, people):
    page = make_draft(owner=people["editor"])
    page.save_revision(user=people["editor"])
    submit(page, people["editor"])
    client.force_login(people["secrecy"])
    client.post(reverse("cms_take_back", args=[page.pk]))
    assert ArticlePage.objects.get().current_workflow_state is not None


def test_after_review_is_not_taken_back__by_the_sender(client, people):
    page = make_draft(owner=people["editor"])
    page.save_revision(user=people["editor"])
    submit(page, people["editor"], "emergency")
    page = pass_steps(page, people, "secrecy", "head")
    for action in ("action-cancel-workflow", "action-restart-workflow"):
        edit(client, people["editor"], page, {**unchanged(page), action: "1"})
        assert "应急发布后的补审不能撤回" in said(client)
    client.post(reverse("cms_take_back", args=[page.pk]))
    assert "应急发布后的补审不能撤回" in said(client)
    page = ArticlePage.objects.get(pk=page.pk)
    assert (page.current_workflow_task.name, page.current_workflow_state.status) == ("初审", "in_progress")


def test_modal_asks_for_the_secrecy_level__when_it_is_a_document(client, people):
    page = make_draft("zhengcewenjian", document=True)
    page.save_revision(user=people["editor"])
    submit(page, people["editor"])
    page = pass_steps(page, people, "checker")
    client.force_login(people["secrecy"])
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:collect_workflow_action_data", args=[page.pk, "approve", state.pk])
    html = json.loads(client.get(url).content)["html"]
    for label in ("密级", "公开范围", "已与签发原件人工核对", "删减说明"):
        assert label in html
    answer = client.post(url, {**PUBLIC, "secrecy_level": "secret", "disclosure_scope": "society"},
                         headers={"X-Requested-With": "XMLHttpRequest"})  # fmt: skip
    assert "涉密文件不得在网站公开" in json.loads(answer.content)["html"]


def test_new_text_is_told_what_it_lacks_and_not_to_be_taken_down__when_it_is_withheld(client, people):
    html = create(
        client, people["editor"], form(disclosure_attribute="withheld") | {"action-submit": "1"}
    ).content.decode()
    assert "公开属性为“不予公开”的，须写明理由和依据。" in html
    assert "已发布的请先撤下" not in html
    create(client, people["editor"], form(disclosure_attribute="on_request"))
    assert not ArticlePage.objects.get(title="云杉市召开防汛工作会议").live


def test_nothing_typed_is_lost__when_the_form_is_refused(client, people):
    data = form(
        paragraphs=["写了很久的第一段。", "写了很久的第二段。"],
        title="",
        summary="写好的概述",
        disclosure_attribute="withheld",
        department="办公室",
        keywords="防汛,检查",
    )
    response = create(client, people["editor"], {**data, "action-submit": "送审"})
    html = response.content.decode()
    assert response.status_code == 200
    for kept in ("写好的概述", "办公室", "防汛", "检查"):
        assert kept in html
    assert all(escaped(text) in html for text in ("写了很久的第一段。", "写了很久的第二段。"))
    for error in ("此项必填。", "须写明理由和依据"):
        assert error in html
    assert not ArticlePage.objects.exists()


def test_article_without_a_body_is_kept_as_draft_only__when_sent_or_saved(client, people):
    response = create(client, people["editor"], {**form(paragraphs=()), "action-submit": "送审"})
    assert json.dumps("正文还没有内容")[1:-1] in response.content.decode()
    assert not ArticlePage.objects.exists()
    create(client, people["editor"], form(paragraphs=()))
    assert ArticlePage.objects.get().current_workflow_state is None


def test_keywords_are_parted__when_typed_as_officials_do(client, people):
    create(client, people["editor"], form(keywords="防汛、抗旱，应急；检查 值守"))
    assert sorted(ArticlePage.objects.get().keywords.names()) == ["值守", "应急", "抗旱", "检查", "防汛"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", []), (None, []), ("防汛", ["防汛"]), ('"防汛", 防汛', ["防汛"]), ("a b\u3000c、、d", ["a", "b", "c", "d"])],
)
def test_keywords_are_found__when_text_has_any_separator(text, words):
    assert keywords_from_text(text) == words


def test_paste_from_word_is_cleaned__when_it_reaches_the_block():
    kept = ParagraphBlock().clean(RichText(WORD)).source
    for words in ("一、", "总体要求", "保留的文字"):
        assert words in kept
    for foreign in ("Mso", "mso", "style", "script", "alert", "o:p", "onclick", "WordDocument", "span"):
        assert foreign not in kept


def test_editor_may_upload__when_choosing_pictures_and_files(client, people):
    client.force_login(people["editor"])
    for name in ("wagtailimages_chooser:choose", "wagtaildocs_chooser:choose"):
        chooser = json.loads(client.get(reverse(name)).content)["html"]
        assert "上传" in chooser, name
    assert GroupCollectionPermission.objects.filter(
        group__user=people["editor"], permission__codename="add_image"
    ).exists()


@pytest.mark.parametrize(
    ("name", "action", "labels"),
    [
        ("checker", "approve", ["政策性审查", "审核意见"]),
        ("checker", "reject", ["退回意见"]),
    ],
)
def test_modal_has_the_fields_of_the_step__when_opened(client, people, name, action, labels):
    page = sent(people)
    client.force_login(people[name])
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:collect_workflow_action_data", args=[page.pk, action, state.pk])
    html = json.loads(client.get(url).content)["html"]
    assert all(label in html for label in labels)


def test_modal_keeps_what_was_typed__when_the_basis_is_missing(client, people):
    page = sent(people)
    decide(page, people["checker"], "approve", **CHECKED)
    page = ArticlePage.objects.get(pk=page.pk)
    client.force_login(people["secrecy"])
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:collect_workflow_action_data", args=[page.pk, "approve", state.pk])
    answer = client.post(
        url,
        {"decision": "redacted", "basis": "", "comment": "已删去身份证号"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    html = json.loads(answer.content)["html"]
    for words in ("审查结论", "不涉及国家秘密", "审查依据", "此项必填。", "已删去身份证号", "如：《保守国家秘密法》"):
        assert words in html
    assert 'value="redacted"' in html.split("checked")[0].rsplit("<input", 1)[1]


def test_reviewer_comes_home_and_reads_what_came_of_it__when_approving(client, people):
    page = sent(people)
    response = edit(
        client, people["checker"], page, {**unchanged(page), **decision("approve", comment="同意", **CHECKED)}
    )
    assert response.url == reverse("wagtailadmin_home")
    assert "“云杉市召开防汛工作会议”初审通过，已转入下一环节。" in said(client)
    page = ArticlePage.objects.get(pk=page.pk)
    looks.note(page, page.latest_revision_id, people["secrecy"], looks.CONTENT)
    edit(client, people["secrecy"], page, {**unchanged(page), **decision("approve", **PUBLIC)})
    assert ConfidentialityTaskState.objects.get().basis == PUBLIC["basis"]
    page = ArticlePage.objects.get(pk=page.pk)
    unseen = edit(client, people["signer"], page, {**unchanged(page), **decision("approve")})
    assert unseen.url == reverse("cms_review", args=[page.pk])
    assert "通过前须逐项打开查看，尚未打开：公开页面的全文。" in said(client)
    looks.note(page, page.latest_revision_id, people["signer"], looks.CONTENT)
    edit(client, people["signer"], page, {**unchanged(page), **decision("approve")})
    assert "“云杉市召开防汛工作会议”已签发并发布。" in said(client)
    assert Entry.objects.get(uid=page.uid).is_live


def unchanged(page):
    """The form as the reviewer got it."""
    latest = page.get_latest_revision_as_object()
    [block] = latest.body
    body = streamfield([("paragraph", rich_text(block.value.source))])
    body = nested_form_data({"body": body})
    body["body-0-id"] = block.id
    return {**form(organ=latest.organ_id, title=latest.title), **body}


def test_table_with_numbers_is_no_change__when_reviewer_approves_it_as_it_is(client, people):
    table = {"column-count": 2, "row-count": 2, "caption": "供热面积"}
    for number, (kind, heading) in enumerate([("text", "区域"), ("number", "面积")]):
        table |= {f"column-{number}-{key}": value for key, value in {"type": kind, "heading": heading}.items()}
        table |= {f"column-{number}-order": number, f"column-{number}-deleted": ""}
    for number, cells in enumerate([("城北", "95.50"), ("城南", "")]):
        table |= {f"row-{number}-order": number, f"row-{number}-deleted": ""}
        table |= {f"cell-{number}-{at}": text for at, text in enumerate(cells)}
    data = {**form(), **nested_form_data({"body": streamfield([("table", table)])})}
    create(client, people["editor"], {**data, "action-submit": "1"})
    page = ArticlePage.objects.get()
    data["body-0-id"] = page.get_latest_revision_as_object().body[0].id
    edit(client, people["checker"], page, {**data, **decision("approve", comment="同意", **CHECKED)})
    assert "初审通过，已转入下一环节。" in said(client)
    assert page.revisions.count() == 1


def test_change_is_kept_but_not_approved__when_reviewer_edits_and_approves_at_once(client, people):
    page = sent(people)
    data = {**unchanged(page), "title": "初审人改过的标题", **decision("approve", comment="同意", **CHECKED)}
    response = edit(client, people["checker"], page, data)
    assert response.url == reverse("wagtailadmin_home")
    assert "须由其他审核人员审核" in said(client)
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.get_latest_revision_as_object().title == "初审人改过的标题"
    assert page.current_workflow_task.name == "初审"


def test_returned_item_is_told_with_its_reason__when_checker_rejects(client, people):
    page = sent(people)
    edit(client, people["checker"], page, {**unchanged(page), **decision("reject", comment="标题请写全称")})
    assert "已退回修改。意见：标题请写全称" in said(client)
    client.force_login(people["editor"])
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "重新送审（初审）" in html
    box = html.split('id="returned"')[1].split("</section>")[0]
    for words in ("退回修改（初审）", "标题请写全称", "checker"):
        assert words in box
    assert "批注" not in box


def test_returned_item_leads_to_its_comments__when_there_are_some(client, people):
    page = sent(people)
    path = f"body.{page.get_latest_revision_as_object().body[0].id}"
    decide(page, people["checker"], "reject", comment="请改", comments=[{"path": path, "text": "写全称"}])
    client.force_login(people["editor"])
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    box = html.split('id="returned"')[1].split("</section>")[0]
    assert f"?comment={Comment.objects.get().pk}" in box
    assert "有1处批注" in box


def test_nothing_is_said_of_a_return__when_the_item_is_in_review_or_a_draft(client, people):
    client.force_login(people["editor"])
    for page in (sent(people), make_draft(owner=people["editor"])):
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert 'id="returned"' not in html


def test_mail_is_in_chinese__when_something_is_sent_and_returned(client, people, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    page = sent(people)
    decide(page, people["checker"], "reject", comment="标题请写全称")
    assert mail.outbox
    for message in mail.outbox:
        assert "云杉市召开防汛工作会议" in message.subject
        for english in ("Hello", "has been", "You can", "following"):
            assert english not in message.subject + str(message.body)
    assert any("标题请写全称" in str(message.body) for message in mail.outbox)


@pytest.mark.parametrize(
    "text",
    ["[]", "7", "null", "{", '{"update": false}', '{"decision": ["public"], "basis": "x"}', '{"decision": "public"}',
     json.dumps({"decision": "public", "basis": "依" * 301}), json.dumps({"decision": "not_public", "basis": "x"})],
)  # fmt: skip
def test_nothing_is_saved__when_details_of_a_decision_are_malformed(client, people, text):
    page = sent(people)
    decide(page, people["checker"], "approve", **CHECKED)
    page = ArticlePage.objects.get(pk=page.pk)
    revisions = page.revisions.count()
    client.force_login(people["secrecy"])
    data = {**form(), **decision("approve"), "workflow-action-extra-data": text}
    assert client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code == 400
    assert page.revisions.count() == revisions
    assert ArticlePage.objects.get(pk=page.pk).current_workflow_task_state.status == "in_progress"


@pytest.mark.parametrize("drop", ["body-count", "body-0-type"])
@pytest.mark.parametrize("more", [{}, {"action-workflow-action": "1", "workflow-action-name": "approve"}])
def test_torn_form_is_a_bad_request_in_words__when_blocks_cannot_be_counted(client, people, drop, more):
    page = sent(people)
    before = page.latest_revision_id
    posted = {name: value for name, value in unchanged(page).items() if name != drop}
    client.force_login(people["checker"])
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**posted, **more})
    assert response.status_code == 400
    assert ArticlePage.objects.get(pk=page.pk).latest_revision_id == before
