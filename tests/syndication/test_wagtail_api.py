"""/api/v2/: Wagtail's content API shows what has a live entry, and nothing of Wagtail's insides."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from cms.clearance.gate import let_down
from cms.models import UploadedDocument, UploadedImage
from tests.site import column, make_article, make_document, make_draft

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"


def get(client, path: str, status: int = 200) -> dict:
    response = client.get(path)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


@pytest.fixture
def picture() -> UploadedImage:
    from io import BytesIO

    data = BytesIO()
    Image.new("RGB", (40, 20), "green").save(data, "PNG")
    return UploadedImage.objects.create(title="图", file=ContentFile(data.getvalue(), "a.png"))


@pytest.fixture
def document() -> UploadedDocument:
    return UploadedDocument.objects.create(title="附表", file=ContentFile("甲,乙\n1,2\n".encode(), "a.csv"))


def make_full(picture: UploadedImage, document: UploadedDocument, **fields):
    target = make_article()
    body = [
        ("heading", {"level": "2", "text": "一、总体要求"}),
        ("paragraph", f'<p data-block-key="abc12">见<a id="{target.pk}" linktype="page">会议</a>。</p>'),
        ("image", {"image": picture, "alt": "绿色", "decorative": False, "caption": "图1"}),
        ("attachment", {"document": document, "title": ""}),
        ("quotation", {"text": "先审查、后公开。", "source": "制度"}),
        ("notice", {"kind": "info", "title": "说明", "text": "内容"}),
    ]
    return target, make_document(body=body, document_number="云政发〔2026〕8号", **fields)


def test_page_is_structured__when_it_has_every_block(home, client, picture, document):
    target, page = make_full(picture, document)
    data = get(client, f"{PAGES}{page.pk}/")
    assert data["meta"]["html_url"] == f"http://testserver{page.entry.url}"
    assert data["meta"]["detail_url"] == f"http://testserver{PAGES}{page.pk}/"
    assert data["meta"]["type"] == "catalog.OfficialDocumentPage"
    assert (data["document_number"], data["organ"]["code"], data["uid"]) == (
        "云政发〔2026〕8号",
        "yunshan",
        str(page.uid),
    )
    assert data["index_number"] == page.index_number
    blocks = {block["type"]: block["value"] for block in data["body"]}
    assert blocks["heading"] == {"level": 2, "text": "一、总体要求"}
    assert f'href="http://testserver{target.entry.url}"' in blocks["paragraph"]["html"]
    assert blocks["image"]["url"].startswith("http://testserver/media/")
    assert blocks["attachment"]["url"] == f"http://testserver{document.public_url}"
    for inner in ("data-block-key", "linktype", "<embed", "/admin/"):
        assert inner not in json.dumps(data)


def test_only_live_entries_are_listed__when_there_are_drafts(home, client):
    live, draft, gone = make_article(title="公开"), make_draft(title="草稿"), make_article(title="撤下")
    let_down(gone).unpublish()
    data = get(client, f"{PAGES}?fields=*")
    assert [one["id"] for one in data["items"]] == [live.pk]
    assert data["meta"]["total_count"] == 1
    for page in (draft, gone, home, column("yaowen")):
        get(client, f"{PAGES}{page.pk}/", 404)
        get(client, f"{PAGES}find/?id={page.pk}", 404)


def test_draft_changes_are_not_told__when_live_page_is_edited(home, client):
    page = make_article(title="公开")
    page.title, page.summary = "尚未审核", "尚未审核"
    page.save_revision()
    assert "尚未审核" not in client.get(f"{PAGES}{page.pk}/").content.decode()
    assert "尚未审核" not in client.get(f"{PAGES}?fields=*").content.decode()


def test_page_is_found__when_its_address_is_known(home, client):
    page = make_article()
    response = client.get(f"{PAGES}find/?html_path={page.entry.url}")
    assert (response.status_code, response["Location"]) == (302, f"http://testserver{PAGES}{page.pk}/")
    assert client.get(f"{PAGES}find/?id={page.pk}").status_code == 302
    get(client, f"{PAGES}find/?html_path=/yaowen/", 404)
    get(client, f"{PAGES}find/", 404)


def test_files_are_listed__when_a_live_entry_names_them(home, client, picture, document):
    for path, one in (("/api/v2/images/", picture), ("/api/v2/documents/", document)):
        assert get(client, path)["items"] == []
        get(client, f"{path}{one.pk}/", 404)
    _target, page = make_full(picture, document)
    image, file = get(client, "/api/v2/images/")["items"][0], get(client, "/api/v2/documents/")["items"][0]
    for one in (image, file):
        address = one["meta"]["download_url"].removeprefix("http://testserver")
        assert client.get(address).status_code == 200
        assert get(client, one["meta"]["detail_url"].removeprefix("http://testserver"))["id"] == one["id"]
    assert "/admin/" not in json.dumps([image, file])
    let_down(page).unpublish()
    assert get(client, "/api/v2/images/")["items"] == get(client, "/api/v2/documents/")["items"] == []
    get(client, f"/api/v2/documents/{document.pk}/", 404)


def test_queries_do_not_grow__when_more_pages_are_listed(home, client, django_assert_max_num_queries):
    for _ in range(2):
        make_article()
    client.get(PAGES)
    with django_assert_max_num_queries(6):
        get(client, PAGES)
    for _ in range(6):
        make_article()
    with django_assert_max_num_queries(6):
        assert len(get(client, PAGES)["items"]) == 8


ODD = [
    "?offset=99999999999999999999999",
    "?limit=99999999999999999999999",
    "?limit=-1",
    "?limit=x",
    "?id=99999999999999999999999",
    "?id=x",
    "?fields=%27",
    "?fields=*,-",
    "?fields=body(a)",
    "?fields=" + "a(" * 50,
    "?order=random",
    "?order=organ",
    "?order=body",
    "?order=-",
    "?type=x",
    "?type=cms.ArticlePage,x.y",
    "?type=auth.User",
    "?type=cms.PublicationPage",
    "?type=cms.ArticlePage&uid=x",
    "?type=cms.ArticlePage&issued_on=x",
    "?type=cms.ArticlePage&body=x",
    "?type=cms.ArticlePage&keywords=x",
    "?type=cms.ArticlePage&organ=x",
    "?type=catalog.OfficialDocumentPage&is_normative=x",
    "?first_published_at=x",
    "?first_published_at=999999999-01-01",
    "?search=x",
    "?site=x",
    "?child_of=root",
    "?title=a&title=b",
    "?order=title,,",
    "?locale=x",
    "?%ff=%fe",
    "?title=%ff",
    "99999999999999999999999/",
    "0/",
    "x/",
    "find/?id=x",
    "find/?id=99999999999999999999999",
    "find/?id=" + "9" * 5000,
    "?id=" + "9" * 5000,
    "find/?html_path=%ff",
    "find/?html_path=" + "a/" * 2000,
]


@pytest.mark.parametrize("endpoint", ["pages", "images", "documents"])
def test_odd_questions_are_no_failure__when_asked(home, client, endpoint):
    make_article()
    for odd in ODD:
        response = client.get(f"/api/v2/{endpoint}/{odd}")
        assert response.status_code in {200, 400, 404}, odd
        told = json.loads(response.content)
        if response.status_code != 200:
            (words,) = told.values()
            assert re.search("[\u4e00-\u9fff]", words), (odd, words)
            assert not re.search("[a-z]+ [a-z]+ [a-z]+", words), (odd, words)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("limit=21", "limit 不能大于 20。"),
        ("limit=5&limit=6", "参数“limit”只能出现一次。"),
        ("nope=1", "没有参数“nope”。"),
        ("fields=secret", "fields 中没有字段“secret”。"),
        ("order=secret", "order 中没有可以排序的字段“secret”。"),
        ("type=x.Y", "type 应为页面类型，如 cms.ArticlePage。"),
        ("id=abc", "id 的值“abc”无效。"),
        (
            "type=catalog.InterpretationPage&interpretation_form=song",
            "interpretation_form 没有“song”这个值。可用的值：text、diagram、media、animation、questions、briefing、expert、interview。",
        ),
    ],
)
def test_question_is_refused_in_chinese__when_it_is_wrong(home, client, asked, words):
    response = client.get(f"{PAGES}?{asked}")
    assert (response.status_code, json.loads(response.content)) == (400, {"message": words})


def test_answers_are_the_same_for_everybody__when_accepted_otherwise(home, client):
    page = make_article()
    for path in (PAGES, f"{PAGES}{page.pk}/"):
        plain, other = client.get(path), client.get(path, headers={"accept": "text/html"})
        assert plain.content == other.content
        assert "Vary" not in plain
        assert client.get(path, headers={"if-none-match": plain["ETag"]}).status_code == 304
