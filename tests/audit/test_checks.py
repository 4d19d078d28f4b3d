"""Settings by which nothing should be recorded are refused."""

from pathlib import Path

import pytest

from audit.checks import check_head_file, check_key, check_retention


@pytest.mark.parametrize(("days", "found"), [(182, ["audit.E001"]), (183, []), (2192, [])])
def test_retention_is_refused__when_it_is_below_six_months(settings, days, found):
    settings.AUDIT_RETENTION_DAYS = days
    assert [error.id for error in check_retention()] == found


@pytest.mark.parametrize("folder", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_head_file_is_refused__when_it_would_be_served(settings, folder):
    settings.AUDIT_HEAD_FILE = str(Path(getattr(settings, folder)) / "sub" / "audit.json")
    assert [error.id for error in check_head_file()] == ["audit.E002"]


def test_head_file_is_accepted__when_it_is_elsewhere(own_head_file):
    assert check_head_file() == []


@pytest.mark.parametrize(("key", "found"), [("", []), ("short", ["audit.E003"]), ("k" * 32, [])])
def test_key_is_refused__when_it_is_short(settings, key, found):
    settings.AUDIT_KEY = key
    assert [error.id for error in check_key()] == found
