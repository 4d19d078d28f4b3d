"""What an announcement must say at its stage, before it goes to review."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from . import periods
from .timeline import normal
from .vocabularies import Method, Regime, Stage

if TYPE_CHECKING:
    from ..models import ProcurementPage

FIELDS: dict[str, tuple[str, ...]] = {
    Stage.INTENTION: ("budget", "expected_on", "requirement"),
    Stage.SINGLE_SOURCE: ("budget", "requirement", "suppliers", "reason", "notice_from", "notice_until", "objections"),
    Stage.NOTICE: (
        "project_number", "method", "budget", "requirement", "purchaser_contact", "documents_how",
        "submission_deadline", "opening_place",
    ),
    Stage.CORRECTION: ("project_number", "corrects", "corrections"),
    Stage.CANDIDATES: ("project_number", "suppliers", "notice_from", "notice_until", "objections"),
    Stage.FAILURE: ("project_number", "reason"),
    Stage.RESULT: ("project_number", "method", "suppliers", "objections"),
    Stage.CONTRACT: ("project_number", "contract_number", "suppliers", "amount", "signed_on"),
    Stage.ACCEPTANCE: ("project_number", "contract_number", "suppliers", "accepted_on", "acceptance"),
}  # fmt: skip
"""Fields that each stage asks for, in the order of the form; the name of project and purchaser always."""
PRICED = frozenset({Stage.CANDIDATES, Stage.RESULT})


def demands(page: "ProcurementPage") -> dict[str, str]:
    """What keeps `page` from review, by field; each says what to do."""
    missing = {name: missing_words(page, name) for name in FIELDS.get(page.stage, ()) if not filled(page, name)}
    return {**periods.problems(page), **rows_problems(page), **missing}


def filled(page: "ProcurementPage", name: str) -> bool:
    value = getattr(page, name)
    return bool(value.strip()) if isinstance(value, str) else value is not None and bool(value or value == 0)


def missing_words(page: "ProcurementPage", name: str) -> str:
    return _("“%(stage)s”须填写“%(field)s”。") % {
        "stage": page.get_stage_display(),
        "field": page._meta.get_field(name).verbose_name,
    }


def rows_problems(page: "ProcurementPage") -> dict[str, str]:
    """What is wrong between rows and fields."""
    found: dict[str, str] = {}
    rows = [child.value for child in page.suppliers]
    if page.stage in PRICED and any(row["price"] is None and not row["price_note"] for row in rows):
        found["suppliers"] = _("每个供应商都须填写报价；按费率、单价报价的，填写“报价说明”。")
    if page.stage == Stage.CANDIDATES and any(row["rank"] is None for row in rows):
        found["suppliers"] = _("中标候选人须填写排名。")
    if page.stage == Stage.CANDIDATES and len(places := [(row["lot"] or "", row["rank"]) for row in rows]) > len(
        set(places)
    ):
        found["suppliers"] = _("同一包（标段）中有两个候选人的排名相同，请核对。")
    if page.stage == Stage.CORRECTION and (other := foreign_number(page)):
        found["corrects"] = _(
            "所选公告的项目编号为“%(other)s”，与本公告的“%(own)s”不同；请核对项目编号，或者另选被更正的公告。"
        ) % {"other": other, "own": page.project_number}
    return found


def foreign_number(page: "ProcurementPage") -> str:
    """The number of the corrected announcement when it is of another project; '' when it is of this one.

    Of what is not public nothing is told: the form knows only afterwards whether whoever names it may see it.
    """
    for child in page.corrects:
        chosen = child.value["document"]
        if not getattr(chosen, "live", False):
            continue
        number = str(getattr(chosen.specific, "project_number", ""))
        if number and page.project_number and normal(number) != normal(page.project_number):
            return number
    return ""


def unfit(page: "ProcurementPage") -> dict[str, Any]:
    """Stage, method and law that do not belong together; said at once, also of a draft."""
    found: dict[str, Any] = {}
    if page.stage == Stage.CANDIDATES and page.regime != Regime.TENDER:
        found["stage"] = _("中标候选人公示属于工程建设项目招标投标，请在“适用制度”中改选，或者改选其他阶段。")
    if page.stage == Stage.SINGLE_SOURCE and page.method not in {"", Method.SINGLE_SOURCE}:
        found["method"] = _("单一来源公示的采购方式为“单一来源采购”，请改选或者留空。")
    if page.regime == Regime.TENDER and page.stage in {Stage.INTENTION, Stage.SINGLE_SOURCE}:
        found["stage"] = _("采购意向、单一来源公示属于政府采购，请在“适用制度”中改选，或者改选其他阶段。")
    if page.method == Method.OTHER and not page.method_other.strip():
        found["method_other"] = _("采购方式选“其他”的，请写明名称。")
    if page.method != Method.OTHER and page.method_other.strip():
        found["method"] = _("已写明其他采购方式，请在“采购方式”中选“其他”，或者删去所写的名称。")
    return found


def out_of_order(page: "ProcurementPage") -> dict[str, str]:
    """Times and days that cannot follow each other; said at once, also of a draft."""
    found: dict[str, str] = {}
    if page.documents_from and page.documents_until and page.documents_until <= page.documents_from:
        found["documents_until"] = _("获取文件结束时间须晚于开始时间。")
    if page.documents_until and page.submission_deadline and page.submission_deadline < page.documents_until:
        found["submission_deadline"] = _("截止时间不能早于获取文件结束时间。")
    if page.submission_deadline and page.opening_at and page.opening_at < page.submission_deadline:
        found["opening_at"] = _("开标（开启）时间不能早于截止时间。")
    if page.notice_from and page.notice_until and page.notice_until < page.notice_from:
        found["notice_until"] = _("公示（公告）结束日期不能早于开始日期。")
    today = timezone.localdate()
    if page.signed_on and page.signed_on > today:
        found["signed_on"] = _("合同签订日期不能晚于今天。")
    if page.accepted_on and page.accepted_on > today:
        found["accepted_on"] = _("验收日期不能晚于今天。")
    if page.signed_on and page.accepted_on and page.accepted_on < page.signed_on:
        found["accepted_on"] = _("验收日期不能早于合同签订日期。")
    return found
