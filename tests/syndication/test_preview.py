"""/api/v2/preview/: a draft, for the one front end to which a link shows it."""

import json
import time
from io import BytesIO
from unittest.mock import patch
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from cms.models import PreviewLink, UploadedDocument, UploadedImage
from cms.previews import FILE_SECONDS, create_link, revoke_link
from organs.models import Role
from tests.site import make_article, make_draft, make_organ, make_person

pytestmark = pytest.mark.django_db

PATH = "/api/v2/preview/"
FRONT = "https://m.yunshan.example/preview/"
ORIGIN = {"origin": "https://m.yunshan.example"}


@pytest.fixture(autouse=True)
def around(settings, tmp_path):
    settings.PREVIEW_FRONT_ENDS = [FRONT, "https://other.example/"]
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(home):
    return make_person("writer", (Role.EDITOR, make_organ()))


def token_for(page, user) -> str:
    address = create_link(page.get_latest_revision(), FRONT, 24, user)
    return parse_qs(urlsplit(address).fragment)["token"][0]


def post(client, form, **options):
    """As a page of another house posts it."""
    return client.post(PATH, urlencode(form), content_type="application/x-www-form-urlencoded", **options)


@pytest.fixture
def token(editor):
    page = make_draft(title="尚未公开的草稿", summary="概述")
    page.save_revision()
    return token_for(page, editor)


def test_draft_is_shown_whole__when_it_was_never_published(home, client, token):
    response = post(client, {"token": token}, headers=ORIGIN)
    data = json.loads(response.content)
    assert (data["title"], data["meta"]["type"]) == ("尚未公开的草稿", "cms.ArticlePage")
    assert data["body"][0]["value"]["html"] == "<p>会议对防汛工作作出部署。</p>"
    assert data["meta"]["first_published_at"] is None
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert response["Access-Control-Allow-Origin"] == "https://m.yunshan.example"
    assert "Origin" in response["Vary"]


def test_form_is_that_of_public_pages__when_the_same_is_published(home, client, editor):
    page = make_article()
    page.title = "改动"
    page.save_revision()
    draft = json.loads(post(client, {"token": token_for(page, editor)}, headers=ORIGIN).content)
    public = json.loads(client.get(f"/api/v2/pages/{page.pk}/").content)
    assert draft["title"] == "改动"
    assert public["title"] != "改动"
    assert {**draft, "title": ""} == {**public, "title": ""}


def test_referer_serves__when_there_is_no_origin(home, client, token):
    assert post(client, {"token": token}, headers={"referer": f"{FRONT}?x=1"}).status_code == 200


def test_answer_is_the_same_404__when_anything_speaks_against_the_link(home, client, token, editor):
    answers = [
        post(client, {"token": token}),
        post(client, {"token": token}, headers={"origin": "https://other.example"}),
        post(client, {"token": token}, headers={"origin": "null"}),
        post(client, {"token": token[:-2]}, headers=ORIGIN),
        post(client, {"token": token + "\u4e00"}, headers=ORIGIN),
        post(client, {}, headers=ORIGIN),
    ]
    revoke_link(PreviewLink.objects.get(), editor)
    answers.append(post(client, {"token": token}, headers=ORIGIN))
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    for one in answers:
        assert "Access-Control-Allow-Origin" not in one
        assert "no-store" in one["Cache-Control"]


def test_token_opens_nothing__when_it_stands_in_the_address(home, client, token):
    """A log keeps addresses: what it holds is of no use to whoever reads it."""
    shown = [
        client.get(f"{PATH}?token={token}", headers=ORIGIN),
        client.post(f"{PATH}?token={token}", headers=ORIGIN),
        post(client, {}, headers=ORIGIN, query_params={"token": token}),
    ]
    assert {one.status_code for one in shown} <= {404, 405}
    assert not any("尚未公开的草稿" in one.content.decode() for one in shown)
    assert post(client, {"token": token}, headers=ORIGIN).status_code == 200


def test_draft_holds_no_token__so_that_no_address_in_it_does(home, client, token):
    assert token not in post(client, {"token": token}, headers=ORIGIN).content.decode()


def test_nothing_is_shown__when_the_form_is_none_or_too_long(home, client, token):
    answers = [
        client.post(PATH, {"token": token}, headers=ORIGIN),  # multipart
        client.post(PATH, {"token": token}, content_type="application/json", headers=ORIGIN),
        post(client, {"token": token, "more": "x" * 3000}, headers=ORIGIN),
    ]
    assert {one.status_code for one in answers} == {404}


def test_nothing_else_is_possible__when_other_methods_are_tried(home, client, token):
    for method in ("get", "put", "delete", "patch"):
        assert getattr(client, method)(PATH, headers=ORIGIN).status_code == 405
    assert "Access-Control-Allow-Origin" not in client.options(PATH, headers=ORIGIN)


def test_files_of_the_draft_are_read_through_the_link__when_nobody_else_may(home, client, editor):
    data = BytesIO()
    Image.new("RGB", (40, 20), "green").save(data, "PNG")
    image = UploadedImage.objects.create(title="图", file=ContentFile(data.getvalue(), "a.png"))
    file = UploadedDocument.objects.create(title="附表", file=ContentFile(b"a,b\n1,2\n", "a.csv"))
    secret = UploadedDocument.objects.create(title="别的", file=ContentFile(b"c,d\n", "b.csv"))
    body = [
        ("image", {"image": image, "alt": "绿色", "decorative": False, "caption": ""}),
        ("attachment", {"document": file, "title": ""}),
    ]
    page = make_draft(body=body)
    page.save_revision()
    token = token_for(page, editor)
    shown = json.loads(post(client, {"token": token}, headers=ORIGIN).content)["body"]
    for block in shown:
        address = block["value"]["url"].removeprefix("http://testserver")
        assert client.get(address).status_code == 404
        served = client.get(address, headers={"referer": FRONT})
        assert served.status_code == 200
        assert "no-store" in served["Cache-Control"]
        assert "ETag" not in served
        assert client.get(address.partition("?")[0], headers={"referer": FRONT}).status_code == 404
        key = urlsplit(address).query
        foreign = f"{PATH}files{secret.public_url}"
        for query in (key, f"token={token}", f"key={token}"):
            assert client.get(f"{foreign}?{query}", headers={"referer": FRONT}).status_code == 404
        late = time.time() + FILE_SECONDS + 2
        with patch("time.time", return_value=late):
            assert client.get(address, headers={"referer": FRONT}).status_code == 404
    assert client.get(file.public_url).status_code == 404


def test_files_are_read_from_the_office__where_it_has_a_host_of_its_own(home, client, editor, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://office.yunshan.example"
    file = UploadedDocument.objects.create(title="附表", file=ContentFile(b"a,b\n1,2\n", "a.csv"))
    page = make_draft(body=[("attachment", {"document": file, "title": ""})])
    page.save_revision()
    shown = json.loads(post(client, {"token": token_for(page, editor)}, headers=ORIGIN).content)
    address = shown["body"][0]["value"]["url"]
    assert address.startswith(f"https://office.yunshan.example{PATH}files/documents/")
    assert shown["meta"]["html_url"].startswith("http://testserver/")
    served = client.get(address.removeprefix("https://office.yunshan.example"), headers=ORIGIN)
    assert served.status_code == 200
    file.file.storage.delete(file.file.name)
    assert client.get(address.removeprefix("https://office.yunshan.example"), headers=ORIGIN).status_code == 404


def test_office_has_no_cors__when_anybody_asks(home, client, editor):
    client.force_login(editor)
    for path in ("/admin/", "/admin/login/", "/admin/api/main/pages/"):
        assert "Access-Control-Allow-Origin" not in client.get(path, headers=ORIGIN)
