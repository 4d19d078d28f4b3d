"""Closed vocabularies of procurement. Values go into the API and never get another meaning."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Regime(models.TextChoices):
    """By which law it is done; the projects of one go other ways than those of the other."""

    PROCUREMENT = "procurement", _("政府采购")
    TENDER = "tender", _("工程建设项目招标投标")


class Stage(models.TextChoices):
    """What an announcement says, in the order in which a project comes to it."""

    INTENTION = "intention", _("采购意向")
    SINGLE_SOURCE = "single_source", _("单一来源公示")
    NOTICE = "notice", _("采购（招标）公告")
    CORRECTION = "correction", _("更正公告")
    CANDIDATES = "candidates", _("中标候选人公示")
    FAILURE = "failure", _("终止（废标）公告")
    RESULT = "result", _("中标（成交）结果公告")
    CONTRACT = "contract", _("合同公告")
    ACCEPTANCE = "acceptance", _("履约验收公告")


class Method(models.TextChoices):
    """采购方式 (《政府采购法》第二十六条 and the methods that the finance ministry added)."""

    OPEN = "open", _("公开招标")
    INVITED = "invited", _("邀请招标")
    NEGOTIATION = "negotiation", _("竞争性谈判")
    CONSULTATION = "consultation", _("竞争性磋商")
    INQUIRY = "inquiry", _("询价")
    SINGLE_SOURCE = "single_source", _("单一来源采购")
    FRAMEWORK = "framework", _("框架协议采购")
    OTHER = "other", _("其他")


TENDERS = frozenset({Method.OPEN, Method.INVITED})
"""Methods in which bids are opened: 招标."""


class Acceptance(models.TextChoices):
    """验收结论."""

    PASSED = "passed", _("验收合格")
    PARTLY = "partly", _("部分合格")
    FAILED = "failed", _("验收不合格")
