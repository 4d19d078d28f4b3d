"""Spreadsheets of service guides as officials fill them in: the template, with rows written into it."""

import io
from typing import Any

import openpyxl

from catalog.guides.importing.columns import KINDS, POWER_ITEMS, SheetPlan
from catalog.guides.importing.template import template

FIRST = 3
"""The row in which the items begin."""
GUIDE: dict[str, Any] = {
    "title": "食品经营许可新办", "power_item": "XK-SP-0001", "handling_type": "承诺件", "exercise_level": "县级",
    "audience": "面向企业和其他组织", "topics": "准营准办、社会保障", "basis": "《食品经营许可和备案管理办法》第十条。",
    "conditions": "有固定的经营场所。\n有食品安全管理人员。", "place": "云杉市政务服务中心二楼B区12号窗口",
    "in_service_centre": "已进驻", "office_hours": "工作日9:00—17:00", "telephone": "0000-6015012",
    "supervision_telephone": "0000-6015000", "promised_limit": 8, "legal_limit": 20, "limit_unit": "工作日", "visits": 1,
    "is_charged": "否", "result.name": "食品经营许可证", "result.kind": "证照", "result.delivery": "窗口领取",
    "consult_url": "https://zwfw.yunshan.example/zixun", "query_url": "https://zwfw.yunshan.example/chaxun",
    "apply_url": "https://zwfw.yunshan.example/shenqing",
}  # fmt: skip
MATERIAL: dict[str, Any] = {
    "name": "食品经营许可申请书", "source": "申请人自备", "form": "原件", "copies": 1, "necessity": "必要", "needs_form": "是",
}  # fmt: skip
STEPS: list[dict[str, Any]] = [
    {"kind": "步骤", "name": "提交申请", "actor": "申请人"},
    {"kind": "判断", "name": "材料是否齐全", "otherwise": "一次性告知补正"},
    {"kind": "步骤", "name": "审查决定", "time": "8个工作日"},
]
POWER_ITEM: dict[str, Any] = {
    "title": "食品经营许可", "power_kind": "行政许可", "exercise_level": "县级", "implementing_organ": "云杉市市场监督管理局",
    "organ_nature": "法定机关", "basis": "《中华人民共和国食品安全法》第三十五条。", "authority": "本市范围内的食品经营许可由市级行使。",
    "supervision": "向市市场监督管理局机关党委举报。", "supervision_telephone": "0000-6018888",
}  # fmt: skip


def code(number: int) -> str:
    return f"XK-SP-0001-{number:03}"


class Book:
    """A template with `count` whole guides; each has a material and three steps."""

    def __init__(self, count: int = 0, kind: str = "guides") -> None:
        self.plans = {plan.title: plan for plan in KINDS[kind]}
        self.book = openpyxl.load_workbook(io.BytesIO(template(kind)))
        self.ends = dict.fromkeys(self.plans, FIRST - 1)
        for number in range(1, count + 1):
            self.add("办事指南", {**GUIDE, "item_code": code(number), "title": f"食品经营许可（第{number}类）"})
            self.add("办理材料", {**MATERIAL, "item_code": code(number)})
            for step in STEPS:
                self.add("办理流程", {**step, "item_code": code(number)})

    def add(self, sheet: str, values: dict[str, Any]) -> int:
        """Write a row beneath the last one; its number."""
        self.ends[sheet] += 1
        for key, value in values.items():
            self.put(sheet, self.ends[sheet], key, value)
        return self.ends[sheet]

    def put(self, sheet: str, row: int, key: str, value: Any) -> str:
        """Write one cell; the letters of its column."""
        number = place(self.plans[sheet], key)
        self.book[sheet].cell(row, number).value = value
        return openpyxl.utils.get_column_letter(number)

    def data(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def place(plan: SheetPlan, key: str) -> int:
    return next(number for number, one in enumerate(plan.columns, 1) if one.key == key)


def power_items(*codes: str) -> bytes:
    book = Book(kind="power-items")
    for one in codes:
        book.add(POWER_ITEMS.title, {**POWER_ITEM, "item_code": one})
    return book.data()
