"""Files that cost much to make: made once for each state of what they tell, kept in `CACHE_DIR`, one in the making at a
time. Whatever is asked at once, one thread of the machine makes such a file and one of each process waits."""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import locks

Make = Callable[[IO[bytes]], None]

PATIENCE = 2.0
"""Seconds for which a request waits for a file that another one makes. Small ones are there long before."""
GENERATIONS = 2
"""States of one file that stay: who asked before a change may make the older one after the newer."""

one_may_wait = threading.BoundedSemaphore(1)
"""The threads of a process are few: while one makes a file and one waits, the others answer readers."""


class Busy(Exception):
    """A file is in the making; ask again in some seconds."""


def held(name: str, state: str) -> IO[bytes] | None:
    """The file `name` in `state`, open, when it is there."""
    try:
        return (folder_of(name) / state).open("rb")
    except FileNotFoundError:
        return None


def kept(name: str, state: str, make: Make) -> IO[bytes]:
    """The file `name` in `state`, open; `make` writes it when it is not there yet. Raises Busy."""
    if found := held(name, state):
        return found
    folder_of(name).mkdir(parents=True, exist_ok=True)
    with turn():
        found = held(name, state)  # whoever had the turn before may have made it
        return found or write(folder_of(name), state, make)


def folder_of(name: str) -> Path:
    return Path(settings.CACHE_DIR) / "downloads" / name


@contextmanager
def turn() -> Iterator[None]:
    """The only one of this machine that makes a file. A process that dies gives its turn back. Raises Busy."""
    with open(folder_of("lock"), "w") as file:
        if not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            wait_for(file)
        yield


def wait_for(file: IO[str]) -> None:
    if not one_may_wait.acquire(blocking=False):
        raise Busy
    try:
        latest = time.monotonic() + PATIENCE
        while not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            if time.monotonic() > latest:
                raise Busy
            time.sleep(0.05)
    finally:
        one_may_wait.release()


def write(folder: Path, state: str, make: Make) -> IO[bytes]:
    """Make the file, which gets its name when it is whole, and let older ones go."""
    descriptor, unfinished = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(descriptor, "w+b") as out:
            make(out)
        os.replace(unfinished, folder / state)
    except BaseException:
        os.unlink(unfinished)
        raise
    made = (folder / state).open("rb")
    for old in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[GENERATIONS:]:
        old.unlink()
    return made
