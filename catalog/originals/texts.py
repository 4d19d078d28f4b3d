"""The text of an uploaded file, read once: files never change, so their sha256 is the key under which it is kept."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.cache import cache

from cms.review.services import read_once
from intake.readers import message, read_file

from ..importing.drafting import table_value
from ..importing.interpret import interpret
from ..importing.parsed import Grid, Item, ParsedDocument, Text

KEPT_FOR = 7 * 24 * 60 * 60
"""Seconds."""
PASSING_FOR = 60
"""Seconds for which a failure is remembered that is not the file's: for the decision that follows, under locks."""
PASSING = {"missing", "forbidden", "directory", "not_a_file", "too_slow", "too_much_memory", "crashed"}
"""Reasons that lie in the machine of today and not in the file: the next reading may do better."""


@dataclass(frozen=True)
class FileText:
    """What a file says. `whole` is all of it, `pieces` is the body without letterhead, imprint and notes, `tables` are
    its tables as rows of cells, as an import makes them; with a `reason` there is nothing to compare.

    kind: the type of the file; is_lasting: whether it will be read as it was now.
    """

    title: str = ""
    number: str = ""
    whole: str = ""
    pieces: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    kind: str = ""
    reason: str = ""
    is_lasting: bool = True


def text_of(document: Any) -> FileText:
    """The text of an `UploadedDocument`. Runs a limited child process the first time: not while locks are held."""
    key = f"catalog.originals.2:{document.sha256}"
    return read_once(key, lambda: cached(key, document)) if document.sha256 else read(document)


def cached(key: str, document: Any) -> FileText:
    known = cache.get(key)
    if known is not None:
        return FileText(**known)
    found = read(document)
    cache.set(key, asdict(found), KEPT_FOR if found.is_lasting else PASSING_FOR)
    return found


def read(document: Any) -> FileText:
    try:
        reading = read_file(document.file.path)
    except (NotImplementedError, OSError, ValueError):
        return failure("missing")
    if reading.reason:
        return failure(reading.reason)
    whole = "\n".join(block.text for block in reading.blocks)
    parsed = interpret(reading)
    pieces = [line for item in parsed.items if not is_aside(item) for line in item.text.splitlines()]
    return FileText(parsed.title, parsed.document_number, whole, pieces, tables_of(parsed), reading.kind)


def failure(code: str) -> FileText:
    return FileText(reason=message(code), is_lasting=code not in PASSING)


def is_aside(item: Item) -> bool:
    """True for notes, and for the list of attachments."""
    return isinstance(item, Text) and item.role in {"note", "attachments"}


def tables_of(parsed: ParsedDocument) -> list[list[list[str]]]:
    """Headings and rows of each table."""
    values = [table_value(item) for item in parsed.items if isinstance(item, Grid)]
    return [
        [[column["heading"] for column in value["columns"]], *(row["values"] for row in value["rows"])]
        for value in values
    ]
