"""Which publications are offered as the companion of what is 热点 or 易误读."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..models import ReviewSheet
from .arrangements import explaining_types

OFFERED = 50
"""As many of the organ, what is made for explaining first, each the latest ones."""
NONE = ("", "---------")


def offered(sheet: ReviewSheet, bound: list[tuple[int, str]]) -> list[tuple[Any, Any]]:
    """The choices, in groups: the texts `bound` to the item, then what else of the organ explains, then the rest."""
    explaining, others = of_organ(sheet, [pk for pk, _title in bound])
    groups = [(_("解读本件的信息"), bound), (_("本机构的政策解读"), explaining), (_("本机构的其他信息"), others)]
    return [NONE, *((label, rows) for label, rows in groups if rows)]


def of_organ(sheet: ReviewSheet, known: Iterable[int]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """(id, title) of the organ's publications, public or on their way through review, without those `known`: those made
    for explaining, and the others. One query."""
    same_organ = ReviewSheet.objects.filter(organ=sheet.organ_id).exclude(page_id=sheet.page_id)
    public = Page.objects.filter(pk__in=same_organ.values("page_id"), live=True)
    reviewed = Page.objects.filter(pk__in=same_organ.in_review().values("page_id"))
    types = explaining_types()
    explains = Case(When(content_type__in=types, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = (public | reviewed).exclude(pk__in=known).order_by(explains, "-latest_revision_created_at")
    rows = list(found.values_list("pk", "draft_title", "content_type")[:OFFERED])
    return (
        [(pk, title) for pk, title, kind in rows if kind in types],
        [(pk, title) for pk, title, kind in rows if kind not in types],
    )
