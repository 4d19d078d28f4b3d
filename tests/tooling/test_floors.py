"""The import contract guards only the rooms that it names, so it must name every room."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
ROOMS = {folder.parent.name for folder in ROOT.glob("*/__init__.py")} - {"tests"}


def test_every_room_is_judged__when_it_exists() -> None:
    assert set(CONTRACT["root_packages"]) == ROOMS


def test_every_room_has_a_floor__when_it_exists() -> None:
    floors = " | ".join(CONTRACT["contracts"][0]["layers"])
    named = {name.strip(" ()") for name in floors.split("|")}
    assert named >= ROOMS


def test_no_import_is_excused__when_the_contract_is_read() -> None:
    assert "ignore_imports" not in CONTRACT["contracts"][0]
