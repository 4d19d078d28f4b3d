"""Templates of columns: data files beside this one, or a file of one's own.

A file has `name`, `description` and `[[columns]]`, each with the fields of `PlannedColumn`, a parent before its
children. `{organ}` in descriptions and keywords stands for the short name of the organ.
"""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ...models import ColumnPage

FOLDER = Path(__file__).parent
ORDER = ("county", "department", "township")
LARGEST = 256 * 1024
"""Bytes of a file; a plan of columns is far smaller."""


@dataclass(frozen=True)
class PlannedColumn:
    """A column to be made. `parent` is the slug of the one above it, "" for a main column."""

    slug: str
    title: str
    description: str
    keywords: str = ""
    parent: str = ""
    column_type: str = ColumnPage.ColumnType.NEWS.value
    column_type_other: str = ""
    update_class: str = ColumnPage.UpdateClass.NEWS.value
    promised_days: int | None = None
    show_in_menus: bool = True


@dataclass(frozen=True)
class Plan:
    """A template: `code` is what commands and forms call it by."""

    code: str
    name: str
    description: str
    columns: tuple[PlannedColumn, ...]

    def nested(self) -> list[tuple[PlannedColumn, list[PlannedColumn]]]:
        """Each main column with everything beneath it, in order."""
        main: dict[str, tuple[PlannedColumn, list[PlannedColumn]]] = {}
        top: dict[str, str] = {}
        for column in self.columns:
            top[column.slug] = top[column.parent] if column.parent else column.slug
            if column.parent:
                main[top[column.slug]][1].append(column)
            else:
                main[column.slug] = (column, [])
        return list(main.values())


@cache
def built_in() -> dict[str, Plan]:
    """The templates that come with the house, by code."""
    return {code: read(FOLDER / f"{code}.toml") for code in ORDER}


def plan_named(name: str) -> Plan:
    """The template of this code, or the one in the file of this path. Raises ValidationError."""
    if name in built_in():
        return built_in()[name]
    path = Path(name)
    if path.suffix != ".toml" or not path.is_file():
        message = _("没有名为“%(name)s”的栏目模板。可用：%(known)s，或者自备的 .toml 文件。")
        raise ValidationError(message % {"name": name, "known": "、".join(built_in())})
    return read(path)


def read(path: Path) -> Plan:
    """The template in a file. Raises ValidationError that names what is wrong in it."""
    try:
        if path.stat().st_size > LARGEST:
            raise ValidationError(_("栏目模板“%(path)s”过大。") % {"path": path})
        data = tomllib.loads(path.read_text("utf-8"))
        columns = tuple(planned(one) for one in data["columns"])
        plan = Plan(path.stem, str(data["name"]), str(data.get("description", "")), columns)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValidationError(_("无法读取栏目模板“%(path)s”：%(error)s") % {"path": path, "error": error}) from error
    except (KeyError, TypeError, AttributeError) as error:
        message = _("栏目模板“%(path)s”缺少 name、columns 或其中的 slug、title、description，或者有未知的项。")
        raise ValidationError(message % {"path": path}) from error
    check(plan)
    return plan


def planned(values: dict[str, Any]) -> PlannedColumn:
    """A column as a file describes it. Raises TypeError for a field that is missing, unknown or of another type."""
    for field in fields(PlannedColumn):
        allowed = {"promised_days": int, "show_in_menus": bool}.get(field.name, str)
        if field.name in values and type(values[field.name]) is not allowed:
            raise TypeError(field.name)
    return PlannedColumn(**values)


def check(plan: Plan) -> None:
    """Raise ValidationError unless parents stand before their children and no address is given twice."""
    seen: set[str] = set()
    for column in plan.columns:
        if column.parent and column.parent not in seen:
            message = _("栏目“%(title)s”的上级“%(parent)s”不存在，或者排在它之后。")
            raise ValidationError(message % {"title": column.title, "parent": column.parent})
        if column.slug in seen:
            raise ValidationError(_("栏目模板中网址名“%(slug)s”重复。") % {"slug": column.slug})
        seen.add(column.slug)
    if not seen:
        raise ValidationError(_("栏目模板中没有栏目。"))
