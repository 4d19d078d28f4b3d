import pytest
from django.core.management import call_command

from outbox.models import OutboxRow
from tests.outbox.factories import OutboxRowFactory

pytestmark = pytest.mark.django_db


def test_outbox_command_tells_what_waits(capsys: pytest.CaptureFixture[str]) -> None:
    OutboxRowFactory.create(later=True)
    OutboxRowFactory.create_batch(2, kind="mail", dead=True)
    call_command("outbox")
    said = capsys.readouterr().out
    assert "待处理 1 项（其中已到期 0 项），已放弃 2 项" in said
    assert "mail: 2" in said


def test_outbox_command_revives_one_kind() -> None:
    OutboxRowFactory.create(kind="mail", dead=True)
    OutboxRowFactory.create(kind="other", dead=True)
    call_command("outbox", "--revive", "--kind", "mail", verbosity=0)
    assert [row.kind for row in OutboxRow.objects.dead()] == ["other"]
