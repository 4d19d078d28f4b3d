"""Limits and fees of a guide as readers read them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

UNITS = {"工作日": "个工作日", "日": "日", "小时": "小时"}


def limit_in_words(number: int | None, unit: str) -> str:
    """当场办结, 5个工作日; '' for none."""
    if number is None:
        return ""
    return f"{number}{UNITS.get(unit, unit)}" if number else str(_("当场办结"))


def money(amount: Decimal) -> str:
    """元 with two places and separators of thousands."""
    return f"{amount:,.2f}"


def fee_in_words(value: Any) -> str:
    """One row of fees: 80.00元/件, or the rule."""
    amount, standard = value["amount"], (value["standard"] or "").strip()
    shown = _("%(amount)s元/%(unit)s") % {"amount": money(amount), "unit": value["unit"]} if amount is not None else ""
    return "；".join(one for one in (shown, standard) if one)


def fees_in_words(guide: Any) -> str:
    if not guide.is_charged:
        return str(_("不收费"))
    return "；".join(f"{child.value['name']}{fee_in_words(child.value)}" for child in guide.fees) or str(_("收费"))
