"""Reading one existing document, in bounded time and memory."""

import os

from intake.readers import read_file

from .interpret import interpret
from .parsed import Failure, ParsedDocument


def read_document(path: str | os.PathLike[str]) -> ParsedDocument | Failure:
    """The document in a .txt, .html, .docx or .pdf file, or why there is none. Never raises for a file's content."""
    reading = read_file(path)
    if reading.reason:
        return Failure(reading.reason)
    parsed = interpret(reading)
    return parsed if parsed.items or parsed.title else Failure("no_text")
