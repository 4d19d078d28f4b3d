"""Amounts of money as readers see them."""

from decimal import Decimal
from typing import Any

CENT = Decimal("0.01")


def digits(value: Any) -> str:
    """1280000.00, for programs; '' for an amount that is not known."""
    return str(Decimal(str(value)).quantize(CENT)) if value is not None and value != "" else ""


def yuan(value: Any) -> str:
    """1280000 as 1,280,000.00元; '' for an amount that is not known."""
    return f"{plain_yuan(value)}元" if value is not None and value != "" else ""


def plain_yuan(value: Any) -> str:
    """1,280,000.00, for a table whose heading says 元."""
    return f"{Decimal(str(value)).quantize(CENT):,}" if value is not None and value != "" else ""
