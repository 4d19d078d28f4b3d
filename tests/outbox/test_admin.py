import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.outbox.factories import OutboxRowFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("operator"))
    return client


def test_dead_letters_are_listed_with_their_error(operator: Client) -> None:
    OutboxRowFactory.create(kind="mail", dead=True, last_error="SMTPServerDisconnected", payload={"body": "正文内容"})
    page = operator.get("/admin/outbox/").content.decode()
    assert "SMTPServerDisconnected" in page
    assert "已放弃" in page
    assert "正文内容" not in page


def test_row_can_be_inspected_but_its_payload_stays_hidden(operator: Client) -> None:
    row = OutboxRowFactory.create(kind="mail", payload={"body": "正文内容"})
    response = operator.get(f"/admin/outbox/inspect/{row.pk}/")
    assert response.status_code == 200
    assert "正文内容" not in response.content.decode()


@pytest.mark.parametrize("view", ["new/", "edit/{}/", "delete/{}/"])
def test_row_cannot_be_written_by_hand(operator: Client, view: str) -> None:
    row = OutboxRowFactory.create()
    assert operator.get("/admin/outbox/" + view.format(row.pk)).status_code == 302
    assert operator.post("/admin/outbox/" + view.format(row.pk), {"kind": "x"}).status_code == 302
    row.refresh_from_db()
    assert row.kind == "test.note"


def test_outbox_is_closed__when_the_user_has_no_permission(client: Client) -> None:
    client.force_login(User.objects.create_user("reader"))
    assert client.get("/admin/outbox/").status_code == 403
