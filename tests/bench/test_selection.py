"""`make bench`: what a selection of entries, and the catalogue for people, cost on sites of different size; on PostgreSQL when DATABASE_URL names one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.bench

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = (1_000, 100_000)
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "15"))
WANTED = 3.0
MOST_QUERIES = {True: 5, False: 16}
"""Of an answer of the API, and of a page for people."""
API = {
    "everything": "",
    "organ, much": "organ=organ0",
    "organ, little": "organ=organ59",
    "column, newest half": "column=/column30/",
    "column, oldest half": "column=/column3/",
    "kind, four in five": "kind=article",
    "kind, one in five": "kind=official_document",
    "theme, first level": "theme=科技、教育",
    "theme, whole": "theme=科技、教育\\教育",
    "theme, rare": "theme=国防\\国防动员",
    "genre": "genre=公告",
    "validity, much": "validity=valid",
    "validity, oldest half": "validity=repealed",
    "validity, rare": "validity=lapsed",
    "year, first": "year=2017",
    "year, last": "year=2025",
    "updated, few": "updated_after=2026-06-01T00:00:00%2B08:00",
    "updated, nearly all": "updated_after=2017-02-01T00:00:00%2B08:00",
    "oldest first": "sort=oldest&kind=official_document",
    "organ + theme + genre": "organ=organ5&theme=综合政务&genre=公告",
    "organ + kind + year": "organ=organ0&kind=official_document&year=2018",
    "rare + much": "theme=国防\\国防动员&kind=official_document&validity=lapsed",
    "nothing: much + much": "kind=article&validity=valid",
    "nothing: halves of time": "column=/column3/&year=2025",
    "updated + organ": "updated_after=2026-06-01T00:00:00%2B08:00&organ=organ0",
    "oldest half + nearly all": "validity=repealed&updated_after=2017-02-01T00:00:00%2B08:00",
    "by 生成日期": "sort=formed&validity=repealed",
    "by 索引号": "sort=number&openness=management",
    "item, rare": "catalogue=21-12",
    "article of the law": "catalogue=21",
    "some fields": "kind=official_document&fields=uid,title,url",
}
CATALOGUE = {
    "everything": "",
    "organ, much": "organ=organ0",
    "organ, little": "organ=organ59",
    "item, much": "catalogue=20-15",
    "item, some": "catalogue=20-04",
    "item, rare": "catalogue=21-12",
    "article of the law": "catalogue=21",
    "theme, first level": "theme=科技、教育",
    "theme, whole": "theme=科技、教育\\教育",
    "theme, rare": "theme=国防\\国防动员",
    "genre": "genre=公告",
    "genre, rare": "genre=其他",
    "openness, some": "openness=execution",
    "openness, rare": "openness=result",
    "validity, much": "validity=valid",
    "validity, oldest half": "validity=repealed",
    "validity, rare": "validity=lapsed",
    "year, first": "year=2017",
    "year, last": "year=2025",
    "oldest first": "sort=oldest",
    "by 生成日期": "sort=formed&validity=repealed",
    "by 索引号": "sort=number&openness=management",
    "organ + theme + genre": "organ=organ5&theme=综合政务&genre=公告",
    "rare + much": "theme=国防\\国防动员&validity=lapsed&catalogue=21-12",
    "rare + year": "genre=其他&year=2021",
    "nothing: rare + much": "validity=lapsed&organ=organ0",
}
ASKED = {f"/api/v1/entries/?{query}": f"API: {name}" for name, query in API.items()} | {
    f"/zfxxgk/mulu/?{query}": f"catalogue: {name}" for name, query in CATALOGUE.items()
}


class Worker:
    """A process that holds a site of `count` entries in a database of its own."""

    def __init__(self, count: int, database: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "REDIS"))}
        command = [sys.executable, "-m", "tests.bench.selection_worker", str(count)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        environment = {**kept, "DATABASE_URL": database}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes)  # type: ignore[call-overload]

    def answer(self) -> Any:
        line = self.process.stdout.readline()
        assert line, f"the worker ended with {self.process.wait()}"
        return json.loads(line)

    def ask(self, address: str) -> Any:
        self.process.stdin.write(json.dumps(address) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(60)


@contextmanager
def database(count: int, folder: Path) -> Iterator[str]:
    """The address of an empty database: a file, or on the server that DATABASE_URL names, one that is dropped."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder / f'{count}.sqlite3'}"
        return
    import psycopg

    name = f"gongkai_bench_{os.getpid()}_{count}"
    base = server.rpartition("/")[0]
    with psycopg.connect(f"{base}/postgres".replace("postgres://", "postgresql://"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{base}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_selecting_costs_the_same__when_site_is_a_hundred_times_larger(tmp_path):
    with ExitStack() as stack:
        workers = {}
        for size in SIZES:
            workers[size] = Worker(size, stack.enter_context(database(size, tmp_path)))
            stack.callback(workers[size].end)
            print(f"\n{size:,} entries: {workers[size].answer()}")
        print(
            f"\nCost of one page of /api/v1/entries/ and of /zfxxgk/mulu/ (best of {ROUNDS} rounds, the sizes in turn)\n"
        )
        slow = []
        for question, name in ASKED.items():
            address = quote(question, safe="?=&/%")
            rows: dict[int, list[dict]] = {size: [] for size in SIZES}
            for _round in range(ROUNDS):
                for size, worker in workers.items():
                    rows[size].append(worker.ask(address))
            small, large = (min(one["seconds"] for one in rows[size]) * 1000 for size in SIZES)
            queries = [rows[size][-1]["queries"] for size in SIZES]
            found = [rows[size][-1]["results"] for size in SIZES]
            print(
                f"{name:<36}{small:>8.1f} ms{large:>8.1f} ms{large / small:>8.2f}x   queries {queries} results {found}"
            )
            assert {one["status"] for size in SIZES for one in rows[size]} == {200}
            assert queries[1] == queries[0] or not found[0], f"queries grow with the site: {name}"
            assert queries[1] <= MOST_QUERIES[question.startswith("/api/")]
            if large > WANTED * small:
                slow.append(name)
        assert not slow
