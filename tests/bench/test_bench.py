"""`make bench`: what reading costs on sites of different size, and how far one publication reaches."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import pytest

pytestmark = pytest.mark.bench

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = (1_000, 10_000, 100_000)
COLUMNS = (1_000, 20_000)
BESIDE = 6
"""Entries more than a round number: the newest page is then neither empty nor just full, as on nineteen days in
twenty. On the twentieth the page that fills up gets its permanent addresses too."""
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "40"))
CRAWL = os.environ.get("BENCH_CRAWL", "near")
WANTED = 1.3


class Worker:
    """A process that holds a site of `count` entries in an SQLite file."""

    def __init__(self, count: int, folder: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "REDIS"))}
        environment = {**kept, "DATABASE_URL": f"sqlite:///{folder / f'{count}.sqlite3'}"}
        command = [sys.executable, "-m", "tests.bench.worker", str(count)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes)  # type: ignore[call-overload]
        self.built = 0.0

    def answer(self) -> Any:
        line = self.process.stdout.readline()
        assert line, f"the worker ended with {self.process.wait()}"
        return json.loads(line)

    def ask(self, command: str, argument: str = "") -> Any:
        self.process.stdin.write(json.dumps([command, argument]) + "\n")
        self.process.stdin.flush()
        return self.answer()


@contextmanager
def workers(counts: tuple[int, ...], folder: Path) -> Iterator[dict[int, Worker]]:
    """Workers of these sizes, built one after another; ended at the end."""
    with ExitStack() as stack:
        found = {}
        for count in counts:
            found[count] = worker = Worker(count, folder)
            stack.callback(worker.process.wait, 20)
            stack.callback(worker.process.stdin.close)
            worker.built = worker.answer()["built"]
        yield found


def test_reading_costs_the_same__when_site_is_a_hundred_times_larger(tmp_path):
    names = ("feed.atom", "sitemap", "conditional", "document", "column")
    with workers(tuple(size + BESIDE for size in SIZES), tmp_path) as found:
        results: dict[str, dict[int, list[dict]]] = {name: {size: [] for size in found} for name in names}
        for _round in range(ROUNDS):
            for name in names:
                for size, worker in found.items():
                    results[name][size].append(worker.ask("measure", name))
    print("\n\nCost of one request (processor time, median of", ROUNDS, "rounds, the sizes in turn; SQLite)\n")
    print(f"{'':34}" + "".join(f"{size - BESIDE:>16,}" for size in found) + "     ratio  wanted")
    ratios = {}
    for name, address in zip(
        names, ("feed.atom", "sitemap-1.xml", "feed.atom, 304", "a document page", "a column page"), strict=True
    ):
        times = [median(one["seconds"] for one in rows) * 1000 for rows in results[name].values()]
        queries = [rows[-1]["queries"] for rows in results[name].values()]
        ratios[name] = times[-1] / times[0]
        cells = "".join(f"{ms:>8.1f} ms {count:>3} q" for ms, count in zip(times, queries, strict=True))
        print(f"{address:<34}{cells}   {ratios[name]:>6.2f}x   {WANTED}x")
        assert len(set(queries)) == 1, "queries grow with the site"
        expected = 304 if name == "conditional" else 200
        assert {one["status"] for rows in results[name].values() for one in rows} == {expected}
    assert results["conditional"][SIZES[0] + BESIDE][-1]["queries"] <= 2
    assert max(ratios["feed.atom"], ratios["sitemap"]) <= WANTED


def test_one_publication_touches_the_same_addresses__when_column_is_twenty_times_larger(tmp_path):
    changed: dict[int, list[str]] = {}
    print("\n\nAddresses that changed their bytes when one item was published into a column\n")
    with workers(tuple(size + BESIDE for size in COLUMNS), tmp_path) as found:
        for count, worker in found.items():
            before = worker.ask("crawl", CRAWL)
            queries = worker.ask("publish")
            after = worker.ask("crawl", CRAWL)
            changed[count] = sorted(address for address, digest in after.items() if before.get(address) != digest)
            assert set(before) <= set(after), "an address is gone"
            assert all(digest.startswith("200 ") for digest in after.values())
            asked = f"{len(after):,} addresses asked for" + (
                "" if CRAWL == "all" else ", one in twenty of the old ones"
            )
            print(f"of {count - BESIDE:,} entries: {len(changed[count])} addresses ({asked}; {queries} queries)")
    for address in changed[COLUMNS[0] + BESIDE]:
        print("   ", address)
    print("(BENCH_CRAWL=all asks for every address.)")
    small, large = ({generic(address) for address in addresses} for addresses in changed.values())
    assert small == large
    assert len(small) <= 20


def generic(address: str) -> str:
    """`address` without what differs from one site to the other: uid, day and number of the section."""
    import re

    address = re.sub(r"/api/v1/entries/.+/", "/api/v1/entries/<uid>/", address)
    address = re.sub(r"/t\d{8}-[0-9a-f]{8}/", "/<slug>/", address)
    return re.sub(r"sitemap-[1-9]\d*\.xml", "sitemap-<n>.xml", address)
