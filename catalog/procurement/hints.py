"""What a reviewer should ask about an announcement. Nothing of it keeps one from being sent or passed."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from register.models import Entry, EntryLink

from ..amounts import yuan
from . import periods, timeline
from .vocabularies import TENDERS, Regime, Stage

if TYPE_CHECKING:
    from ..models import ProcurementPage

Hint = tuple[str, str]


def missing_facts(page: "ProcurementPage") -> list[Hint]:
    """(field, what to look at) of what is odd; two queries at most."""
    return [*amounts(page), *times(page), *papers(page)]


def amounts(page: "ProcurementPage") -> Iterator[Hint]:
    agreed = [child.value["price"] for child in page.suppliers if child.value["price"] is not None]
    total = page.amount if page.amount is not None else (sum(agreed) if page.stage == Stage.RESULT and agreed else None)
    budget = page.budget if page.budget is not None else announced(page, "budget")
    facts = {"amount": yuan(total), "budget": yuan(budget), "ceiling": yuan(page.ceiling_price)}
    if total is not None and budget is not None and total > budget:
        yield "amount", _("成交（合同）金额%(amount)s超过预算金额%(budget)s，请核对；确属如此的，说明理由。") % facts
    if total is not None and page.ceiling_price is not None and total > page.ceiling_price:
        yield "amount", _("成交（合同）金额%(amount)s超过最高限价%(ceiling)s，请核对。") % facts
    if budget is not None and page.ceiling_price is not None and page.ceiling_price > budget:
        yield "ceiling_price", _("最高限价%(ceiling)s超过预算金额%(budget)s，请核对。") % facts
    whole = page.stage in {Stage.RESULT, Stage.CONTRACT} and len(agreed) == len(page.suppliers) and agreed
    if whole and page.amount is not None and sum(agreed) != page.amount:
        told = {**facts, "sum": yuan(sum(agreed))}
        yield "amount", _("各供应商的金额合计为%(sum)s，与总金额%(amount)s不一致，请核对。") % told


def announced(page: "ProcurementPage", name: str) -> Decimal | None:
    """An amount that an earlier announcement of the same project made public; the newest."""
    project = timeline.project_uid(page.organ.code, page.project_number) if page.organ_id else None
    if project is None:
        return None
    links = EntryLink.objects.filter(kind=timeline.PROJECT, target_uid=project)
    entries = Entry.objects.live().filter(pk__in=links.values("entry")).exclude(uid=page.uid)
    for extra in entries.order_by("-listed_at").values_list("extra", flat=True):
        try:
            return Decimal(str(extra[name]))
        except (KeyError, InvalidOperation):
            continue
    return None


def times(page: "ProcurementPage") -> Iterator[Hint]:
    today = periods.day_of(periods.announced_at(page))
    if (
        page.stage == Stage.INTENTION
        and page.expected_on
        and last_of_month(page.expected_on) < periods.INTENTION.ends(today)
    ):
        words = _("采购意向原则上不得晚于采购活动开始前%(period)s公开，请核对预计采购时间。")
        yield "expected_on", words % {"period": periods.INTENTION.words()}
    if page.stage == Stage.CONTRACT and page.signed_on and today > periods.CONTRACT.ends(page.signed_on):
        words = _("合同应自签订之日起%(period)s内公告，现已逾期，请尽快办理。")
        yield "signed_on", words % {"period": periods.CONTRACT.words()}
    deadline = page.submission_deadline if page.stage == Stage.CORRECTION and page.method in TENDERS else None
    if deadline and periods.day_of(deadline) < periods.CHANGED.ends(today):
        words = _("更正可能影响投标文件编制的，应在截止时间至少%(period)s前发布；不足的，请顺延截止时间。")
        yield "submission_deadline", words % {"period": periods.CHANGED.words()}


def last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def papers(page: "ProcurementPage") -> Iterator[Hint]:
    attached = any(block.block_type == "attachment" for block in page.body)
    if page.stage == Stage.CONTRACT and not attached:
        yield "body", _("没有附上合同文本；涉及国家秘密、商业秘密的部分可以不公开。")
    if page.stage == Stage.RESULT and page.regime == Regime.PROCUREMENT and not page.experts:
        yield "experts", _("没有填写评审专家名单。")
    if page.stage == Stage.NOTICE and not page.qualification:
        yield "qualification", _("没有填写供应商资格条件。")
