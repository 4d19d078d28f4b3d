import multiprocessing
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from settings import base
from settings.environment import flag, number, text, words
from settings.local_secret import local_secret


def test_words_are_split_and_trimmed() -> None:
    assert words("HOSTS", {"HOSTS": " a.cn, b.cn ,,"}) == ["a.cn", "b.cn"]
    assert words("HOSTS", {}) == []


def test_text_falls_back__when_blank() -> None:
    assert text("NAME", "x", {"NAME": "  "}) == "x"
    assert text("NAME", "x", {"NAME": " y "}) == "y"


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("Yes", True), ("0", False), ("", False), ("off", False)])
def test_flag_reads_both_ways(value: str, expected: bool) -> None:
    assert flag("F", not expected, {"F": value}) is expected


def test_flag_raises__when_misspelt() -> None:
    with pytest.raises(ImproperlyConfigured):
        flag("F", False, {"F": "ture"})


@pytest.mark.parametrize("value", ["-1", "x", "1.5", "٣"])
def test_number_raises__when_not_a_whole_number(value: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        number("N", 1, {"N": value})


def test_sqlite_takes_the_write_lock_at_begin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    config = base.database(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in config["OPTIONS"]["init_command"]
    assert "foreign_keys=ON" in config["OPTIONS"]["init_command"]
    assert config["OPTIONS"]["timeout"] == 20
    assert config["ATOMIC_REQUESTS"] is False


def test_postgresql_is_used__when_the_environment_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@db.internal:5433/gongkai")
    config = base.database("sqlite:///never")
    assert (config["ENGINE"], config["HOST"], config["PORT"]) == ("django.db.backends.postgresql", "db.internal", 5433)
    assert "OPTIONS" not in config or "transaction_mode" not in config["OPTIONS"]


def test_redis_is_the_cache__when_the_environment_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:6379/5")
    assert base.cache()["BACKEND"].endswith("RedisCache")
    monkeypatch.delenv("REDIS_URL")
    assert base.cache()["BACKEND"].endswith("FileBasedCache")


def test_local_secret_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "build" / "secret"
    first = local_secret(path)
    assert len(first) >= 50
    assert local_secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret"]


def test_local_secret_is_the_same__when_processes_start_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert len(set(pool.map(local_secret, [tmp_path / "secret"] * 8))) == 1
