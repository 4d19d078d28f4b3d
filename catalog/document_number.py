"""The written form of document numbers (发文字号)."""

import re
import unicodedata

YEAR = re.compile(r"[\[［【(（〔﹝「]\s*(\d{4})\s*[\]］】)）〕﹞」]")


def normalised_document_number(value: str) -> str:
    """`value` with its year in 〔〕, without blanks or what nobody sees, and without 第 or noughts before the serial (GB/T
    9704: 不加“第”字，不编虚位): 政规[2023]第 04 号 is 政规〔2023〕4号.

    Numbers of orders (第3号) keep their 第, because no year stands before it.
    """
    seen = "".join(one for one in value if unicodedata.category(one) not in {"Cf", "Cc"})
    text = re.sub(r"\s+", "", seen.translate(FULL_WIDTH_DIGITS))
    text = YEAR.sub(r"〔\1〕", text)
    text = re.sub(r"〕第(\d+)号", r"〕\1号", text)
    return re.sub(r"([〕第])0+(\d+号)", r"\1\2", text)


FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
