"""Downloads of the whole catalogue: made once for each state of it, and never more than one at a time."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.area import downloads, kept
from cms.clearance.gate import let_down
from cms.models import HomePage
from tests.site import make_document

pytestmark = pytest.mark.django_db
SUFFIXES = ("xlsx", "csv", "json")


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.CACHE_DIR = str(tmp_path)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The formats that were made, in order."""
    found: list[str] = []

    def write(site: Any, suffix: str, out: IO[bytes]) -> None:
        found.append(suffix)
        original(site, suffix, out)

    original = downloads.write
    monkeypatch.setattr(downloads, "write", write)
    return found


def whole(response: Any) -> bytes:
    assert response.status_code == 200
    return b"".join(response)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_file_is_made_once__while_nothing_changes(home: HomePage, client: Any, made: list[str], suffix: str) -> None:
    make_document()
    first, second = (client.get(f"/zfxxgk/mulu.{suffix}") for _time in range(2))
    assert whole(first) == whole(second)
    assert first["ETag"] == second["ETag"]
    assert int(second["Content-Length"]) > 100
    assert made == [suffix]


def test_second_reader_costs_no_look_at_the_entries(home: HomePage, client: Any) -> None:
    make_document()
    client.get("/zfxxgk/mulu.csv")
    with CaptureQueriesContext(connection) as asked:
        whole(client.get("/zfxxgk/mulu.csv"))
    assert not any("register_entry" in one["sql"] for one in asked.captured_queries)


def test_file_is_made_anew__when_something_is_published_or_taken_down(
    home: HomePage, client: Any, made: list[str]
) -> None:
    stays, goes = make_document(title="留下的文件"), make_document(title="撤下的文件")
    whole(client.get("/zfxxgk/mulu.json"))
    let_down(goes).unpublish()
    entries = json.loads(whole(client.get("/zfxxgk/mulu.json")))["entries"]
    assert [one["title"] for one in entries] == [stays.title]
    make_document(title="新的文件")
    assert "新的文件" in whole(client.get("/zfxxgk/mulu.json")).decode()
    assert made == ["json"] * 3


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_head_makes_nothing(home: HomePage, client: Any, made: list[str], suffix: str) -> None:
    make_document()
    head = client.head(f"/zfxxgk/mulu.{suffix}")
    assert head.status_code == 200
    assert "Content-Length" not in head  # nobody knows it yet
    assert not made
    answer = client.get(f"/zfxxgk/mulu.{suffix}")
    for name in ("ETag", "Content-Type", "Content-Disposition", "Cache-Control"):
        assert head[name] == answer[name]
    assert client.head(f"/zfxxgk/mulu.{suffix}")["Content-Length"] == str(len(whole(answer)))
    assert client.head(f"/zfxxgk/mulu.{suffix}", headers={"if-none-match": head["ETag"]}).status_code == 304


def test_reader_is_asked_to_wait__while_another_file_is_made(
    home: HomePage, client: Any, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_document()
    monkeypatch.setattr(kept, "PATIENCE", 0.0)
    kept.folder_of("").mkdir(parents=True)
    with kept.turn():
        response = client.get("/zfxxgk/mulu.xlsx")
    assert response.status_code == 503
    assert response["Retry-After"] == response["Refresh"] == "5"
    assert response["Cache-Control"] == "no-store"
    assert "目录文件正在生成，请稍候" in response.content.decode()
    assert not made
    whole(client.get("/zfxxgk/mulu.xlsx"))


def test_nothing_stays_behind__when_making_fails(
    home: HomePage, client: Any, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_document()
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(downloads, "csv_parts", lambda site: (1 / 0 for _part in "x"))
        assert client.get("/zfxxgk/mulu.csv").status_code == 500
    assert not [path for path in kept.folder_of("").rglob("*") if path.is_file() and path.name != "lock"]
    assert whole(client.get("/zfxxgk/mulu.csv")).decode().startswith("\ufeff索引号")


# --- kept files, without a catalogue ---------------------------------------------------------------------------------


def test_ten_at_once_make_one_file__and_no_more_than_one_waits() -> None:
    begun, go_on = threading.Event(), threading.Event()
    made = []

    def make(out: IO[bytes]) -> None:
        made.append(1)
        begun.set()
        assert go_on.wait(10)
        out.write(b"whole")

    def ask() -> str:
        try:
            with kept.kept("name", "state", make) as file:
                return file.read().decode()
        except kept.Busy:
            return "busy"

    with ThreadPoolExecutor(10) as pool:
        first = pool.submit(ask)
        assert begun.wait(10)
        others = [pool.submit(ask) for _number in range(9)]
        busy = [one for one in others if _ends(one)]
        go_on.set()
        assert first.result() == "whole"
        rest = [one.result() for one in others if one not in busy]
    assert [one.result() for one in busy] == ["busy"] * 8
    assert rest == ["whole"]
    assert len(made) == 1


def _ends(future: Any) -> bool:
    """Whether it comes to its end though the file is not there."""
    try:
        future.result(timeout=0.5)
    except TimeoutError:
        return False
    return True


def test_turn_is_given_back__after_waiting_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "PATIENCE", 0.0)
    kept.folder_of("").mkdir(parents=True)
    for _time in range(3):
        with kept.turn(), pytest.raises(kept.Busy), kept.turn():
            pass
    with kept.turn():
        pass


def test_old_states_and_remains_go__when_there_are_newer() -> None:
    for number in range(5):
        with kept.kept("name", f"state{number}", lambda out: None):
            pass
        (kept.folder_of("name") / "tmp-of-one-that-died").touch()
    left = {path.name for path in kept.folder_of("name").iterdir()}
    assert "state4" in left
    assert len(left) <= kept.GENERATIONS + 1
