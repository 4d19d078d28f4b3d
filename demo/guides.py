"""Power items and service guides, written down as two tables, and the pages that they become."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from catalog.guides.vocabularies import PersonalTopic, Presence

CONTENT = Path(__file__).resolve().parent / "content"
BEIJING = ZoneInfo("Asia/Shanghai")
ITEMS, GUIDES = "power_items.toml", "guides.toml"
SERVICES = "https://zwfw.yunshan.example"
HOURS = "工作日9:00—12:00，13:30—17:00，法定节假日除外"
REMEDY = (
    "对决定不服的，可以自收到决定之日起六十日内向云杉市人民政府申请行政复议，或者六个月内依法向人民法院提起行政诉讼。"
)
COLUMNS = {"citizens": "gerenbanshi", "business": "qiyebanshi", "items": "quanliqingdan"}
Upload = Callable[[str, bool], int]
"""The id of a form, by the name of its material; True for the sample."""


def stated() -> Iterator[tuple[str, dict[str, Any]]]:
    """(name, fields of `reading.Publication`) of every power item, then of every guide."""
    items = {one["name"]: one for one in tables(ITEMS)["items"]}
    common = tables(ITEMS)["common"]
    for name, one in items.items():
        yield name, item(one, common)
    whole = tables(GUIDES)
    counts: dict[str, int] = {}
    for one in whole["guides"]:
        of = items[one["item"]]
        counts[of["name"]] = counts.get(of["name"], 0) + 1
        yield one["name"], guide(one, of, whole, f"{of['code']}-{counts[of['name']]:02}")


def tables(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def item(one: dict[str, Any], common: dict[str, str]) -> dict[str, Any]:
    facts = {
        "item_code": one["code"],
        "power_kind": one["kind"],
        "exercise_level": one.get("level", "县级"),
        "undertaker": one["undertaker"],
        "basis": one["basis"],
        "authority": one["authority"],
        "duties": common["duties"].strip(),
        "accountability": common["accountability"].strip(),
        "supervision": "向本单位纪检机构或者云杉市政务服务管理机构投诉举报，可以书面、电话或者在网站“咨询投诉”栏目提出。",
        "supervision_telephone": tables(GUIDES)["organs"][one["organ"]]["supervision"],
    }
    return {
        **published("power_item", one, "items", 9),
        "department": one["undertaker"],
        "keywords": ["权力清单", one["kind"]],
        "catalogue_group": "20-05",
        "facts": facts,
    }


def guide(one: dict[str, Any], of: dict[str, Any], whole: dict[str, Any], code: str) -> dict[str, Any]:
    facts = {**one, "code": code, "basis": of["basis"], "steps": whole["flows"][one["flow"]]}
    facts |= {name: one.get(name, whole["organs"][of["organ"]][name]) for name in ("place", "telephone", "supervision")}
    return {
        **published("service_guide", {**one, "organ": of["organ"]}, one["audience"], 10),
        "department": of["undertaker"],
        "keywords": ["办事指南", *one["topics"]],
        "catalogue_group": "20-05",
        "audience": one["audience"],
        "facts": facts,
    }


def published(kind: str, one: dict[str, Any], column: str, hour: int) -> dict[str, Any]:
    """What both types state alike; what is formed on one day is public two days later."""
    day: date = one["day"]
    return {
        "kind": kind,
        "organ": one["organ"],
        "column": COLUMNS[column],
        "title": one["title"],
        "issued_on": day,
        "published_at": datetime(day.year, day.month, day.day, hour, 40, tzinfo=BEIJING) + timedelta(days=2),
        "body": "",
        "summary": one["summary"],
        "editor": tables(GUIDES)["organs"][one["organ"]]["editor"],
    }


def parts_of(line: str, count: int) -> list[str]:
    """The parts of a line of the table, blank ones where it has fewer."""
    found = [one.strip() for one in line.split("|")]
    return (found + [""] * count)[:count]


def fields(facts: dict[str, Any], power_item: Any, upload: Upload) -> dict[str, Any]:
    """The fields of `ServiceGuidePage`, streams raw; `power_item` is the uid of its item."""
    apply = facts.get("apply", "")
    name, kind, delivery = parts_of(facts["result"], 3)
    return {
        "item_code": facts["code"],
        "power_item": [block("item", str(power_item))],
        "handling_type": facts["type"],
        "exercise_level": facts.get("level", "县级"),
        "topics": [block("personal" if one in PersonalTopic.values and facts["audience"] == "citizens" else "business", one) for one in facts["topics"]],
        "basis": facts["basis"],
        "conditions": facts["conditions"],
        "materials": [block("material", material(line, upload)) for line in facts.get("materials", [])],
        "materials_note": facts.get("materials_note", ""),
        "place": facts["place"],
        "in_service_centre": Presence.ENTERED if facts.get("centre", True) else Presence.NOT_ENTERED,
        "office_hours": HOURS,
        "telephone": facts["telephone"],
        "supervision_telephone": facts["supervision"],
        "process": [block("flow", flow(facts["steps"]))],
        "promised_limit": facts["promised"],
        "legal_limit": facts.get("legal"),
        "limit_unit": facts.get("unit", "工作日"),
        "limit_note": facts.get("limit_note", ""),
        "visits": facts.get("visits", 1),
        "is_charged": "fee" in facts,
        "fee_basis": facts.get("fee_basis", ""),
        "fees": [block("fee", fee(line)) for line in facts.get("fee", [])],
        "results": [block("result", {"name": name, "kind": kind, "delivery": delivery, "sample": None})],
        "consult_url": f"{SERVICES}/zixun/{facts['code']}",
        "query_url": f"{SERVICES}/chaxun/",
        "apply_url": "" if apply else f"{SERVICES}/shenqing/{facts['code']}",
        "no_apply_reason": apply,
        "online_depth": "" if apply else "互联网受理",
        "handled_in": facts.get("range", "无"),
        "by_appointment": True,
        "by_post": facts.get("by_post", facts.get("visits", 1) == 0),
        "questions": [block("question", {"question": asked, "answer": said}) for asked, said in facts["questions"]],
        "remedy": REMEDY,
    }  # fmt: skip


def material(line: str, upload: Upload) -> dict[str, Any]:
    name, source, form, copies, has_form, note = parts_of(line, 6)
    return {
        "name": name,
        "source": source,
        "form": form,
        "copies": int(copies),
        "necessity": "必要",
        "needs_form": bool(has_form),
        "blank_form": upload(name, False) if has_form else None,
        "sample": upload(name, True) if has_form else None,
        "note": note,
    }


def flow(lines: list[str]) -> dict[str, Any]:
    return {"heading": "办理流程", "steps": [{**block("item", step(line)), "id": str(uuid4())} for line in lines]}


def step(line: str) -> dict[str, Any]:
    if "？" in line.partition("|")[0]:
        question, otherwise = parts_of(line, 2)
        return {
            "kind": "decision",
            "name": question.rstrip("？"),
            "actor": "",
            "time": "",
            "text": "",
            "otherwise": otherwise,
        }
    name, actor, time, text = parts_of(line, 4)
    return {"kind": "step", "name": name, "actor": actor, "time": time, "text": text, "otherwise": ""}


def fee(line: str) -> dict[str, Any]:
    name, amount, unit, standard = parts_of(line, 4)
    return {"name": name, "amount": str(Decimal(amount)), "unit": unit, "standard": standard}


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}
