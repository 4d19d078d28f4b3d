"""预决算: tables of income and expenditure whose totals are checked, and 三公经费."""
