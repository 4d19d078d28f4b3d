"""Charts drawn from a table, as SVG made here: no script, no style attribute, no request, the same on paper."""

from .drawing import draw
from .figure import ChartKind, Figure, Series, figure_of, table_problems

__all__ = ["ChartKind", "Figure", "Series", "draw", "figure_of", "table_problems"]
