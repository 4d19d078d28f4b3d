"""Rows of 人事任免: who is appointed or removed, and who is proposed."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

BORN = re.compile(r"(?:19|20)\d\d年(?:[1-9]|1[0-2])月")
NAME = re.compile(r"[^\d\s，,、；;（）()]+(?: [^\d\s，,、；;（）()]+)*")
NAME_ADVICE = _("每行填写一个人的姓名，不要写职务、称谓和标点；少数民族姓名用间隔号“·”。")


class Action(models.TextChoices):
    """任 or 免."""

    APPOINT = "appoint", _("任命")
    REMOVE = "remove", _("免去")


class NameBlock(blocks.RegexBlock):
    """The name of one person."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            regex=f"^{NAME.pattern}$",
            error_messages={"invalid": NAME_ADVICE},
            **{"max_length": 40, "label": _("姓名"), **kwargs},
        )


class DecisionBlock(blocks.StructBlock):
    """One person and one post."""

    action = blocks.ChoiceBlock(Action.choices, default=Action.APPOINT, label=_("任免"))
    name = NameBlock()
    post = blocks.CharBlock(
        max_length=120, label=_("职务"), help_text=_("写全单位和职务，如“云杉市交通运输局副局长”。")
    )
    note = blocks.CharBlock(
        required=False, max_length=60, label=_("说明"), help_text=_("如“试用期一年”“到龄”“列某某某之后”。")
    )

    class Meta:
        icon = "user"
        label = _("任免")
        template = "catalog/blocks/decision.html"


class DecisionsBlock(blocks.StreamBlock):
    decision = DecisionBlock()

    class Meta:
        label = _("任免")


class CandidateBlock(blocks.StructBlock):
    """Somebody who is proposed for a post (任前公示)."""

    name = NameBlock()
    gender = blocks.ChoiceBlock([("male", _("男")), ("female", _("女"))], label=_("性别"))
    born = blocks.CharBlock(max_length=10, label=_("出生年月"), help_text=_("写到月，如“1980年5月”。"))
    education = blocks.CharBlock(max_length=80, label=_("学历学位"), help_text=_("如“大学，管理学学士”。"))
    current_post = blocks.CharBlock(max_length=160, label=_("现任职务"))
    proposed_post = blocks.CharBlock(max_length=160, label=_("拟任职务"), help_text=_("如“拟任市直部门副职”。"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not BORN.fullmatch(cleaned["born"].strip()):
            raise StructBlockValidationError(
                {"born": ValidationError(_("出生年月写到月，如“1980年5月”，不要写到日。"))}
            )
        return cleaned

    class Meta:
        icon = "user"
        label = _("拟任人选")
        template = "catalog/blocks/candidate.html"


class CandidatesBlock(blocks.StreamBlock):
    candidate = CandidateBlock()

    class Meta:
        label = _("拟任人选")
