"""What Wagtail's API says of a wrong question, in Chinese. It says it in English, and has no translations of it."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.api.v2.utils import BadRequestError

KNOWN = (
    (r"limit cannot be higher than (?P<most>\d+)", gettext_lazy("limit 不能大于 %(most)s。")),
    (r"unknown fields: (?P<name>.*)", gettext_lazy("fields 中没有字段“%(name)s”。")),
    (r"fields error: .*", gettext_lazy("fields 应为以逗号分隔的字段名；“*”为全部，“-名称”为不要。")),
    (r"cannot order by '(?P<name>.*)' .*", gettext_lazy("order 中没有可以排序的字段“%(name)s”。")),
    (r"query parameter is not an operation or a recognised field: (?P<name>.*)", gettext_lazy("没有参数“%(name)s”。")),
    (r"type doesn't exist", gettext_lazy("type 应为页面类型，如 cms.ArticlePage。")),
    (
        r"field filter error\. '(?P<value>.*?)' is not a valid value for (?P<name>\w+) .*",
        gettext_lazy("%(name)s 的值“%(value)s”无效。"),
    ),
)
OWN = re.compile("[\u4e00-\u9fff]")
SHOWN = 40
"""Characters of what was asked for, as an error repeats it."""


def in_chinese(error: BadRequestError) -> str:
    """The message of `error` as it is answered; what nobody foresaw is answered in general."""
    text = str(error)
    for pattern, told in KNOWN:
        if match := re.fullmatch(pattern, text, re.DOTALL):
            return str(told) % {name: value[:SHOWN] for name, value in match.groupdict().items()}
    return text if OWN.search(text) else _("请求参数无效，或者超出允许的范围。")
