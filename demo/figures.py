"""Tables, series and forms of figures as a file states them in `[facts]`, and the fields that they become.

Tables are written with `|` between cells, as in `markup.py`; a series has a line for each period: period, value and,
where there is any, 同比. Forms (grids) are lists by the key of their row.
"""

from typing import Any

from catalog.grids import GridField
from cms.models import PublicationPage

from .markup import Block, block, take

SERIES = ("text", "decimal", "percent")
HEADS = ("时期", "数值", "同比增长（%）")


def values(model: type[PublicationPage], facts: dict[str, Any]) -> dict[str, Any]:
    """Those of `facts` that need more than to be set: streams by name as raw blocks, forms as they are stored."""
    made: dict[str, Any] = {}
    for name, stated in facts.items():
        if name in STREAMS:
            made[name] = [STREAMS[name](one) for one in stated]
        elif isinstance(model._meta.get_field(name), GridField):
            made[name] = {
                row: [cell if isinstance(cell, int) else cell or None for cell in cells]
                for row, cells in stated.items()
            }
    return made


def balance(stated: dict[str, Any]) -> Block:
    """收支总表: `income` and `expenditure` as tables of amounts in 万元."""
    sides = {side: money(stated[side]) for side in ("income", "expenditure")}
    return block("balance", {"title": "收支总表", "note": "", **stated, **sides})


def money(text: str) -> dict[str, Any]:
    head, *rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in take(text.strip().splitlines(), "|")]
    kinds = ["text", *["wan_yuan"] * (len(head) - 1)]
    return table(kinds, head, [[name, *(amount or None for amount in amounts)] for name, *amounts in rows])


def indicator(stated: dict[str, Any]) -> Block:
    """A series; `rows` has a line for each period."""
    rows = [line.split() for line in stated["rows"].strip().splitlines()]
    wide = max(map(len, rows))
    cells = [[*row, *[None] * (wide - len(row))] for row in rows]
    facts = {name: stated.get(name, "") for name in ("name", "unit", "frequency", "caliber", "source")}
    return block("series", {**facts, "table": table(SERIES[:wide], HEADS[:wide], cells)})


def table(kinds: Any, heads: Any, rows: list[list[Any]]) -> dict[str, Any]:
    columns = [{"type": kind, "heading": head} for kind, head in zip(kinds, heads, strict=True)]
    return {"caption": "", "columns": columns, "rows": [{"values": row} for row in rows]}


def target(stated: dict[str, Any]) -> Block:
    usual = {"field": "", "unit": "", "base": None, "target": None, "target_words": "", "now": None, "note": ""}
    return block("target", {**usual, "nature": "expected", **stated})


STREAMS = {"tables": balance, "indicators": indicator, "targets": target}
