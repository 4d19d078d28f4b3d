from datetime import date

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Page

from cms.clearance.gate import let_down
from cms.models import ColumnPage, UploadedDocument
from cms.review.own_checks import own_findings
from cms.review.passages import passages
from tests.site import make_article, make_document, make_draft, make_organ

pytestmark = pytest.mark.django_db

COMPLETE = {"summary": "概述", "editor": "张三"}


def told(page):
    page.save_revision()
    content = page.get_latest_revision_as_object()
    return [(kind.value, text) for kind, text, _path in own_findings(content, passages(content))]


def complete(**fields):
    page = make_draft(**{**COMPLETE, **fields})
    page.keywords.set(["防汛"])
    return page


def paragraph(html):
    return [("paragraph", f"<p>{html}</p>")]


def test_nothing_is_told__when_all_is_there(home):
    assert told(complete()) == []


def test_missing_tags_are_told__when_fields_are_empty(home):
    ColumnPage.objects.filter(slug="yaowen").update(description="")
    found = told(make_draft())
    assert [kind for kind, _text in found] == ["missing_meta"] * 4
    for tag in ("Description", "Keywords", "Author", "ColumnDescription"):
        assert any(f"网页标签 {tag}" in text for _kind, text in found)


def test_attribute_is_told__when_it_is_not_proactive(home):
    assert told(complete(disclosure_attribute="on_request"))[0][0] == "disclosure"


@pytest.mark.parametrize(
    ("make", "broken"),
    [
        (lambda: make_article(title="公开的").pk, ""),
        (lambda: make_draft(title="草稿").pk, "没有公开"),
        (lambda: 999_999, "已被删除"),
    ],
)
def test_page_link_is_told__when_it_leads_to_nothing_public(home, make, broken):
    found = told(complete(body=paragraph(f'<a id="{make()}" linktype="page">见此</a>')))
    assert [broken in text for _kind, text in found] == ([True] if broken else [])


@pytest.mark.parametrize(
    ("href", "broken"),
    [
        ("/yaowen/", False),
        ("/nowhere/", True),
        ("http://testserver/nowhere/", True),
        ("https://www.gov.cn/nowhere/", False),
        ("/documents/99999/a.pdf", True),
        ("/feeds/", False),
        ("/", False),
        ("#s-1", False),
    ],
)
def test_address_is_told__when_this_site_has_nothing_there(home, href, broken):
    assert (
        "broken_link" in [kind for kind, _text in told(complete(body=paragraph(f'<a href="{href}">这里</a>')))]
    ) == broken


def test_link_to_a_withdrawn_page_is_told__when_its_address_is_written_out(home):
    target = make_article()
    url = target.get_url_parts()[2]
    link = paragraph(f'<a href="{url}">这里</a>')
    assert told(complete(body=link)) == []
    let_down(Page.objects.get(pk=target.pk).specific).unpublish()
    assert [kind for kind, _text in told(complete(body=link))] == ["broken_link"]


def test_file_is_told__when_it_is_gone(home):
    document = UploadedDocument(title="名单", file=ContentFile(b"x", name="a.txt"))
    document.save()
    page = complete(body=[("attachment", {"document": document, "title": ""})])
    assert told(page) == []
    document.file.storage.delete(document.file.name)
    assert [kind for kind, _text in told(page)] == ["missing_file"]
    document.delete()
    assert [kind for kind, _text in told(page)] == ["missing_file"]


def test_picture_is_told__when_it_has_no_alternative(home):
    found = told(complete(body=[("image", {"image": None, "alt": "", "decorative": False, "caption": ""})]))
    assert [kind for kind, _text in found] == ["missing_file", "missing_alt"]


def test_number_is_told__when_another_organs_document_has_it(home):
    number = "云政发〔2026〕8号"
    make_document(title="先发的通知", document_number=number, organ=make_organ("jiaoyuju"))
    page = make_draft("zhengcewenjian", document=True, document_number=number, **COMPLETE)
    assert any(kind == "same_number" and "先发的通知" in text for kind, text in told(page))


def test_title_of_a_draft_is_not_told__when_it_has_the_number(home):
    number = "云政发〔2026〕8号"
    make_draft("zhengcewenjian", document=True, title="未公开的通知", document_number=number)
    page = make_draft("zhengcewenjian", document=True, document_number=number, **COMPLETE)
    found = [text for kind, text in told(page) if kind == "same_number"]
    assert len(found) == 1
    assert "未公开的通知" not in found[0]


def test_missing_facts_are_told__when_a_document_has_none_of_them(home):
    original = UploadedDocument(title="原件", file=ContentFile(b"x", name="a.txt"))
    original.save()
    facts = {"document_number": "云政发〔2026〕8号", "issued_on": date(2026, 3, 2), "signed_original": original}

    def missing(**fields):
        page = make_draft("zhengcewenjian", document=True, **COMPLETE, **fields)
        return [text for kind, text in told(page) if kind == "missing_fact"]

    assert missing(**facts) == []
    for name, word in {"document_number": "发文字号", "issued_on": "成文日期", "signed_original": "签发原件"}.items():
        (hint,) = missing(**{one: value for one, value in facts.items() if one != name})
        assert word in hint
    assert len(missing()) == 3
    assert told(complete()) == []
