"""What nobody sees in a text."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.models import ArticlePage
from cms.visible import is_blank, tidied
from organs.models import Role
from tests.site import column, make_draft, make_organ, make_person

BLANK = ["", " ", "\u200b", "\u3000\ufeff", "\u2060\u00ad", "\ufe0f\u034f", "\u3164", "\u115f\u1160", "\u2800", "\x07"]


@pytest.mark.parametrize("text", BLANK, ids=ascii)
def test_text_is_blank__when_nothing_of_it_is_seen(text: str) -> None:
    assert is_blank(text)
    assert tidied(text, multiline=True) == tidied(text) == ""


@pytest.mark.parametrize(
    "code", [0x00, 0x07, 0x1F, 0x7F, 0x9F, 0x202A, 0x202E, 0x2066, 0x2069, 0xFDD0, 0xFFFE, 0x1FFFF]
)
def test_character_is_dropped__when_programs_obey_it_or_it_is_none(code: int) -> None:
    assert tidied(f"防{chr(code)}汛") == "防汛"


def test_lines_stay__when_the_field_has_several() -> None:
    assert tidied("一\n二\t三\x0b四", multiline=True) == "一\n二\t三\n四"
    assert tidied("一\n二\x0b三") == "一 二 三"


def test_visible_text_stays_as_it_is() -> None:
    text = "关于“十四五” 规划①的通知\U00020bb7👍🏻 می\u200cخواهم"
    assert tidied(text) == text


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["\u200b", "\u3164", "\u202e\x07"])
def test_page_is_refused__when_nothing_of_its_title_is_seen(home: Any, title: str) -> None:
    page = make_draft(title="标题")
    page.title = title
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert "title" in refusal.value.message_dict
    assert page.publication_problems()


@pytest.mark.django_db
def test_fields_are_tidied__when_a_page_is_cleaned(home: Any) -> None:
    page = make_draft(title="防\u202e汛\x07", summary="概\x1f述\n第二行", author="\u200b")
    page.full_clean()
    assert (page.title, page.summary, page.author) == ("防汛", "概述\n第二行", "")


@pytest.mark.django_db
@pytest.mark.parametrize("days", [1, 30])
def test_day_of_formation_is_refused__when_it_is_yet_to_come(home: Any, days: int) -> None:
    coming = timezone.localdate() + timedelta(days=days)
    page = make_draft(issued_on=coming)
    page.full_clean()
    (problem,) = page.publication_problems()
    assert problem == "成文日期不能晚于今天；定时发布的，不能晚于定时发布之日。"
    page.go_live_at = timezone.now() + timedelta(days=days)
    assert page.publication_problems() == []
    page.go_live_at, page.issued_on = None, timezone.localdate()
    assert page.publication_problems() == []


def sent(client: Any, action: str, **fields: Any) -> Any:
    data = {
        "title": "题", "organ": make_organ().pk, "source": "", "summary": "", "author": "", "keywords": "",
        "body": streamfield([("paragraph", rich_text("<p>正文</p>"))]), "disclosure_attribute": "proactive",
        "withholding_reason": "", "importance": "ordinary", "department": "", "editor": "", "issued_on": "",
        "original_published_at": "", "go_live_at": "", "expire_at": "", "comments": inline_formset([]),
        "correction_note": "", **fields,
    }  # fmt: skip
    url = reverse("wagtailadmin_pages:add", args=["cms", "articlepage", column("yaowen").pk])
    return client.post(url, {**nested_form_data(data), **({action: "1"} if action else {})})


@pytest.mark.django_db
def test_form_refuses_the_coming_day__only_when_it_is_sent_for_review(home: Any, client: Any) -> None:
    from cms.review.setup import ensure_review

    ensure_review()
    client.force_login(make_person("bian", (Role.EDITOR, None)))
    response = sent(client, "action-submit", issued_on="2099-05-01")
    assert response.status_code == 200
    assert "成文日期不能晚于今天" in str(response.context["form"].errors["issued_on"])
    assert sent(client, "", issued_on="2099-05-01").status_code == 302
    assert ArticlePage.objects.get().get_latest_revision_as_object().issued_on == date(2099, 5, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["", "action-submit"])
def test_form_refuses_a_title__when_nothing_of_it_is_seen(home: Any, client: Any, action: str) -> None:
    client.force_login(make_person("bian", (Role.EDITOR, None)))
    response = sent(client, action, title="\u200b")
    assert response.status_code == 200
    assert "title" in response.context["form"].errors
