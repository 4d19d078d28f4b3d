"""The comparison itself: what the page says and the original does not, the other way round, and in which order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cms.facts import blocks_of

from ..importing.dates import whole_date, whole_figures
from .body import Cell, Part, Row, parts_of_body, unknown_blocks
from .order import left_out, moved, repeated
from .rows import compare_rows, names_unit
from .texts import FileText, text_of
from .wording import bare, excerpt, flat, forms, is_nothing

MOST = 50
"""Differences that are listed; more of them say no more."""


@dataclass(frozen=True)
class Comparison:
    """`differences` in words; `unread` is what no program could compare, so that a person has to."""

    differences: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Said:
    """What the body says: paragraphs, and rows of tables."""

    parts: list[Part]

    @property
    def pieces(self) -> list[str]:
        return [part for part in self.parts if isinstance(part, str)]

    @property
    def rows(self) -> list[Row]:
        return [part for part in self.parts if isinstance(part, Row)]

    @property
    def in_order(self) -> list[str]:
        """Paragraphs and rows, without the headings of tables."""
        return [
            one if isinstance(one, str) else one.text for one in self.parts if isinstance(one, str) or not one.is_head
        ]

    @property
    def ways(self) -> set[str]:
        """How an original may write what stands in the cells."""
        return {way for row in self.rows for cell in row.cells.values() for way in cell.ways}

    @property
    def texts(self) -> Iterator[str]:
        """Everything as the page shows it."""
        yield from self.pieces
        for row in self.rows:
            yield from (shown(cell) for cell in row.cells.values())


def compare(page: Any) -> Comparison:
    """The 公文 `page`, as it is in memory, beside its signed original."""
    if page.signed_original is None:
        return Comparison(unread=[_("没有上传签发原件")])
    original = text_of(page.signed_original)
    if original.reason:
        return Comparison(unread=[_("签发原件不能自动读取（%(reason)s）") % {"reason": original.reason.rstrip("。")}])
    said = Said(list(parts_of_body(page.body)))
    differences = [*heads(page, original), *only_in_page(page, said, original), *only_in_original(page, said, original)]
    arrangement, unread = arranged(page, said, original)
    files, unread_files = attachments(page, original)
    unread += [*unread_files, *(_("“%(name)s”不能自动比对") % {"name": name} for name in unknown_blocks(page.body))]
    if any(True for _block in blocks_of(page, "image")):
        unread.append(_("图片不能自动比对"))
    return Comparison([*differences, *arrangement, *files][:MOST], unread[:MOST])


def heads(page: Any, original: FileText) -> Iterator[str]:
    """Title and number, as far as the original shows them whole."""
    shown = ((_("标题"), original.title, page.title), (_("发文字号"), original.number, page.document_number))
    spelled = spelling(original)
    for name, there, here in shown:
        if there and spelled(there) != spelled(here) and (here or not there.startswith("〔")):
            words = _("%(name)s不一致：原件为“%(there)s”，网页为“%(here)s”")
            yield words % {"name": name, "there": excerpt(there), "here": excerpt(here)}


def only_in_page(page: Any, said: Said, original: FileText) -> Iterator[str]:
    whole = bare(original.whole)
    cells = {form for table in original.tables for row in table for cell in row for form in forms(cell)}
    pieces = [page.addressees, *said.pieces]
    for row in said.rows:
        for cell in row.cells.values():
            if row.is_head:
                pieces += cell.text.split()
                pieces += [shown(cell)] if cell.unit and not names_unit(cell.unit, whole) else []
            elif not cell.ways & cells:
                pieces.append(cell.text)
    for piece in missing(pieces, original.whole, spelling(original)):
        yield _("网页有而原件没有：“%(text)s”") % {"text": excerpt(piece)}


def shown(cell: Cell) -> str:
    """A cell as the page shows it: headings with their unit."""
    return f"{cell.text}（{cell.unit}）" if cell.unit else cell.text


def only_in_original(page: Any, said: Said, original: FileText) -> Iterator[str]:
    ways = said.ways
    pieces = [piece for line in original.pieces for piece in line.split("\t")]
    left = (one for one in pieces if not forms(one) & ways and not is_day(one, page.issued_on))
    for piece in missing(left, shown_on(page, said), spelling(original)):
        yield _("原件有而网页没有：“%(text)s”") % {"text": excerpt(piece)}


def shown_on(page: Any, said: Said) -> str:
    """Everything that the page says."""
    return "\n".join([page.title, page.addressees, page.document_number, *said.texts, page.signature])


def is_day(text: str, day: date | None) -> bool:
    """True when `text` is nothing but the date `day`, however it is written."""
    return day is not None and day in {whole_date(text), whole_figures(text)}


def spelling(*files: FileText) -> Callable[[str], str]:
    """How texts are compared when `files` are on either side."""
    return flat if any(one.kind == "pdf" for one in files) else bare


def missing(pieces: Iterable[str], whole: str, spelled: Callable[[str], str] = bare) -> Iterator[str]:
    """Those of `pieces` that `whole` does not contain."""
    whole = spelled(whole)
    for piece in pieces:
        text = spelled(piece).rstrip(":")
        if not is_nothing(text) and text not in whole:
            yield piece.strip()


def arranged(page: Any, said: Said, original: FileText) -> tuple[list[str], list[str]]:
    """What is said in another order, oftener or more seldom than in the original, and what a person must look at:
    of a PDF no program knows the order for sure."""
    whole = bare(original.whole)
    rows, unread = compare_rows(said.rows, original)
    lines = [line for line in original.pieces if "\t" not in line]
    order = [*moved(said.in_order, whole), *rows]
    if original.kind == "pdf":
        small = (
            _("“%(text)s”中的上标、下标不能自动比对") % {"text": excerpt(one)}
            for one in (page.title, *said.texts)
            if flat(one) != bare(one)
        )
        order, unread = [], [*order, *unread, *small]
    return [*repeated(said.in_order, whole), *left_out(lines, bare(shown_on(page, said))), *order], unread


def attachments(page: Any, original: FileText) -> tuple[list[str], list[str]]:
    """Differences of attached files, and the files that cannot be compared: unreadable ones, and those of which the
    original contains nothing."""
    differences: list[str] = []
    unread: list[str] = []
    for document in documents_of(page):
        if document.sha256 == page.signed_original.sha256:
            continue
        text = text_of(document)
        pieces = [line for line in text.whole.splitlines() if bare(line)]
        lacking = list(missing(pieces, original.whole, spelling(original, text)))
        name = {"title": document.title}
        if text.reason or not pieces:
            unread.append(_("附件“%(title)s”不能自动读取") % name)
        elif len(lacking) == len(pieces):
            unread.append(_("附件“%(title)s”不在签发原件中") % name)
        elif lacking:
            words = _("附件“%(title)s”与原件不一致：“%(text)s”")
            differences.append(words % {**name, "text": excerpt(lacking[0])})
        elif any(missing(pieces, original.whole)):
            unread.append(_("附件“%(title)s”中的上标、下标不能自动比对") % name)
    return differences, unread


def documents_of(page: Any) -> Iterator[Any]:
    for block in blocks_of(page, "attachment"):
        if block.value.get("document"):
            yield block.value["document"]
