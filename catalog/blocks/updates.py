"""Updates of a response: each a short text of its own, with its time."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError

from cms.blocks import BodyBlock

from ..response.rules import UpdateForm
from ..response.thread import aware


class UpdateContent(BodyBlock):
    """What an update says. It has a title of its own: headings and quotations would only break it up."""

    heading = None  # type: ignore[assignment]
    quotation = None  # type: ignore[assignment]

    class Meta:
        label = _("内容")


class UpdateBlock(blocks.StructBlock):
    at = blocks.DateTimeBlock(
        label=_("时间"),
        help_text=_("通报的时间，精确到分。同一时间只写一条；它也是本条在页面上的地址，发布后不要更改。"),
    )
    form = blocks.ChoiceBlock(UpdateForm.choices, default=UpdateForm.REPORT, label=_("类型"))
    title = blocks.CharBlock(
        max_length=100, label=_("标题"), help_text=_("一句话说清新情况，如“山体滑坡点已全部清理”。")
    )
    content = UpdateContent(label=_("内容"))

    class Meta:
        icon = "history"
        label = _("通报")
        template = "catalog/blocks/update.html"
        description = _("一次通报、进展或者发布会，有自己的时间和地址")


class UpdatesBlock(blocks.StreamBlock):
    """A thread. Newest first is how it is shown; how it is kept does not matter."""

    update = UpdateBlock()

    class Meta:
        label = _("续报")

    def clean(self, value: Any, **kwargs: Any) -> Any:
        cleaned = super().clean(value, **kwargs)
        seen: set[datetime] = set()
        errors: dict[int, ValidationError] = {}
        for number, child in enumerate(cleaned):
            minute = aware(child.value["at"]).replace(second=0, microsecond=0)
            if minute in seen:
                errors[number] = blocks.struct_block.StructBlockValidationError(
                    {"at": ValidationError(_("已有同一时间的通报，请改为不同的时间，或者合并为一条。"))}
                )
            seen.add(minute)
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned
