"""Responses for tests: a grave event with its thread, and the other kinds."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from catalog.models import ResponsePage
from tests.site import column, make_organ, publish

KINDS: dict[str, dict[str, Any]] = {
    "incident": {
        "title": "关于雾岭乡山体滑坡的情况通报",
        "incident_category": "natural",
        "incident_level": "major",
        "place": "雾岭乡岩坪村",
    },
    "clarification": {
        "title": "关于“自来水停供三天”传言的说明",
        "responds_to": "网传全市自来水将停供三天。",
        "verdict": "false",
        "channel": "online",
    },
    "concern": {"title": "关于学校课后服务收费的回应", "responds_to": "课后服务怎样收费？", "channel": "hotline"},
    "instruction": {"title": "关于老旧小区加装电梯批示的办理情况", "responds_to": "加快老旧小区加装电梯。", "instructed_by": "市长"},
}  # fmt: skip
BODY = [("paragraph", "<p>经核实，现将有关情况说明如下。</p>")]


def update(
    at: datetime, title: str = "现场救援正在进行", form: str = "report", text: str = "正在搜救。"
) -> tuple[str, Any]:
    return ("update", {"at": at, "form": form, "title": title, "content": [("paragraph", f"<p>{text}</p>")]})


def drafted(kind: str = "incident", began: timedelta = timedelta(hours=1), **fields: Any) -> ResponsePage:
    """A whole response as a draft, of what began that long ago."""
    began_at = fields.pop("began_at", timezone.now() - began)
    fields.setdefault("organ", make_organ())
    if kind == "incident":
        fields.setdefault("updates", [update(began_at + timedelta(minutes=30))] if began_at else [])
    else:
        fields.setdefault("body", BODY)
    page = ResponsePage(live=False, response_kind=kind, began_at=began_at, **{**KINDS[kind], **fields})
    return column("tongzhi").add_child(instance=page)


def responded(kind: str = "incident", began: timedelta = timedelta(hours=1), **fields: Any) -> ResponsePage:
    return publish(drafted(kind, began, **fields))


def kept(page: ResponsePage) -> list[Any]:
    """The updates of a page, as they are given to another."""
    return [(one.block_type, one.value) for one in page.updates]
