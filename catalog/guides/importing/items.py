"""What the sheets say of each item, and whether it can be imported."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.charts.flow import FEWEST_STEPS, MOST_STEPS
from intake.workbooks import Workbook

from ...models import PowerItemPage, ServiceGuidePage
from ...models.contact import too_short
from ...models.power_item import LEAST
from .. import rules
from .cells import Defect
from .columns import CODE, KINDS, PARTS
from .fields import block_values, file_names, guide_streams, of_fields, part_of, stream
from .files import Files
from .table import Record, Table, block_problems

MODELS: dict[str, Any] = {"guides": ServiceGuidePage, "power-items": PowerItemPage}
TOLD_AT = {"fees": "fee.name", "results": "result.name", "materials": "materials_note"}
"""The column of the first sheet at which a problem of a field of rows is told."""


@dataclass
class Item:
    """One item of the first sheet. `rows` are the records of the other sheets, by field."""

    record: Record
    rows: dict[str, list[Record]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.record.code

    @property
    def title(self) -> str:
        return str(self.record.values.get("title") or "")

    @property
    def is_bad(self) -> bool:
        return self.record.is_bad or any(one.is_bad for rows in self.rows.values() for one in rows)


class Reading:
    """A workbook of `kind` as items. `defects` are all bad cells, sheet by sheet, row by row.

    `files` is None where nobody looks yet for the files that the sheets name.
    """

    def __init__(self, workbook: Workbook, kind: str, files: Files | None) -> None:
        self.kind, self.files, self.model = kind, files, MODELS[kind]
        self.defects: list[Defect] = []
        first, *others = KINDS[kind]
        self.main = Table(first, workbook, self.defects)
        self.others = [Table(plan, workbook, self.defects, required=False) for plan in others]
        self.items = [Item(record) for record in self.main.records]
        self.power_items = power_item_uids() if kind == "guides" else {}
        self._refuse_second()
        if self.main.is_readable:
            self._join()
        for item in self.items:
            self._check(item)
        order = {plan.title: number for number, plan in enumerate(KINDS[kind])}
        self.defects.sort(key=lambda one: (order[one.sheet], one.row, len(one.column), one.column))

    def fields(self, item: Item, uploads: dict[str, Any] | None = None) -> dict[str, Any]:
        """The fields of the item's page; `uploads` are documents by file name."""
        fields = {**of_fields(item.record), CODE: item.code}
        if self.kind == "guides":
            fields |= guide_streams(item.record, self.power_items.get(named_power_item(item)))
            for table in self.others:
                fields[table.plan.name] = stream(table, item.rows.get(table.plan.name, []), uploads or {})
        return fields

    def file_names(self, item: Item) -> set[str]:
        return {name for one in self.others for name in file_names(one, item.rows.get(one.plan.name, []))}

    def _refuse_second(self) -> None:
        seen: dict[str, int] = {}
        for item in self.items:
            if item.code in seen:
                told = _("编码与第%(row)d行相同，请核对；是同一事项的请删去一行。") % {"row": seen[item.code]}
                self.main.blame(item.record, CODE, told)
            elif item.code:
                seen[item.code] = item.record.number

    def _join(self) -> None:
        """Give each record of the other sheets to its item.

        A code that no item has is told once. Not so when an item has no rows at all, and is told for that or for its
        code: the rows are taken for its own.
        """
        items: dict[str, Item] = {}
        for item in self.items:
            items.setdefault(item.code, item)
        lost: dict[str, tuple[Table, Record]] = {}
        for table, record in ((one, record) for one in self.others for record in one.records):
            if not record.code:
                continue
            if record.code not in items:
                lost.setdefault(record.code, (table, record))
                continue
            items[record.code].rows.setdefault(table.plan.name, []).append(record)
            self._check_row(table, record)
        bare = sum(1 for item in self.items if not item.rows)
        for table, record in list(lost.values())[bare:]:
            told = _("“%(sheet)s”表中没有此编码，请核对编码。") % {"sheet": self.main.plan.title}
            table.blame(record, CODE, told)

    def _check_row(self, table: Table, record: Record) -> None:
        """Ask the block what it thinks of a record, and whether its files are there."""
        for name in ("blank_form", "sample"):
            if self.files and (file := record.values.get(name)) and (why := self.files.problem(file)):
                table.blame(record, name, why)
        if record.values.get("blank_form") and record.values.get("needs_form") is False:
            table.blame(record, "needs_form", _("已填空白表格文件名，此栏请填“是”，或者删去文件名。"))
        if not record.is_bad:
            for key, message in block_problems(table.plan.block, block_values(table, record, {})):
                table.blame(record, key, message)

    def _check(self, item: Item) -> None:
        """Fields by the model's own rules, then what does not go together, where nothing was told before."""
        record = item.record
        for key, value in of_fields(record).items():
            if why := field_problem(self.model, key, value):
                self.main.blame(record, key, why)
        if self.kind == "guides":
            self._check_guide(item)
        else:
            for key in ("basis", "authority"):
                if (text := record.values.get(key)) and (why := too_short(text, LEAST)):
                    self.main.blame(record, key, why)

    def _check_guide(self, item: Item) -> None:
        record, named = item.record, named_power_item(item)
        if named and named not in self.power_items:
            told = _("权力清单中没有编码为“%(code)s”的事项，请核对，或者先导入权力清单。") % {"code": named[:60]}
            self.main.blame(record, "power_item", told)
        for prefix, (name, block) in PARTS.items():
            values = part_of(record, prefix)
            for key, message in block_problems(block, values) if values and not record.is_bad else ():
                self.main.blame(record, f"{prefix}{key}" if key else TOLD_AT[name], message)
        if not record.is_bad:
            self._count_steps(item)
        if not record.is_bad:
            for name, message in self._guide_problems(item):
                self.main.blame(record, TOLD_AT.get(name, name), message)

    def _count_steps(self, item: Item) -> None:
        table = next(one for one in self.others if one.plan.name == "process")
        now = len(item.rows.get("process", []))
        if table.is_readable and not FEWEST_STEPS <= now <= MOST_STEPS:
            told = _("“%(sheet)s”表中此事项有%(now)d步，应有%(few)d至%(many)d步，请补充或者合并。") % {
                "sheet": table.plan.title,
                "now": now,
                "few": FEWEST_STEPS,
                "many": MOST_STEPS,
            }
            self.main.blame(item.record, CODE, told)

    def _guide_problems(self, item: Item) -> list[tuple[str, str]]:
        """What the guide's own rules say of it, but for the forms, which may come while it is in review, and for what
        was told of its rows."""
        guide = ServiceGuidePage(**self.fields(item))
        settled = {"process"} | ({"materials"} if item.rows.get("materials") else set())
        return [one for one in (*rules.contradictions(guide), *rules.lacking(guide)) if one[0] not in settled]


def named_power_item(item: Item) -> str:
    return str(item.record.values.get("power_item") or "").strip().upper()


def field_problem(model: Any, name: str, value: Any) -> str:
    """Why the field `name` of `model` does not take `value`; "" when it does."""
    one = model._meta.get_field(name)
    if one.max_length and not one.choices and len(str(value)) > one.max_length:
        return _("超过%(most)d个字，请精简。") % {"most": one.max_length}
    try:
        one.clean(value, None)
    except ValidationError as refusal:
        return "；".join(refusal.messages)
    return ""


def power_item_uids() -> dict[str, Any]:
    """Uids of the power items in the main language, public or not, by code. One query."""
    items = PowerItemPage.objects.filter(alias_of=None, locale__language_code=settings.LANGUAGE_CODE)
    rows = items.values_list("item_code", "uid")
    return {code.upper(): uid for code, uid in rows}
