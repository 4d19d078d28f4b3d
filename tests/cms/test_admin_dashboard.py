"""The first page of the admin tells everybody what waits for them, and what became of theirs."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from catalog.models import OfficialDocumentPage, StatisticsPage
from cms.admin.standing import active_reviews, standing
from cms.models import ArticlePage, ColumnPage, ReviewSheet, Withdrawal
from cms.review.services import submit
from cms.schedule import perform_due
from cms.withdrawal import withdraw
from organs.models import Role
from organs.services import end
from tests.catalog.pages import draft
from tests.recall import recall
from tests.site import (
    CHECKED,
    PUBLIC,
    appoint_person,
    column,
    decide,
    make_document,
    make_draft,
    make_organ,
    make_people,
    make_person,
    pass_steps,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(home):
    return recall.scene(make_people)


def written(people, title, slug="yaowen", **fields):
    """A draft by the editor, with the log entries that the admin writes."""
    page = make_draft(slug, title=title, owner=people["editor"], **fields)
    page.save_revision(user=people["editor"], log_action=True)
    return page


def sent(people, title, **fields):
    page = written(people, title, **fields)
    submit(page, people["editor"])
    return page


def fresh(page):
    return ArticlePage.objects.get(pk=page.pk)


def shown(client, user):
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_reviewer_sees_what_waits_oldest_first__when_several_do(client, people):
    newer, older = sent(people, "后送的稿件"), sent(people, "先送的稿件", organ=make_organ("jiaoyuju"))
    TaskState.objects.filter(revision__object_id=str(older.pk)).update(started_at=timezone.now() - timedelta(days=3))
    html = shown(client, people["checker"])
    assert html.index("先送的稿件") < html.index("后送的稿件")
    for fact in ("初审", "jiaoyuju", "editor送审", "已等3日", reverse("cms_review", args=[newer.pk])):
        assert fact in html
    assert html.split("超时未审")[0].count('class="house__late"') == 1


def test_reviewer_sees_the_newest_title__when_it_was_changed_in_review(client, people):
    page = sent(people, "原标题")
    edited = fresh(page)
    edited.title = "改后的标题"
    edited.save_revision(user=people["editor"])
    html = shown(client, people["checker"])
    assert "改后的标题" in html  # what is decided is the newest text
    assert "原标题" not in html


def test_reviewer_reads_when_the_step_began__and_an_after_review_has_no_sender(client, people):
    page = sent(people, "普通稿件")
    began = timezone.now() - timedelta(days=3)
    TaskState.objects.filter(revision__object_id=str(page.pk)).update(started_at=began)
    assert f"{timezone.localtime(began):%Y-%m-%d %H:%M}到本环节" in shown(client, people["checker"])
    urgent = written(people, "暴雨预警")
    submit(urgent, people["editor"], "emergency")
    pass_steps(urgent, people, "secrecy", "head")
    row = shown(client, people["checker"]).split("暴雨预警</a>")[1].split("</li>")[0]
    assert "应急发布后补审" in row
    assert "editor送审" not in row


@pytest.mark.parametrize("name", ["editor", "secrecy", "signer"])
def test_others_do_not_see_what_waits__when_the_step_is_not_theirs(client, people, name):
    make = sent(people, "等初审的稿件")
    html = shown(client, people[name])
    assert "等我审核" not in html or make.title not in html.split("我的稿件")[0]


def test_reviewer_reads_that_nothing_waits__when_all_is_done(client, people):
    assert "没有等您审核的稿件" in shown(client, people["signer"])


def test_reviewer_is_warned__when_they_edited_last(client, people):
    page = sent(people, "自己改过的稿件")
    edited = fresh(page)
    edited.save_revision(user=people["checker"])
    assert "最后由您修改" in shown(client, people["checker"])


def test_editor_sees_what_became_of_each__when_it_was_returned_or_published(client, people):
    written(people, "未送的稿件")
    returned, signed = sent(people, "退回的稿件"), sent(people, "发布的稿件")
    decide(fresh(returned), people["checker"], "reject", comment="标题请写全称")
    decide(fresh(signed), people["checker"], "approve", **CHECKED)
    decide(fresh(signed), people["secrecy"], "approve", **PUBLIC)
    html = shown(client, people["editor"])
    assert "审核中（签发）" in html
    decide(fresh(signed), people["signer"], "approve")
    html = shown(client, people["editor"])
    for words in ("草稿", "退回修改（初审）", "标题请写全称", "checker，", "已发布"):
        assert words in html
    assert "审核中" not in html


@pytest.mark.parametrize(
    ("facts", "code", "label"),
    [
        ({}, "draft", "草稿"),
        ({"live": True}, "live", "已发布"),
        ({"live": True, "has_unpublished_changes": True}, "live", "已发布，有修改未送审"),
        ({"first_published_at": timezone.now()}, "withdrawn", "已撤下"),
        ({"expired": True, "first_published_at": timezone.now()}, "withdrawn", "已到期撤下"),
    ],
)
def test_standing_is_named__when_nobody_reviews(home, facts, code, label):
    page = ArticlePage(title="稿件", **{"live": False, **facts})
    page._approved_schedule = False
    assert (standing(page, None).code, standing(page, None).label) == (code, label)


def test_live_page_is_said_to_be_live__when_its_change_is_in_review(people):
    page = sent(people, "已发布又修改的稿件")
    page.live, page._approved_schedule = True, False
    assert standing(page, active_reviews([page])[page.pk]).label == "已发布，修改审核中（初审）"


def test_editor_lists_ten_at_most__when_there_are_more(client, people):
    for number in range(12):
        written(people, f"第{number}篇")
    own = shown(client, people["editor"]).partition('id="house-own"')[2].partition("</section>")[0]
    assert own.count('class="house__row"') == 10
    assert reverse("cms_own") in own


def own_list(client, user, **asked):
    client.force_login(user)
    return client.get(reverse("cms_own"), asked).content.decode()


def test_editor_reads_all_of_their_texts__when_there_are_more_than_the_first(client, people):
    written(people, "早先的稿件")
    for number in range(21):
        written(people, f"第{number:02}篇")
    pages = [own_list(client, people["editor"], p=number) for number in (1, 2)]
    assert [page.count('class="house__row"') for page in pages] == [20, 2]
    assert "第20篇" in pages[0]
    assert "早先的稿件" in pages[1]
    assert "共22件，第2页，共2页。" in pages[1]
    found = own_list(client, people["editor"], q="早先")
    assert found.count('class="house__row"') == 1
    assert "没有标题含有这些字的" in own_list(client, people["editor"], q="没有这篇")


def test_list_holds_what_one_sees__when_the_organ_is_another_now(client, home):
    before, now = make_organ("jiaoyuju"), make_organ("minzhengju")
    writer = make_person("writer", (Role.EDITOR, before))
    for number in range(3):
        written({"editor": writer}, f"教育局的第{number}篇", organ=before)
    end(writer.memberships.get())
    appoint_person(writer, Role.EDITOR, now)
    written({"editor": writer}, "民政局的稿件", organ=now)
    for html in (own_list(client, fresh_user(writer)), shown(client, fresh_user(writer))):
        assert "民政局的稿件" in html
        assert "教育局的第" not in html
    assert "共1件" in own_list(client, fresh_user(writer))


def fresh_user(user):
    return type(user).objects.get(pk=user.pk)


def test_own_texts_are_nobody_elses(client, people):
    written(people, "未送的稿件")
    html = own_list(client, people["signer"])
    assert "未送的稿件" not in html
    assert "您还没有写过稿件" in html
    assert reverse("cms_own") not in shown(client, people["editor"])  # all are on the dashboard


def test_editor_sees_when_and_why__when_a_text_was_taken_down(client, people):
    page = sent(people, "发布的稿件")
    pass_steps(page, people, "checker", "secrecy", "signer")
    for reason in (Withdrawal.Reason.ERROR, Withdrawal.Reason.OUTDATED):
        if not fresh(page).live:
            publish(fresh(page))
        withdraw(fresh(page), people["head"], reason)
    record = Withdrawal.objects.latest("at")
    html = shown(client, people["editor"])
    assert "已撤下" in html
    assert f"{timezone.localtime(record.at):%Y-%m-%d %H:%M}　内容过时" in html
    assert "严重表述错误" not in html


def test_editor_sees_what_was_sent_back_first__when_much_was_written_since(client, people):
    returned = sent(people, "早先退回的稿件")
    decide(fresh(returned), people["checker"], "reject", comment="标题请写全称")
    for number in range(12):
        written(people, f"第{number}篇")
    own = shown(client, people["editor"]).partition('id="house-own"')[2].partition("</section>")[0]
    assert own.count('class="house__row"') == 10
    assert own.index("早先退回的稿件") < own.index("第11篇")
    assert "标题请写全称" in own


def signed_for(people, title, at, **fields):
    """A document that was signed, to be published at `at`."""
    page = sent(people, title, go_live_at=at, document=True, slug="zhengcewenjian", **fields)
    secret = {"secrecy_level": "none", "disclosure_scope": "society", "compared_on_paper": True}
    for name, details in (("checker", CHECKED), ("secrecy", PUBLIC | secret), ("signer", {})):
        decide(OfficialDocumentPage.objects.get(pk=page.pk), people[name], "approve", **details)
    return OfficialDocumentPage.objects.get(pk=page.pk)


def test_editor_sees_why__when_what_was_signed_cannot_be_published_at_its_time(client, people):
    due = timezone.now() + timedelta(hours=1)
    page = signed_for(people, "定时的文件", due, document_number="云政发〔2026〕8号")
    assert "已签发，待定时发布" in shown(client, people["editor"])
    make_document(title="抢先的文件", document_number="云政发〔2026〕8号")
    with patch("django.utils.timezone.now", return_value=due):
        assert perform_due(due) == 1
        assert perform_due(due) == 0
    assert not OfficialDocumentPage.objects.get(pk=page.pk).live
    sheet = ReviewSheet.objects.get(page_id=page.pk)
    assert sheet.outcome == "refused"
    assert sheet.steps.filter(action="refuse").count() == 1
    for number in range(12):
        written(people, f"后来的第{number}篇")
    for html in (shown(client, people["editor"]), edited_view(client, page)):
        assert "到时未能发布，须修改后重新送审" in html
        assert "发文字号已用于公开的文件《抢先的文件》，一个文号不能用两次。" in html
    again = page.get_latest_revision_as_object()
    again.document_number, again.go_live_at = "云政发〔2026〕9号", None
    again.save_revision(user=people["editor"])
    submit(OfficialDocumentPage.objects.get(pk=page.pk), people["editor"])
    assert "到时未能发布" not in shown(client, people["editor"]) + edited_view(client, page)


def edited_view(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_queries_do_not_grow__when_more_waits_and_more_was_written(client, people, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    both = people["checker"]
    appoint_person(both, Role.EDITOR)
    counted = []
    for round_ in range(2):
        for number in range(3 + 5 * round_):
            page = make_draft(title=f"{round_}-{number}", organ=make_organ(f"organ{round_}{number}"))
            page.save_revision(user=both, log_action=True)
            submit(page, people["editor"])
        shown(client, both)  # content types and the site are kept in memory from here on
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert "等我审核" in shown(client, both)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_editor_begins_in_a_column__when_the_type_is_chosen(client, people):
    ColumnPage.objects.filter(slug="zhengcewenjian").update(update_class="policy")
    client.force_login(people["editor"])
    html = client.get(reverse("cms_compose", args=["official_document"])).content.decode()
    usual, others = html.index("常用栏目"), html.index("其他栏目")
    assert usual < html.index(">政策文件<") < others < html.index(">要闻<")
    add = reverse("wagtailadmin_pages:add", args=["catalog", "officialdocumentpage", column("zhengcewenjian").pk])
    assert add in html
    assert client.get(add).status_code == 200


@pytest.mark.parametrize(
    ("kind", "column_type"),
    [("leader", "负责人信息"), ("organ_profile", "机构职能"), ("disclosure_guide", "信息公开指南")],
)
def test_column_of_the_right_type_is_offered__and_no_other_as_usual(client, people, kind, column_type):
    ColumnPage.objects.filter(slug="tongzhi").update(column_type=column_type, update_class="static")
    client.force_login(people["editor"])
    html = client.get(reverse("cms_compose", args=[kind])).content.decode()
    assert html.index("常用栏目") < html.index(">通知公告<") < html.index("其他栏目") < html.index(">要闻<")


def test_likeliest_column_comes_first__when_a_type_has_several(client, people):
    ColumnPage.objects.filter(slug="yaowen").update(update_class="policy")
    ColumnPage.objects.filter(slug="tongzhi").update(column_type="政策解读")
    client.force_login(people["editor"])
    html = client.get(reverse("cms_compose", args=["interpretation"])).content.decode()
    assert html.index("常用栏目") < html.index(">通知公告<") < html.index(">要闻<")


def test_buttons_stand_in_the_order_in_which_they_are_needed(client, people):
    html = shown(client, people["editor"])
    places = [html.index(f">新建{name}<") for name in ("文章", "公文", "政策解读", "负责人", "机构职能", "公开指南")]
    assert places == sorted(places)


def test_types_written_last_are_seen__when_there_are_many(client, people):
    def first_types():
        html = shown(client, people["editor"])
        return html[: html.index('class="house__more"')]

    assert "新建统计信息" not in first_types()
    assert "其他类型（11种）" in shown(client, people["editor"])
    draft(StatisticsPage).save_revision(user=people["editor"], log_action=True)
    assert "新建统计信息" in first_types()


def test_column_used_last_comes_first__when_choosing_again(client, people):
    written(people, "写在通知公告", slug="tongzhi")
    client.force_login(people["editor"])
    html = client.get(reverse("cms_compose", args=["article"])).content.decode()
    assert html.index("最近用过的栏目") < html.index(">通知公告<") < html.index(">要闻<")
    assert "直接写到" in shown(client, people["editor"])


def test_composing_is_refused__when_person_may_not_add_or_kind_is_unknown(client, people):
    client.force_login(people["signer"])
    assert client.get(reverse("cms_compose", args=["article"])).status_code == 302
    assert "新建文章" not in shown(client, people["signer"])
    client.force_login(people["editor"])
    assert client.get(reverse("cms_compose", args=["nothing"])).status_code == 404
