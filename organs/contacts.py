"""Who sees and who keeps the contact data of organs, and the 登记表 as files. It is personal data of officials."""

import csv
import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from . import roles
from .models import Organ, OrganContact, Role

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet would take for a formula; of those as wide as a Chinese character, some do."""


def readable(user: Any) -> QuerySet[OrganContact]:
    """Contacts of the organs in which `user` has a role; 编辑部 and superusers see all."""
    if user.is_active and user.is_superuser:
        return OrganContact.objects.all()
    organs = roles.organs_of(user)
    if roles.EVERY_ORGAN in organs:
        return OrganContact.objects.all()
    return OrganContact.objects.filter(organ__in=[organ for organ in organs if organ is not None])


def organs_kept_by(user: Any) -> QuerySet[Organ]:
    """Organs whose contacts `user` keeps: as their liaison, or for all in 编辑部."""
    kept = roles.organs_of(user, Role.LIAISON)
    if (user.is_active and user.is_superuser) or roles.EVERY_ORGAN in kept | roles.organs_of(user):
        return Organ.objects.all()
    return Organ.objects.filter(pk__in=[organ for organ in kept if organ is not None])


def table(contacts: QuerySet[OrganContact]) -> list[list[str]]:
    """The 登记表: a row of headings, then a row for each contact. One query."""
    headings = [
        _("机构"), _("类别"), _("姓名"), _("职务"), _("处室"), _("办公电话"), _("手机"), _("电子邮箱"), _("任职起"),
        _("任职止"),
    ]  # fmt: skip
    return [headings, *(row(contact) for contact in contacts.select_related("organ"))]


def row(contact: OrganContact) -> list[str]:
    return [
        contact.organ.name,
        str(contact.get_kind_display()),
        contact.name,
        contact.post,
        contact.department,
        contact.telephone,
        contact.mobile,
        contact.email,
        contact.since.isoformat() if contact.since else "",
        contact.until.isoformat() if contact.until else "",
    ]


def as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """UTF-8 with the mark that spreadsheets need; nothing in it is taken for a formula."""
    out = io.StringIO()
    csv.writer(out).writerows([[harmless(cell) for cell in cells] for cells in rows])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_xlsx(rows: Iterable[Iterable[str]]) -> bytes:
    """A workbook in which every cell is text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_("登记表"))
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 9, 14)
        bold = book.add_format({"bold": True})
        for line, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                sheet.write_string(line, place, cell, bold if line == 0 else None)
        sheet.freeze_panes(1, 0)
    return out.getvalue()
