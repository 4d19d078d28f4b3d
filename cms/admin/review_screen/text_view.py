"""The words of an item block by block, with what the checks found marked in them, and a place for comments."""

from dataclasses import dataclass, field
from typing import Any

from ...review.findings import Finding
from ...review.passages import Passage

COMMENT = "at:"
"""Before the content path in the names of the fields for comments."""


@dataclass(frozen=True)
class Mark:
    """A stretch of text; `finding` when the checks found it."""

    text: str
    finding: Finding | None = None


Marks = list[Mark]


@dataclass
class Row:
    """One passage: `lines` of marked text, or the `table` with its `headings`."""

    path: str
    label: str
    kind: str
    lines: list[Marks]
    findings: list[Finding]
    field_name: str
    comment: str = ""
    headings: list[Marks] = field(default_factory=list)
    table: list[list[Marks]] = field(default_factory=list)


def rows(found: list[Passage], findings: list[Finding], comments: dict[str, str]) -> list[Row]:
    """`comments` are what was typed, by path."""
    by_source: dict[str, list[Finding]] = {}
    for one in findings:
        for path in one.paths:
            by_source.setdefault(path, []).append(one)
    return [row(passage, by_source.get(passage.path, []), comments.get(passage.path, "")) for passage in found]


def row(passage: Passage, findings: list[Finding], comment: str) -> Row:
    made = Row(passage.path, passage.label, passage.kind, [], findings, f"{COMMENT}{passage.path}", comment)
    if passage.kind == "table":
        lay_table(made, passage.value, findings)
    else:
        made.lines = [marked(text, findings) for _place, text in passage.pieces if text]
    return made


def lay_table(made: Row, value: Any, findings: list[Finding]) -> None:
    made.lines = [marked(value.caption, findings)] if value.caption else []
    made.headings = [marked(column["heading"], findings) for column in value.columns]
    made.table = [
        [marked("" if cell.value is None else str(cell.value), findings) for cell in cells] for cells in value.rows
    ]


def marked(text: str, findings: list[Finding]) -> Marks:
    """`text` cut at what was found in it. Where findings overlap, the earlier and longer one is marked."""
    hits = sorted(
        ((start, -len(one.text), order) for order, one in enumerate(findings) for start in places(text, one.text)),
    )
    marks: Marks = []
    end = 0
    for start, minus, order in hits:
        if start < end:
            continue
        marks += [Mark(text[end:start])] if start > end else []
        end = start - minus
        marks.append(Mark(text[start:end], findings[order]))
    return marks + ([Mark(text[end:])] if end < len(text) else [])


def places(text: str, wanted: str) -> list[int]:
    """Where `wanted` begins in `text`, one after the other."""
    found: list[int] = []
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        found.append(start)
        start = text.find(wanted, start + len(wanted))
    return found
