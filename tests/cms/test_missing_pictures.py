"""A picture whose file is gone from the disk: the page is shown, and says what is missing."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from catalog.models import LeaderPage
from cms.models import TopicPage, UploadedImage
from organs.models import Role
from tests.site import column, make_draft, make_organ, make_person, publish

pytestmark = pytest.mark.django_db

SAID = "图片缺失：河水漫过堤坝"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lost(home):
    data = BytesIO()
    Image.new("RGB", (40, 20), "green").save(data, "PNG")
    image = UploadedImage.objects.create(title="堤坝", file=ContentFile(data.getvalue(), "a.png"))
    image.file.storage.delete(image.file.name)
    return image


def with_picture(image, **fields):
    block = {"image": image, "alt": "河水漫过堤坝", "decorative": False, "caption": "图1"}
    return make_draft(body=[("paragraph", "<p>汛情。</p>"), ("image", block)], **fields)


def preview(client, page, user):
    client.force_login(user)
    response = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
    return response.content.decode()


def test_preview_says_what_is_missing__when_the_file_is_gone(client, lost):
    page = with_picture(lost)
    page.save_revision()
    html = preview(client, page, make_person("writer", (Role.EDITOR, make_organ())))
    assert SAID in html
    assert "汛情。" in html
    assert "图1" in html


def test_public_page_and_api_say_it_too__when_the_file_is_lost_later(client, home, lost):
    page = publish(with_picture(lost))
    assert SAID in client.get(page.url).content.decode()
    told = client.get(f"/api/v2/pages/{page.pk}/").json()["body"][1]["value"]
    assert (told["url"], told["alt"]) == ("", "河水漫过堤坝")
    assert client.get(f"/api/v1/entries/{page.uid}/").json()["image"] is None
    assert client.get("/").status_code == client.get("/yaowen/feed.json").status_code == 200


@pytest.mark.parametrize(
    ("model", "fields"),
    [(LeaderPage, {"post": "副市长", "duties": "分管水务。"}), (TopicPage, {})],
)
def test_preview_says_what_is_missing__when_it_is_portrait_or_banner(client, lost, model, fields):
    names = {"portrait": lost, "portrait_alt": "河水漫过堤坝"}
    if model is TopicPage:
        names = {"banner": lost, "banner_alt": "河水漫过堤坝"}
    page = model(title="样本", organ=make_organ(), live=False, **names, **fields)
    column("yaowen").add_child(instance=page)
    page.save_revision()
    assert SAID in preview(client, page, make_person("writer", (Role.EDITOR, make_organ())))
