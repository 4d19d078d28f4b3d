"""The text of an uploaded file, read once: files never change, so their sha256 is the key under which it is kept."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.cache import cache

from intake.readers import message, read_file

from ..importing.interpret import interpret
from ..importing.parsed import Text

KEPT_FOR = 7 * 24 * 60 * 60
"""Seconds."""


@dataclass(frozen=True)
class FileText:
    """What a file says. `whole` is all of it, `pieces` is the body without letterhead, imprint and notes; with a
    `reason` there is nothing to compare."""

    title: str = ""
    number: str = ""
    whole: str = ""
    pieces: list[str] = field(default_factory=list)
    reason: str = ""


def text_of(document: Any) -> FileText:
    """The text of an `UploadedDocument`. Runs a limited child process the first time: not while locks are held."""
    key = f"catalog.originals:{document.sha256}"
    known = cache.get(key) if document.sha256 else None
    if known is None:
        known = asdict(read(document))
        cache.set(key, known, KEPT_FOR)
    return FileText(**known)


def read(document: Any) -> FileText:
    try:
        reading = read_file(document.file.path)
    except (NotImplementedError, OSError, ValueError):
        return FileText(reason=message("missing"))
    if reading.reason:
        return FileText(reason=message(reading.reason))
    whole = "\n".join(block.text for block in reading.blocks)
    parsed = interpret(reading)
    pieces = [
        item.text for item in parsed.items if not (isinstance(item, Text) and item.role in {"note", "attachments"})
    ]
    return FileText(parsed.title, parsed.document_number, whole, [line for one in pieces for line in one.splitlines()])
