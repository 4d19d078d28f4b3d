"""A number of a cell in the form in which its format shows it, as far as telephone, card and ID numbers need."""

import re
from decimal import Decimal, InvalidOperation

SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
QUIET = re.compile(r"\[[^\]]*\]|_.|\*.")
DATE = re.compile(r"[ymdhs年月日时分秒]|AM/PM", re.IGNORECASE)
PLACE = re.compile(r'"([^"]*)"|\\(.)|([0#?])|([^0#?"\\])')


def digits_of(value: str) -> str:
    """The digits of a whole number as it is stored (1.10101199003071E+17 too), "" for anything else."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return ""
    if not number.is_finite() or number != number.to_integral_value() or abs(number) >= Decimal(10) ** 20:
        return ""
    return f"{number:f}".partition(".")[0]


def shown(value: str, code: str) -> str:
    """What stands in the cell. Amounts keep their separators, so that nobody takes 13,871,234,567 for a telephone."""
    if code == "General" and value.isdigit():
        return value
    digits = digits_of(value)
    section = QUIET.sub("", SECTION.split(code)[0])
    bare = re.sub(r'"[^"]*"|\\.', "", section)
    if digits.startswith("-"):
        return f"{int(digits):,}"
    if not digits or bare in ("", "@") or bare.lower() == "general":
        return digits or value
    if DATE.search(bare) and not re.search(r"[0#]{4}", bare):
        return ""
    if re.search(r"[0#],[0#]", bare):
        return f"{int(digits):,}"
    if "%" in bare or re.search(r"[0#]\.[0#]|E[+-]", bare):
        return value if re.search(r"E[+-]", bare) else f"{digits}.00"
    return _masked(digits, section)


def _masked(digits: str, section: str) -> str:
    """Digits in the places of a format such as 000-0000-0000; more digits than places stand in the first."""
    parts = list(PLACE.finditer(section))
    places = sum(1 for part in parts if part[3])
    rest = digits.zfill(sum(1 for part in parts if part[3] == "0"))
    extra = max(0, len(rest) - places)
    out, at, empty = [], 0, max(0, places - len(rest))
    for part in parts:
        if not part[3]:
            out.append(part[1] or part[2] or part[4] or "")
        elif empty:
            empty -= 1
        else:
            step = 1 + extra if at == 0 else 1
            out.append(rest[at : at + step])
            at += step
    return "".join(out)
