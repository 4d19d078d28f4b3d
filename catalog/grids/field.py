"""A grid as a column of the database and as a field of a form. Nothing that was typed into it gets lost."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.staticfiles import versioned_static

from .spec import LARGEST, LONGEST, Cells, Grid, GridTable, Row, place

MOST_TOLD = 5


class GridWidget(forms.Widget):
    """The tables of the form with an input in each cell. A range of a spreadsheet can be pasted into them."""

    template_name = "catalog/admin/grid.html"

    def __init__(self, grid: Grid, attrs: Any = None) -> None:
        super().__init__(attrs)
        self.grid = grid

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        tables = [
            {
                "table": table,
                "rows": [
                    {
                        "row": row,
                        "cells": [
                            {"name": cell_name(name, row, number), "value": typed(value, row, number), "title": title}
                            for number, (_key, title) in enumerate(table.columns)
                        ],
                    }
                    for row in table.rows
                ],
            }
            for table in self.grid.tables
        ]
        return {**context, "tables": tables, "longest": LONGEST}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Cells:
        return {
            row.key: [data.get(cell_name(name, row, number), "") for number in range(len(table.columns))]
            for table, row in self.grid.rows()
        }

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(
            cell_name(name, row, number) not in data
            for table, row in self.grid.rows()
            for number in range(len(table.columns))
        )

    def id_for_label(self, id_: str) -> str:
        """The first cell is what the label of the field leads to."""
        _table, row = next(self.grid.rows())
        return f"{id_}-{row.key}-0" if id_ else ""

    @property
    def media(self) -> forms.Media:
        return forms.Media(css={"all": [versioned_static("catalog/admin/grid.css")]})


def cell_name(name: str, row: Row, number: int) -> str:
    return f"{name}-{row.key}-{number}"


def typed(value: Any, row: Row, number: int) -> str:
    """A cell of what is stored, or of what somebody typed, as it stands in its input."""
    cells = (value or {}).get(row.key) or []
    found = cells[number] if number < len(cells) else None
    return "" if found is None else str(found)


class GridFormField(forms.Field):
    def __init__(self, *, grid: Grid, **kwargs: Any) -> None:
        self.grid = grid
        super().__init__(**{**kwargs, "widget": GridWidget(grid), "required": False})

    def to_python(self, value: Any) -> Cells:
        """Raises ValidationError that names row and column of each wrong cell."""
        problems: list[str] = []
        found: Cells = {}
        for table, row in self.grid.rows():
            cells: list[Any] = []
            for number, (_key, title) in enumerate(table.columns):
                text = normal(typed(value, row, number))
                cell, problem = read_cell(text, table) if text else (None, "")
                cells.append(cell)
                if problem:
                    where = place(row.title, title)
                    problems.append(_("%(place)s%(problem)s") % {"place": where, "problem": problem})
            if any(cell is not None for cell in cells):
                found[row.key] = cells
        if problems:
            more = len(problems) - MOST_TOLD
            rest = [_("另有%(more)d处填写有误。") % {"more": more}] if more > 0 else []
            raise ValidationError([*problems[:MOST_TOLD], *rest])
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


SPARED = {ord(one): None for one in ",，  \t　"}
WIDE = str.maketrans("０１２３４５６７８９．－—", "0123456789.--")
"""Digits and signs as Chinese input methods write them."""


def normal(text: str) -> str:
    """A number as programs read it: without separators of thousands."""
    return text.translate(SPARED).translate(WIDE)


def read_cell(text: str, table: GridTable) -> tuple[Any, str]:
    """(what is stored, what is wrong with it)."""
    words = text[:LONGEST]
    try:
        number = Decimal(text) if text.isascii() and len(text) <= LONGEST else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or number < 0 or number >= LARGEST or "E" in text.upper():
        kind = _("不小于0的数字") if table.places else _("不小于0的整数")
        return None, _("应为%(kind)s，现为“%(text)s”。") % {"kind": kind, "text": words}
    if -int(number.normalize().as_tuple().exponent) > table.places:
        if not table.places:
            return None, _("应为不小于0的整数，现为“%(text)s”。") % {"text": words}
        return None, _("的小数最多%(places)d位，现为“%(text)s”。") % {"places": table.places, "text": words}
    return (format(number.normalize(), "f"), "") if table.places else (int(number), "")


class GridField(models.JSONField):
    """Keeps `Cells`. Migrations know nothing of the rows."""

    def __init__(self, grid: Grid | None = None, *args: Any, **kwargs: Any) -> None:
        self.grid = grid
        super().__init__(*args, **{"default": dict, "blank": True, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def in_words(self, value: Any) -> str:
        assert self.grid is not None, "only fields of migrations have no grid"
        return self.grid.in_words(value)

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": GridFormField, "grid": self.grid, **kwargs})
