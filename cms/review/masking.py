"""Personal numbers in the form in which they may be public: 138****1234, 35*************123."""

import re

from ..models import FindingKind

MASKS = {FindingKind.CITIZEN_ID: (2, 3), FindingKind.MOBILE: (3, 4), FindingKind.BANK_CARD: (0, 4)}
"""How many characters stay at the beginning and at the end; of a bank card the last four alone."""
NUMBER = re.compile(r"\d[\d\s-]{5,}[\dXx]")
LONGEST = 200


def masked(kind: str, text: str) -> str:
    """`text` as it may be public, without blanks and breaks; '' for kinds that are not masked but rewritten."""
    if kind not in MASKS:
        return ""
    head, tail = MASKS[FindingKind(kind)]
    bare = re.sub(r"[^0-9A-Za-z０-９Ｘｘ]", "", text)
    if kind == FindingKind.MOBILE and len(bare) > 11:
        bare = bare[-11:]  # +86
    return bare[:head] + "*" * max(0, len(bare) - head - tail) + bare[-tail:]


def without_numbers(kind: str, text: str) -> str:
    """`text` for records that are kept: nothing in it tells a person's number."""
    shown = masked(kind, text) or NUMBER.sub(lambda hit: hit[0][:3] + "****", text)
    return " ".join(shown.split())[:LONGEST]
