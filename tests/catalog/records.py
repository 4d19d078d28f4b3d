"""Announcements, appointments and records for tests: complete at their stage, unless fields say otherwise."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from catalog.models import DisclosureRecordPage, PersonnelPage, ProcurementPage
from catalog.procurement.vocabularies import Method, Regime, Stage
from tests.site import column, make_organ, publish

SUPPLIER = {
    "lot": "", "rank": None, "name": "云杉市松涛科技有限公司", "credit_code": "", "address": "云杉市松林路1号",
    "price": Decimal("1180000.00"), "price_note": "", "terms": "合格，60日历天",
}  # fmt: skip


def supplier(**fields: Any) -> tuple[str, dict[str, Any]]:
    return "supplier", {**SUPPLIER, **fields}


def in_days(days: int, hour: int = 9, minute: int = 30) -> datetime:
    return timezone.localtime().replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=days)


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


def of_stage(stage: str) -> dict[str, Any]:
    """What an announcement says at its stage, beside what all have."""
    display = {"notice_from": today(), "notice_until": today(20), "objections": "市财政局采购科，0000-6012345"}
    number = {"project_number": "YSCG-2026-018"}
    facts: dict[str, dict[str, Any]] = {
        Stage.INTENTION: {"expected_on": today(90), "budget": Decimal(1200000)},
        Stage.SINGLE_SOURCE: {
            **display, "suppliers": [supplier()], "reason": "只能从唯一供应商处采购。", "budget": Decimal(1200000),
        },
        Stage.NOTICE: {
            **number, "method": Method.OPEN, "budget": Decimal(1200000), "purchaser_contact": "松林路8号，0000-6012345",
            "documents_how": "在市公共资源交易平台下载。", "submission_deadline": in_days(25),
            "opening_place": "市公共资源交易中心二楼", "qualification": "具有独立承担民事责任的能力。",
        },
        Stage.CORRECTION: {
            **number, "corrects": [("notice", {"document": None, "title": "招标公告", "url": "https://a.example/"})],
            "corrections": [("correction", {"item": "截止时间", "before": "12月1日", "after": "12月15日"})],
        },
        Stage.CANDIDATES: {
            **number, **display, "regime": Regime.TENDER, "suppliers": [supplier(rank=1), supplier(rank=2, name="乙公司")],
        },
        Stage.FAILURE: {**number, "reason": "有效投标人不足三家。"},
        Stage.RESULT: {
            **number, "method": Method.OPEN, "suppliers": [supplier()], "amount": Decimal(1180000), "experts": "甲某、乙某",
            "objections": "市财政局采购科，0000-6012345",
        },
        Stage.CONTRACT: {
            **number, "contract_number": "HT-2026-9", "suppliers": [supplier()], "amount": Decimal(1180000),
            "signed_on": today(),
        },
        Stage.ACCEPTANCE: {
            **number, "contract_number": "HT-2026-9", "suppliers": [supplier()], "accepted_on": today(),
            "acceptance": "passed",
        },
    }  # fmt: skip
    return facts[stage]


def announcement(stage: str = Stage.NOTICE, slug: str = "tongzhi", **fields: Any) -> Any:
    """A draft, complete at its stage."""
    organ = fields.pop("organ", None) or make_organ()
    values = {
        "title": f"智慧校园设备采购项目{Stage(stage).label}", "project_name": "智慧校园设备采购项目",
        "purchaser": "云杉市教育局", "requirement": "交互式电子白板120套。", **of_stage(stage), **fields,
    }  # fmt: skip
    return column(slug).add_child(instance=ProcurementPage(live=False, organ=organ, stage=stage, **values))


def announced(stage: str = Stage.NOTICE, slug: str = "tongzhi", **fields: Any) -> Any:
    return publish(announcement(stage, slug, **fields))


def naming(page: Any) -> list[tuple[str, dict[str, Any]]]:
    """The row of a stream that names another announcement."""
    return [("notice", {"document": page, "title": "", "url": ""})]


DECISIONS = [
    ("decision", {"action": "appoint", "name": "林知远", "post": "市交通运输局副局长", "note": "试用期一年"}),
    ("decision", {"action": "remove", "name": "林知远", "post": "市公路建设服务中心主任", "note": ""}),
]
CANDIDATES = [
    ("candidate", {
        "name": "岑望舒", "gender": "female", "born": "1985年3月", "education": "大学，文学学士",
        "current_post": "市文化馆副馆长", "proposed_post": "拟任市图书馆馆长",
    }),
]  # fmt: skip


def personnel(slug: str = "tongzhi", **fields: Any) -> Any:
    organ = fields.pop("organ", None) or make_organ()
    values = {
        "title": "关于林知远职务任免的通知", "decisions": DECISIONS, "decision_number": "云政任〔2026〕3号",
        "decided_on": today(-2), **fields,
    }  # fmt: skip
    return column(slug).add_child(instance=PersonnelPage(live=False, organ=organ, **values))


def display(**fields: Any) -> Any:
    values = {
        "title": "任前公示", "matter": "display", "decisions": [], "candidates": CANDIDATES, "decision_number": "",
        "decided_on": None, "display_from": today(), "display_until": today(14), "reporting": "市委组织部，0000-6012156",
    }  # fmt: skip
    return personnel(**{**values, **fields})


PENALTY: dict[str, Any] = {
    "title": "关于云杉市松涛科技有限公司未验先投的行政处罚", "record_kind": "penalty", "document_number": "云环罚〔2026〕12号",
    "party": "云杉市松涛科技有限公司", "facts": "未经验收投入生产。", "basis": "《建设项目环境保护管理条例》第二十三条",
    "result": "罚款二十万元。", "amount": Decimal(200000), "authority": "云杉市生态环境局",
}  # fmt: skip


def record(slug: str = "tongzhi", **fields: Any) -> Any:
    organ = fields.pop("organ", None) or make_organ()
    values = {**PENALTY, "decided_on": today(-1), **fields}
    return column(slug).add_child(instance=DisclosureRecordPage(live=False, organ=organ, **values))
