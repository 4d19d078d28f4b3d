"""Dates as this room takes them: days in Beijing."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from .errors import WorkdayError

BEIJING = ZoneInfo("Asia/Shanghai")
DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)"
)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.,+Zz-]*")  # `fromisoformat` stops at a NUL
WEEKDAYS = "一二三四五六日"


def beijing_date(moment: date | datetime) -> date:
    """The day that it is in Beijing. A datetime without a time zone says no day there and is refused."""
    if not isinstance(moment, datetime):
        return moment
    if moment.utcoffset() is None:
        raise WorkdayError(_("时间“%(text)s”没有写明时区，不能确定是北京时间的哪一天。") % {"text": moment.isoformat()})
    try:
        return moment.astimezone(BEIJING).date()
    except OverflowError:
        raise WorkdayError(_("时间“%(text)s”超出范围。") % {"text": moment.isoformat()}) from None


def read_date(text: Any) -> date:
    """A day in one of the forms that people write (2026-01-05, 2026/1/5, 2026.1.5, 2026年1月5日), or of a time with
    its zone (2026-01-05T09:00:00+08:00)."""
    if not isinstance(text, str) or not text.strip():
        raise WorkdayError(_("日期应写成“2026-01-05”这样的文字。"))
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        if found := DATE.fullmatch(plain):
            year, month, day = (int(part) for part in found.groups() if part is not None)
            return date(year, month, day)
        if MOMENT.fullmatch(plain):
            return beijing_date(datetime.fromisoformat(plain))
    except WorkdayError:
        raise
    except ValueError:
        raise WorkdayError(_("没有“%(text)s”这个日期。") % {"text": shortened(text)}) from None
    raise WorkdayError(_("看不懂日期“%(text)s”，应写成“2026-01-05”的形式。") % {"text": shortened(text)})


def weekday(day: date) -> str:
    return f"星期{WEEKDAYS[day.weekday()]}"


def spelled(day: date) -> str:
    """2026年1月5日（星期一）"""
    return f"{day.year}年{day.month}月{day.day}日（{weekday(day)}）"


def days_from(first: date, last: date) -> list[date]:
    """Each day from `first` to `last`, both among them."""
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def shortened(text: Any, longest: int = 40) -> str:
    """What somebody wrote, short enough to be quoted in a message."""
    whole = str(text)
    return whole if len(whole) <= longest else whole[:longest] + "…"
