"""What looks like a slip in a notice that can be read: told before it is entered, never a reason to refuse it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .dates import spelled
from .notices import NoticeFacts

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


def holidays_by_law(year: int) -> int:
    """Days off of all citizens a year: 《全国年节及纪念日放假办法》 article 2, as amended in 2013 and 2024."""
    return 13 if year >= 2025 else 11


def doubts(notices: Iterable[NoticeFacts]) -> list[str]:
    """One line for each."""
    return [f"{notice.number}：{line}" for notice in notices for line in doubts_of(notice)]


def doubts_of_years(changed: Iterable[NoticeFacts], former: Iterable[NoticeFacts]) -> list[str]:
    """One line for each notice that takes the place of one for another year, which then loses its days."""
    years = {one.number: one.year for one in former}
    return [
        _(
            "%(number)s：该文号原为%(before)d年的安排，导入后改为%(year)d年的，%(before)d年的随之失效，请核对文号和年份。"
        )
        % {"number": one.number, "before": years[one.number], "year": one.year}
        for one in changed
        if years.get(one.number, one.year) != one.year
    ]


def doubts_of(notice: NoticeFacts) -> list[str]:
    found = [
        _("%(day)s本来就是工作日，不必写为上班，请核对。") % {"day": spelled(day.date)}
        for day in notice.days
        if day.nature == "work" and day.date.weekday() < 5
    ]
    if not notice.annual:
        return found
    named = "".join(day.holiday for day in notice.days if day.nature == "off")
    missing = [name for name in FESTIVALS if name not in named]
    if missing:
        found.append(_("没有写到%(names)s，请核对。") % {"names": "、".join(missing)})
    gained = sum(gain(day.nature, day.date.weekday()) for day in notice.days)
    if gained != (by_law := holidays_by_law(notice.year)):
        found.append(
            _("放假占用的工作日与调休上班的周末相抵后为%(gained)d天，与法定假日%(law)d天不符，请核对。")
            % {"gained": gained, "law": by_law}
        )
    return found


def gain(nature: str, weekday: int) -> int:
    """Days off that a special day adds to the week: a Tuesday off is one more, a Saturday worked one less."""
    if nature == "off":
        return int(weekday < 5)
    return -int(weekday >= 5)
