"""What the digest covers, what it does not, and that it is the same wherever a page was read."""

import json

import pytest
from django.core.files.base import ContentFile
from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page, Revision

from catalog.models import OfficialDocumentPage
from cms.clearance.chrome import CHROME
from cms.clearance.digest import canonical, content_digest, content_fields, content_of
from cms.clearance.triggers import publication_types
from cms.models import ArticlePage, UploadedDocument
from register.models import Entry
from tests.site import make_article, make_draft, make_organ, publish

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def full(home, settings, tmp_path):
    """A document with something in every kind of field."""
    settings.MEDIA_ROOT = tmp_path
    file = UploadedDocument.objects.create(title="申报表", file=ContentFile(PDF, name="form.pdf"))
    page = make_draft(
        document=True,
        slug="zhengcewenjian",
        issued_on="2026-11-24",
        document_number="云政发〔2026〕8号",
        original_published_at="2020-01-02T03:04:05.678901+08:00",
        body=[
            ("paragraph", "<p>正文<b>加粗</b></p>"),
            ("heading", {"level": "2", "text": "一、总体要求"}),
            ("attachment", {"document": file, "title": ""}),
        ],
    )
    page.keywords.add("防汛", "部署")
    page.save()
    return page


def fresh(page):
    return type(page).objects.get(pk=page.pk)


@pytest.mark.django_db
def test_digest_is_the_same__from_row_revision_and_memory(full):
    revision = full.save_revision()
    digests = {
        content_digest(full),
        content_digest(fresh(full)),
        content_digest(revision.as_object()),
        content_digest(Revision.objects.get(pk=revision.pk).as_object()),
    }
    page = fresh(full)
    page.full_clean()
    list(page.body)
    digests.add(content_digest(page))
    assert len(digests) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", [field.name for field in content_fields(OfficialDocumentPage) if field.name != "body"])
def test_digest_differs__when_one_field_does(full, name):
    before, page = content_digest(full), fresh(full)
    field = page._meta.get_field(name)
    if name == "organ":
        page.organ = make_organ("jiaoyu")
    elif isinstance(field, models.BooleanField):
        setattr(page, name, not getattr(page, name))
    elif isinstance(field, models.UUIDField):
        page.uid = make_draft().uid
    elif isinstance(field, models.DateTimeField):
        page.original_published_at = page.first_published_at = "2021-01-01T00:00:00+08:00"
    elif isinstance(field, models.DateField):
        setattr(page, name, "2025-01-01")
    elif name == "relations":
        outside = {"kind": "based_on", "document": None, "title": "某法", "number": "", "url": "", "holds_from": None}
        page.relations = [("relation", outside)]
    else:
        setattr(page, name, f"{getattr(page, name)}。")
    assert content_digest(page) != before


@pytest.mark.django_db
def test_digest_is_the_same__when_text_came_raw_and_is_cleaned_by_saving(home):
    """`<b>` from the editor is stored as `<strong>`, and a script not at all, once the block was read."""
    source = "<p><b>一、</b>正文<script>alert(1)</script></p>"
    body = json.dumps([{"type": "paragraph", "value": source, "id": "1"}])
    page = make_draft(body=body)
    digests = {content_digest(page), content_digest(fresh(page))}
    page = publish(page)
    digests |= {content_digest(page), content_digest(page.get_latest_revision().as_object())}
    assert len(digests) == 1
    assert Entry.objects.get(uid=page.uid).is_live


@pytest.mark.django_db
def test_digest_differs__when_text_keyword_title_or_bytes_of_a_file_do(full):
    seen = {content_digest(full)}
    page = fresh(full)
    page.body[0].value.source = "<p>正文<b>加粗。</b></p>"
    seen.add(content_digest(page))
    page = fresh(full)
    page.keywords.remove("部署")
    seen.add(content_digest(page))
    file = UploadedDocument.objects.get()
    UploadedDocument.objects.update(title="申报表（新）")
    seen.add(content_digest(fresh(full)))
    with open(file.file.path, "ab") as stream:
        stream.write(b" ")
    seen.add(content_digest(fresh(full)))
    file.file.storage.delete(file.file.name)
    seen.add(content_digest(fresh(full)))
    file.delete()
    seen.add(content_digest(fresh(full)))
    assert len(seen) == 7


@pytest.mark.django_db
def test_digest_stays__when_only_the_system_changed_something(home):
    page = make_article(summary="概述")
    before = content_digest(page)
    Page.objects.filter(pk=page.pk).update(url_path="/x/", draft_title="x", locked=True, expired=True)
    assert content_digest(fresh(page)) == before
    assert content_digest(fresh(page), without=["summary"]) != before


def test_nothing_counts_that_is_empty__but_figures_do():
    assert canonical({"a": "", "b": None, "c": [], "d": {}, "e": False, "f": {"g": ""}}) == {}
    assert canonical({"a": 0, "b": [None, ""], "c": 1.0, "d": 1e22}) == {"a": 0, "b": [None, ""], "c": 1, "d": 10**22}


@pytest.mark.django_db
def test_blocks_ids_do_not_count__but_their_order_does(home):
    first = make_draft(body=[("paragraph", "<p>甲</p>"), ("paragraph", "<p>乙</p>")])
    again = fresh(first)
    again.body = [("paragraph", "<p>甲</p>"), ("paragraph", "<p>乙</p>")]
    turned = fresh(first)
    turned.body = [("paragraph", "<p>乙</p>"), ("paragraph", "<p>甲</p>")]
    assert content_digest(again) == content_digest(first) != content_digest(turned)


@pytest.mark.parametrize("model", publication_types())
def test_every_column_is_signed_or_declared_outside(model):
    columns = {field.name for field in model._meta.concrete_fields}
    signed = {field.name for field in content_fields(model)}
    assert columns == signed | model.outside_clearance
    assert not signed & model.outside_clearance
    assert {"title", "slug", "uid", "organ", "body", "correction_note"} <= signed


@pytest.mark.parametrize("model", publication_types())
def test_every_relation_is_known__or_the_digest_would_miss_it(model):
    """Add what a new child relation shows to `content_of`, and here."""
    children = {relation.get_accessor_name() for relation in get_all_child_relations(model)}
    assert children == {"keyword_items", "wagtail_admin_comments"}
    assert not get_all_child_m2m_relations(model)
    assert not model._meta.many_to_many or {field.name for field in model._meta.many_to_many} == {"keywords"}


def test_types_are_publications_or_chrome():
    from django.apps import apps

    pages = {(m._meta.app_label, m._meta.model_name) for m in apps.get_models() if issubclass(m, Page)}
    publications = {(m._meta.app_label, m._meta.model_name) for m in publication_types()}
    assert pages - publications == set(CHROME)


@pytest.mark.django_db
def test_content_names_what_a_reader_reads(full):
    content = content_of(full)
    assert content["organ"] == "yunshan"
    assert content["original_published_at"] == "2020-01-01T19:04:05.678+00:00"
    assert content["keywords"] == ["部署", "防汛"]
    assert [file["title"] for file in content["files"]] == ["申报表"]
    assert ArticlePage.outside_clearance < OfficialDocumentPage.outside_clearance
