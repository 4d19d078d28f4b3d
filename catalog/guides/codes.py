"""事项编码: how a code looks, and who else has it."""

from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

ITEM_CODE = r"^[0-9A-Za-z](?:[0-9A-Za-z]|-(?!-)){4,38}[0-9A-Za-z]$"
"""Codes of GB/T 39554.1 have up to 31 characters; older lists write shorter ones, with hyphens."""
ITEM_CODE_HELP = _("事项目录中的唯一编码，由数字、字母和短横线组成，如“11479001MB0A001-XK-0001”。")
item_code = RegexValidator(
    ITEM_CODE, _("事项编码由6至40位数字、字母和短横线组成，不含空格和汉字，请对照事项目录填写。")
)


def others_with_code(page: Any) -> Any:
    """Other live pages of the same type and language with the code of `page`; none of a page that has no language yet,
    as rows of a spreadsheet: the import passes over codes that are known."""
    others = type(page).objects.filter(item_code=page.item_code, live=True, locale=page.locale_id).exclude(pk=page.pk)
    return others.exclude(alias_of__isnull=False)
