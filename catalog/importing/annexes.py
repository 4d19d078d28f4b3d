"""Where an annexed text begins."""

import re

from .dates import whole_date
from .lines import Line

ANNEX = re.compile(r"^附\s*(?:件|表|录)?\s*[一二三四五六七八九十\d]{0,3}\s*(?:[:：.．、]\s*)?(?:[（(].{1,10}[）)])?$")
ITEM = re.compile(r"^(?:\d{1,2}\s*[．、.]|[（(]\s*\d{1,2}\s*[）)]|[①-⑳])")


def begins_annex(lines: list[Line], at: int) -> bool:
    """附件 or 附件1 alone above an annexed text — and not above the list of attachments, which stands before the signature."""
    if lines[at].is_table or not ANNEX.match(lines[at].text):
        return False
    after = lines[at + 1] if at + 1 < len(lines) else None
    if after is None or after.is_table or not ITEM.match(after.text):
        return True
    if re.search(r"[:：]$", lines[at].text):
        return False
    return not any(not line.is_table and whole_date(line.text) for line in lines[at + 1 : at + 16])
