"""The written form of document numbers (发文字号)."""

import re
import unicodedata

from cms.visible import EMPTY

YEAR = re.compile(r"[\[［【(（〔﹝「]\s*(\d{4})\s*[\]］】)）〕﹞」]")
RADICALS = "\u2e80-\u2fdf"
"""Parts of characters, for a class of a pattern; some have no ordinary character that Unicode knows them by: ⻓."""
LOOKALIKE = re.compile(f"[{RADICALS}\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""Radicals and characters kept for compatibility, most of which stand for an ordinary one: ⽂ for 文."""
UNSEEN = frozenset({"Cf", "Cc", "Mn"})
TAIL = re.compile(r"(?:〔[0-9]{4}〕|第)[0-9]+号$")


def normalised_document_number(value: str) -> str:
    """`value` with its year in 〔〕, without blanks, look-alikes or what nobody sees, and without 第 or noughts before the
    serial (GB/T 9704: 不加“第”字，不编虚位): 政规[2023]第 04 号 is 政规〔2023〕4号.

    Numbers of orders (第3号) keep their 第, because no year stands before it.
    """
    seen = "".join(one for one in value if unicodedata.category(one) not in UNSEEN and one not in EMPTY)
    plain = LOOKALIKE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), seen)
    text = re.sub(r"\s+", "", plain.translate(FULL_WIDTH_DIGITS))
    text = YEAR.sub(r"〔\1〕", text)
    text = re.sub(r"〕第(\d+)号", r"〕\1号", text)
    return re.sub(r"([〕第])0+(\d+号)", r"\1\2", text)


def tail_of(number: str) -> str:
    """Year and serial of a normal number: what every way of writing it that was ever taken ends with; "" for none."""
    found = TAIL.search(number)
    return found[0] if found else ""


def radical_in(number: str) -> str:
    """The first radical in `number`, which looks like a character and is none; "" when there is none."""
    found = re.search(f"[{RADICALS}]", number)
    return found[0] if found else ""


FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
