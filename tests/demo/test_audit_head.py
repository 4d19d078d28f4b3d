"""A demo whose database was deleted begins a new log; one that was kept keeps its proof."""

import pytest

from audit.services import record
from demo.management.commands.demo import forget_audit_head


@pytest.mark.django_db
@pytest.mark.parametrize("records", [0, 1])
def test_head_file_goes__when_the_log_is_empty(settings, tmp_path, records):
    file = tmp_path / "head.json"
    file.write_text("{}")
    settings.AUDIT_HEAD_FILE = str(file)
    for _n in range(records):
        record("page.publish")
    forget_audit_head()
    assert file.exists() == bool(records)
