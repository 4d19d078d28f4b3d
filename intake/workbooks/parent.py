"""The near side: what the file really is, then a limited child that reads it."""

import os

from ..filetypes import identify
from ..readers.parent import answer_of_child, opened, opened_bytes
from ..readers.structure import Unreadable
from .structure import Workbook

CHILD = "intake.workbooks.child"
KEPT = frozenset({"empty", "locked"})
"""Kinds of files that have a reason of their own."""


def read_workbook(source: str | os.PathLike[str] | bytes) -> Workbook:
    """Reads one workbook, by path or by its bytes. Never raises for what is in it: its `reason` tells."""
    try:
        with opened_bytes(source) if isinstance(source, bytes) else opened(source) as stream:
            kind = identify(stream).code
            if kind != "xlsx":
                return Workbook(reason=kind if kind in KEPT else "no_workbook")
            answer, reason = answer_of_child(CHILD, kind, stream)
    except Unreadable as error:
        return Workbook(reason=error.reason)
    return Workbook(reason=reason) if reason else Workbook.from_answer(answer)
