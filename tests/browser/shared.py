"""One 云杉市 for all processes of a test run: built for the first that asks, ended when the last of them has gone.

A process of its own keeps the city. Who uses it holds a lock as long as it lives, so that nothing is left running
whichever way a test run ends.
"""

import fcntl
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from . import pages
from .live import ROOT, Demo

FOUND, USERS, LOG = "city.json", "city.users", "city.log"
PATIENCE = 60  # seconds until an ended demo is gone


@dataclass(frozen=True)
class City:
    site: str
    front_end: str
    """Of another house, allowed to show drafts."""
    pages: dict[str, str]
    """Kind of page → path, chosen before any test changes the city."""
    copy: str = ""
    """A copy of the database as it was built, and where the files lie; empty where the city is not of this test run."""
    media: str = ""


@contextmanager
def shared(folder: Path) -> Iterator[City]:
    """The city of the test run whose processes share `folder`.

    `DEMO=http://…` takes one that runs already, `DEMO_FRONT_END` what its PREVIEW_FRONT_ENDS says.
    """
    running = os.environ.get("DEMO", "").rstrip("/")
    with (folder / USERS).open("a+") as users:
        fcntl.lockf(users, fcntl.LOCK_SH)  # while a city that nobody used any more is being ended, this waits
        with (folder / "city.building").open("w") as building:
            fcntl.lockf(building, fcntl.LOCK_EX)
            if not (folder / FOUND).exists():
                if running:
                    survey(folder, running, os.environ.get("DEMO_FRONT_END", ""))
                else:
                    build(folder)
        yield City(**json.loads((folder / FOUND).read_text(encoding="utf-8")))
        last = is_only_user(users)
    latest = time.monotonic() + PATIENCE
    while last and not running and (folder / FOUND).exists() and time.monotonic() < latest:
        time.sleep(0.1)


def survey(folder: Path, site: str, front_end: str, **where: str) -> None:
    """Choose the pages and tell all processes."""
    city = City(site, front_end, pages.addresses(site), **where)
    (folder / "city.part").write_text(json.dumps(asdict(city)), encoding="utf-8")
    (folder / "city.part").replace(folder / FOUND)


def build(folder: Path) -> None:
    """Start the keeper and wait for its city; raises RuntimeError with its last words when there is none, and again at once."""
    log = folder / LOG
    if log.exists():
        raise RuntimeError(log.read_text(encoding="utf-8", errors="replace")[-4000:])
    with log.open("wb") as written:
        command = [sys.executable, "-m", "tests.browser.shared", str(folder)]
        keeper = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=written, stderr=written, start_new_session=True
        )
    while not (folder / FOUND).exists():
        if keeper.poll() is not None:
            raise RuntimeError(log.read_text(encoding="utf-8", errors="replace")[-4000:])
        time.sleep(0.3)


def is_only_user(users: IO[str]) -> bool:
    try:
        fcntl.lockf(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def keep(folder: Path) -> None:
    """The keeper: builds and serves the city as long as somebody uses it."""
    demo = Demo(Path(tempfile.mkdtemp(prefix="demo", dir=folder)))
    try:
        with (folder / USERS).open("a+") as users:
            demo.wait(lambda: not is_only_user(users))
            survey(folder, demo.address, demo.front_end, copy=str(demo.copied()), media=str(demo.media))
            fcntl.lockf(users, fcntl.LOCK_EX)
            demo.end()
            (folder / LOG).unlink()
            (folder / FOUND).unlink()
    finally:
        demo.end()


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
