import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from outbox.models import OutboxRow, Worker
from outbox.services import enqueue

pytestmark = pytest.mark.django_db

TOKEN = "Bearer figures-for-tests"


def figures(client: Client) -> dict[str, float]:
    text = client.get("/metrics", headers={"authorization": TOKEN}).content.decode()
    return {name: float(value) for name, value in re.findall(r"^(\w+) (\S+)$", text, re.MULTILINE)}


@pytest.mark.parametrize(
    "header", [{}, {"authorization": "Bearer wrong"}, {"authorization": "Bearer 错"}, {"authorization": ""}]
)
def test_metrics_do_not_exist__when_the_token_is_wrong(client: Client, header: dict[str, str]) -> None:
    assert client.get("/metrics", headers=header).status_code == 404


def test_metrics_do_not_exist__when_no_token_is_configured(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_figures_are_those_of_the_database(client: Client) -> None:
    enqueue("mail", {})
    enqueue("mail", {}, at=timezone.now() + timedelta(hours=1))
    OutboxRow.objects.create(kind="mail", dead_at=timezone.now())
    Worker.objects.create(name="w", started_at=timezone.now(), seen_at=timezone.now() - timedelta(seconds=90))
    found = figures(client)
    assert (found["gongkai_outbox_pending"], found["gongkai_outbox_due"], found["gongkai_outbox_dead"]) == (2, 1, 1)
    assert 89 < found["gongkai_worker_heartbeat_age_seconds"] < 120
    assert found["gongkai_entries_live"] == 0


def test_every_figure_has_its_help_and_type(client: Client) -> None:
    response = client.get("/metrics", headers={"authorization": TOKEN})
    assert response["Content-Type"].startswith("text/plain; version=0.0.4")
    text = response.content.decode()
    for name in figures(client):
        assert f"# HELP {name} " in text
        assert re.search(rf"^# TYPE {name} (gauge|counter)$", text, re.MULTILINE)
