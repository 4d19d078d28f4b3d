"""What the editing view knows of a page before Wagtail asks: it has to be what Wagtail would have found."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag
from wagtail.admin.models import EditingSession
from wagtail.models import Comment, CommentReply, Page, Revision, Site

from cms.admin.editing import clean_sessions
from cms.languages.opening import open_language
from cms.models import PageOwner, SiteSettings
from cms.permissions.rights import may_see
from cms.review.services import submit
from cms.tree import with_place
from organs.models import Role
from tests.site import (
    column,
    give_column,
    make_article,
    make_draft,
    make_organ,
    make_people,
    make_person,
    pass_steps,
)

from .test_languages import english_column, english_of

pytestmark = pytest.mark.django_db


def shown(client, page, user):
    client.force_login(user)
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    return answer


def test_translations_are_named__to_those_who_may_open_them(client, home):
    SiteSettings.objects.update(english_name="Yunshan")
    english, _made = open_language(Site.objects.get(), "en", title="Yunshan, China")
    english_column(english, original=column("tongzhi"))
    own, other = make_organ(), make_organ("jiaoyuju")
    give_column("tongzhi", None, own, other)
    page = make_article("tongzhi", organ=own)
    foreign = english_of(page)
    address = reverse("wagtailadmin_pages:edit", args=[foreign.pk])
    writer = make_person("writer", (Role.EDITOR, own))
    assert address in shown(client, page, writer).content.decode()
    PageOwner.objects.filter(page=foreign).update(organ=other)
    assert address not in shown(client, page, writer).content.decode()
    assert address in shown(client, page, make_person("root", is_superuser=True)).content.decode()


def test_home_page_cannot_be_taken_down_with_a_line_above_it(client, home):
    root = make_person("root", is_superuser=True)
    assert "本件已公开" not in shown(client, home, root).content.decode()
    assert "本件已公开" in shown(client, make_article(), root).content.decode()


def test_page_without_a_known_owner_is_seen_by_nobody(home):
    page = make_draft()
    writer = make_person("writer", (Role.EDITOR, make_organ()))
    read = lambda: with_place(Page.objects.filter(pk=page.pk)).get().specific_deferred  # noqa: E731
    assert may_see(writer, read())
    PageOwner.objects.filter(page=page.pk).delete()
    assert not may_see(writer, read())


def test_schedule_is_told__even_of_a_page_that_says_it_has_no_changes(client, home):
    page = make_article()
    Revision.objects.filter(pk=page.save_revision().pk).update(approved_go_live_at=timezone.now() + timedelta(days=3))
    Page.objects.filter(pk=page.pk).update(has_unpublished_changes=False)
    answer = shown(client, page, make_person("root", is_superuser=True))
    assert answer.context["page"].approved_schedule
    assert answer.context["page_locked"] or "定时" in answer.content.decode()


def test_comments_keep_their_replies_and_keywords_their_words(client, home):
    people = make_people()
    page = make_draft()
    page.keywords.add("防汛", "会议")
    page.save_revision(user=people["editor"])
    comment = Comment.objects.create(page=page, user=people["checker"], text="此处有误", contentpath="title")
    for words in ("已改", "已核"):
        CommentReply.objects.create(comment=comment, user=people["editor"], text=words)
    answer = shown(client, page, people["editor"])
    told = answer.context["form"].serialize_comments(people["editor"])["comments"]
    assert [(one["text"], [reply["text"] for reply in one["replies"]]) for one in told] == [
        ("此处有误", ["已改", "已核"])
    ]
    html = answer.content.decode()
    assert all(word in html for word in ("防汛", "会议"))


def test_steps_of_the_lane_are_listed__and_the_lock_says_where_the_text_is(client, home):
    people = make_people()
    page = make_draft()
    page.save_revision(user=people["editor"])
    submit(page, people["editor"], "emergency")
    html = shown(client, page, people["editor"]).content.decode()
    assert "您暂时不能修改" in html
    assert "保密审查（办理中）" in html
    assert "初审" not in html.split("workflow-timeline")[1]
    pass_steps(page, people, "secrecy")
    assert "保密审查（已通过）" in shown(client, page, people["editor"]).content.decode()


@pytest.mark.parametrize("items", [None, [], [{"tag": None}], [{"tag": 10**30}], [{"tag": "x"}], [{}]])
def test_revision_is_read__whatever_became_of_its_keywords(home, items):
    page = make_draft()
    content = {**page.serializable_data(), "keyword_items": items}
    assert list(page.with_content_json(content).keywords.all()) == []


def test_revision_keeps_a_keyword_whose_number_is_a_string(home):
    page, word = make_draft(), Tag.objects.create(name="防汛", slug=uuid4().hex)
    content = {
        **page.serializable_data(),
        "keyword_items": [{"pk": None, "tag": str(word.pk), "content_object": page.pk}],
    }
    assert [one.name for one in page.with_content_json(content).keywords.all()] == ["防汛"]


@pytest.mark.parametrize("asked", ["content_type=99999999999999999999", "content_type=x", "q=a&has_child_pages=true"])
def test_odd_filters_of_a_column_are_answered(client, home, asked):
    client.force_login(make_person("root", is_superuser=True))
    assert client.get(reverse("wagtailadmin_explore", args=[column("yaowen").pk]) + "?" + asked).status_code == 200


def test_sessions_that_ended_are_cleaned_up_by_the_worker(client, home):
    shown(client, make_article(), make_person("root", is_superuser=True))
    now = timezone.now()
    assert clean_sessions(now) == 0
    EditingSession.objects.update(last_seen_at=now - timedelta(hours=2))
    assert clean_sessions(now) == 1
    assert not EditingSession.objects.exists()
