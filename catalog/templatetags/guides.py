"""Filters of the guides' templates."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from ..guides.vocabularies import Range
from ..guides.wording import fee_in_words
from ..models.contact import rows

register = template.Library()


@register.filter
def fee(value: Any) -> str:
    """One row of fees in words."""
    return fee_in_words(value)


@register.filter
def ways_in_words(guide: Any) -> str:
    """What else is possible beside coming: 预约、邮寄、网上支付, and where else it is handled."""
    ways = [
        (guide.by_appointment, _("可以预约办理")),
        (guide.by_post, _("可以邮寄申请和送达")),
        (guide.online_payment, _("可以网上支付")),
        (guide.handled_in != Range.NONE, _("%(range)s通办") % {"range": guide.handled_in}),
        (bool(guide.online_depth), _("网上办理深度为%(depth)s") % {"depth": guide.online_depth}),
    ]
    told = "，".join(words for holds, words in ways if holds)
    return f"{told}。" if told else ""


@register.filter
def basic_facts(guide: Any) -> list[dict[str, str]]:
    """Code, level, topics and remedy, as term and value."""
    found = [{"term": _("实施主体"), "value": guide.organ.name}, *rows(guide, "item_code", "exercise_level")]
    topics = "、".join(str(child.value) for child in guide.topics)
    found += [{"term": _("生命周期主题"), "value": topics}] if topics else []
    return found + rows(guide, "remedy")
