import pytest

from demo import harvester

FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<entry><title>关于印发实施方案的通知</title><published>2026-11-24T09:30:00+08:00</published></entry>
<entry><title>年度工作要点</title><published>2026-11-20T10:00:00+08:00</published></entry>
</feed>""".encode()


def test_report_names_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvester, "fetch", lambda address: FEED)
    lines = harvester.report("http://127.0.0.1:8000")
    assert "http://127.0.0.1:8000/zhengcewenjian/feed.atom 读到 2 条" in lines[0]
    assert lines[1:] == ["  2026-11-24 09:30  关于印发实施方案的通知", "  2026-11-20 10:00  年度工作要点"]


def test_report_says_so__when_the_feed_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvester, "fetch", lambda address: b"<feed>")
    assert "未成功" in harvester.report("http://127.0.0.1:8000")[0]


def test_report_says_so__when_nobody_answers() -> None:
    (line,) = harvester.report("http://127.0.0.1:1")
    assert "未成功" in line
