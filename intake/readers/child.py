"""The far side: limits itself, then reads standard input. Started as `python -m intake.readers.child KIND`.

A file of 1 MB kept three PDF readers busy for over 20 s, a small .docx hung one for a minute: so no reader runs
in the process that asks.
"""

import json
import resource
import sys
from importlib import import_module

from .limits import CPU_SECONDS, MAX_BLOCKS, MAX_CHARACTERS, MAX_FILE, MEMORY
from .structure import Reading, Unreadable

READERS = {"txt": "plain", "html": "html", "docx": "docx", "pdf": "pdf"}


def main(kind: str) -> None:
    limit_self()
    sys.setrecursionlimit(3_000)
    data = sys.stdin.buffer.read(MAX_FILE + 1)
    answer = json.dumps(read(kind, data).as_json(), ensure_ascii=True, separators=(",", ":"))
    sys.stdout.write(answer)


def limit_self(seconds: int = CPU_SECONDS) -> None:
    """Memory, CPU time, no written files, no core dump."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(kind: str, data: bytes) -> Reading:
    """One file's bytes by the reader of its kind; every failure becomes a reason."""
    try:
        reading: Reading = import_module(f"intake.readers.{READERS[kind]}").read(data)
    except Unreadable as error:
        return Reading(kind=kind, reason=error.reason)
    except MemoryError:
        return Reading(kind=kind, reason="too_much_memory")
    except Exception:  # whatever a parser raises on hostile bytes: the file is the cause, and it is named
        return Reading(kind=kind, reason="damaged")
    reading.kind = kind
    length = sum(len(block.text) for block in reading.blocks)
    if length > MAX_CHARACTERS or len(reading.blocks) > MAX_BLOCKS:
        return Reading(kind=kind, reason="too_long")
    if not any(block.text.strip() for block in reading.blocks):
        return Reading(kind=kind, reason="no_text", notices=reading.notices)
    return reading


if __name__ == "__main__":
    main(sys.argv[1])
