from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from settings.security_txt import document, expires


@pytest.mark.django_db
def test_document_has_what_rfc_9116_asks_for(client: Client) -> None:
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:security@yunshan.example"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "zh, en"


@pytest.mark.parametrize("day", range(0, 400, 37))
def test_expiry_is_in_the_future_and_within_a_year(day: int) -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(days=day)
    assert timedelta(days=149) < expires(at) - at <= timedelta(days=180)


def test_bytes_stay__when_only_hours_pass() -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    assert document("https://a.example", at) == document("https://a.example", at + timedelta(hours=5))
