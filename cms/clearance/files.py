"""sha256 of files as they are on the disk now, whatever a row says of them."""

import hashlib
import os
from typing import Any

from django.core.files.storage import Storage

KEPT = 20_000
BLOCK = 1 << 20

_known: dict[tuple[Any, ...], str] = {}


def stored_digest(storage: Storage, name: str) -> str:
    """sha256 in hexadecimal of the bytes stored under `name`; '' when there are none.

    Kept for as long as the file's inode, times and size stay the same; the time of its status cannot be set back by
    whoever writes into it. Storages without files on a disk are read each time.
    """
    try:
        mark = status_of(storage, name)
        if mark is None:
            return read_digest(storage, name)
        if mark not in _known:
            if len(_known) >= KEPT:
                _known.clear()
            _known[mark] = read_digest(storage, name)
        return _known[mark]
    except OSError:
        return ""


def status_of(storage: Storage, name: str) -> tuple[Any, ...] | None:
    """What changes when a file is written; None for a storage that has no paths. Raises OSError."""
    try:
        path = storage.path(name)
    except NotImplementedError:
        return None
    status = os.stat(path)
    return (path, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def read_digest(storage: Storage, name: str) -> str:
    """sha256 of the bytes, read now. Raises OSError."""
    digest = hashlib.sha256()
    with storage.open(name, "rb") as file:
        for block in iter(lambda: file.read(BLOCK), b""):
            digest.update(block)
    return digest.hexdigest()


def forget() -> None:
    """Read every file anew from now on."""
    _known.clear()
