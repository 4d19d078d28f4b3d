"""Complete texts of the types that hold figures: 预决算, 规划计划, 统计信息, 年度报告."""

from typing import Any

from catalog.annual_report.tables import APPLICATIONS, OUTCOMES
from catalog.models import AnnualReportPage, BudgetPage, PlanPage, StatisticsPage
from cms.models import PublicationPage

BODY = [("paragraph", "<p>现将有关情况公开说明如下。</p>")]


def money(*rows: tuple[str, Any, Any], kind: str = "wan_yuan") -> dict[str, Any]:
    """A table of 项目, 上年数, 本年数."""
    columns = [
        {"type": "text", "heading": "项目"},
        {"type": kind, "heading": "上年数"},
        {"type": kind, "heading": "本年数"},
    ]
    return {"caption": "", "columns": columns, "rows": [{"values": list(row)} for row in rows]}


def balance(**fields: Any) -> dict[str, Any]:
    income = money(("财政拨款收入", "900", "1000"), ("其他收入", "100", "50.5"), ("收入总计", "1000", "1050.5"))
    expenditure = money(
        ("教育支出", "800", "850"),
        ("其中：小学教育", "300", "320"),
        ("社会保障和就业支出", "150", "150.5"),
        ("本年支出合计", "950", "1000.5"),
        ("结转下年", "50", "50"),
        ("支出总计", "1000", "1050.5"),
    )
    return {"title": "收支总表", "income": income, "expenditure": expenditure, "note": "教育支出增加。", **fields}


SANGONG = {
    "abroad": ["10", "10", "8"],
    "vehicles": ["30", "30", "28.5"],
    "purchase": ["12", "12", "10"],
    "running": ["18", "18", "18.5"],
    "reception": ["5", "5", "4"],
    "all": ["45", "45", "40.5"],
}


def series(
    name: str = "规模以上工业增加值", frequency: str = "month", *rows: tuple[str, Any, Any], **more: Any
) -> dict[str, Any]:
    found = rows or tuple(
        (f"2025年{month}月", str(month + 3), "-1.5" if month == 2 else "5.25") for month in range(1, 13)
    )
    columns = [
        {"type": "text", "heading": "时期"},
        {"type": "decimal", "heading": "数值"},
        {"type": "percent", "heading": "同比"},
    ]
    table = {"caption": "", "columns": columns, "rows": [{"values": list(row)} for row in found]}
    return {
        "name": name,
        "unit": "亿元",
        "frequency": frequency,
        "caliber": "现价。",
        "table": table,
        "source": "",
        **more,
    }


TARGET = {
    "field": "绿色生态", "name": "森林覆盖率", "nature": "binding", "unit": "%", "base": "66", "target": "70",
    "target_words": "", "now": "68", "note": "",
}  # fmt: skip


def applications(**rows: list[int]) -> dict[str, list[int]]:
    """Table 3, which adds up unless `rows` say otherwise: 3 new from persons, 1 from a company, all granted but one."""
    nothing = {row.key: [0] * 7 for _table, row in APPLICATIONS.rows()}
    return {
        **nothing,
        "received": [3, 1, 0, 0, 0, 0, 4],
        OUTCOMES[0]: [2, 1, 0, 0, 0, 0, 3],
        "results": [2, 1, 0, 0, 0, 0, 3],
        "continued": [1, 0, 0, 0, 0, 0, 1],
        **rows,
    }


PROACTIVE = {
    "rules": [0, 0, 0], "normative": [4, 6, 61], "licences": [218], "penalties": [31], "coercion": [2], "fees": ["18.620000"],
}  # fmt: skip
REMEDIES = {"review": [3, 1, 0, 1, 5], "direct_suit": [1, 0, 0, 1, 2], "suit_after_review": [0, 0, 0, 0, 0]}

FIGURES: dict[type[PublicationPage], dict[str, Any]] = {
    BudgetPage: {
        "title": "云杉市教育局2026年部门预算",
        "catalogue_group": "20-07",
        "budget_kind": "department_budget",
        "fiscal_year": 2026,
        "tables": [("balance", balance())],
        "sangong": SANGONG,
        "sangong_note": "公务用车减少。",
        "body": BODY,
    },
    PlanPage: {
        "title": "云杉市“十五五”林业发展规划",
        "catalogue_group": "20-03",
        "plan_kind": "special",
        "first_year": 2026,
        "last_year": 2030,
        "plan_status": "running",
        "approved_by": "云杉市人民政府",
        "approval_number": "云政函〔2026〕3号",
        "targets": [("target", TARGET)],
        "progress_on": "2026-06-30",
        "body": BODY,
    },
    StatisticsPage: {
        "title": "2025年工业主要指标",
        "catalogue_group": "20-04",
        "data_source": "云杉市统计局",
        "caliber": "规模以上工业为年主营业务收入2000万元及以上的法人单位。",
        "indicators": [("series", series()), ("series", series("用电量", unit="亿千瓦时"))],
    },
    AnnualReportPage: {
        "title": "云杉市教育局2025年政府信息公开工作年度报告",
        "catalogue_group": "20-15",
        "report_year": 2025,
        "body": BODY,
        "proactive": PROACTIVE,
        "applications": applications(),
        "remedies": REMEDIES,
        "problems": "部分公开内容更新不够及时，已建立按月通报的制度。",
        "others": "本年度未收取信息处理费。",
    },
}
