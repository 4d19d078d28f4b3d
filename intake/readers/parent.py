"""The near side: opens the file, starts a limited child that reads it, and believes nothing but its answer's shape."""

import errno
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO, cast

from ..filetypes import identify
from .limits import MAX_ANSWER, MAX_FILE, WALL_SECONDS
from .reasons import refusal
from .structure import Reading, Unreadable

PROJECT = Path(__file__).resolve().parents[2]
OPEN_ERRORS = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.ENAMETOOLONG: "missing",
}


def read_file(path: str | os.PathLike[str]) -> Reading:
    """Reads one file. Never raises for what is in it: a `Reading` with a `reason` tells why there is no text."""
    try:
        with opened(path) as stream:
            kind = identify(stream).code
            reason = refusal(kind, Path(path).suffix.lstrip(".").lower())
            return Reading(kind=kind, reason=reason) if reason else _read_in_child(stream, kind)
    except Unreadable as error:
        return Reading(reason=error.reason)


def opened(path: str | os.PathLike[str]) -> BinaryIO:
    """An open regular file of bearable size. O_NONBLOCK: a named pipe must not hold the import up."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        raise Unreadable(OPEN_ERRORS.get(getattr(error, "errno", 0) or 0, "not_a_file")) from error
    facts = os.fstat(handle)
    reason = ""
    if stat.S_ISDIR(facts.st_mode):
        reason = "directory"
    elif not stat.S_ISREG(facts.st_mode):
        reason = "not_a_file"
    elif facts.st_size > MAX_FILE:
        reason = "too_large"
    if reason:
        os.close(handle)
        raise Unreadable(reason)
    return os.fdopen(handle, "rb")


def opened_bytes(data: bytes) -> BinaryIO:
    """An open file without a name that holds these bytes, for a child to read."""
    if len(data) > MAX_FILE:
        raise Unreadable("too_large")
    stream = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 (the caller closes it)
    stream.write(data)
    stream.seek(0)
    return stream


def answer_of_child(
    module: str, kind: str, stream: BinaryIO, *, seconds: float | None = None, size: int = MAX_ANSWER
) -> tuple[bytes, str]:
    """(what `python -m module kind` writes when it reads `stream`, "" or the reason why it wrote nothing of use).

    seconds: how long it may take by the clock, `WALL_SECONDS` unless given; size: of the answer, in bytes.
    """
    stream.seek(0)
    environment = {"PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    environment |= {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH") if name in os.environ}
    child = subprocess.Popen(
        [sys.executable, "-m", module, kind],
        stdin=stream,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=PROJECT,
        env=environment,
        start_new_session=True,
    )
    try:
        answer, _ = child.communicate(timeout=WALL_SECONDS if seconds is None else seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return b"", "too_slow"
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return b"", "too_slow"
    return (b"", "crashed") if child.returncode != 0 or len(answer) > size else (answer, "")


def _read_in_child(stream: BinaryIO, kind: str) -> Reading:
    answer, reason = answer_of_child("intake.readers.child", kind, stream)
    if reason:
        return Reading(kind=kind, reason=reason)
    try:
        return Reading.from_json(json.loads(answer))
    except (ValueError, KeyError, TypeError):
        return Reading(kind=kind, reason="crashed")
