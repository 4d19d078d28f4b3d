"""Fields of money: always 元, with two places."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

DIGITS, PLACES = 16, 2
CENT = Decimal("0.01")
LEFT_OUT = re.compile(r"[\s,，¥￥]|元$|人民币")


class AmountFormField(forms.DecimalField):
    """An amount as officials type it: separators and 元 are passed over, 万元 is asked to be converted.

    A text input: what a browser takes for no number would be lost in one for numbers.
    """

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"max_digits": DIGITS, "decimal_places": PLACES, **kwargs}
        messages = {
            "invalid": _("请填写数字，单位为元，如“1280000”或者“1,280,000.50”。"),
            "max_digits": _("金额的位数过多，请核对。"),
            "max_whole_digits": _("金额的位数过多，请核对。"),
            "max_decimal_places": _("金额精确到分，小数点后最多两位。"),
        }
        kwargs["error_messages"] = {**messages, **(kwargs.get("error_messages") or {})}
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            if re.search(r"[万亿]", value):
                raise ValidationError(_("单位为元，请把“万元”“亿元”换算成元，如“128万元”填“1280000”。"), code="unit")
            value = LEFT_OUT.sub("", value)
        return super().to_python(value)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned is not None and cleaned < 0:
            raise ValidationError(_("金额不能小于0。"), code="negative")
        return None if cleaned is None else cleaned.quantize(CENT)


class AmountField(models.DecimalField):
    """An amount in 元, or null while it is not known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"max_digits": DIGITS, "decimal_places": PLACES, "null": True, "blank": True, **kwargs}
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": AmountFormField, **kwargs, "widget": forms.TextInput})
