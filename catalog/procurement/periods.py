"""Periods that the law gives suppliers and the public, counted on Beijing days."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ..periods import Period
from .vocabularies import Method, Regime, Stage

if TYPE_CHECKING:
    from ..models import ProcurementPage

BEIJING = ZoneInfo(settings.TIME_ZONE)


PROCUREMENT_LAW, TENDER_LAW = "《政府采购法》第三十五条", "《招标投标法》第二十四条"
SUBMISSION: dict[str, Period] = {
    Method.OPEN: Period(20, PROCUREMENT_LAW),
    Method.INVITED: Period(20, PROCUREMENT_LAW),
    Method.NEGOTIATION: Period(3, "《政府采购非招标采购方式管理办法》第二十九条", working=True),
    Method.INQUIRY: Period(3, "《政府采购非招标采购方式管理办法》第四十五条", working=True),
    Method.CONSULTATION: Period(10, "《政府采购竞争性磋商采购方式管理暂行办法》第十条"),
}
"""From the day on which the documents are handed out to the deadline for bids and responses."""
TENDER = Period(20, TENDER_LAW)
DISPLAY: dict[str, Period] = {
    Stage.SINGLE_SOURCE: Period(5, "《政府采购非招标采购方式管理办法》第三十八条", working=True),
    Stage.CANDIDATES: Period(3, "《招标投标法实施条例》第五十四条"),
}
"""How long something is displayed for objections; the first day counts."""
INTENTION = Period(30, "《关于开展政府采购意向公开工作的通知》（财库〔2020〕10号）")
CONTRACT = Period(2, "《政府采购法实施条例》第五十条", working=True)
CHANGED = Period(15, "《政府采购法实施条例》第三十一条")


def day_of(moment: datetime) -> date:
    return moment.astimezone(BEIJING).date()


def announced_at(page: "ProcurementPage") -> datetime:
    """When the public learns, or learnt, of it: now, for what is not public yet."""
    return page.original_published_at or page.first_published_at or timezone.now()


def submission_period(page: "ProcurementPage") -> Period | None:
    """The least time that suppliers have for their bids; None where no law says one."""
    if page.regime == Regime.TENDER:
        return TENDER if page.method in {Method.OPEN, Method.INVITED} else None
    return SUBMISSION.get(page.method)


def problems(page: "ProcurementPage") -> dict[str, str]:
    """Deadlines that are over or too near, and displays that are too short, by field."""
    return {**submission_problems(page), **display_problems(page)}


def submission_problems(page: "ProcurementPage") -> dict[str, str]:
    deadline = page.submission_deadline
    if page.stage not in {Stage.NOTICE, Stage.CORRECTION} or deadline is None:
        return {}
    at = announced_at(page)
    if deadline <= at:
        words = _("截止时间%(deadline)s已过，请核对年、月、日和时刻。")
        return {"submission_deadline": words % {"deadline": f"{deadline.astimezone(BEIJING):%Y-%m-%d %H:%M}"}}
    period = submission_period(page) if page.stage == Stage.NOTICE else None
    if period is None:
        return {}
    start = max(day_of(at), day_of(page.documents_from)) if page.documents_from else day_of(at)
    earliest = period.ends(start)
    if day_of(deadline) >= earliest:
        return {}
    words = _(
        "截止时间过早：自采购（招标）文件发出之日（%(start)s）起不得少于%(period)s，最早为%(earliest)s，请推迟截止时间。"
    )
    facts = {"start": f"{start:%Y-%m-%d}", "period": period.words(), "earliest": f"{earliest:%Y-%m-%d}"}
    return {"submission_deadline": words % facts}


def display_problems(page: "ProcurementPage") -> dict[str, str]:
    period = DISPLAY.get(page.stage)
    if period is None or page.notice_from is None or page.notice_until is None:
        return {}
    earliest = period.ends_displayed(page.notice_from)
    if page.notice_until >= earliest:
        return {}
    words = _("公示期过短：自%(start)s起不得少于%(period)s，至少到%(earliest)s，请推迟结束日期。")
    facts = {"start": f"{page.notice_from:%Y-%m-%d}", "period": period.words(), "earliest": f"{earliest:%Y-%m-%d}"}
    return {"notice_until": words % facts}
