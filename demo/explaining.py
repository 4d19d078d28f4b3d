"""The blocks that only an interpretation uses, as a file states them in `[[blocks]]`.

`type` is the name of the block, `value` what the block holds. Running text is written in the markup of `markup.py`, one
line a paragraph, and so is the table of a chart.
"""

from typing import Any
from uuid import uuid4

from .markup import Block, Resolve, block, inline, table

RICH = {
    "background": {"text"},
    "aims": {"text"},
    "points": {"text"},
    "case": {"answer"},
    "diagram": {"text"},
    "questions": {"answer"},
}
"""Which values of a block are running text, also in its items; others are plain."""


def blocks(stated: list[dict[str, Any]], resolve: Resolve) -> list[Block]:
    """The raw stream of `stated`. Raises KeyError when `type` or `value` is missing."""
    return [block(one["type"], value_of(one["type"], one["value"], resolve)) for one in stated]


def value_of(kind: str, value: dict[str, Any], resolve: Resolve) -> dict[str, Any]:
    rich = RICH.get(kind, set())
    made = {name: running(text, resolve) if name in rich else text for name, text in value.items()}
    if kind == "chart":
        made["table"] = table(value["table"].strip().splitlines(), value["title"])
    if "items" in made:
        made["items"] = [item(value_of(kind, one, resolve)) for one in value["items"]]
    return made


def item(value: dict[str, Any]) -> Block:
    """One row of a list, as Wagtail stores it: without an id it would be taken for the row itself."""
    return {**block("item", value), "id": str(uuid4())}


def running(text: str, resolve: Resolve) -> str:
    return "".join(f"<p>{inline(line.strip(), resolve)}</p>" for line in text.strip().splitlines() if line.strip())
