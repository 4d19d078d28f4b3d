"""Fixed tables of figures (三公经费, the tables of the annual report): one field holds all cells of a form."""

from .field import GridField
from .spec import Grid, GridTable, Row

__all__ = ["Grid", "GridField", "GridTable", "Row"]
