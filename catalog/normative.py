"""Whether a document looks like a 行政规范性文件: hints and a suggestion, never set without a person."""

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .catalogue_items import DEFAULT_CODE, title_of

if TYPE_CHECKING:
    from .models import OfficialDocumentPage

ITEM = "20-01"
"""The item of the catalogue for 行政法规、规章和规范性文件."""
NUMBER = re.compile(r"规(?:字|发)?〔")
"""云政规〔2026〕3号, 云政办规〔2026〕1号; the 规 of 规划 and 规建 stands for a bureau."""
KINDS = r"(?:办法|规定|细则|规则|实施意见)(?:[（(][^）)]{1,8}[）)])?"
OWN = re.compile(rf"{KINDS}$")
NAMED = re.compile(rf"{KINDS}[》〉]|印发.*{KINDS}的(?:通知|公告)$")
QUOTED = re.compile(r"《[^》]*》|〈[^〉]*〉")
ABOUT_ANOTHER = re.compile(r"废止|修改(?!后|.*印发)|征求.*意见|转发|解读")
"""Around the name of a document: what is done with one that was made before, or is not made yet."""


def has_normative_number(page: "OfficialDocumentPage") -> bool:
    return bool(page.normative_number or NUMBER.search(page.document_number))


def has_normative_title(title: str) -> bool:
    """True when `title` is that of a measure, or of the notice that issues one."""
    if OWN.search(title):
        return True
    return bool(NAMED.search(title)) and not ABOUT_ANOTHER.search(QUOTED.sub("", title))


def is_unticked(page: "OfficialDocumentPage") -> str:
    """Why somebody should look whether 行政规范性文件 is to be ticked; "" when it is, or nothing speaks for it."""
    if page.is_normative:
        return ""
    if has_normative_number(page):
        return _("文号为规范性文件编号，请核对是否勾选“行政规范性文件”。")
    if has_normative_title(page.title):
        return _("从标题看可能是规范性文件，请核对是否勾选“行政规范性文件”。")
    return ""


def suggested_item(page: "OfficialDocumentPage") -> str:
    """The item in which `page` should stand while it stands where nobody chose; "" when none is suggested."""
    speaks = page.is_normative or has_normative_number(page)
    return ITEM if speaks and page.catalogue_group == DEFAULT_CODE else ""


def normative_hints(page: "OfficialDocumentPage") -> list[tuple[str, str]]:
    """As (name of the field, hint), for editor and reviewers; they keep nothing from being sent."""
    found = [("is_normative", is_unticked(page))]
    if item := suggested_item(page):
        words = _("组配分类为“%(now)s”，规范性文件一般归入“%(item)s”，请核对。")
        found.append(("catalogue_group", words % {"now": title_of(DEFAULT_CODE), "item": title_of(item)}))
    return [(name, hint) for name, hint in found if hint]
