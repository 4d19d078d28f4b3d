"""From a parsed document to an unsaved page: fields as far as they fit, the body as blocks."""

import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, cast

from django.utils.html import escape
from django.utils.translation import gettext as _

from cms.models import ColumnPage
from intake.sanitize import strip_xml_forbidden
from organs.models import Organ

from ..models import OfficialDocumentPage
from ..models.official_document import DOCUMENT_NUMBER, ORDER_NUMBER
from ..vocabularies import Genre
from .carried import as_moment
from .organs import organs_on, same_organ
from .parsed import Caution, Grid, Heading, Item, ParsedDocument, Text

KINDS = (
    ("批复", Genre.REPLY),
    ("复函", Genre.LETTER),
    ("函", Genre.LETTER),
    ("通知", Genre.NOTICE),
    ("通告", Genre.NOTICE_PUBLIC),
    ("公告", Genre.ANNOUNCEMENT),
    ("公报", Genre.COMMUNIQUE),
    ("通报", Genre.CIRCULAR),
    ("决定", Genre.DECISION),
    ("决议", Genre.RESOLUTION),
    ("意见", Genre.OPINION),
    ("报告", Genre.REPORT),
    ("请示", Genre.REQUEST),
    ("议案", Genre.MOTION),
    ("纪要", Genre.MINUTES),
    ("条例", Genre.STATUTE),
    ("规定", Genre.PROVISIONS),
    ("办法", Genre.MEASURES),
    ("细则", Genre.RULES_DETAILED),
    ("规则", Genre.RULES),
    ("令", Genre.ORDER),
)
LIMITS = {"title": 255, "issuing_organs": 300, "addressees": 500, "signed_by": 200, "source": 120}
LONGEST_HEADING = 200
NOTE = re.compile(r"^[（(].{2,120}[）)]$")


@dataclass
class Draft:
    """An unsaved page, and what of the document its fields could not take."""

    page: OfficialDocumentPage
    cautions: list[Caution] = field(default_factory=list)


def draft_of(parsed: ParsedDocument, organ: Organ, file_name: str) -> Draft:
    """The page that `parsed` gives under `organ`. A number or name that does not fit is left out and reported."""
    signature, items = _signature_apart(parsed)
    values = {
        "title": parsed.title or _("（待补标题）%(name)s") % {"name": PurePath(file_name).stem},
        "issuing_organs": parsed.organ if parsed.organ != organ.name else "",
        "addressees": parsed.addressees,
        "signed_by": signature if signature != (parsed.organ or organ.name) else "",
        "source": parsed.source,
    }
    # Whether an old document is still in force is not in its text: a person says so, or nobody does.
    draft = Draft(OfficialDocumentPage(live=False, has_unpublished_changes=True, organ=organ, validity=""))
    for name, value in values.items():
        setattr(draft.page, name, _fitted(draft, name, strip_xml_forbidden(value)))
    number = parsed.document_number
    if DOCUMENT_NUMBER.match(number) or ORDER_NUMBER.match(number):
        draft.page.document_number = number
    elif number:
        draft.cautions.append(Caution("number_left_out", number))
    draft.page.issued_on = parsed.issued_on
    draft.page.original_published_at = as_moment(parsed.original_published_at or "")
    draft.cautions += other_organ(parsed, organ)
    draft.page.genre = genre_of(parsed.title)
    blocks = [block for item in _without_receivers(items, parsed) for block in _blocks(item)]
    draft.page.body = cast(Any, blocks)  # the field makes a stream of them
    return draft


def other_organ(parsed: ParsedDocument, organ: Organ) -> list[Caution]:
    """A warning when the document names issuing organs, or the old page a source, and `organ` is none of them."""
    named = parsed.organ.split("、") if parsed.organ else organs_on(parsed.source)
    own = [organ.name, organ.short_name, *organ.former_names.values_list("name", flat=True)]
    known = any(one == name or same_organ(one, name) for one in named for name in own)
    return [] if known or not named else [Caution("other_organ", "、".join(named))]


def genre_of(title: str) -> str:
    """体裁 by the last word of a title; "" when it is none of the vocabulary."""
    bare = re.sub(r"[（(〔][^（）()〔〕]*[）)〕]$", "", title)
    return next((genre.value for word, genre in KINDS if bare.endswith(word)), "")


def can_stand_in(column: ColumnPage) -> bool:
    return OfficialDocumentPage.can_create_at(column)


def _fitted(draft: Draft, name: str, value: str) -> str:
    if len(value) <= LIMITS[name]:
        return value
    draft.cautions.append(Caution(f"{name}_shortened", value))
    return value[: LIMITS[name] - 1] + "…"


def _signature_apart(parsed: ParsedDocument) -> tuple[str, list[Item]]:
    """The signature as a field when it ends the document; within one that goes on (an annexed plan) it stays text."""
    items = parsed.items
    signed = [at for at, item in enumerate(items) if isinstance(item, Text) and item.role in {"signature", "date"}]
    if not signed or not parsed.issued_on:
        return "", items
    rest = items[signed[-1] + 1 :]
    if any(not isinstance(item, Text) or not NOTE.match(item.text) for item in rest):
        return "", items
    names = [item.text for item in items if isinstance(item, Text) and item.role == "signature"]
    if not any(isinstance(items[at], Text) and items[at].role == "date" for at in signed):  # type: ignore[union-attr]
        return "", items
    return "、".join(names) or parsed.organ, [item for at, item in enumerate(items) if at not in signed]


def _without_receivers(items: list[Item], parsed: ParsedDocument) -> list[Item]:
    return [item for item in items if not (parsed.addressees and isinstance(item, Text) and item.role == "addressees")]


def _blocks(item: Item) -> list[tuple[str, Any]]:
    if isinstance(item, Heading) and len(item.text) <= LONGEST_HEADING:
        return [("heading", {"level": str(min(item.level + 1, 4)), "text": strip_xml_forbidden(item.text)})]
    if isinstance(item, Grid):
        return [("table", table_value(item))]
    return [("paragraph", f"<p>{escape(strip_xml_forbidden(item.text))}</p>")]


def table_value(grid: Grid) -> dict[str, Any]:
    """A grid as the typed table stores it: a merged cell's words stand in each of its places, heads are joined."""
    rows, heads = expanded(grid)
    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    titles = [" ".join(dict.fromkeys(row[column] for row in rows[:heads] if row[column])) for column in range(width)]
    return {
        "caption": "",
        "columns": [{"type": "text", "heading": title} for title in titles],
        "rows": [{"values": row} for row in rows[heads:]],
    }


def expanded(grid: Grid) -> tuple[list[list[str]], int]:
    """Rows without spans, and how many of them are head: those the file marks, else the first one."""
    rows: list[list[str]] = [[] for _ in grid.rows]
    taken: dict[tuple[int, int], str] = {}
    heads = 0
    for at, row in enumerate(grid.rows):
        column = 0
        for text, colspan, rowspan, _header in row:
            while (at, column) in taken:
                column += 1
            for down in range(min(rowspan, len(grid.rows) - at)):
                for right in range(colspan):
                    taken[at + down, column + right] = strip_xml_forbidden(text)
            column += colspan
        if heads == at and row and all(cell[3] for cell in row):
            heads += 1
    for at in range(len(rows)):
        width = max((column + 1 for line, column in taken if line == at), default=0)
        rows[at] = [taken.get((at, column), "") for column in range(width)]
    return rows, heads if heads and heads < len(rows) else min(1, max(0, len(rows) - 1))
