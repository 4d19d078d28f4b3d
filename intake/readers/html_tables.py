"""Which tables of a page show facts, and which only place its parts."""

from lxml import etree


def is_data_table(table: etree._Element) -> bool:
    """Whether a table shows figures and facts; the others only place the parts of a page."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows_of(table)]
    rows = [row for row in rows if row]
    cells = [cell for row in rows for cell in row]
    columns = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or columns < 2:
        return bool(len(cells) > 1 and _has_border(table) and not _lengths_lopsided(cells) and columns > 1)
    if any(cell.tag == "th" for cell in cells):
        return not _lengths_lopsided(cells)
    if table.find(".//table") is not None and not _has_border(table):
        return False
    return not _lengths_lopsided(cells)


def _lengths_lopsided(cells: list[etree._Element]) -> bool:
    """One cell holds most of the words, in several paragraphs: that is a page, not a table."""
    longest = max(cells, key=lambda cell: len("".join(cell.itertext()).strip()))
    lengths = [len("".join(cell.itertext()).strip()) for cell in cells]
    breaks = sum(1 for inner in longest.iter() if inner.tag in {"p", "br", "div", "table"})
    return max(lengths) > 0.6 * sum(lengths) and max(lengths) > 200 and breaks >= 3


def _has_border(table: etree._Element) -> bool:
    return (
        table.get("border", "0") not in ("0", "") or "border" in (table.get("style") or "") or bool(table.get("class"))
    )


def rows_of(table: etree._Element) -> list[etree._Element]:
    parts = [part for part in table if part.tag in ("thead", "tbody", "tfoot")]
    return [row for part in (table, *parts) for row in part if row.tag == "tr"]


def span_of(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(int(value), 200)) if value.isascii() and value.isdigit() else 1
