"""The light markup in which the demo's texts are written, and the blocks that it becomes.

## 一、…   ### （一）…   #### 1.…      headings of level 2, 3, 4
one line                             one paragraph; **bold**, [text](address), [text](@name-of-a-publication)
!table caption                       caption of the table that follows
| a | b |                            a row of a table; the first is its heading
> words    > ——where from            a quotation
!notice info|important|warning title a notice box: the lines up to the next empty one are its text
!image file | alt text | caption
!attachment file | title
"""

import html
import re
from collections.abc import Callable
from typing import Any

Block = dict[str, Any]
Resolve = Callable[[str, str], int | None]
"""The id of an upload or page, by kind (image, document, page) and name; None when there is none."""

HEADING = re.compile(r"(#{2,4}) +(.+)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
NAMES = {"序号", "年份", "准考证后六位"}
"""Headings of columns whose figures are names, not amounts."""


def blocks(text: str, resolve: Resolve) -> list[Block]:
    """The raw stream of `text`. Raises ValueError for a line that is no markup."""
    lines = [line.strip() for line in text.strip().splitlines()]
    stream: list[Block] = []
    caption = ""
    while lines:
        line = lines[0]
        if not line:
            lines.pop(0)
        elif match := HEADING.fullmatch(line):
            lines.pop(0)
            stream.append(block("heading", {"level": str(len(match[1])), "text": match[2]}))
        elif line.startswith("!table "):
            caption = lines.pop(0).removeprefix("!table ")
        elif line.startswith("|"):
            stream.append(block("table", table(take(lines, "|"), caption)))
            caption = ""
        elif line.startswith(">"):
            stream.append(block("quotation", quotation(take(lines, ">"))))
        elif line.startswith("!notice "):
            stream.append(block("notice", notice(take(lines))))
        elif line.startswith("!"):
            stream.append(upload(lines.pop(0), resolve))
        else:
            stream.append(block("paragraph", "".join(f"<p>{inline(one, resolve)}</p>" for one in plain(lines))))
    return stream


def block(kind: str, value: Any) -> Block:
    return {"type": kind, "value": value}


def take(lines: list[str], mark: str = "") -> list[str]:
    """Remove and return the lines from the first on that begin with `mark`, up to an empty one."""
    taken: list[str] = []
    while lines and lines[0] and lines[0].startswith(mark):
        taken.append(lines.pop(0))
    return taken


def plain(lines: list[str]) -> list[str]:
    """Remove and return the lines of one group of paragraphs."""
    taken: list[str] = []
    while lines and lines[0] and lines[0][0] not in "#!|>":
        taken.append(lines.pop(0))
    if not taken:
        raise ValueError(f"not markup: {lines[0]}")
    return taken


def inline(line: str, resolve: Resolve) -> str:
    """A line as rich text in the form in which Wagtail stores it. A link to a page that is not there is its text."""

    def link(match: re.Match[str]) -> str:
        text, target = match.groups()
        if not target.startswith("@"):
            return f'<a href="{target}">{text}</a>'
        page = resolve("page", target[1:])
        return f'<a linktype="page" id="{page}">{text}</a>' if page else text

    return LINK.sub(link, BOLD.sub(r"<b>\1</b>", html.escape(line, quote=False)))


def table(rows: list[str], caption: str) -> dict[str, Any]:
    """A typed table: a column whose cells are all figures holds numbers. Raises ValueError when rows differ in length."""
    head, *body = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    if any(len(row) != len(head) for row in body):
        raise ValueError(f"rows of different length: {caption or rows[0]}")
    kinds = [
        "number" if name not in NAMES and all(NUMBER.fullmatch(row[place]) for row in body) else "text"
        for place, name in enumerate(head)
    ]
    return {
        "columns": [{"type": kind, "heading": name} for kind, name in zip(kinds, head, strict=True)],
        "rows": [{"values": row} for row in body],
        "caption": caption,
    }


def quotation(lines: list[str]) -> dict[str, str]:
    words = [line.lstrip("> ") for line in lines]
    source = words.pop().lstrip("—") if words[-1].startswith("——") else ""
    return {"text": "\n".join(words), "source": source}


def notice(lines: list[str]) -> dict[str, str]:
    _mark, kind, *title = lines[0].split(maxsplit=2)
    return {"kind": kind, "title": title[0] if title else "", "text": "\n".join(lines[1:])}


def upload(line: str, resolve: Resolve) -> Block:
    """A picture or an attachment. Raises ValueError when the file is missing."""
    kind, _space, rest = line.partition(" ")
    name, *words = [part.strip() for part in rest.split("|")]
    if kind == "!image" and (image := resolve("image", name)):
        alt, caption = [*words, ""][:2]
        return block("image", {"image": image, "alt": alt, "decorative": False, "caption": caption})
    if kind == "!attachment" and (document := resolve("document", name)):
        return block("attachment", {"document": document, "title": words[0] if words else ""})
    raise ValueError(f"not markup, or no such file: {line}")
