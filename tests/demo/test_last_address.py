"""Commands beside the demo print links to where it was last served."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from demo.last_address import remember_address, remembered_address
from demo.management.commands.demo import Command

ROOT = Path(__file__).resolve().parents[2]
ASK = "from settings import demo; print(demo.PUBLIC_ADDRESS, demo.WAGTAILADMIN_BASE_URL)"


def test_address_is_remembered__when_the_demo_settles_its_port(tmp_path, monkeypatch, settings) -> None:
    monkeypatch.delenv("PUBLIC_ADDRESS", raising=False)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    settings.DEMO_ADDRESS_FILE = tmp_path / "build" / "demo-address"
    Command().settle_address("127.0.0.1", 8123)
    assert remembered_address(settings.DEMO_ADDRESS_FILE) == "http://127.0.0.1:8123"


@pytest.mark.parametrize("kept", ["", "rubbish", "http://云杉"])
def test_nothing_is_remembered__when_the_file_holds_no_address(tmp_path, kept) -> None:
    file = tmp_path / "demo-address"
    assert remembered_address(file) == ""
    file.write_text(kept)
    assert remembered_address(file) == ""


def test_demo_is_served__when_the_address_cannot_be_kept(tmp_path) -> None:
    (tmp_path / "build").write_text("")
    remember_address(tmp_path / "build" / "demo-address", "http://127.0.0.1:8123")


def test_links_lead_to_the_last_demo__when_no_address_is_given(tmp_path) -> None:
    remember_address(tmp_path / "demo-address", "http://127.0.0.1:8123")
    code = f"import demo.last_address as last; kept = last.remembered_address; last.remembered_address = lambda path: kept(__import__('pathlib').Path({str(tmp_path / 'demo-address')!r})); {ASK}"
    environ = {
        name: value for name, value in os.environ.items() if name not in {"PUBLIC_ADDRESS", "PORT", "ADMIN_ADDRESS"}
    }

    def ask(**said: str) -> str:
        command = [sys.executable, "-c", code]
        return subprocess.run(
            command, cwd=ROOT, env={**environ, **said}, capture_output=True, text=True, check=True
        ).stdout

    assert ask() == "http://127.0.0.1:8123 http://127.0.0.1:8123\n"
    assert ask(PORT="8200") == "http://127.0.0.1:8200 http://127.0.0.1:8200\n"
    assert ask(PUBLIC_ADDRESS="https://a.example") == "https://a.example https://a.example\n"
