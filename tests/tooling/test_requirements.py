"""The locks install the same bytes for everybody and say nothing about where somebody fetched them."""

import re
from pathlib import Path

import pytest

LOCKS = sorted((Path(__file__).resolve().parents[2] / "requirements").glob("*.txt"))
REQUIREMENT = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==([^ ]+)", re.MULTILINE)


def pinned(name: str) -> dict[str, set[str]]:
    """Versions by package of one lock (several where they differ by platform or Python)."""
    text = next(lock for lock in LOCKS if lock.name == name).read_text()
    versions: dict[str, set[str]] = {}
    for package, version in REQUIREMENT.findall(text):
        versions.setdefault(package, set()).add(version)
    return versions


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_each_requirement_has_a_hash__when_locked(lock: Path) -> None:
    requirements = re.split(r"\n(?=\S)", "\n".join(line for line in lock.read_text().splitlines() if "#" not in line))
    assert requirements
    assert all("==" in line and "--hash=sha256:" in line for line in requirements if line)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_address_is_recorded__when_locked(lock: Path) -> None:
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|@ ", lock.read_text())


def test_tests_run_on_what_is_served__when_both_are_locked() -> None:
    assert pinned("prod.txt").items() <= pinned("dev.txt").items()
