"""The far side: limits itself, then takes apart standard input. Started as `python -m intake.inspection.child KIND`."""

import sys
from importlib import import_module

from ..readers.child import limit_self
from ..readers.limits import MAX_FILE
from ..readers.structure import Unreadable
from .extract import Extract
from .limits import CPU_SECONDS

FORMATS = {"txt": "plain", "docx": "docx", "xlsx": "xlsx", "pdf": "pdf"}


def main(kind: str) -> None:
    limit_self(CPU_SECONDS)
    sys.setrecursionlimit(3_000)
    sys.stdout.write(extract(kind, sys.stdin.buffer.read(MAX_FILE + 1)).as_answer())


def extract(kind: str, data: bytes, depth: int = 0) -> Extract:
    """One file's bytes by the format's module; every failure becomes a reason."""
    try:
        taken: Extract = import_module(f"intake.inspection.formats.{FORMATS[kind]}").extract(data, depth)
    except Unreadable as error:
        return Extract(reason=error.reason)
    except MemoryError:
        return Extract(reason="too_much_memory")
    except Exception:  # whatever a parser raises on hostile bytes: the file is the cause, and it is named
        return Extract(reason="damaged")
    return Extract(reason="too_long") if taken.is_too_long else taken


if __name__ == "__main__":
    main(sys.argv[1])
