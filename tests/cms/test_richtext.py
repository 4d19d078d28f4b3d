"""Rich text keeps what the editor marked, and leads nowhere but to what is public."""

from typing import Any

import pytest

from cms.clearance.gate import let_down
from cms.models import ArticlePage, ColumnPage, Withdrawal
from cms.richtext import clean_source, public_html
from cms.withdrawal import withdraw
from register.models import Change, Entry
from register.rebuild import rebuild
from tests.site import column, make_article, make_draft, publish, the_signer


def test_clean_source__keeps_bold_and_italic__when_the_editor_wrote_them() -> None:
    assert clean_source("<p><b>第一条</b>　<i>注</i></p>") == "<p><strong>第一条</strong>　<em>注</em></p>"


def test_public_html__keeps_bold__when_it_was_stored_by_the_editor() -> None:
    assert public_html("<p><b>第一条</b></p>") == "<p><strong>第一条</strong></p>"


def test_clean_source__drops_other_elements_beginning_alike__when_they_are_not_emphasis() -> None:
    assert clean_source('<p><big>大</big><b onclick="x()">粗</b></p>') == "<p>大粗</p>"


# --- links to pages ---------------------------------------------------------------------------------------------------


def linking_to(*pages: Any) -> str:
    return "".join(f'<p>见<a id="{page.pk}" linktype="page">《防汛预案》</a>。</p>' for page in pages)


def told(page: ArticlePage) -> str:
    """What register, feeds and API have of the text."""
    return Entry.objects.get(uid=page.uid).content_html.strip()


def shown(client: Any, page: ArticlePage) -> str:
    return str(client.get(page.url).content.decode().partition("<main")[2].partition("</main")[0])


@pytest.fixture
def draft(home: Any) -> ArticlePage:
    page = make_draft(title="防汛预案")
    page.save_revision()
    return page


@pytest.fixture
def text(draft: ArticlePage) -> ArticlePage:
    return make_article("tongzhi", title="通知", body=[("paragraph", linking_to(draft))])


def test_words_stand_alone__while_what_they_link_to_is_not_public(draft, text, client):
    assert told(text) == "<p>见《防汛预案》。</p>"
    assert draft.url not in shown(client, text)
    api = client.get(f"/api/v2/pages/{text.pk}/").json()
    assert api["body"][0]["value"]["html"] == "<p>见《防汛预案》。</p>"


def test_link_comes_by_itself__when_the_page_becomes_public(draft, text, client):
    published = publish(draft)
    assert told(text) == f'<p>见<a href="{published.url}">《防汛预案》</a>。</p>'
    assert f'href="{published.url}"' in shown(client, text)
    assert list(Change.objects.filter(entry__uid=text.uid).order_by("seq").values_list("kind", flat=True)) == [
        "published",
        "updated",
    ]
    published.title = "防汛预案（修订）"
    publish(published)
    assert Change.objects.filter(entry__uid=text.uid).count() == 2  # nothing new for its readers
    assert list(rebuild(repair=False)) == []


def test_words_say_what_became_of_it__when_the_page_is_taken_down(draft, text, client):
    published = publish(draft)
    let_down(published).unpublish()
    assert told(text) == "<p>见《防汛预案》（该信息已撤下）。</p>"
    assert published.url not in shown(client, text)
    publish(ArticlePage.objects.get(pk=draft.pk))
    assert f'href="{published.url}"' in told(text)


def test_words_lead_to_what_replaces_it__when_something_does(draft, text, client):
    other = make_article(title="新预案")
    withdraw(publish(draft), the_signer(), Withdrawal.Reason.OUTDATED, successor=Entry.objects.get(uid=other.uid))
    link = f'<a href="{other.url}">查看替代信息</a>'
    assert told(text) == f"<p>见《防汛预案》（该信息已撤下，{link}）。</p>"


def test_words_say_that_it_went__when_the_page_is_deleted(draft, text, client):
    published = publish(draft)
    let_down(published).unpublish()
    ArticlePage.objects.get(pk=draft.pk).delete()
    assert told(text) == "<p>见《防汛预案》（该信息已撤下）。</p>"
    assert list(rebuild(repair=False)) == []


def test_register_mends_itself__when_draft_was_deleted_behind_a_link(draft, text):
    ArticlePage.objects.get(pk=draft.pk).delete()
    assert told(text) == "<p>见《防汛预案》（该信息已撤下）。</p>"
    assert list(rebuild(repair=False)) == []


def test_links_to_columns_stay__while_they_are_public(home):
    page = make_article(body=[("paragraph", linking_to(column("tongzhi")))])
    assert f'<a href="{column("tongzhi").url}">' in told(page)
    ColumnPage.objects.get(slug="tongzhi").unpublish()
    assert told(page) == "<p>见《防汛预案》。</p>"
    assert list(rebuild(repair=False)) == []


def test_two_that_link_to_each_other_lead_to_each_other(home, draft):
    other = make_article(title="乙", body=[("paragraph", linking_to(draft))])
    draft.body = [("paragraph", linking_to(other))]
    first = publish(draft)
    assert f'href="{other.url}"' in told(first)
    assert f'href="{first.url}"' in told(other)


def test_many_links_cost_no_more_than_one(home, django_assert_num_queries):
    pages = [make_article(title=f"第{number}件") for number in range(5)]
    with django_assert_num_queries(1):
        public_html(linking_to(pages[0]), 1)
    with django_assert_num_queries(1):
        public_html(linking_to(*pages), 1)
