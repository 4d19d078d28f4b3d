"""The comparison itself: what the page says and the original does not, and the other way round."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cms.facts import blocks_of

from ..importing.dates import whole_date, whole_figures
from .texts import FileText, text_of
from .wording import bare, excerpt, pieces_of_body

MOST = 50
"""Differences that are listed; more of them say no more."""


@dataclass(frozen=True)
class Comparison:
    """`differences` in words; `unread` is what no program could compare, so that a person has to."""

    differences: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def compare(page: Any) -> Comparison:
    """The 公文 `page`, as it is in memory, beside its signed original."""
    if page.signed_original is None:
        return Comparison(unread=[_("没有上传签发原件")])
    original = text_of(page.signed_original)
    if original.reason:
        return Comparison(unread=[_("签发原件不能自动读取（%(reason)s）") % {"reason": original.reason.rstrip("。")}])
    differences = [*heads(page, original), *only_in_page(page, original), *only_in_original(page, original)]
    files, unread = attachments(page, original)
    if any(True for _block in blocks_of(page, "image")):
        unread.append(_("图片不能自动比对"))
    return Comparison([*differences, *files][:MOST], unread)


def heads(page: Any, original: FileText) -> Iterator[str]:
    """Title and number, as far as the original shows them whole."""
    shown = ((_("标题"), original.title, page.title), (_("发文字号"), original.number, page.document_number))
    for name, there, here in shown:
        if there and bare(there) != bare(here) and (here or not there.startswith("〔")):
            words = _("%(name)s不一致：原件为“%(there)s”，网页为“%(here)s”")
            yield words % {"name": name, "there": excerpt(there), "here": excerpt(here)}


def only_in_page(page: Any, original: FileText) -> Iterator[str]:
    whole = bare(original.whole)
    for piece in missing([page.addressees, *pieces_of_body(page.body)], whole):
        yield _("网页有而原件没有：“%(text)s”") % {"text": excerpt(piece)}


def only_in_original(page: Any, original: FileText) -> Iterator[str]:
    shown = [page.title, page.addressees, page.document_number, *pieces_of_body(page.body), page.signature]
    whole = "".join(bare(piece) for piece in shown)
    pieces = [piece for line in original.pieces for piece in line.split("\t")]
    for piece in missing((one for one in pieces if not is_day(one, page.issued_on)), whole):
        yield _("原件有而网页没有：“%(text)s”") % {"text": excerpt(piece)}


def is_day(text: str, day: date | None) -> bool:
    """True when `text` is nothing but the date `day`, however it is written."""
    return day is not None and day in {whole_date(text), whole_figures(text)}


def missing(pieces: Iterable[str], whole: str) -> Iterator[str]:
    """Those of `pieces` that `whole`, a bare text, does not contain."""
    for piece in pieces:
        text = bare(piece).rstrip(":")
        if text and text not in whole:
            yield piece.strip()


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
        lacking = list(missing(pieces, bare(original.whole)))
        name = {"title": document.title}
        if text.reason or not pieces:
            unread.append(_("附件“%(title)s”不能自动读取") % name)
        elif len(lacking) == len(pieces):
            unread.append(_("附件“%(title)s”不在签发原件中") % name)
        elif lacking:
            words = _("附件“%(title)s”与原件不一致：“%(text)s”")
            differences.append(words % {**name, "text": excerpt(lacking[0])})
    return differences, unread


def documents_of(page: Any) -> Iterator[Any]:
    for block in blocks_of(page, "attachment"):
        if block.value.get("document"):
            yield block.value["document"]
