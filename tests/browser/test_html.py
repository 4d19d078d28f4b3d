"""The Nu HTML checker on what the server sends."""

import json
import subprocess
from pathlib import Path
from typing import Any

from .live import ROOT, get
from .pages import KINDS, STATUS

JAR = ROOT / "build" / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def judged(folder: Path) -> list[dict[str, Any]]:
    """Every error in the .html files of `folder`, as the checker words it."""
    command = ["java", "-Xss4m", "-jar", str(JAR), "--errors-only", "--format", "json", "--skip-non-html", str(folder)]
    done = subprocess.run(command, capture_output=True, timeout=240, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [one for one in messages if one["type"] != "info"]


def words(messages: list[dict[str, Any]]) -> list[str]:
    return [f"{Path(one['url']).stem}: {one['message']} {one.get('extract', '')}" for one in messages]


def test_html_has_no_error__when_the_nu_checker_reads_every_kind_of_page(
    site: str, addresses: dict[str, str], tmp_path: Path
) -> None:
    for kind in KINDS:
        answer = get(site + addresses[kind])
        assert answer.status == STATUS.get(kind, 200)
        if kind != "login":  # Wagtail's own page
            (tmp_path / f"{kind}.html").write_bytes(answer.body)
    assert words(judged(tmp_path)) == []


def test_checker_tells__when_html_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!doctype html><title>错</title><ul><p>不在列表里</p></ul>", encoding="utf-8")
    assert len(judged(tmp_path)) == 1
