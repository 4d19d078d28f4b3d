"""Further facts of a record: a name and a typed value."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.days import reasonable_day

from .amounts import AmountBlock

LABEL_HELP = _("读者看到的名称，如“案件来源”。")


class TextFactBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=40, label=_("名称"), help_text=LABEL_HELP)
    value = blocks.TextBlock(max_length=2000, label=_("内容"))

    class Meta:
        icon = "pilcrow"
        label = _("文字")
        template = "catalog/blocks/fact.html"


class DayFactBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=40, label=_("名称"), help_text=_("如“送达日期”。"))
    value = blocks.DateBlock(validators=[reasonable_day], label=_("日期"))

    class Meta:
        icon = "date"
        label = _("日期")
        template = "catalog/blocks/fact.html"


class AmountFactBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=40, label=_("名称"), help_text=_("如“没收违法所得”。"))
    value = AmountBlock(label=_("金额"), help_text=_("单位为元。"))

    class Meta:
        icon = "decimal"
        label = _("金额（元）")
        template = "catalog/blocks/fact.html"


class CountFactBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=40, label=_("名称"), help_text=_("如“检查户数”。"))
    value = blocks.IntegerBlock(min_value=0, label=_("数量"))
    unit = blocks.CharBlock(max_length=10, label=_("单位"), help_text=_("如“户”“批次”。"))

    class Meta:
        icon = "order"
        label = _("数量")
        template = "catalog/blocks/fact.html"


class FactsBlock(blocks.StreamBlock):
    """Whatever the fields of a kind have no place for."""

    text = TextFactBlock()
    day = DayFactBlock()
    amount = AmountFactBlock()
    count = CountFactBlock()

    class Meta:
        label = _("其他要素")
