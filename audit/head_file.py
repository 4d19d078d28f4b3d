"""The end of the chain, kept outside of the database, so that its last records cannot vanish unseen.

The file is written after a commit. It may lag behind (a crash in between), never run ahead, and it is moved on only
when the log still holds the record that it names: a log that was cut and written on does not get a new file.
"""

import json
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import locks

from .models import AuditHead, AuditRecord
from .sealing import head_seal, same

logger = logging.getLogger(__name__)


class Unreadable(ValueError):
    """The file is there, but its seal is not ours."""


@dataclass(frozen=True)
class Head:
    """Number and digest of a record, and the seal over both."""

    seq: int
    digest: str
    seal: str


def path() -> Path:
    return Path(settings.AUDIT_HEAD_FILE)


def read() -> Head | None:
    """What the file says; None when there is none. Raises Unreadable."""
    try:
        found = Head(**json.loads(path().read_text(encoding="utf-8")))
        genuine = type(found.seq) is int and same(found.seal, head_seal(found.seq, found.digest))
    except FileNotFoundError:
        return None
    except (OSError, TypeError, ValueError) as error:
        raise Unreadable(str(error)) from error
    if not genuine:
        raise Unreadable("seal")
    return found


def advance(seq: int) -> None:
    """Bring the file up to the head of the database, at least to `seq`. Leaves a file that contradicts the log.

    What goes wrong goes to the log of the program: the records themselves are committed already.
    """
    try:
        with locked():
            follow(seq)
    except Unreadable:
        logger.critical("the head file of the audit log is forged or damaged: run verify_audit")
    except OSError as error:
        logger.critical("the head file of the audit log could not be written: %s", error)


def follow(seq: int) -> None:
    """Inside of the lock. A file that is missing is made for the first record only: later it was taken away."""
    known = read()
    if known and known.seq >= seq:
        return
    if is_in_log(known) if known else seq == 1:
        write(AuditHead.objects.get(pk=1))
    else:
        logger.critical("the head file of the audit log is missing or contradicts the log: run verify_audit")


def renew() -> None:
    """Write the file whatever it says now. For `audit.renewal`, which judges the log first and records it."""
    with locked():
        write(AuditHead.objects.get(pk=1))


def is_in_log(known: Head) -> bool:
    """Whether the log holds the record that the file names, or has removed it last by retention."""
    if AuditRecord.objects.filter(seq=known.seq, digest=known.digest).exists():
        return True
    return AuditHead.objects.filter(removed_seq=known.seq, removed_digest=known.digest).exists()


def write(head: AuditHead) -> None:
    """Replace the file at once: whoever reads it sees the old one or the new one, after a power failure too."""
    content = json.dumps(asdict(Head(head.seq, head.digest, head_seal(head.seq, head.digest))))
    with tempfile.NamedTemporaryFile("w", dir=path().parent, prefix=path().name, delete=False) as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())
    os.replace(new.name, path())


@contextmanager
def locked() -> Iterator[None]:
    """One process at a time."""
    path().parent.mkdir(parents=True, exist_ok=True)
    with open(f"{path()}.lock", "w") as file:
        locks.lock(file, locks.LOCK_EX)
        yield
