"""Amounts of money in 元 within rows."""

from typing import Any

from cms.blocks.table import NumberBlock

from ..fields import AmountFormField


class AmountBlock(NumberBlock):
    """An amount in 元 with two places, prepared as JSON keeps it."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        super().__init__(required=required, help_text=help_text, **kwargs)
        self.field = AmountFormField(required=required, help_text=help_text)
