"""The written form of document numbers (发文字号)."""

import re

YEAR = re.compile(r"[\[［【(（〔﹝「]\s*(\d{4})\s*[\]］】)）〕﹞」]")


def normalised_document_number(value: str) -> str:
    """`value` with its year in 〔〕 and without blanks or 第 before the serial: 政规[2023]第 4 号 is 政规〔2023〕4号.

    Numbers of orders (第3号) keep their 第, because no year stands before it.
    """
    text = re.sub(r"\s+", "", value.translate(FULL_WIDTH_DIGITS))
    text = YEAR.sub(r"〔\1〕", text)
    return re.sub(r"〕第(\d+)号", r"〕\1号", text)


FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
