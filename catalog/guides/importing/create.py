"""Items of a spreadsheet become drafts in review, each once: the same code again is left as it is."""

import os
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from audit.services import record
from cms.models import ColumnPage
from cms.review.services import submit
from intake.workbooks import Workbook, message, read_workbook
from organs.models import Organ

from ...vocabularies import Openness
from .files import Files
from .items import Item, Reading

CREATED, DUPLICATE, DEFECTIVE, FAILED = "created", "duplicate", "defective", "failed"


@dataclass(frozen=True)
class Outcome:
    """What became of one row of the first sheet. `page_id` names the page made, now or earlier."""

    row: int
    code: str
    title: str
    status: str
    reason: str = ""
    page_id: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "status": self.status, "row": self.row, "code": self.code, "title": self.title, "reason": self.reason,
            "page_id": self.page_id,
        }  # fmt: skip


class UnreadableWorkbook(Exception):
    """The message says why, and what to do."""


class Importer:
    """Takes the items of one spreadsheet of `kind` for `organ` into `column`; with `dry_run` nothing is written."""

    def __init__(self, kind: str, organ: Organ, column: ColumnPage, files: Files, *, dry_run: bool = False) -> None:
        self.kind, self.organ, self.column, self.files, self.dry_run = kind, organ, column, files, dry_run

    def read(self, source: str | os.PathLike[str] | bytes) -> Reading:
        """The items with all defects. Raises `UnreadableWorkbook`."""
        return reading_of(source, self.kind, self.files)

    def take(self, reading: Reading, item: Item) -> Outcome:
        """Imports one item. Never raises for what is in the spreadsheet: the outcome names the reason."""
        facts = (item.record.number, item.code, item.title)
        if item.is_bad:
            return Outcome(*facts, DEFECTIVE)
        known = known_page(reading.model, item.code)
        if known is not None:
            return Outcome(*facts, DUPLICATE, page_id=known)
        if self.dry_run:
            return Outcome(*facts, CREATED)
        try:
            return Outcome(*facts, CREATED, page_id=self.write(reading, item))
        except ValidationError as refusal:
            return Outcome(*facts, FAILED, "；".join(refusal.messages))

    @transaction.atomic
    def write(self, reading: Reading, item: Item) -> int:
        """Files, page, revision and review, all or nothing."""
        uploads = {name: self.files.upload(name) for name in sorted(reading.file_names(item))}
        page = reading.model(
            live=False,
            has_unpublished_changes=True,
            organ=self.organ,
            catalogue_group="20-05",
            openness=Openness.SERVICE,
            **reading.fields(item, uploads),
        )
        ColumnPage.objects.get(pk=self.column.pk).add_child(instance=page)
        page.full_clean()  # a draft is saved without; nothing goes to review that its form would refuse
        page.save_revision(user=None)
        submit(page, None)
        record("catalog.import", target=page, organ=self.organ.code, details={"item_code": ["", item.code]})
        return int(page.pk)


def reading_of(source: str | os.PathLike[str] | bytes, kind: str, files: Files | None) -> Reading:
    """The items with all defects. Raises `UnreadableWorkbook`."""
    workbook: Workbook = read_workbook(source)
    if workbook.reason:
        raise UnreadableWorkbook(message(workbook.reason))
    reading = Reading(workbook, kind, files)
    if not reading.items and not reading.defects:
        raise UnreadableWorkbook(_("表中没有事项：请从第3行开始，每个事项填写一行。"))
    return reading


def known_page(model: Any, code: str) -> int | None:
    """The page that has the code, or whose newest draft has it; the oldest of several. One query."""
    has_code = Q(item_code=code) | Q(latest_revision__content__item_code=code)
    pk = model.objects.filter(has_code).order_by("pk").values_list("pk", flat=True).first()
    return int(pk) if pk is not None else None


def known_codes(model: Any) -> set[str]:
    """The codes that a page has, or its newest draft. One query."""
    rows = model.objects.values_list("item_code", "latest_revision__content__item_code")
    return {str(code) for row in rows for code in row if code}
