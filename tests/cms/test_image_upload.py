"""A picture that cannot be taken is an error of the form, never of the server."""

import io
import json

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.models import UploadedImage

pytestmark = pytest.mark.django_db


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    data = io.BytesIO()
    Image.new("L", size).save(data, kind)
    return data.getvalue()


BAD = {
    "truncated.jpg": picture("JPEG")[:120],
    "false.png": b"\x89PNG\r\n\x1a\n" + b"x" * 200,
    "false.gif": b"GIF89a" + b"\x00" * 20,
    "page.jpg": b"<html><script>alert(1)</script></html>",
    "huge.png": picture(size=(9000, 7000)),
}


@pytest.fixture
def admin(home, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(User.objects.create_superuser("admin", password="x"))
    return client


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_picture_is_an_error_of_the_form__when_uploaded(admin, name):
    upload = {"files[]": SimpleUploadedFile(name, BAD[name])}
    response = admin.post("/admin/images/multiple/add/", upload, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code == 200
    answer = json.loads(response.content)
    assert not answer["success"]
    assert answer["error_message"]
    chooser = {"image-chooser-upload-title": "图", "image-chooser-upload-file": SimpleUploadedFile(name, BAD[name])}
    assert admin.post("/admin/images/chooser/create/", chooser).status_code == 200
    assert not UploadedImage.objects.exists()


def test_good_picture_is_taken__when_uploaded(admin):
    upload = {"files[]": SimpleUploadedFile("tree.png", picture())}
    response = admin.post("/admin/images/multiple/add/", upload, headers={"x-requested-with": "XMLHttpRequest"})
    assert json.loads(response.content)["success"]
    assert UploadedImage.objects.get().sha256
