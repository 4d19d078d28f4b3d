"""From rows to notices: each row says of one holiday, from when to when people are off, or work."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from .dates import days_from, read_date, shortened
from .errors import WorkdayError
from .notices import Nature, NoticeFacts, Special
from .statutory import festivals

KINDS = {"年度安排": True, "annual": True, "调整": False, "adjustment": False}
NATURES: dict[str, Nature] = {"放假": "off", "off": "off", "上班": "work", "work": "work"}
LONGEST = {"number": 60, "title": 200, "holiday": 40, "url": 500}
NAMES = {"number": "文号", "title": "标题", "holiday": "节日", "url": "网址"}
SURPLUS = ""
"""Name of what stands in a row and belongs to no column."""
LONGEST_HOLIDAY = 31
"""Days; more is a slip in the year or month."""
BRACKETS = str.maketrans("[](){}【】（）〔〕", "〔〕〔〕〔〕〔〕〔〕〔〕")


class Collector:
    """Takes rows and keeps what is wrong with them, so that everything can be mended at once."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._heads: dict[str, tuple[str, NoticeFacts]] = {}
        self._days: dict[str, dict[date, tuple[str, Special]]] = {}

    def add(self, where: str, row: Mapping[str, Any]) -> None:
        try:
            head = notice_of(row)
            self._same_head(head, where)
            for special in days_of(row, head):
                self._add_day(head, special, where)
        except WorkdayError as error:
            self.problems.append(f"{where}：{error}")

    def notices(self) -> list[NoticeFacts]:
        return [
            NoticeFacts(
                head.year, head.number, head.title, head.issued_on, head.annual, head.url,
                tuple(special for _on, (_where, special) in sorted(self._days.get(number, {}).items())),
            )
            for number, (_first, head) in self._heads.items()
        ]  # fmt: skip

    def _same_head(self, head: NoticeFacts, where: str) -> None:
        first, known = self._heads.setdefault(head.number, (where, head))
        if known != head:
            raise WorkdayError(_("同一文号的年份、标题、印发日期、类别、网址与%(first)s不一致。") % {"first": first})

    def _add_day(self, head: NoticeFacts, special: Special, where: str) -> None:
        first, known = self._days.setdefault(head.number, {}).setdefault(special.date, (where, special))
        if known is not special:
            raise WorkdayError(_("%(date)s已经写在%(first)s。") % {"date": special.date.isoformat(), "first": first})


def notice_of(row: Mapping[str, Any]) -> NoticeFacts:
    """The notice that the row names, without days."""
    if row.get(SURPLUS):
        raise WorkdayError(_("“%(text)s”不在任何一列中，请核对表头和逗号。") % {"text": shortened(row[SURPLUS])})
    year = year_in(row.get("year"))
    number = fitting("number", number_in(word(row, "number")))
    issued_on = labelled(_("印发日期"), row.get("issued_on"))
    if not year - 1 <= issued_on.year <= year:
        raise WorkdayError(
            _("印发日期：%(date)s不在%(before)d年或者%(year)d年。")
            % {"date": issued_on.isoformat(), "before": year - 1, "year": year}
        )
    kind = KINDS.get(str(row.get("kind", "")).strip())
    if kind is None:
        raise WorkdayError(_("类别应写“年度安排”或者“调整”。"))
    url = word(row, "url", required=False)
    if url:
        try:
            URLValidator(schemes=["http", "https"])(url)
        except ValidationError:
            raise WorkdayError(_("网址“%(url)s”不正确。") % {"url": shortened(url)}) from None
    return NoticeFacts(year, number, word(row, "title"), issued_on, kind, url)


def days_of(row: Mapping[str, Any], head: NoticeFacts) -> list[Special]:
    nature = NATURES.get(str(row.get("nature", "")).strip())
    if nature is None:
        raise WorkdayError(_("安排应写“放假”或者“上班”。"))
    holiday = word(row, "holiday")
    begin = labelled(_("起"), row.get("begin"))
    end = labelled(_("止"), row["end"]) if row.get("end") not in (None, "") else begin
    if end < begin:
        raise WorkdayError(_("止日早于起日。"))
    if (end - begin).days >= LONGEST_HOLIDAY:
        raise WorkdayError(_("起止相隔超过%(most)d天。") % {"most": LONGEST_HOLIDAY})
    for on in (begin, end):
        # 元旦 reaches back into December; nothing reaches over the end of the year.
        if on.year != head.year and not (on.year == head.year - 1 and on.month == 12):
            raise WorkdayError(_("%(date)s不在%(year)d年。") % {"date": on.isoformat(), "year": head.year})
    return [Special(on, nature, holiday) for on in days_from(begin, end)]


def year_in(value: Any) -> int:
    plain = unicodedata.normalize("NFKC", str(value)).strip().removesuffix("年")
    if not re.fullmatch(r"[0-9]{4}", plain):
        raise WorkdayError(_("年份应为四位数字，如“2027”。"))
    if int(plain) not in festivals():
        first, last = min(festivals()), max(festivals())
        raise WorkdayError(_("年份应在%(first)d年到%(last)d年之间。") % {"first": first, "last": last})
    return int(plain)


def number_in(text: str) -> str:
    """A document number in the form in which it is kept: 国办发明电〔2025〕7号, whatever brackets were typed."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(BRACKETS)


def word(row: Mapping[str, Any], name: str, required: bool = True) -> str:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise WorkdayError(_("%(name)s应为文字。") % {"name": NAMES[name]})
    text = (value or "").strip()
    if required and not text:
        raise WorkdayError(_("缺少%(name)s。") % {"name": NAMES[name]})
    return fitting(name, text)


def fitting(name: str, text: str) -> str:
    """`text` when every database can keep it."""
    if len(text) > LONGEST[name]:
        raise WorkdayError(_("%(name)s过长。") % {"name": NAMES[name]})
    if any(unicodedata.category(one) in {"Cc", "Cs"} for one in text):
        raise WorkdayError(_("%(name)s含有无法识别的字符。") % {"name": NAMES[name]})
    return text


def labelled(name: str, value: Any) -> date:
    """The date in `value`; an error says of which column."""
    try:
        return read_date(value)
    except WorkdayError as error:
        raise WorkdayError(f"{name}：{error}") from None
