"""What an announcement says as rows for its page, and as facts for feeds and API."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..amounts import digits, yuan
from .vocabularies import Regime, Stage

if TYPE_CHECKING:
    from ..models import ProcurementPage


@dataclass(frozen=True)
class Row:
    """A term and its value; `lines` for what has several."""

    term: str
    value: str
    lines: tuple[str, ...] = ()


def moment(value: Any) -> str:
    """A Beijing time as 2026年12月1日9时30分; a full hour as 9时."""
    if value is None:
        return ""
    at = localtime(value)
    minute = f"{at.minute:02d}分" if at.minute else ""
    return f"{day(at)}{at.hour}时{minute}"


def day(value: Any) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def project_rows(page: "ProcurementPage") -> list[Row]:
    """一、项目."""
    tender = page.regime == Regime.TENDER
    return rows(
        (_("项目名称"), page.project_name),
        (_("项目编号"), page.project_number),
        (_("适用制度"), page.get_regime_display()),
        (_("招标方式") if tender else _("采购方式"), page.method_label()),
        (_("招标人") if tender else _("采购人"), page.purchaser),
        (_("联系方式"), page.purchaser_contact),
        (_("代理机构"), page.agency),
        (_("代理机构联系方式"), page.agency_contact),
        (_("预算金额"), yuan(page.budget)),
        (_("最高限价"), yuan(page.ceiling_price)),
        (_("预计采购时间"), f"{page.expected_on.year}年{page.expected_on.month}月" if page.expected_on else ""),
    )


def schedule_rows(page: "ProcurementPage") -> list[Row]:
    """获取文件、截止、开标; times are Beijing times."""
    return rows(
        (_("获取文件时间"), span(moment(page.documents_from), moment(page.documents_until))),
        (_("截止时间"), moment(page.submission_deadline)),
        (_("开标（开启）时间"), moment(page.opening_at or page.submission_deadline)),
        (_("地点"), page.opening_place),
    )


def outcome_rows(page: "ProcurementPage") -> list[Row]:
    """Amount, contract, acceptance, display."""
    contract = page.stage == Stage.CONTRACT
    return rows(
        (_("合同编号"), page.contract_number),
        (_("合同总金额") if contract else _("成交总金额"), yuan(page.amount)),
        (_("合同签订日期"), day(page.signed_on)),
        (_("验收日期"), day(page.accepted_on)),
        (_("验收结论"), page.get_acceptance_display()),
        (_("评审专家"), page.experts),
        (_("公示（公告）期"), span(day(page.notice_from), day(page.notice_until))),
    )


def span(start: str, end: str) -> str:
    """From one day or moment to another, either of which may be unknown."""
    words = _("%(start)s至%(end)s") if start and end else _("%(start)s起") if start else _("至%(end)s") if end else ""
    return words % {"start": start, "end": end}


def rows(*pairs: tuple[str, Any]) -> list[Row]:
    return [Row(str(term), str(value)) for term, value in pairs if value]


def entry_extra(page: "ProcurementPage") -> dict[str, Any]:
    """Facts of the entry; amounts are strings of digits in 元, times Beijing times with offset."""
    known = {
        "stage": page.stage,
        "stage_title": page.get_stage_display(),
        "regime": page.get_regime_display(),
        "project_name": page.project_name,
        "project_number": page.project_number,
        "procurement_method": page.method_label(),
        "purchaser": page.purchaser,
        "agency": page.agency,
        "budget": digits(page.budget),
        "amount": digits(page.amount),
        "suppliers": "、".join(dict.fromkeys(child.value["name"] for child in page.suppliers)),
        "submission_deadline": localtime(page.submission_deadline).isoformat() if page.submission_deadline else "",
    }
    return {name: str(value) for name, value in known.items() if value}
