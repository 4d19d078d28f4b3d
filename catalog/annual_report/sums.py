"""勾稽关系: which figures of the annual report are sums of others. A sum is judged once all its cells are filled in."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ..grids import Grid
from .tables import APPLICANTS, APPLICATIONS, OUTCOMES, REMEDIES, TOTAL, VERDICTS

Number = Decimal | None


def added(numbers: Iterable[Number]) -> Number:
    """The sum; None while one of them is missing."""
    found = list(numbers)
    return None if any(one is None for one in found) else sum((one for one in found if one is not None), Decimal(0))


def application_problems(value: Any) -> Iterator[str]:
    """What does not add up in table 3, each with column, both sides and the difference."""
    yield from total_problems(APPLICATIONS, value, [key for key, _title in APPLICANTS])
    for number, (_key, title) in enumerate(APPLICANTS):
        results = APPLICATIONS.cell(value, "results", number)
        parts = added(APPLICATIONS.cell(value, key, number) for key in OUTCOMES)
        if results is not None and parts is not None and results != parts:
            yield _("“%(column)s”一列：第三项“（七）总计”为%(total)s，（一）至（六）之和为%(sum)s，相差%(off)s。") % {
                "column": title, "total": results, "sum": parts, "off": abs(results - parts),
            }  # fmt: skip
        came = added(APPLICATIONS.cell(value, key, number) for key in ("received", "carried_over"))
        went = added(APPLICATIONS.cell(value, key, number) for key in ("results", "continued"))
        if came is not None and went is not None and came != went:
            yield _(
                "“%(column)s”一列：第一项加第二项为%(came)s，第三项（七）加第四项为%(went)s，相差%(off)s，两者应当相等。"
            ) % {"column": title, "came": came, "went": went, "off": abs(came - went)}


def remedy_problems(value: Any) -> Iterator[str]:
    """What does not add up in table 4."""
    yield from total_problems(REMEDIES, value, [key for key, _title in VERDICTS])


def total_problems(grid: Grid, value: Any, columns: list[str]) -> Iterator[str]:
    """总计, the last column, is the sum of those before."""
    last = columns.index(TOTAL)
    for _table, row in grid.rows():
        total = grid.cell(value, row.key, last)
        parts = added(grid.cell(value, row.key, number) for number in range(last))
        if total is not None and parts is not None and total != parts:
            yield _("“%(row)s”一行：总计为%(total)s，各列之和为%(sum)s，相差%(off)s。") % {
                "row": row.title, "total": total, "sum": parts, "off": abs(total - parts),
            }  # fmt: skip
