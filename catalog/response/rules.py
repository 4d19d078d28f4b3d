"""Kinds of responses, and how soon each is due. The only place that says so.

国办发〔2016〕80号 and 国办发〔2016〕61号: authoritative information within 5 hours and a press conference within 24 hours
of a 特别重大 or 重大 event; a response within 48 hours to every other matter of public opinion. The hours are
`settings.RESPONSE_HOURS`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ResponseKind(models.TextChoices):
    INCIDENT = "incident", _("突发事件")
    CLARIFICATION = "clarification", _("澄清")
    CONCERN = "concern", _("热点回应")
    INSTRUCTION = "instruction", _("批示办理情况")


class IncidentCategory(models.TextChoices):
    """《中华人民共和国突发事件应对法》第二条."""

    NATURAL = "natural", _("自然灾害")
    ACCIDENT = "accident", _("事故灾难")
    HEALTH = "health", _("公共卫生事件")
    SECURITY = "security", _("社会安全事件")


class IncidentLevel(models.TextChoices):
    EXTREME = "extreme", _("特别重大（Ⅰ级）")
    MAJOR = "major", _("重大（Ⅱ级）")
    LARGE = "large", _("较大（Ⅲ级）")
    ORDINARY = "ordinary", _("一般（Ⅳ级）")


class UpdateForm(models.TextChoices):
    """What an update of a thread is. The first press conference stops its clock."""

    REPORT = "report", _("情况通报")
    PROGRESS = "progress", _("处置进展")
    CONFERENCE = "conference", _("新闻发布会")
    FINDINGS = "findings", _("调查结果")
    ADVICE = "advice", _("安全提示")
    AMENDMENT = "amendment", _("更正说明")


GRAVE = frozenset({IncidentLevel.EXTREME, IncidentLevel.MAJOR})


@dataclass(frozen=True)
class Rule:
    """One duty. `key` names its hours in the settings and never changes; `basis` is the document that sets it."""

    key: str
    label: Any
    basis: str

    @property
    def within(self) -> timedelta:
        hours: Mapping[str, int] = settings.RESPONSE_HOURS
        return timedelta(hours=hours[self.key])


INFORMATION = Rule("information", _("发布权威信息"), "国办发〔2016〕80号")
CONFERENCE = Rule("conference", _("举行新闻发布会"), "国办发〔2016〕61号、国办发〔2016〕80号")
OPINION = Rule("opinion", _("回应"), "国办发〔2016〕61号")


def rules_for(kind: str, level: str) -> tuple[Rule, ...]:
    """The duties of a response; what was done on an instruction has no term of law."""
    if kind == ResponseKind.INCIDENT and level in GRAVE:
        return (INFORMATION, CONFERENCE)
    return () if kind == ResponseKind.INSTRUCTION else (OPINION,)
