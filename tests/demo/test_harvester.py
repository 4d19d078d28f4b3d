import pytest

from demo import harvester

ADDRESS = "http://127.0.0.1:8000"
HEAD = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>云杉市人民政府</title>
"""
FRONT = f"""{HEAD}<link rel="prev-archive" href="{ADDRESS}/archive/1/feed.atom"/>
<at:deleted-entry ref="urn:uuid:1" when="2026-11-10T17:40:00+08:00"><at:comment>发布单位撤下</at:comment></at:deleted-entry>
<entry><title>关于印发实施方案的通知</title><published>2026-11-24T09:30:00+08:00</published></entry>
<entry><title>年度工作要点</title><published>2026-11-20T10:00:00+08:00</published></entry>
</feed>"""
ARCHIVE = f"""{HEAD}<entry><title>年度工作要点</title><published>2026-11-20T10:00:00+08:00</published></entry>
<entry><title>第一条</title><published>2026-01-05T10:00:00+08:00</published></entry>
</feed>"""


def answer_with(monkeypatch: pytest.MonkeyPatch, pages: dict[str, str]) -> None:
    monkeypatch.setattr(harvester, "fetch", lambda address: pages[address.removeprefix(ADDRESS)].encode())


def test_report__tells_of_all_pages__when_the_feed_has_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, {"/feed.atom": FRONT, "/archive/1/feed.atom": ARCHIVE})

    lines = harvester.report(ADDRESS)

    assert lines == [
        f"采集方读取“云杉市人民政府” {ADDRESS}/feed.atom 及其存档 1 页：3 条信息，1 条撤回。",
        "最新的是：",
        "  2026-11-24 09:30  关于印发实施方案的通知",
        "  2026-11-20 10:00  年度工作要点",
        "  2026-01-05 10:00  第一条",
        "撤回的是：",
        "  2026-11-10 17:40  发布单位撤下",
    ]


def test_report__says_that_there_is_more__when_it_stops_early(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, {"/feed.atom": FRONT})
    monkeypatch.setattr(harvester, "MOST_PAGES", 1)

    assert "（更早的未读）" in harvester.report(ADDRESS)[0]


def test_harvest__stays_on_the_site__when_an_archive_is_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, {"/feed.atom": FRONT.replace(f"{ADDRESS}/archive", "http://elsewhere.example/archive")})

    found = harvester.harvest(ADDRESS)

    assert (found.pages, found.complete) == (1, False)


@pytest.mark.parametrize("answer", ["<feed>", "<html/>"])
def test_report__says_so__when_the_answer_is_no_feed(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    answer_with(monkeypatch, {"/feed.atom": answer})

    (line,) = harvester.report(ADDRESS)
    assert "未成功" in line


def test_report__says_so__when_nobody_answers() -> None:
    (line,) = harvester.report("http://127.0.0.1:1")
    assert "未成功" in line
