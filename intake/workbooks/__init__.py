"""Reading .xlsx tables that officials filled in: hostile bytes in, rows of cells out, in bounded time and memory."""

from .parent import read_workbook
from .reasons import message
from .structure import CURTAILED, Cell, Row, Sheet, Workbook, letters

__all__ = ["CURTAILED", "Cell", "Row", "Sheet", "Workbook", "letters", "message", "read_workbook"]
