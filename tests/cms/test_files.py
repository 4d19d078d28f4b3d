"""An upload is private until a live entry names it, and again afterwards."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from PIL import Image

from cms.clearance.gate import let_down
from cms.clearance.refusal import NotCleared
from cms.models import UploadedDocument, UploadedImage
from cms.review.services import submit
from cms.withdrawal import Reason, withdraw
from tests.site import make_draft, make_people, publish, the_signer

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def document(title="申报表", name="form.pdf", data=PDF):
    return UploadedDocument.objects.create(title=title, file=ContentFile(data, name=name))


def image(kind="JPEG"):
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "#14523f").save(data, kind, **({"comment": b"secret place"} if kind == "JPEG" else {}))
    return UploadedImage.objects.create(title="云杉", file=ContentFile(data.getvalue(), name="photo.jpg"))


def with_files():
    doc, picture = document(), image()
    body = [
        ("paragraph", "<p>正文</p>"),
        ("image", {"image": picture, "alt": "云杉林", "decorative": False, "caption": ""}),
        ("attachment", {"document": doc, "title": ""}),
    ]
    return doc, picture, make_draft(body=body)


def test_files_are_private__when_page_is_a_draft(home, client):
    doc, picture, _page = with_files()
    rendition = picture.get_rendition("width-1200")
    assert client.get(doc.public_url).status_code == 404
    assert client.get(rendition.public_url).status_code == 404
    assert client.get(f"/media/{picture.file.name}").status_code == 404


def test_files_are_served__when_page_is_live(home, client):
    doc, picture, page = with_files()
    publish(page)
    response = client.get(doc.public_url)
    assert response.status_code == 200
    assert b"".join(response) == PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(doc.public_url, headers={"if-none-match": response.headers["ETag"]}).status_code == 304
    shown = client.get(picture.get_rendition("width-1200").public_url)
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/jpeg")


def test_files_are_private_again__when_page_is_unpublished(home, client):
    doc, picture, page = with_files()
    let_down(publish(page)).unpublish()
    assert client.get(doc.public_url).status_code == 404
    assert client.get(picture.get_rendition("width-1200").public_url).status_code == 404


def test_file_stays_public__when_another_live_page_names_it(home, client):
    doc, _picture, page = with_files()
    publish(page)
    other = make_draft(body=[("attachment", {"document": doc, "title": "另一份"})])
    publish(other)
    let_down(type(page).objects.get(pk=page.pk)).unpublish()
    assert client.get(doc.public_url).status_code == 200


def test_editor_reads_private_files__when_logged_in(home, client):
    doc, picture, _page = with_files()
    assert client.get(doc.url).status_code == 302
    client.force_login(User.objects.create_superuser("admin", password="x"))
    assert client.get(doc.url).status_code == 200
    assert client.get(picture.get_rendition("width-1200").url).status_code == 200


def test_bytes_are_immutable__when_file_is_replaced(home):
    doc = document()
    doc.file = ContentFile(b"%PDF-1.4 other %%EOF", name="other.pdf")
    with pytest.raises(ValidationError, match="不能替换"):
        doc.save()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("form.pdf", b"<html><script>alert(1)</script></html>"),
        ("form.exe", b"MZ\x90\x00"),
        ("a.pdf", b""),
        ("x.svg", b"<svg/>"),
    ],
)
def test_upload_is_refused__when_content_is_not_what_it_says(home, name, data):
    with pytest.raises(ValidationError):
        document(name=name, data=data)


def test_picture_loses_its_metadata__when_uploaded(home):
    picture = image()
    with picture.open_file() as file:
        assert b"secret place" not in file.read()


def test_traversal_is_not_found__when_asked_for(home, client):
    for path in ("/media/../manage.py", "/media/%2e%2e/manage.py", "/media/original_images/%00", "/documents/1/..%2fx"):
        assert client.get(path).status_code in {400, 404}


def test_signed_original_stays__while_its_text_is_public(home):
    kept = document("签发原件", "qianfa.pdf")
    page = publish(make_draft("zhengcewenjian", document=True, signed_original=kept))
    with pytest.raises(NotCleared, match="已公开信息的原件"), transaction.atomic():
        kept.delete()
    page.refresh_from_db()
    assert page.signed_original == kept
    withdraw(page, the_signer(), Reason.OUTDATED)
    kept.delete()


def document_on_the_way(kept):
    """A draft of which only the newest version names `kept`."""
    page = make_draft("zhengcewenjian", document=True, title="防汛通知")
    page.signed_original = kept
    return page, page.save_revision()


def refused(kept):
    with pytest.raises(NotCleared, match=r"文件是《防汛通知》的原件.*不能删除"), transaction.atomic():
        kept.delete()
    return True


def test_signed_original_stays__while_its_text_is_scheduled(home):
    kept = document("签发原件", "qianfa.pdf")
    page, revision = document_on_the_way(kept)
    revision.approved_go_live_at = timezone.now() + timedelta(days=1)
    revision.save()
    page.save_revision()
    assert refused(kept)
    type(revision).objects.update(approved_go_live_at=None)
    kept.delete()


def test_signed_original_stays__while_its_text_is_reviewed(home):
    kept = document("签发原件", "qianfa.pdf")
    people = make_people()
    page, _revision = document_on_the_way(kept)
    state = submit(page, people["editor"])
    assert refused(kept)
    page.signed_original = None
    page.save_revision()
    state.cancel(user=people["editor"])
    kept.delete()


def test_former_original_goes__when_the_reviewed_text_names_another(home):
    former, kept = document("旧稿", "old.pdf"), document("签发原件", "qianfa.pdf", PDF + b"\n")
    page, _revision = document_on_the_way(former)
    submit(page, make_people()["editor"])
    page.signed_original = kept
    page.save_revision()
    former.delete()
    assert refused(kept)
