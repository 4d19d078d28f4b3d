from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from demo import static


@pytest.fixture
def sources(tmp_path: Path, settings: Settings) -> Path:
    """A folder of static files of its own, so that a test collects one file and not a thousand."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "site.css").write_text("a{}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [folder]
    settings.STATIC_ROOT = tmp_path / "static"
    return folder


def test_static_files_are_collected_once(sources: Path, settings: Settings) -> None:
    assert static.collect()
    assert not static.collect()
    assert (Path(settings.STATIC_ROOT) / "site.css").read_text() == "a{}"


def test_static_files_are_collected_again__when_one_changed(sources: Path, settings: Settings) -> None:
    static.collect()
    (sources / "site.css").unlink()
    (sources / "other.css").write_text("b{}")
    assert static.collect()
    assert {path.name for path in Path(settings.STATIC_ROOT).iterdir()} == {"other.css", static.STAMP}
