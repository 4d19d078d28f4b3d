"""What a response may not say, and what its kind has to say: messages by field, in the reader's language."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models.publication import EARLIEST

from . import thread
from .rules import ResponseKind

if TYPE_CHECKING:
    from ..models import ResponsePage


def wrong_times(page: "ResponsePage") -> dict[str, Any]:
    """What cannot be so, by field: all of it at once."""
    now, errors = timezone.now(), {}
    if page.began_at and page.began_at > now:
        errors["began_at"] = _("发生（发现）时间不能晚于现在。")
    elif page.began_at and page.began_at < EARLIEST:
        errors["began_at"] = _("发生（发现）时间过早，请核对年份。")
    elif page.began_at and page.first_published_at and page.began_at > page.first_published_at:
        errors["began_at"] = _("发生（发现）时间不能晚于首次发布的时间。")
    times = [one.at for one in thread.newest_first(page.updates)]
    begun = page.began_at if page.response_kind == ResponseKind.INCIDENT and not errors else None
    if times and times[0] > max(now, page.go_live_at or now):
        errors["updates"] = _("续报的时间不能晚于现在，请核对。")
    elif times and begun and times[-1] < begun:
        errors["updates"] = _("续报的时间不能早于事件的发生（发现）时间，请核对。")
    return errors


def out_of_place(page: "ResponsePage") -> dict[str, Any]:
    """What another kind of response has, by field."""
    errors: dict[str, Any] = {}
    if page.response_kind and page.response_kind != ResponseKind.INCIDENT:
        for name in ("incident_category", "incident_level"):
            if getattr(page, name):
                errors[name] = _("只有突发事件填写；不是突发事件的，请改为“---------”。")
    if page.verdict and page.response_kind != ResponseKind.CLARIFICATION:
        errors["verdict"] = _("只有澄清填写核实结论，请改为“---------”。")
    if page.channel == page.Channel.OTHER and not page.channel_other.strip():
        errors["channel_other"] = _("请写明是什么渠道。")
    if page.channel_other.strip() and page.channel != page.Channel.OTHER:
        errors["channel_other"] = _("反映渠道不是“其他”，请删去这里的文字，或者把反映渠道改为“其他”。")
    return errors


def unanswered(page: "ResponsePage") -> dict[str, Any]:
    """What a response of this kind has to say before it is sent, by field."""
    incident = page.response_kind == ResponseKind.INCIDENT
    clarification = page.response_kind == ResponseKind.CLARIFICATION
    asked = [
        ("response_kind", True, page.response_kind, _("请选择回应类型。")),
        ("began_at", page.response_kind != ResponseKind.INSTRUCTION, page.began_at, _("请填写发生（发现）时间，回应时限自此起算。")),
        ("incident_category", incident, page.incident_category, _("突发事件请选择事件类别。")),
        ("incident_level", incident, page.incident_level, _("突发事件请选择事件级别；尚未定级的，先选“一般”，定级后更正。")),
        ("updates", incident, page.updates, _("突发事件还没有通报，请点击“＋”添加，至少一条。")),
        ("responds_to", not incident, page.responds_to.strip(), _("请写明所回应的内容：网传内容、群众关切的问题或者批示事项。")),
        ("verdict", clarification, page.verdict, _("澄清请选择核实结论。")),
        ("body", not incident, page.body, _("正文还没有内容，不能送审。请点击“＋”添加段落，写明核实的事实或者回应内容。")),
    ]  # fmt: skip
    return {name: message for name, needed, value, message in asked if needed and not value}
