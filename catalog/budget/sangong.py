"""“三公”经费: the closed rows of its table, and how they add up."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..annual_report.sums import added
from ..grids import Grid, GridTable, Row
from .totals import written

COLUMNS = (("previous", _("上年数")), ("planned", _("年初预算数")), ("current", _("本年数")))
VEHICLES = ("purchase", "running")
PARTS = ("abroad", "vehicles", "reception")

SANGONG = Grid(
    (
        GridTable(
            _("“三公”经费（单位：万元）"),
            COLUMNS,
            (
                Row("abroad", _("因公出国（境）费")),
                Row("vehicles", _("公务用车购置及运行维护费")),
                Row("purchase", _("其中：公务用车购置费"), 1),
                Row("running", _("公务用车运行维护费"), 1),
                Row("reception", _("公务接待费")),
                Row("all", _("合计")),
            ),
            _("项目"),
            places=6,
            optional=frozenset({"planned"}),
        ),
    )
)


def sangong_problems(value: Any) -> Iterator[str]:
    """Rows that are not the sum of their parts, with column and difference."""
    for number, (_key, column) in enumerate(COLUMNS):
        for whole, parts in (("vehicles", VEHICLES), ("all", PARTS)):
            total = SANGONG.cell(value, whole, number)
            due = added(SANGONG.cell(value, part, number) for part in parts)
            if total is not None and due is not None and total != due:
                yield _now("“三公”经费“%(row)s”的“%(column)s”为%(total)s，各分项之和为%(sum)s，相差%(off)s，请核对。") % {
                    "row": SANGONG.title(whole), "column": column, "total": written(total), "sum": written(due),
                    "off": written(abs(total - due)),
                }  # fmt: skip
