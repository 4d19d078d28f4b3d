"""The far side: limits itself, then reads standard input. Started as `python -m intake.workbooks.child xlsx`."""

import sys

from ..readers.child import limit_self
from ..readers.limits import MAX_FILE
from ..readers.structure import Unreadable
from .reader import read
from .structure import Workbook


def main() -> None:
    limit_self()
    sys.setrecursionlimit(3_000)
    sys.stdout.write(answer(sys.stdin.buffer.read(MAX_FILE + 1)).as_answer())


def answer(data: bytes) -> Workbook:
    """One file's bytes; every failure becomes a reason."""
    try:
        return read(data)
    except Unreadable as error:
        return Workbook(reason=error.reason)
    except MemoryError:
        return Workbook(reason="too_much_memory")
    except Exception:  # whatever a parser raises on hostile bytes: the file is the cause, and it is named
        return Workbook(reason="damaged")


if __name__ == "__main__":
    main()
